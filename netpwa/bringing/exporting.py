"""People as files that other programs read: vCard 3.0, and a table safe to open in a spreadsheet.

Only what stands on a person's own page goes out: no research, no tiers, nothing said in confidence.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from netpwa.bringing.columns import OURS
from netpwa.bringing.lines import OWN
from netpwa.contacts.model import is_title, recognise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netpwa.bringing.model import Found

CRLF = "\r\n"
OCTETS = 75
NAMES = {"email": "EMAIL;TYPE=INTERNET", "phone": "TEL", "profile": "URL", "link": "URL",
         "other": f"{OWN}REACH"}  # fmt: skip
ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})
# A spreadsheet would work out what begins with one of these, after any blanks.
FORMULA = frozenset("=+-@＝＋－＠")  # noqa: RUF001  the wide ones count as well
FIRST = frozenset("\t\r\n'")


def write_cards(people: Iterable[tuple[str, Found]]) -> Iterator[str]:
    """Write a vCard for each person; the same person keeps the same UID."""
    for who, found in people:
        lines = [
            "BEGIN:VCARD",
            "VERSION:3.0",
            f"UID:urn:uuid:{who}",
            f"FN:{_escaped(found.name)}",
            f"N:{_parts(found.name)}",
            *_if(f"ORG:{_escaped(found.organisation)}", found.organisation),
            *_if(f"TITLE:{_escaped(found.title)}", found.title),
            *_if(f"ADR;TYPE=WORK:;;;{_escaped(found.city)};;;", found.city),
            *(f"{NAMES[recognise(point).kind]}:{_escaped(point)}" for point in found.points),
            *_if(f"{OWN}MET:{_escaped(found.met_at)}", found.met_at),
            *_if(f"{OWN}FOLLOW-UP:{found.follow_up_on}", found.follow_up_on),
            *_if(f"NOTE:{_escaped(found.note)}", found.note),
            "END:VCARD",
        ]
        yield CRLF.join(_folded(line) for line in lines) + CRLF


def write_table(people: Iterable[tuple[str, Found]]) -> Iterator[str]:
    """Write a table with a heading; the mark at its beginning tells Excel that it is UTF-8."""
    yield "\ufeff" + _row(OURS)
    for _, found in people:
        yield _row((
            found.name, found.title, found.organisation, found.city, found.met_at,
            "\n".join(found.points), found.note, str(found.follow_up_on or ""),
        ))  # fmt: skip


def safe_cell(text: str) -> str:
    """Keep a cell from being taken for a formula; reading it back takes one apostrophe away."""
    blank_or_not = text.lstrip()
    is_risky = text[:1] in FIRST or blank_or_not[:1] in FORMULA
    return f"'{text}" if text and is_risky else text


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator=CRLF).writerow(
        [safe_cell(cell) for cell in cells]
    )
    return out.getvalue()


def _if(line: str, value: object) -> list[str]:
    return [line] if value else []


def _escaped(text: str) -> str:
    return text.translate(ESCAPES)


def _parts(name: str) -> str:
    """Guess family and given name, which address books sort by."""
    words = name.partition(",")[0].split()
    titles = [word for word in words if is_title(word)]
    rest = [word for word in words if not is_title(word)]
    family = rest[-1] if len(rest) > 1 else ""
    given = rest[:-1] if family else rest
    parts = (family, " ".join(given), "", " ".join(titles), "")
    return ";".join(_escaped(part) for part in parts)


def _folded(line: str) -> str:
    """Fold a line to 75 octets, never within a letter."""
    if len(line.encode()) <= OCTETS:
        return line
    folded, size = [], 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > OCTETS:
            folded.append(CRLF + " ")
            size = 1
        folded.append(sign)
        size += octets
    return "".join(folded)
