"""Understanding what is put into the capture box: a line, a pasted text or a contact card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netpwa.bringing.cards import read_cards
from netpwa.contacts.model import recognise
from netpwa.contacts.reading.text import Captured, read

if TYPE_CHECKING:
    from datetime import date

CARD = "begin:vcard"
# A phone's box of one line turns a card's line breaks into spaces, or leaves them out.
_LOST_BREAK = re.compile(
    r"(?:\s|(?<=[^\sA-Z.-]))(?=(?:item\d{1,3}\.)?(?:PRODID|FN|N|NICKNAME|ORG|TITLE|ROLE|TEL|EMAIL"
    r"|ADR|LABEL|URL|NOTE|BDAY|ANNIVERSARY|GENDER|LANG|GEO|TZ|REV|UID|KIND|CATEGORIES|SOURCE|SOUND"
    r"|PHOTO|LOGO|KEY|IMPP|RELATED|MAILER|CLASS|SORT-STRING|X-[A-Za-z-]{1,60})[:;])"
    r"|\s?(?=VERSION:\d|END:VCARD)",
)
# The card of a QR code: MECARD:N:Ruiz,Ana;TEL:5195550100;;
_QR_CARD = re.compile(r"mecard:(?P<fields>(?:[^\\;]|\\.|;(?!\s*;))*)", re.IGNORECASE | re.DOTALL)
_QR_FIELD = re.compile(r"(?:[^\\;]|\\.)+", re.DOTALL)
_QR_COMMA = re.compile(r"(\\.)|,", re.DOTALL)


def understand(text: str, today: date) -> Captured:
    """Understand what was typed or pasted; of several contact cards the first is taken."""
    qr = _QR_CARD.search(text)
    card = _as_vcard(qr["fields"]) if qr else text
    begins = card.lower().find(CARD)
    row = next(read_cards(_on_lines(card[begins:])), None) if begins >= 0 else None
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


def _as_vcard(fields: str) -> str:
    """Write the fields of a QR code's card as a vCard, whose escapes are nearly the same."""
    lines = []
    for field in _QR_FIELD.findall(fields):
        name, _colon, value = " ".join(field.split()).partition(":")
        value = value.replace("\\:", ":")
        if name.strip().upper() == "N":
            value = _QR_COMMA.sub(lambda match: match[1] or ";", value)
        lines.append(f"{name.strip()}:{value}")
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"])


def _on_lines(card: str) -> str:
    """Give a card that stands on one line its lines back."""
    is_whole = card.partition("\n")[0].strip().lower() == CARD
    return card if is_whole else _LOST_BREAK.sub("\n", card)
