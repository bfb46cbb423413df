"""Reading a file of people, whichever of the known kinds it is."""

from __future__ import annotations

import re

from netpwa.bringing.cards import read_cards
from netpwa.bringing.decoding import decode
from netpwa.bringing.model import LARGEST_FILE, FileError, Reading
from netpwa.bringing.table import read_table

ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
BEGINNING = 4096
NOBODY = "nobody"
_CARD = re.compile(r"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE | re.MULTILINE)


def read_file(data: bytes) -> Reading:
    """Read all that is in a file; FileError says why there is nothing to be had from it."""
    refused = "size" if len(data) > LARGEST_FILE else ""
    if refused or data.startswith(ARCHIVES):
        raise FileError(refused or "archive")
    text = decode(data)
    kind, rows = ("vcard", read_cards(text)) if _CARD.search(text[:BEGINNING]) else read_table(text)
    reading = Reading(kind, list(rows))
    if not reading.rows:
        raise FileError(NOBODY)
    return reading
