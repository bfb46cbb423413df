"""People who may be here twice, and what speaks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

# What speaks for two being one, the strongest first.
REASONS = ("profile", "email", "phone", "place", "name")
FEWEST_LETTERS = 2
_WORD = re.compile(r"[^\W\d_]+")
_AFTER_NAME = re.compile(r"[,(|].*$", re.DOTALL)
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
        words = _words(entry.name, titles)
        for kind, value in entry.keys:
            groups.add((kind, value), entry)
        if len(words) > 1:
            groups.add(("words", words[0], words[-1]), entry)
    reasons: dict[tuple[str, str], set[str]] = {}
    known: dict[str, Entry] = {}
    for key, group in groups.by.items():
        first = group[0]
        for other in group[1:]:
            known[first.id], known[other.id] = first, other
            why = _reason(key[0], first, other, titles)
            if why:
                reasons.setdefault((first.id, other.id), set()).add(why)
    pairs = [
        Pair(known[one], known[other], tuple(why for why in REASONS if why in all_of_it))
        for (one, other), all_of_it in reasons.items()
        if _ordered(one, other) not in apart
    ]
    return sorted(pairs, key=lambda pair: (REASONS.index(pair.reasons[0]), -len(pair.reasons),
                                           pair.one.name, pair.one.id))  # fmt: skip


def _reason(shared: str, one: Entry, other: Entry, titles: frozenset[str]) -> str:
    """Say why two are likely one, or nothing: an office shares its address and its number."""
    if shared == "profile":
        return "profile"
    if shared == "email":
        return "email" if _could_be_one(one, other, titles) else ""
    if shared == "phone":
        return "phone" if _words(one.name, titles) == _words(other.name, titles) else ""
    if shared != "words":
        return ""
    here, there = _place(one.organisation), _place(other.organisation)
    if here and here == there:
        return "place"
    # Two of one name at two places are two people until something else says otherwise.
    return "name" if not (here and there) else ""


def _could_be_one(one: Entry, other: Entry, titles: frozenset[str]) -> bool:
    """Say whether two names may be one: a word in common, or a word and its first letter."""
    mine, theirs = _words(one.name, titles), _words(other.name, titles)
    if not mine or not theirs:
        return True
    return any(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a in mine for b in theirs)


def _words(name: str, titles: frozenset[str]) -> list[str]:
    """Give the words of a folded name without titles and letters behind it."""
    plain = _AFTER_NAME.sub("", name) or name
    return [word for word in _WORD.findall(plain) if word not in titles]


def _place(organisation: str) -> str:
    return " ".join(_LEGAL.sub(" ", organisation).split())


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
