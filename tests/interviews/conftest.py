"""The plan of the world's conversation."""

import pytest

from netpwa.interviews.plan_store import PlanStore


@pytest.fixture
def plan(world):
    return f"/interviews/{world['interview_id']}/plan"


@pytest.fixture
def items(db, ada, world):
    """Give what is planned, or all of it."""

    def read(*, whole=False):
        store = PlanStore(db, ada.account_id)
        return (store.whole if whole else store.plan)(world["interview_id"])

    return read
