"""Two entries of one person become one, with everything that hangs on either; and two again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from netpwa.bringing.importing import as_found, draft_of
from netpwa.bringing.matching import key_of
from netpwa.contacts.model import fold
from netpwa.contacts.store import ContactStore
from netpwa.errors import RefusedError
from netpwa.tidying.merge_store import MergeStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from netpwa.bringing.model import Found
    from netpwa.contacts.model import Contact
    from netpwa.db.port import Database

TEXTS = ("title", "organisation", "city", "met_at", "note", "points", "follow_up_on")
YES = ("knows", "is_connector", "is_mentor")
OR_ELSE = ("tier_override", "catch_up_on", "captured", "say_name", "address_as", "raised_jobs_at")


def joined(kept: Contact, gone: Contact, say: Callable[[date], str]) -> Found:
    """Give what the one who stays will be: their own words first, then all of the other's.

    `say` words a second day to follow up, which goes to the note.
    """
    one, other = as_found(kept), as_found(gone)
    filled = {name: getattr(one, name) or getattr(other, name)
              for name in ("title", "organisation", "city", "met_at")}  # fmt: skip
    # What finds no place of its own is kept in the note: nothing that was written is lost.
    left = [
        text
        for name in ("name", "title", "organisation", "city", "met_at")
        if (text := getattr(other, name)) and fold(text) != fold(filled.get(name) or one.name)
    ]
    days = [each for each in _open_days(kept, gone) if each]
    day = min(days, default=None) or one.follow_up_on or other.follow_up_on
    later = [say(each) for each in days if each != day]
    notes = [one.note, *([] if other.note in one.note else [other.note]), *left, *later]
    keys = {key_of(value) for value in one.points}
    points = [value for value in other.points if key_of(value) not in keys]
    return replace(
        one,
        **filled,
        note="\n".join(dict.fromkeys(note for note in notes if note)),
        points=(*one.points, *points),
        follow_up_on=day,
    )


def merge(
    db: Database,
    account_id: str,
    merge_id: str,
    kept_id: str,
    gone_id: str,
    *,
    say: Callable[[date], str],
    at: datetime,
) -> None:
    """Make one of two; RefusedError when they are one already."""
    contacts, store = ContactStore(db, account_id), MergeStore(db, account_id)
    kept, gone = contacts.get(kept_id), contacts.get(gone_id)
    if kept_id == gone_id:
        raise RefusedError
    found = joined(kept, gone, say)
    links = store.join_links(kept_id, gone_id)
    boundaries = _join_boundaries(store, kept_id, gone_id)
    store.begin(merge_id, kept_id, gone_id, at=at)
    flags = store.flags(kept_id)
    more = _flags(flags, store.flags(gone_id), kept, gone, found.follow_up_on)
    contacts.update(draft_of(kept_id, found), kept.rev, at=at)
    store.set_flags(kept_id, more)
    before = {"flags": [flags, more], "links": links, "boundaries": boundaries,
              "texts": [_texts(as_found(kept)), _texts(found)]}  # fmt: skip
    store.end(merge_id, gone_id, before, at=at)


def undo(db: Database, account_id: str, merge_id: str, *, at: datetime) -> None:
    """Make two of one again. What was changed by hand since stays with the one who was kept."""
    contacts, store = ContactStore(db, account_id), MergeStore(db, account_id)
    if store.is_undone(merge_id):
        return
    merged = store.get(merge_id)
    before = store.take_back(merged, at=at)
    contact = contacts.get(merged.kept_id)
    now = as_found(contact)
    flags = store.flags(merged.kept_id)
    contacts.update(draft_of(contact.id, _back(now, *before["texts"])), contact.rev, at=at)
    was, became = before["flags"]
    store.set_flags(
        merged.kept_id,
        {name: was[name] if flags[name] == became[name] else flags[name] for name in flags},
    )
    for link_id, strength, note, *after in before["links"]:
        if store.link(link_id) == after:
            store.set_link(link_id, strength, note)
    if before["boundaries"] and store.boundaries(contact.id) == before["boundaries"][1]:
        store.set_boundaries(contact.id, before["boundaries"][0])


def _open_days(kept: Contact, gone: Contact) -> list[date | None]:
    return [None if each.follow_up_done_at else each.follow_up_on for each in (kept, gone)]


def _flags(
    one: dict[str, Any], other: dict[str, Any], kept: Contact, gone: Contact, day: date | None
) -> dict[str, Any]:
    more = dict(one)
    more |= {name: max(one[name], other[name]) for name in YES}
    more |= {name: one[name] or other[name] for name in OR_ELSE}
    if one["keep_warm"] == "unset":
        more["keep_warm"] = other["keep_warm"]
    if one["stage_override"] is None:
        more |= {name: other[name] for name in ("stage_override", "stage_override_over")}
    if day and day != kept.follow_up_on and day == gone.follow_up_on:
        more |= {name: other[name] for name in ("follow_up_set_at", "follow_up_done_at")}
    # A file that brought one of them does not take both away again.
    if other["import_id"] != one["import_id"]:
        more["import_id"] = None
    return more


def _join_boundaries(store: MergeStore, kept_id: str, gone_id: str) -> list[str]:
    mine, theirs = store.boundaries(kept_id), store.boundaries(gone_id)
    if not mine or not theirs or theirs in mine:
        return []
    both = f"{mine}\n{theirs}"
    store.set_boundaries(kept_id, both)
    return [mine, both]


def _texts(found: Found) -> dict[str, Any]:
    return {name: getattr(found, name) for name in TEXTS}


def _back(now: Found, was: dict[str, Any], became: dict[str, Any]) -> Found:
    """Put back what still stands as the merge left it."""
    back: dict[str, Any] = {}
    for name in TEXTS:
        stands = getattr(now, name)
        if name == "points":
            fresh = set(became[name]) - set(was[name])
            back[name] = tuple(value for value in stands if value not in fresh)
        elif name == "note" and stands.startswith(became[name]):
            back[name] = (was[name] + stands[len(became[name]) :]).strip()
        elif str(stands or "") == str(became[name] or ""):
            back[name] = was[name]
    day = back.get("follow_up_on")
    if isinstance(day, str):
        back["follow_up_on"] = date.fromisoformat(day)
    return replace(now, **back)
