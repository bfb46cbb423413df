"""An earlier text is kept once, and for thirty days from the last time that it was written over."""

from datetime import timedelta

from netpwa.db.earlier import EarlierStore
from netpwa.db.port import write
from netpwa.db.retention import forget_the_old
from tests import factories
from tests.factories import AT


def test_a_text_that_is_written_over_again_is_kept_for_thirty_days_from_then(db):
    store = EarlierStore(db, factories.account(db))
    for days in (0, 20):
        with write(db):
            at = AT + timedelta(days=days)
            store.keep("/me/story", "Glad to say", "A gap", "replaced", at=at)
    assert len(store.all()) == 1
    forget_the_old(db, at=AT + timedelta(days=49))
    assert [text.text for text in store.all()] == ["A gap"]
    forget_the_old(db, at=AT + timedelta(days=51))
    assert store.all() == []
