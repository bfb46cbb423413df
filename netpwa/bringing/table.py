"""Reading a table: LinkedIn's Connections.csv, Google's contacts old and new, Outlook's, our own.

Columns go by their names, never by their places. The heading may come after a few other lines.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import TYPE_CHECKING

from netpwa.bringing.columns import slots_of
from netpwa.bringing.fitting import found_of
from netpwa.bringing.model import (
    LONGEST_VALUE,
    MOST_COLUMNS,
    MOST_ROWS,
    FileError,
    FileRow,
    Found,
)
from netpwa.bringing.naming import name_of, whole_name

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES_BEFORE = 10
LONGEST_HEADING = 20_000
DELIMITERS = ",;\t"
MOST_LINES_IN_CELL = 3
JOINED = " ::: "
ONE_LINE = frozenset({"name", "first", "last", "organisation", "title", "email", "phone"})
_CONNECTED = re.compile(r"\d{1,2}[ -]\w{3,12}[ -]\d{2,4}|\d{4}-\d\d-\d\d")


def read_table(text: str) -> tuple[str, Iterator[FileRow]]:
    """Find the heading and give who made the table, with its rows as they are asked for."""
    if "\n" not in text:
        text = text.replace("\r", "\n")
    start = 0
    for number in range(1, LINES_BEFORE + 1):
        end = text.find("\n", start)
        heading = text[start : end if end >= 0 else len(text)].strip("\r")
        for delimiter in DELIMITERS if len(heading) <= LONGEST_HEADING else "":
            known = slots_of(_cells(heading, delimiter))
            if known and end >= 0:
                kind, slots = known
                rest = io.StringIO(text[end + 1 :], newline="")
                return kind, _rows(rest, slots, kind, delimiter, number)
            if known:
                return known[0], iter(())
        if end < 0:
            break
        start = end + 1
    why = "heading"
    raise FileError(why)


def _cells(heading: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([heading], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(
    rest: io.StringIO, slots: list[str], kind: str, delimiter: str, before: int
) -> Iterator[FileRow]:
    reader = csv.reader(rest, delimiter=delimiter)
    count, at = 0, before + 1
    while True:
        at = before + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield FileRow(at, Found(), "quote")
            return
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MOST_ROWS:
            why = "rows"
            raise FileError(why)
        yield _row(at, slots, cells, kind)


def _row(at: int, slots: list[str], cells: list[str], kind: str) -> FileRow:
    if len(cells) > MOST_COLUMNS:
        return FileRow(at, Found(), "columns")
    if any(len(cell) > LONGEST_VALUE for cell in cells):
        return FileRow(at, Found(), "long")
    values: dict[str, list[str]] = {}
    reach: list[str] = []
    for slot, cell in zip(slots, cells, strict=False):
        if not slot or not cell.strip():
            continue
        if slot in ONE_LINE and cell.strip().count("\n") > MOST_LINES_IN_CELL:
            return FileRow(at, Found(), "quote")
        values.setdefault(slot, []).append(cell)
        if slot in {"email", "phone", "link"}:
            reach += cell.split(JOINED)
    return _own(at, values) if kind == "own" else _theirs(at, values, reach, kind)


def _own(at: int, values: dict[str, list[str]]) -> FileRow:
    # Undoes what keeps a cell from being a formula.
    first = {slot: cells[0].removeprefix("'") for slot, cells in values.items()}
    day = first.pop("follow_up_on", "")
    try:
        follow_up_on = date.fromisoformat(day.strip()) if day.strip() else None
    except ValueError:
        return FileRow(at, Found(name=first.get("name", "")[:200]), "day")
    name, points = first.pop("name", ""), first.pop("reach", "").split("\n")
    found = found_of(name, points=points, follow_up_on=follow_up_on, **first)
    return FileRow(at, found, "" if found.name else "name")


def _theirs(at: int, values: dict[str, list[str]], reach: list[str], kind: str) -> FileRow:
    first = {slot: cells[0] for slot, cells in values.items()}
    given = first.get("name") or whole_name(
        *(first.get(part, "") for part in ("prefix", "first", "middle", "last", "suffix"))
    )
    connected = " ".join(first.get("connected", "").split())
    is_connected = kind == "linkedin" and _CONNECTED.fullmatch(connected)
    notes = [first.get("note", ""), first.get("department", "")]
    organisation = first.get("organisation", "")
    found = found_of(
        name_of(
            given or first.get("nickname", ""),
            organisation if kind != "linkedin" else "",
            reach,
        ),
        title=first.get("title") or first.get("role", ""),
        organisation=organisation,
        city=first.get("city", ""),
        met_at=f"LinkedIn, {connected}" if is_connected else "",
        note="\n".join(note for note in notes if note.strip()),
        points=reach,
    )
    return FileRow(at, found, "" if found.name else "name")
