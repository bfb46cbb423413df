"""Ada, her phone, and a conversation tomorrow at two."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests import factories
from tests.fakes.fixtures import push_service  # noqa: F401
from tests.push.conftest import key, sender_to  # noqa: F401  pytest finds them here
from tests.reminders.scene import FakeSend, Scene, booked, phone

if TYPE_CHECKING:
    from netpwa.db.port import Database
    from tests.cast import Watch

# In UTC; Toronto is five hours behind. The conversation lasts from 19:00 to 19:20.
WARNED = datetime(2026, 11, 25, 18, 50, tzinfo=UTC)
ENDED = datetime(2026, 11, 25, 19, 25, tzinfo=UTC)
THANKS = datetime(2026, 11, 25, 21, 20, tzinfo=UTC)


@pytest.fixture
def ada_id(db: Database) -> str:
    """Give the id of Ada's account."""
    return factories.account(db)


@pytest.fixture
def talk_id(db: Database, ada_id: str) -> str:
    """Book a conversation with Grace tomorrow at two in the afternoon, for twenty minutes."""
    return booked(db, ada_id)


@pytest.fixture
def bare(db: Database, watch: Watch, ada_id: str) -> Scene:
    """Give Ada with a phone, and nothing booked."""
    return Scene(db, watch, FakeSend(), ada_id, phone(db, ada_id))


@pytest.fixture
def scene(bare: Scene, talk_id: str) -> Scene:
    """Give Ada with a phone and the conversation with Grace."""
    return replace(bare, talk_id=talk_id)
