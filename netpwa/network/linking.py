"""Linking people by name, remembering many at once, and asking for an introduction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.contacts.model import ContactDraft, fold
from netpwa.contacts.store import ContactStore
from netpwa.db.values import fresh_id
from netpwa.errors import RefusedError
from netpwa.network.introduction_store import IntroductionStore
from netpwa.network.model import MOST_OPEN_ASKS
from netpwa.network.store import NetworkStore

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.network.forms import LinkForm

# Each of these is called inside a write transaction.


def link_by_name(
    db: Database, account_id: str, contact_id: str, form: LinkForm, *, at: datetime
) -> None:
    """Link somebody with a person who is named; who is not there yet is added."""
    other_id = person_named(db, account_id, form.other.data, besides=contact_id, at=at)
    store = NetworkStore(db, account_id)
    if form.known.data:
        store.set_known(other_id, on=True)
    store.add_link(form.link(contact_id, other_id), at=at)


def person_named(
    db: Database, account_id: str, name: str, *, besides: str = "", met_at: str = "", at: datetime
) -> str:
    """Find somebody by their whole name, or add them; give their id."""
    found = NetworkStore(db, account_id).named(fold(name), besides=besides)
    if found:
        return found
    draft = ContactDraft(fresh_id(), name, met_at=met_at)
    ContactStore(db, account_id).create(draft, at=at)
    return draft.id


def remember(
    db: Database, account_id: str, people: Iterable[tuple[str, str, bool]], *, at: datetime
) -> None:
    """Add people by name, where they come from, and whether one knows them; nobody twice."""
    store = NetworkStore(db, account_id)
    for name, met_at, is_known in people:
        contact_id = person_named(db, account_id, name, met_at=met_at, at=at)
        if is_known:
            store.set_known(contact_id, on=True)


def ask(
    db: Database,
    account_id: str,
    introduction_id: str,
    ends: tuple[str, str | None, str],
    *,
    at: datetime,
) -> None:
    """Begin an introduction from (introducer, via, target); RefusedError when there are enough."""
    store = IntroductionStore(db, account_id)
    introducer_id, via_id, target_id = ends
    if store.open_asks(introducer_id) >= MOST_OPEN_ASKS:
        raise RefusedError
    store.start(introduction_id, introducer_id, target_id, via_id=via_id, at=at)
