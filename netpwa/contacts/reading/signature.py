"""Reading the few lines that end an e-mail, or a card that was copied: one thing on each line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netpwa.contacts.reading import words
from netpwa.contacts.reading.line import read_line
from netpwa.contacts.reading.name import split_name
from netpwa.contacts.reading.pieces import pieces_of
from netpwa.contacts.reading.placing import Slots, put

if TYPE_CHECKING:
    from datetime import date

MOST_LINES = 40
_CLOSING = re.compile(
    r"^(?:--+|__+|\*+|best(?: regards| wishes)?|(?:kind|warm|many)?\s*(?:regards|thanks)|thank you"
    r"|cheers|sincerely|yours(?: \w+)?|all the best|talk soon|take care|take good care|cordialement"
    r"|bien à vous|merci|salutations|sent from my .*|envoyé de mon .*|get outlook.*)[\s,.!]*$",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"^(?:confidential|this (?:e-?mail|message|communication)|ce (?:courriel|message)|notice:"
    r"|please consider the environment|disclaimer|if you (?:have )?received|(?:i|we) acknowledge"
    r"|the information (?:contained|in this))",
    re.IGNORECASE,
)
_POSTAL = re.compile(r"\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b|\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b")
_STREET = re.compile(
    r"^(?:suite|unit|floor|room|p\.?o\.? box|\d+[\w-]*,?\s+\S+)"
    r"|\b(?:street|st\.?|road|rd\.?|avenue|ave\.?|blvd\.?|drive|dr\.|lane|way|crescent|rue|boul\.?"
    r"|floor|suite|étage|bureau \d+)(?:\s|,|$)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:\||•|·|;|,|\s[-\u2013\u2014]\s)\s*")


def is_signature(text: str) -> bool:
    """Say whether a text is of several short lines, one thing on each."""
    lines = _lines(text)
    return len(lines) > 1 and sum(len(line) for line in lines) / len(lines) < 70  # noqa: PLR2004  lines, not paragraphs


def read_signature(text: str, today: date) -> Slots:
    """Read a signature: the first line that is a name, then title, organisation and address."""
    slots = Slots()
    for line in _lines(text):
        if _LEGAL.match(line):
            break
        if not slots.name:
            _read_first(slots, line, today)
        elif _is_address(line):
            _read_address(slots, line)
        else:
            _read_further(slots, line, today)
    return slots


def _lines(text: str) -> list[str]:
    lines = [line.strip(" \t*_>|,:") for line in text.splitlines()[:MOST_LINES]]
    return [line for line in lines if line and not _CLOSING.match(line)]


def _read_first(slots: Slots, line: str, today: date) -> None:
    read = read_line(line, today)
    for name in ("name", "title", "organisation", "city", "met_at", "follow_up_on"):
        setattr(slots, name, getattr(read, name))
    slots.notes += read.notes


def _read_further(slots: Slots, line: str, today: date) -> None:
    is_lower = not any(sign.isupper() for sign in line)
    read = read_line(f"X; {line}", today)
    if read.follow_up_on or read.met_at:
        slots.follow_up_on = slots.follow_up_on or read.follow_up_on
        slots.met_at = slots.met_at or read.met_at
        slots.notes += read.notes
        return
    for part in _BETWEEN.split(line):
        for piece in pieces_of(part, is_lower=is_lower):
            put(slots, piece, is_lower=is_lower)


def _is_address(line: str) -> bool:
    return bool(_POSTAL.search(line) or (_STREET.search(line) and any(c.isdigit() for c in line)))


def _read_address(slots: Slots, line: str) -> None:
    slots.notes.append(line)
    for part in re.split(r"[,|•]", _POSTAL.sub("", line)):
        if words.is_city(part) and not slots.city:
            slots.city = " ".join(part.split())


def begins_with_name(line: str) -> bool:
    """Say whether a line reads as a name and nothing else."""
    name, rest = split_name(line, is_lower=False, is_alone=True)
    return bool(name) and not rest
