"""What can be looked for, and what a search finds beside people."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from netpwa.contacts.model import WORDS_SEARCHED, fold, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

TOUCHED = ("month", "quarter", "longer", "never")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which people are wanted: by closeness, stage, last touch, city (folded), interest (its id).

    An empty text wants all of them.
    """

    tier: str = ""
    stage: str = ""
    touched: str = ""
    city: str = ""
    topic: str = ""

    @classmethod
    def asked(cls, said: Mapping[str, str], *, offered: Mapping[str, tuple[str, ...]]) -> Wanted:
        """Read an address; what is not offered wants all."""
        free = {name: said.get(name, "")[:LONGEST] for name in ("city", "topic")}
        fixed = {
            name: said.get(name, "") if said.get(name) in choices else ""
            for name, choices in offered.items()
        }
        return cls(**free, **fixed)

    def but(self, **other: str) -> Wanted:
        """Give the same with something else."""
        return replace(self, **other)

    def as_values(self) -> dict[str, str]:
        """Give all of it by name."""
        return asdict(self)

    def in_address(self) -> dict[str, str]:
        """Give what an address has to say."""
        return {name: value for name, value in asdict(self).items() if value}


EVERYONE = Wanted()


@dataclass(frozen=True, slots=True)
class City:
    """A city that people live in."""

    folded: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found that is no person.

    `kind` is organisation, touch, of_contact or of_organisation; `of_id` is whose page it is on.
    """

    id: str
    kind: str
    text: str
    of_id: str
    about: str = ""
    at: datetime | None = None


def search_patterns(query: str) -> list[str]:
    """Give the LIKE patterns that find every word of a query at the beginning of a word.

    Always as many as `WORDS_SEARCHED`; further words are left out, missing ones match anything.
    """
    words = words_of(query)[:WORDS_SEARCHED]
    patterns = [f"% {word.replace('_', chr(92) + '_')}%" for word in words]
    return patterns + ["%"] * (WORDS_SEARCHED - len(patterns))


def sign_pattern(query: str) -> str:
    """Give the LIKE pattern that finds a query of signs alone in a name; empty for all others."""
    # Half a sign of a pair is kept nowhere.
    kept = query.encode("utf-8", "ignore").decode()
    signs = "" if words_of(query) else fold(kept)
    return "%" + re.sub(r"([%_\\])", r"\\\1", signs) + "%" if signs else ""


def searchable(text: str) -> str:
    """Give the form in which a text is searched: folded, each word after a space."""
    return " " + " ".join(words_of(text))
