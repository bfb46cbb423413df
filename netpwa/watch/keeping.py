"""Keep a title that a feed brought as research about somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.contacts.model import fold
from netpwa.contacts.store import ContactStore
from netpwa.network.store import NetworkStore
from netpwa.research.model import NoteDraft
from netpwa.research.store import ResearchStore
from netpwa.watch.store import WatchStore

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.watch.forms import KeepForm
    from netpwa.watch.model import Item


def keep(db: Database, account_id: str, item: Item, form: KeepForm, *, at: datetime) -> None:
    """Add the note, and take the title off the list; call it inside a write transaction.

    A name that no person has is an organisation's: it is added when it is not there yet.
    """
    contact_id = NetworkStore(db, account_id).named(fold(form.about.data))
    organisation_id = None
    if contact_id is None:
        organisation_id = ContactStore(db, account_id).organisation_named(form.about.data, at=at)
    kind = "said" if contact_id else "news"
    ResearchStore(db, account_id).add(
        NoteDraft(form.id.data, kind, form.text.data, item.url),
        contact_id=contact_id,
        organisation_id=organisation_id,
        fold=fold,
        at=at,
    )
    WatchStore(db, account_id).set_away(item.id, at)
