"""The lines of vCards (RFC 6350, RFC 2426, vCard 2.1), each read once from left to right.

Written here, not taken from a library: vobject takes seconds for 48 bytes, and icalendar refuses
what phones really write, such as `item1.EMAIL` and `TEL;CELL`.
"""

from __future__ import annotations

import base64
import binascii
import io
import quopri
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netpwa.bringing.decoding import decode_as
from netpwa.bringing.model import DEEPEST, LONGEST_VALUE, MOST_LINES_OF_CARD, MOST_ROWS, FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_HEAD = 4096
# Large, and of no use to us: their lines are passed over without being kept.
DROPPED = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
OWN = "X-COMMON-GROUND-"
REACH = frozenset({"EMAIL", "TEL", "URL", "X-SOCIALPROFILE", f"{OWN}REACH"})
KIND = frozenset({"KIND", "X-ADDRESSBOOKSERVER-KIND"})
USED = REACH | KIND | {"VERSION", "N", "FN", "NICKNAME", "ORG", "TITLE", "ROLE", "ADR", "NOTE",
                       "UID", f"{OWN}MET", f"{OWN}FOLLOW-UP"}  # fmt: skip
_PARAMETER = re.compile(r';\s*([^;="\s]{1,100})\s*(?:=((?:"[^"]*"|[^;"])*))?')


@dataclass(slots=True)
class Line:
    """One property: name and parameters in capitals, and its value as it stands."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass(slots=True)
class Card:
    """The lines of one card, and what is wrong with it as a code."""

    number: int
    version: str = ""
    lines: list[Line] = field(default_factory=list)
    count: int = 0
    trouble: str = ""


def cards_of(text: str) -> Iterator[Card]:
    """Give the cards of a text as they are asked for; a card within a card is passed over."""
    card: Card | None = None
    depth = count = 0
    for number, head, value in _logical(text):
        name = head.partition(";")[0].rpartition(".")[2].strip().upper()
        mark = value.strip().upper() if len(value) < LONGEST_HEAD else ""
        if name == "BEGIN" and mark == "VCARD":
            depth += 1
            if card is None:
                count += 1
                card = _next(number, count)
            elif depth > DEEPEST:
                card.trouble = card.trouble or "nested"
        elif name == "END" and mark == "VCARD" and card:
            depth -= 1
            if depth <= 0:
                yield card
                card, depth = None, 0
        elif card and depth == 1:
            _add(card, name, head, value)
    if card:
        card.trouble = card.trouble or "cut"
        yield card


def _next(number: int, count: int) -> Card:
    if count > MOST_ROWS:
        why = "rows"
        raise FileError(why)
    return Card(number)


def _add(card: Card, name: str, head: str, value: str) -> None:
    card.count += 1
    if card.count > MOST_LINES_OF_CARD:
        card.trouble = card.trouble or "lines"
    elif name not in USED:
        return
    elif len(value) > LONGEST_VALUE:
        card.trouble = card.trouble or "long"
    elif name == "VERSION":
        card.version = value.strip()
    else:
        line = Line(name, _parameters(head), value)
        _decode(line)
        card.lines.append(line)


def _logical(text: str) -> Iterator[tuple[int, str, str]]:
    """Give whole lines as head and value, with the number of the first line of each.

    A line goes on in the next when that begins with a space, or, in quoted-printable, when it ends
    with "=". What comes after the longest value is not kept, nor is anything of a picture.
    """
    start, parts, size, is_soft = 0, [""], 0, False
    for number, raw in enumerate(io.StringIO(text, newline=None), 1):
        line = raw.removesuffix("\n")
        if not line and not is_soft:
            continue
        if is_soft or (line[:1] in {" ", "\t"} and start):
            more = line if is_soft else line[1:]
            if size <= LONGEST_VALUE + LONGEST_HEAD:
                parts.append(more)
                size += len(more)
        else:
            if start:
                yield (start, *_split("".join(parts)))
            start, parts, size = number, [line], len(line)
            head = line[:LONGEST_HEAD].partition(":")[0].upper()
            is_quoted = "QUOTED-PRINTABLE" in head
            if head.partition(";")[0].rpartition(".")[2] in DROPPED:
                parts, size = [line[:LONGEST_HEAD]], 2 * LONGEST_VALUE
        is_soft = is_quoted and line.endswith("=")
        if is_soft and parts[-1].endswith("="):
            parts[-1] = parts[-1][:-1]
    if start:
        yield (start, *_split("".join(parts)))


def _split(line: str) -> tuple[str, str]:
    """Cut a line at its first colon that stands in no quotation marks."""
    start = 0
    is_open = False
    while True:
        colon = line.find(":", start, LONGEST_HEAD)
        if colon < 0:
            return "", ""
        is_open ^= line.count('"', start, colon) % 2 == 1
        if not is_open:
            return line[:colon], line[colon + 1 :]
        start = colon + 1


def _parameters(head: str) -> dict[str, str]:
    """Read the parameters; version 2.1 gives some without their names."""
    found: dict[str, str] = {}
    for name, value in _PARAMETER.findall(head):
        if value:
            found[name.upper()] = value.strip('"').upper()
        elif name.upper() in {"QUOTED-PRINTABLE", "BASE64", "B"}:
            found["ENCODING"] = name.upper()
    return found


def _decode(line: Line) -> None:
    encoding = line.parameters.get("ENCODING", "")
    charset = line.parameters.get("CHARSET", "utf-8")
    if encoding == "QUOTED-PRINTABLE":
        data = quopri.decodestring(line.value.encode("utf-8", "replace"))
        line.value = decode_as(data, charset)
    elif encoding in {"BASE64", "B"}:
        try:
            line.value = decode_as(base64.b64decode(line.value, validate=False), charset)
        except (binascii.Error, ValueError):
            line.value = ""
