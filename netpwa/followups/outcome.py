"""What it all led to, and everybody who helped on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

KINDS = ("job", "course", "path", "other")
# How somebody may have helped, and what may be said of telling them.
WAYS = ("talked", "introduced", "named", "lead", "mentor")
ANSWERS = ("thanked", "left_out", "open")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Good news; `waiting` is how many who helped do not know yet."""

    id: str
    kind: str
    text: str
    logged_at: datetime
    waiting: int
    helpers: int


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who helped, and how."""

    contact_id: str
    name: str
    ways: tuple[str, ...]
    thanked_at: datetime | None
    left_out_at: datetime | None
