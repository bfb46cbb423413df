"""What tests of forms that change something begin with."""

import pytest

from netpwa.db.port import write
from netpwa.network.introduction_store import IntroductionStore
from tests import factories


@pytest.fixture
def all_shown(db, ada, world):
    """Give one of everything, with each form there to be filled in: two were introduced and met."""
    ids = world["other_id"], world["contact_id"]
    introduction_id = factories.introduction(db, ada.account_id, *ids)
    world.ids["introductions.thank introduction_id"] = introduction_id
    with write(db):
        IntroductionStore(db, ada.account_id).reach(introduction_id, "introduced", at=factories.AT)
    assert ada.send(f"/interviews/{world['interview_id']}/hold").status_code == 303
    return world
