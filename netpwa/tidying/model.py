"""People who may be here twice, and what speaks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netpwa.tidying.names import agree_within, could_be_one, is_office, words_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

# However many share an address, each is put beside so many at most.
MOST_HEADS = 8
# What speaks for two being one, the strongest first.
REASONS = ("profile", "email", "phone", "place", "name")
_LEGAL = re.compile(
    r"\b(?:inc|incorporated|ltd|limited|llp|llc|corp|corporation|gmbh|s\.?a\.?s?|ltee|ltée|plc|co)\b\.?"
    r"|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the address book, with what it can be told by, all of it folded."""

    id: str
    name: str
    shown: str
    about: str
    organisation: str
    keys: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one person, and why."""

    one: Entry
    other: Entry
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """Two entries that were made one."""

    id: str
    kept_id: str
    kept: str
    gone_id: str
    gone: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Binned:
    """Somebody in the bin. `merge_id` says that they are part of somebody else by now."""

    id: str
    name: str
    about: str
    deleted_at: datetime
    merge_id: str | None
    kept: str | None
    kept_in_bin: bool


@dataclass(slots=True)
class _Groups:
    """Entries that share something, each group in the order in which they came."""

    by: dict[tuple[str, ...], list[Entry]] = field(default_factory=dict)

    def add(self, key: tuple[str, ...], entry: Entry) -> None:
        self.by.setdefault(key, []).append(entry)


def likely(
    entries: Iterable[Entry], titles: frozenset[str], apart: frozenset[tuple[str, str]]
) -> list[Pair]:
    """List those who may be one person, the surest first; `apart` are known to be two.

    Looks at each entry once for each thing that it can be told by, so a thousand cost no more than
    ten hundreds.
    """
    groups = _Groups()
    for entry in entries:
        words = words_of_name(entry.name, titles)
        for kind, value in entry.keys:
            groups.add((kind, value), entry)
        if len(words) > 1:
            groups.add(("words", words[0], words[-1]), entry)
    reasons: dict[tuple[str, str], set[str]] = {}
    known: dict[str, Entry] = {}
    for key, group in groups.by.items():
        # Of many who share an address each is put beside the first who could be them.
        heads: list[Entry] = []
        for other in group:
            why, first = _nearest(key, heads, other, titles)
            if first:
                known[first.id], known[other.id] = first, other
                reasons.setdefault((first.id, other.id), set()).add(why)
            elif len(heads) < MOST_HEADS:
                heads.append(other)
    pairs = [
        Pair(known[one], known[other], tuple(why for why in REASONS if why in all_of_it))
        for (one, other), all_of_it in reasons.items()
        if _ordered(one, other) not in apart
    ]
    return sorted(pairs, key=lambda pair: (REASONS.index(pair.reasons[0]), -len(pair.reasons),
                                           pair.one.name, pair.one.id))  # fmt: skip


def _nearest(
    key: tuple[str, ...], heads: list[Entry], other: Entry, titles: frozenset[str]
) -> tuple[str, Entry | None]:
    for head in heads:
        if why := _reason(key, head, other, titles):
            return why, head
    return "", None


def _reason(key: tuple[str, ...], one: Entry, other: Entry, titles: frozenset[str]) -> str:
    """Say why two are likely one, or nothing: an office shares its address and its number."""
    shared = key[0]
    mine, theirs = words_of_name(one.name, titles), words_of_name(other.name, titles)
    if shared in {"profile", "email"}:
        if is_office(key[1]):
            return shared if mine == theirs else ""
        return shared if shared == "profile" or could_be_one(mine, theirs) else ""
    if _have_own_profiles(one, other):
        return ""
    if shared == "phone":
        return "phone" if mine == theirs else ""
    return _by_name(one, other) if shared == "words" and agree_within(mine, theirs) else ""


def _by_name(one: Entry, other: Entry) -> str:
    """Say what speaks for two of one name: the same place of work, or none that speaks against."""
    here, there = _place(one.organisation), _place(other.organisation)
    if here and here == there:
        return "place"
    return "name" if not (here and there) else ""


def _have_own_profiles(one: Entry, other: Entry) -> bool:
    """Say whether both have profiles, and none in common."""
    mine, theirs = (
        {value for kind, value in each.keys if kind == "profile" and not is_office(value)}
        for each in (one, other)
    )
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _place(organisation: str) -> str:
    return " ".join(_LEGAL.sub(" ", organisation).split())


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
