"""Telling whether somebody in a file is here already, and what the file knows besides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from netpwa.bringing.model import (
    ADDS,
    ALIKE,
    BAD,
    LONGEST_REACH,
    MOST_POINTS,
    NEW,
    NOTE,
    SAME,
    TWICE,
    Added,
    FileRow,
    Found,
    Judged,
)
from netpwa.contacts.model import fold, phone_href, recognise

if TYPE_CHECKING:
    from collections.abc import Iterable

Key = tuple[str, str]
FIELDS = ("title", "organisation", "city", "met_at", "follow_up_on")
LAST_DIGITS = 10
FEW = 20
_BEFORE_HOST = re.compile(r"^(?:https?://)?(?:www\.|[a-z]{2}\.(?=linkedin\.))?", re.IGNORECASE)
# Many share a switchboard; so a number says who somebody is only together with their name.
SAYS_WHO = frozenset({"email", "profile"})


def key_of(value: str) -> Key:
    """Give what an address, number or link is compared by."""
    point = recognise(value)
    if point.kind == "phone":
        digits = re.sub(r"\D", "", (phone_href(value) or "").partition(",")[0])
        return "phone", digits[-LAST_DIGITS:]
    if point.kind in {"profile", "link"}:
        return point.kind, _address(value)
    return point.kind, fold(value)


def _address(value: str) -> str:
    """Leave out of an address what leads to the same page without it."""
    plain = _BEFORE_HOST.sub("", value).partition("?")[0].partition("#")[0].rstrip("/")
    parts = plain.lower().split("/")
    # LinkedIn puts the reader's language behind the name.
    return "/".join(parts[:3] if parts[0].endswith("linkedin.com") else parts)


def additions(known: Found, found: Found) -> Added:
    """Give what a file knows besides, by field: only what is empty is filled, nothing changes."""
    added: Added = {
        name: str(getattr(found, name))
        for name in FIELDS
        if getattr(found, name) and not getattr(known, name)
    }
    if found.note and found.note not in known.note:
        both = f"{known.note}\n{found.note}" if known.note else found.note
        if len(both) <= NOTE:
            added["note"] = found.note
    keys = {key_of(value) for value in known.points}
    room = LONGEST_REACH - sum(len(value) + 1 for value in known.points)
    points: list[str] = []
    for value in found.points:
        fits = len(known.points) + len(points) < MOST_POINTS and len(value) < room
        if fits and key_of(value) not in keys:
            keys.add(key_of(value))
            points.append(value)
            room -= len(value) + 1
    if points:
        added["points"] = tuple(points)
    return added


def joined(known: Found, found: Found) -> Found:
    """Put what a file knows besides to what is known."""
    more = additions(known, found)
    both = {name: getattr(found, name) for name in FIELDS if name in more}
    if "note" in more:
        both["note"] = f"{known.note}\n{found.note}" if known.note else found.note
    if "points" in more:
        both["points"] = (*known.points, *more["points"])
    return replace(known, **both)


@dataclass(slots=True)
class Known:
    """Everybody who is here, by what they can be known by; the first to come is the first found.

    However many share a name or an address, one look costs the same.
    """

    people: dict[str, Found] = field(default_factory=dict)
    _by_key: dict[Key, str] = field(default_factory=dict)
    _by_name: dict[str, str] = field(default_factory=dict)
    _by_two: dict[tuple[object, str], list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, people: Iterable[tuple[str, Found]]) -> Known:
        """Note everybody, the oldest first."""
        known = cls()
        for who, found in people:
            known.note(who, found)
        return known

    def note(self, who: str, found: Found) -> None:
        """Note somebody, or what is known of them besides."""
        self.people[who] = found
        name = fold(found.name)
        self._by_name.setdefault(name, who)
        keys = {key_of(value) for value in found.points}
        for key in keys:
            self._by_key.setdefault(key, who)
            self._note_two(key, name, who)
        self._note_two(fold(found.organisation), name, who)
        self._note_two(_whole(found, keys), name, who)

    def judge(self, row: FileRow) -> Judged:
        """Say what a line of a file comes to."""
        found = row.found
        if row.trouble:
            return Judged(row, BAD)
        if found.uid in self.people:
            return self._with(row, found.uid)
        keys = sorted({key_of(value) for value in found.points})
        same = self._the_same(found, keys)
        if same:
            # Of two who are here twice, whoever has it all: then the same file changes nothing.
            return self._with(row, min(same, key=lambda who: len(self._more(who, found))))
        perhaps = self._perhaps(found, keys)
        return Judged(row, ALIKE, perhaps) if perhaps else Judged(row, NEW)

    def _the_same(self, found: Found, keys: list[Key]) -> list[str]:
        """List those of this name with an address in common, else at the same place of work."""
        name, where = fold(found.name), fold(found.organisation)
        sharing = [who for key in keys for who in self._by_two.get((key, name), [])]
        if sharing:
            return sharing
        there = self._by_two.get((where, name), []) if where else []
        surely = [who for who in there if not _differ(self.people[who], keys)]
        return surely or self._by_two.get((_whole(found, keys), name), [])

    def _perhaps(self, found: Found, keys: list[Key]) -> str | None:
        """Give somebody with the same address and another name, or one who is hard to tell."""
        for key in keys:
            if key[0] in SAYS_WHO and key in self._by_key:
                return self._by_key[key]
        name, where = fold(found.name), fold(found.organisation)
        if not where:
            return self._by_name.get(name)
        unsure = [*self._by_two.get((where, name), []), *self._by_two.get(("", name), [])]
        return unsure[0] if unsure else None

    def _note_two(self, one: object, name: str, who: str) -> None:
        there = self._by_two.setdefault((one, name), [])
        if len(there) < FEW and who not in there:
            there.append(who)

    def _with(self, row: FileRow, who: str) -> Judged:
        more = self._more(who, row.found)
        return Judged(row, ADDS if more else SAME, who, tuple(more))

    def _more(self, who: str, found: Found) -> Added:
        return additions(self.people[who], found)


def _whole(found: Found, keys: Iterable[Key]) -> tuple[object, ...]:
    said = (str(getattr(found, name) or "") for name in FIELDS)
    return (*said, found.note, frozenset(keys))


def _differ(known: Found, keys: Iterable[Key]) -> bool:
    """Say whether both have a profile, and not the same one."""
    mine = {key for value in known.points if (key := key_of(value))[0] == "profile"}
    theirs = {key for key in keys if key[0] == "profile"}
    return bool(mine and theirs and not mine & theirs)


def judge_all(rows: Iterable[FileRow], known: Known) -> list[Judged]:
    """Say what each line of a file comes to; of two lines about one person the first takes all."""
    among = Known()
    heads: dict[str, int] = {}
    judged: list[Judged] = []
    for row in rows:
        own = among.judge(row)
        if own.state in {ADDS, SAME} and own.contact_id:
            first = judged[heads[own.contact_id]]
            taken = replace(first.row, found=joined(first.row.found, row.found))
            judged[heads[own.contact_id]] = replace(first, row=taken)
            among.note(own.contact_id, taken.found)
            judged.append(Judged(row, TWICE, same_as=taken.line))
            continue
        judged.append(own)
        if own.state != BAD:
            who = f"line {len(judged)}"
            heads[who] = len(judged) - 1
            among.note(who, row.found)
            if own.state == ALIKE and own.contact_id:
                judged[-1] = replace(own, same_as=judged[heads[own.contact_id]].row.line)
    return [_finally(each, known) for each in judged]


def _finally(each: Judged, known: Known) -> Judged:
    if each.state in {BAD, TWICE}:
        return each
    here = known.judge(each.row)
    if here.state == NEW and each.same_as is not None:
        return Judged(each.row, ALIKE, None, same_as=each.same_as)
    return here
