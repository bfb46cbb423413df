"""What the tests of push share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from netpwa.push.endpoint import allowed_from
from netpwa.push.keys import create
from netpwa.push.sender import Limits, Sender
from tests.fakes.fixtures import (  # noqa: F401  pytest finds them here
    autopush,
    background,
    fcm,
    notices,
    push_service,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netpwa.push.keys import VapidKey
    from tests.fakes.push_service import PushService

ORIGIN = "https://meet.example.org"
CONTACT = "mailto:reminders@example.org"


def real_time() -> datetime:
    """Give the real time, as a running app would."""
    return datetime.now(UTC)


@pytest.fixture
def key(tmp_path: Path) -> VapidKey:
    """Make a VAPID key of our own."""
    return create(tmp_path / "vapid.pem")


@pytest.fixture
def sender_to(push_service: PushService, key: VapidKey) -> Callable[..., Sender]:  # noqa: F811
    """Give a maker of senders whose messages arrive at the fake services."""

    def make(
        limits: Limits | None = None,
        clock: Callable[[], datetime] = real_time,
        contact: str | None = CONTACT,
    ) -> Sender:
        return Sender(
            key,
            contact,
            origin=ORIGIN,
            allowed=allowed_from(push_service.hosts, local=True),
            clock=clock,
            limits=limits,
            tls=push_service.authority.client(),
        )

    return make
