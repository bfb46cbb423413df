"""Putting each piece of a line where it belongs: by what it is, or else by where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netpwa.contacts.reading import words
from netpwa.contacts.reading.name import in_capitals
from netpwa.contacts.reading.past import without_past
from netpwa.contacts.reading.pieces import (
    BEFORE_TITLE,
    CITY,
    MET,
    ORGANISATION,
    TITLE,
    UNKNOWN,
    Piece,
)
from netpwa.contacts.reading.signs import seems_organisation, tidy_occasion, tidy_place

if TYPE_CHECKING:
    from datetime import date

# What begins a remark, and no title.
_REMARK = re.compile(
    r"^(?:looking for|forgot|didn't|don't|never|wants?|loves?|likes?|knows|has|had|needs?"
    r"|asked|told|said|says|very|great|super|nice|kind|really|interested|can|could|would"
    r"|offered|gave|gives|seems?|lives|grew|moved|just|also|not|no|good|hates|thinks|mentioned"
    r"|suggested|promised|owes|might|may|will|both|helped|taught|teach(?:es)?(?! at)"
    r"|runs(?! (?-i:[A-Z]))|speaks|studied|wrote|into|huge|big|fan|keen|happy|open to"
    r"|willing)\b",
    re.IGNORECASE,
)
# Titles whose field may follow after a comma: "Manager, Long Range Planning".
_FIELD_FOLLOWS = frozenset(
    {"manager", "director", "head", "lead", "vp", "president", "coordinator", "officer", "advisor",
     "specialist", "supervisor", "associate"}
)  # fmt: skip


LONGEST_PLACE = 5


@dataclass(slots=True)
class Slots:
    """What a line says about a person; what belongs nowhere is in `notes`."""

    name: str = ""
    title: str = ""
    organisation: str = ""
    city: str = ""
    met_at: str = ""
    follow_up_on: date | None = None
    notes: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    spare: list[str] = field(default_factory=list)
    before_title: str = ""
    is_met_by_verb: bool = False
    is_described: bool = False


def is_remark(text: str) -> bool:
    """Say so of "great talk" and "Great talk", but not of "Great Lakes Institute"."""
    is_called = [word[0].isupper() for word in text.split()[:2]] == [True, True]
    return not is_called and _REMARK.match(text) is not None


def put(slots: Slots, piece: Piece, *, is_lower: bool) -> None:
    """Put a piece in its place; a second of its kind joins the first."""
    kind, text = piece.kind, piece.text.strip(" ,")
    if kind in {TITLE, ORGANISATION}:
        _put_work(slots, Piece(kind, text), is_lower=is_lower)
    elif kind == CITY and not slots.city:
        slots.city = text
    elif kind == CITY and words.plain(text) in words.PROVINCES:
        slots.city += f", {text}"
    elif kind == MET and slots.met_at.lower() in {"", "online", "virtually", "in person"}:
        slots.met_at = tidy_occasion(text)
    elif kind == MET:
        slots.spare.append(text)
    elif kind == BEFORE_TITLE:
        slots.before_title = text
    elif kind == UNKNOWN:
        _put_unknown(slots, text)
    else:
        slots.notes.append(text)


def _put_work(slots: Slots, piece: Piece, *, is_lower: bool) -> None:
    kind, text = piece
    if kind == TITLE and is_lower and slots.title and words.plain(text.split()[-1]) in words.WEAK:
        kind = ORGANISATION
    if _is_further(slots, piece, is_lower=is_lower):
        slots.met_at = tidy_occasion(text)
    elif kind == ORGANISATION and text.islower() and not is_lower:
        slots.unknown.append(text)
    elif kind == ORGANISATION and _is_field_of(slots.title, text):
        slots.title += f", {text}"
    elif kind == TITLE and is_remark(text):
        slots.notes.append(text)
    else:
        if kind == ORGANISATION and slots.title and _is_only_field(slots.organisation):
            slots.title, slots.organisation = f"{slots.title}, {slots.organisation}", ""
        had = getattr(slots, kind)
        setattr(slots, kind, f"{had}, {text}" if had and had != text else text)


def _is_further(slots: Slots, piece: Piece, *, is_lower: bool) -> bool:
    """Say whether a second title or office is how the two met: "bridge competition judge"."""
    if slots.met_at or not (slots.title and (slots.organisation or slots.unknown)):
        return False
    if piece.kind == TITLE:
        return any(words.is_event(word) for word in piece.text.split())
    last = piece.text.split()[-1]
    # "R users group", "groupe LinkedIn": small letters, where the office had its capitals.
    is_circle = words.plain(last) in words.CIRCLES or last.islower() or piece.text[0].islower()
    is_known = words.plain(last) in words.KNOWN
    return piece.kind == ORGANISATION and is_circle and not (is_lower or is_known)


def _put_unknown(slots: Slots, text: str) -> None:
    """Place what tells nothing of itself, as far as it can be done before all is read."""
    if slots.city and words.plain(text) in words.PROVINCES:
        slots.city += f", {text}"
    elif is_remark(text):
        slots.notes.append(text)
    elif _is_field_of(slots.title, text):
        slots.title += f", {text}"
    elif text != text.lower() or len(text.split()) <= LONGEST_PLACE:
        slots.unknown.append(text)
    else:
        slots.notes.append(text)


def _is_field_of(title: str, text: str) -> bool:
    """Say whether a piece is the field of the title before it."""
    is_open = bool(title) and words.plain(title.rsplit(maxsplit=1)[-1]) in _FIELD_FOLLOWS
    if not is_open or seems_organisation(text):
        return False
    return _is_only_field(text)


def _is_only_field(text: str) -> bool:
    """Say so of "Urban Design" and "Parks & Recreation"."""
    parts = text.split()
    return bool(parts) and all(words.is_field(word) or words.plain(word) in words.AND
                               for word in parts)  # fmt: skip


def place_unknown(slots: Slots, *, is_lower: bool) -> None:
    """Let what tells nothing of itself fill what is missing, by where it stands."""
    left = list(slots.unknown)
    if slots.before_title:
        if not (slots.organisation or seems_organisation(slots.before_title)):
            slots.organisation = _take_organisation(left, is_lower=is_lower)
        if slots.organisation or slots.before_title[0].islower():
            slots.title = f"{slots.before_title} {slots.title}"
        else:
            slots.organisation = slots.before_title
    if not slots.title and left:
        slots.title = _take_title(
            left, has_organisation=bool(slots.organisation), is_lower=is_lower
        )
    if not slots.organisation:
        slots.organisation = _take_organisation(left, is_lower=is_lower)
    _place_spare(slots)
    for text in left:
        if not slots.met_at and slots.title and (slots.organisation or slots.city):
            slots.met_at = tidy_place(text)
        else:
            slots.notes.append(text)


def _place_spare(slots: Slots) -> None:
    """Tell two occasions apart where there is no office: "Stratford Fest, backstage tour"."""
    for text in slots.spare:
        if slots.organisation:
            slots.notes.append(text)
        elif text[0].isupper():
            slots.organisation = text
        elif slots.met_at[:1].isupper() and not slots.is_met_by_verb:
            slots.organisation, slots.met_at = slots.met_at, text
        else:
            slots.notes.append(text)


def _take_title(left: list[str], *, has_organisation: bool, is_lower: bool) -> str:
    """Take from what is left over what is most likely a title; "" when nothing is."""
    small = [text for text in left if _has_small_words(text) and not seems_organisation(text)]
    small = [] if is_lower else small
    likely = small or (left if is_lower or has_organisation or len(left) > 1 else [])
    return left.pop(left.index(likely[0])) if likely else ""


def _take_organisation(left: list[str], *, is_lower: bool) -> str:
    """Take what has capitals, or else a word that only organisations have."""
    named = left if is_lower else [text for text in left if text != text.lower()]
    likely = named or [text for text in left if seems_organisation(text)]
    return left.pop(left.index(likely[0])) if likely else ""


def _has_small_words(text: str) -> bool:
    bare = [word for word in text.split() if words.plain(word) not in words.JOINING | words.OF]
    return any(word.islower() for word in bare)


def settle(slots: Slots, *, is_lower: bool) -> None:
    """Give small letters their capitals, and a lone city its meaning."""
    slots.met_at = without_past(slots.met_at) or slots.met_at
    letters = next((note for note in slots.notes if note in words.ABBREVIATED), "")
    if letters and not slots.title:
        slots.title = letters
        slots.notes.remove(letters)
    last = words.plain(slots.title.rsplit(maxsplit=1)[-1]) if slots.title else ""
    if slots.city and not slots.organisation and last in words.ACADEMICS:
        slots.organisation, slots.city = slots.city, ""
    if not is_lower:
        return
    slots.name = slots.name if slots.is_described else in_capitals(slots.name)
    slots.organisation = _organisation_in_capitals(slots.organisation)
    slots.city = in_capitals(slots.city)


def _organisation_in_capitals(name: str) -> str:
    parts = []
    for place, word in enumerate(name.split()):
        bare = words.plain(word)
        is_short = len(bare) <= 4 and not re.search(r"[aeiouy]", bare)  # noqa: PLR2004  "ttc", "hdr"
        if place and bare in words.JOINING:
            parts.append(word)
        else:
            parts.append(word.upper() if is_short else in_capitals(word))
    return " ".join(parts)
