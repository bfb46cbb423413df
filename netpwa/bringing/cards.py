"""Reading vCards as iOS, Google, Outlook and we ourselves write them, one person each."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from netpwa.bringing.fitting import found_of
from netpwa.bringing.lines import KIND, OWN, REACH, cards_of
from netpwa.bringing.model import FileRow, Found
from netpwa.bringing.naming import name_of, whole_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpwa.bringing.lines import Card, Line

ESCAPED = re.compile(r"\\([nN,;:\\])")
ESCAPED_OF_OLD = re.compile(r"\\([,;:\\])")
PIECES = re.compile(r"(\\.|;)", re.DOTALL)
UID = "urn:uuid:"
NAME_PARTS = 5
CITY = 3


def read_cards(text: str) -> Iterator[FileRow]:
    """Give a row for each card."""
    return (_row(card) for card in cards_of(text))


def _row(card: Card) -> FileRow:
    if card.trouble:
        return FileRow(card.number, Found(), card.trouble)
    first: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    reach: list[str] = []
    notes: list[str] = []
    is_old = card.version.startswith("2")
    for line in card.lines:
        if line.name in {"N", "ORG", "ADR"}:
            pieces = [_plain(piece, is_old=is_old) for piece in _structured(line.value)]
            if any(piece.strip() for piece in pieces) and _is_better(line.name, pieces, parts):
                parts[line.name] = pieces
        elif line.name in REACH:
            reach += _reached(line, is_old=is_old)
        elif line.name == "NOTE":
            notes.append(_plain(line.value, is_old=is_old))
        elif line.value.strip():
            first.setdefault(line.name, _plain(line.value, is_old=is_old))
    return _person(card.number, first, parts, reach, notes)


def _is_better(name: str, pieces: list[str], parts: dict[str, list[str]]) -> bool:
    """Keep the first of a kind; of addresses the first that names a city."""
    if name != "ADR":
        return name not in parts
    return len(pieces) > CITY and bool(pieces[CITY].strip()) and name not in parts


def _person(
    number: int,
    first: dict[str, str],
    parts: dict[str, list[str]],
    reach: list[str],
    notes: list[str],
) -> FileRow:
    if any(first.get(kind, "").strip().lower() == "group" for kind in KIND):
        return FileRow(number, Found(), "group")
    family, given, middle, prefix, suffix = (parts.get("N", []) + [""] * NAME_PARTS)[:NAME_PARTS]
    organisation, *departments = parts.get("ORG", [""])
    said = whole_name(prefix, given, middle, family, suffix)
    name = first.get("FN", "").strip() or said or first.get("NICKNAME", "")
    day = first.get(f"{OWN}FOLLOW-UP", "").strip()
    try:
        follow_up_on = date.fromisoformat(day) if day else None
    except ValueError:
        follow_up_on = None
    found = found_of(
        name_of(name, organisation, reach),
        title=first.get("TITLE") or first.get("ROLE", ""),
        organisation=organisation,
        city=parts["ADR"][CITY] if "ADR" in parts else "",
        met_at=first.get(f"{OWN}MET", ""),
        note="\n".join(part for part in (*notes, *departments) if part.strip()),
        points=reach,
        follow_up_on=follow_up_on,
        uid=first.get("UID", "")[:100].strip().removeprefix(UID),
    )
    return FileRow(number, found, "" if found.name else "name")


def _reached(line: Line, *, is_old: bool) -> list[str]:
    value = _plain(line.value, is_old=is_old).strip()
    if line.parameters.get("VALUE") == "URI" and line.name in {"EMAIL", "TEL"}:
        value = value.removeprefix("mailto:").removeprefix("tel:").replace(";ext=", " x")
    if line.name == "X-SOCIALPROFILE" and not value.lower().startswith("http"):
        return []
    return [value]


def _plain(value: str, *, is_old: bool) -> str:
    """Undo the escapes; in version 2.1 there is none for the end of a line."""
    pattern = ESCAPED_OF_OLD if is_old else ESCAPED
    return pattern.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def _structured(value: str) -> list[str]:
    """Cut a value at its semicolons, but not at those that are escaped."""
    pieces: list[list[str]] = [[]]
    for part in PIECES.split(value):
        if part == ";":
            pieces.append([])
        else:
            pieces[-1].append(part)
    return ["".join(parts) for parts in pieces]
