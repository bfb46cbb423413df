"""Understanding what is put into the capture box: a line, a pasted text or a contact card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.bringing.cards import read_cards
from netpwa.contacts.model import recognise
from netpwa.contacts.reading.text import Captured, read

if TYPE_CHECKING:
    from datetime import date

CARD = "begin:vcard"


def understand(text: str, today: date) -> Captured:
    """Understand what was typed or pasted; of several contact cards the first is taken."""
    begins = text.lower().find(CARD)
    row = next(read_cards(text[begins:]), None) if begins >= 0 else None
    if row is None or not row.found.name:
        return read(text, today)
    found = row.found
    return Captured(
        found.name,
        found.title,
        found.organisation,
        found.city,
        found.met_at,
        found.follow_up_on,
        tuple(recognise(point) for point in found.points),
        found.note,
    )
