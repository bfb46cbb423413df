"""A dry run with a mentor, and the ladder that leads up to a first talk: pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

CRITERIA = ("intention", "sequence", "listening", "pace", "ending")
SCORES = (1, 2, 3, 4)
RUNGS = ("anyone", "peer", "mentor", "primary", "secondary", "cold")


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of a dry run: the mentor's scores and lines, and the owner's own note."""

    id: str
    interview_id: str | None
    scores: Mapping[str, int | None] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    to_keep: str = ""
    to_change: str = ""
    learned: str = ""
    rev: int = 1


@dataclass(frozen=True, slots=True)
class SelfNote:
    """What somebody learned about themselves in a dry run."""

    interview_id: str
    text: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder, taken without a booking."""

    id: str
    rung: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung, how often it was climbed, and whether it is the one to try next."""

    name: str
    times: int
    is_next: bool


def ladder(times: Mapping[str, int]) -> list[Rung]:
    """Give the rungs, the easiest first; the first that was not climbed yet is next."""
    waiting = [name for name in RUNGS if not times.get(name)]
    return [Rung(name, times.get(name, 0), name in waiting[:1]) for name in RUNGS]
