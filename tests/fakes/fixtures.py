"""The fakes as fixtures: `pytest_plugins = ["tests.fakes.fixtures"]` in the root conftest."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.fakes.autopush import Autopush
from tests.fakes.background import Background, running
from tests.fakes.fcm import Fcm
from tests.fakes.notification_daemon import NotificationDaemon, desktop
from tests.fakes.push_service import PushService

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def background() -> Iterator[Background]:
    """Run an event loop in a thread, for coroutines in tests that have none."""
    with Background() as loop:
        yield loop


@pytest.fixture
def push_service(tmp_path: Path) -> Iterator[PushService]:
    """Run the four services that the app sends to."""
    with running(PushService(tmp_path)) as service:
        yield service


@pytest.fixture
def fcm(tmp_path: Path) -> Iterator[Fcm]:
    """Run the service that Chromium connects to."""
    with running(Fcm(tmp_path)) as service:
        yield service


@pytest.fixture
def autopush() -> Iterator[Autopush]:
    """Run the service that Firefox connects to."""
    with running(Autopush()) as service:
        yield service


@pytest.fixture
def notices() -> Iterator[NotificationDaemon]:
    """Run a desktop that shows notices to the test."""
    if not shutil.which("dbus-daemon"):
        pytest.skip("dbus-daemon is not installed")
    with desktop() as daemon:
        yield daemon
