"""A file of people in two steps: kept for its ticks, then brought in as one, and undone as one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa.bringing.matching import Known, additions, judge_all
from netpwa.bringing.model import ADDS, SAME, FileRow, Found
from netpwa.bringing.store import ImportStore
from netpwa.contacts.model import ContactDraft, fold, recognise
from netpwa.contacts.store import ContactStore
from netpwa.db.values import fresh_id
from netpwa.errors import NotFoundError
from netpwa.tidying.erase_store import EraseStore

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.bringing.model import Added, Judged, Reading
    from netpwa.contacts.model import Contact
    from netpwa.db.port import Database


def judge(db: Database, account_id: str, reading: Reading) -> list[Judged]:
    """Judge each line of a file against everybody who is here. It takes no lock."""
    return judge_all(reading.rows, Known.of(ImportStore(db, account_id).people()))


def bring(db: Database, account_id: str, import_id: str, *, at: datetime) -> None:
    """Bring in what is ticked: new people are added, those who are here gain what they lack.

    Who is here is looked at afresh, for much may have happened since the preview.
    """
    store, contacts = ImportStore(db, account_id), ContactStore(db, account_id)
    known = Known.of(store.people())
    spellings = store.spellings()
    gained: list[tuple[str, Added]] = []
    created = 0
    for row in store.wanted(import_id):
        name = row.found.organisation
        # A file does not say anew how an organisation is written.
        found = replace(row.found, organisation=spellings.setdefault(fold(name), name))
        here = known.judge(FileRow(row.line, found))
        if here.state == ADDS and here.contact_id:
            gained.append((here.contact_id, _add(contacts, here.contact_id, found, at)))
        elif here.state != SAME:
            who = fresh_id()
            contacts.create(draft_of(who, found), at=at)
            store.mark(who, import_id)
            created += 1
    store.note_brought(import_id, gained, created=created, at=at)


def undo(db: Database, account_id: str, import_id: str, *, at: datetime) -> None:
    """Take a whole file back: who came new goes, who gained something loses it again.

    Who was worked with meanwhile goes to the bin, so that nothing of that is lost. What was
    changed by hand since stays as it is.
    """
    store, contacts = ImportStore(db, account_id), ContactStore(db, account_id)
    done = store.get(import_id)
    if done.brought_at is None:
        raise NotFoundError
    if done.undone_at:
        return
    erase = EraseStore(db, account_id)
    erase.erase_untouched(import_id)
    erase.bin_rest(import_id, at=at)
    for who, added in reversed(store.added(import_id)):
        try:
            contact = contacts.get(who)
        except NotFoundError:
            continue
        less = _without(contact, added)
        contacts.update(draft_of(who, less), contact.rev, at=at)
    store.note_undone(import_id, brought_at=done.brought_at, at=at)


def _add(contacts: ContactStore, who: str, found: Found, at: datetime) -> Added:
    contact = contacts.get(who)
    known = as_found(contact)
    added = additions(known, found)
    more = {name: getattr(found, name) for name in added if name not in {"note", "points"}}
    if "note" in added:
        more["note"] = "\n".join(part for part in (known.note, found.note) if part)
    if "points" in added:
        more["points"] = (*known.points, *added["points"])
    contacts.update(draft_of(who, replace(known, **more)), contact.rev, at=at)
    return added


def _without(contact: Contact, added: Added) -> Found:
    known = as_found(contact)
    less: dict[str, object] = {}
    for name, value in added.items():
        stands = getattr(known, name)
        if name == "points":
            less[name] = tuple(point for point in stands if point not in value)
        elif name == "note":
            less[name] = stands.removesuffix(str(value)).removesuffix("\n")
        elif str(stands) == value:
            less[name] = None if name == "follow_up_on" else ""
    return replace(known, **less)  # type: ignore[arg-type]  # each by its own field's name


def as_found(contact: Contact) -> Found:
    """Give what a file could say about somebody who is here."""
    return Found(
        contact.name,
        contact.title,
        contact.organisation,
        contact.city,
        contact.met_at,
        contact.note,
        tuple(point.value for point in contact.points),
        contact.follow_up_on,
    )


def draft_of(who: str, found: Found) -> ContactDraft:
    """Give somebody in a file as if they had been typed."""
    return ContactDraft(
        who,
        found.name,
        found.title,
        found.organisation,
        found.met_at,
        tuple(recognise(value) for value in found.points),
        found.note,
        city=found.city,
        follow_up_on=found.follow_up_on,
    )
