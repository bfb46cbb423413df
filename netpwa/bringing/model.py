"""A person found in a file, what such a file may hold, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

# What a file may hold (docs/decisions/009-bringing-people.md says why).
LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 200
MOST_LINES_OF_CARD = 2_000
LONGEST_VALUE = 64 * 1024
DEEPEST = 3
# What a person's own page takes.
NOTE = 20_000
MOST_POINTS = 20
LONGEST_REACH = 4_000
# What a line of a file comes to: somebody new, somebody here who gains something, somebody here
# already, perhaps somebody here, the same as an earlier line, or nobody that can be read.
NEW, ADDS, SAME, ALIKE, TWICE, BAD = "new", "adds", "same", "alike", "twice", "bad"

# What somebody gains, by field; points are several.
Added = dict[str, "str | tuple[str, ...]"]


class FileError(Exception):
    """A file that cannot be read at all; `why` is a code that the form has words for."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says about a person; `points` are addresses, numbers and links as text."""

    name: str = ""
    title: str = ""
    organisation: str = ""
    city: str = ""
    met_at: str = ""
    note: str = ""
    points: tuple[str, ...] = ()
    follow_up_on: date | None = None
    uid: str = ""

    @property
    def about(self) -> str:
        """What they do and where, as far as it is known."""
        return " · ".join(part for part in (self.title, self.organisation, self.city) if part)


@dataclass(frozen=True, slots=True)
class FileRow:
    """A line of a table or a card, by the line it begins at; `trouble` says why nobody is in it."""

    line: int
    found: Found
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file: what made it, and what is in it."""

    kind: str
    rows: list[FileRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Judged:
    """A line and what it comes to. `contact_id` is who they are, or may be; `adds` names what."""

    row: FileRow
    state: str
    contact_id: str | None = None
    adds: tuple[str, ...] = ()
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A line that waits in a preview, with its tick."""

    position: int
    line: int
    state: str
    is_wanted: bool
    contact_id: str | None
    who: str
    trouble: str
    same_as: int | None
    adds: tuple[str, ...]
    found: Found


@dataclass(frozen=True, slots=True)
class Import:
    """A file that was read: waiting for its ticks, brought in, or undone."""

    id: str
    file_name: str
    kind: str
    made_at: datetime
    brought_at: datetime | None
    undone_at: datetime | None
    created: int
    changed: int
