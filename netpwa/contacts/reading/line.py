"""Reading one line about a person: who, what they do, where, how we met, and when to follow up.

The line is cut at its commas, dashes and semicolons, and again at words such as "met at" or "from".
What a piece is, is told by the words in it; what tells nothing of itself, by where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netpwa.contacts.reading import words
from netpwa.contacts.reading.cues import take_follow_up, take_meeting
from netpwa.contacts.reading.name import in_capitals, split_name
from netpwa.contacts.reading.pieces import (
    CITY,
    LONGEST_TOPIC,
    MET,
    NOTE,
    ORGANISATION,
    TITLE,
    UNKNOWN,
    Piece,
    pieces_of,
    tidy_place,
)

if TYPE_CHECKING:
    from datetime import date

_BETWEEN = re.compile(
    r"\s*(?:,(?!\s*(?:inc|ltd|llc|llp|ltée|corp|limited|jr|sr)\b)|;|\||•|·|\n|[()\[\]]|→|\s[-\u2013\u2014]+\s*"
    r"|(?<=[^\W\d_])[\u2013\u2014](?=[^\W\d_])|\s/\s|\s\+\s)\s*",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"(\S+)\.\s+(?=\S)")
_LABEL = re.compile(
    r"^(?P<label>name|nom|title|role|position|job|titre|poste|org|organi[sz]ation|company|employer"
    r"|organisme|met|place|where|event|rencontre|city|ville|notes?|follow[- ]?up|next|suivi)"
    r"\s*[:=]\s*",
    re.IGNORECASE,
)
_LABELS = {
    "name": "name", "nom": "name", "title": TITLE, "role": TITLE, "position": TITLE, "job": TITLE,
    "titre": TITLE, "poste": TITLE, "org": ORGANISATION, "company": ORGANISATION,
    "employer": ORGANISATION, "organisme": ORGANISATION, "met": MET, "place": MET, "where": MET,
    "event": MET, "rencontre": MET, "city": CITY, "ville": CITY, "note": NOTE, "notes": NOTE,
}  # fmt: skip
_WITH = re.compile(
    r"^(?:(?:i|we|just|also|recently)\s+)*(?:met(?:\s+with)?|spoke\s+(?:with|to)|saw"
    r"|talked\s+(?:with|to)|chatted\s+(?:with|to)|ran\s+into|bumped\s+into|connected\s+with"
    r"|sat\s+(?:next\s+to|beside|with)|(?:had\s+)?(?:an?\s+)?(?:\w+\s+)?(?:coffee|lunch|chat|call)"
    r"\s+with|introduced\s+to|rencontré)\s+"
    r"(?!(?:at|in|on|via|through|her|him|them|during|by|last|today|yesterday|while)\b)",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\s+(?=(?:at|in|on|from|of|during|after|via|through|who|à|au)\s)", re.IGNORECASE
)
_CALLED = re.compile(r"\b(?:named|called|name is|name's)\s+", re.IGNORECASE)


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


def read_line(line: str, today: date) -> Slots:
    """Read one line; whatever it is, it has a name or nothing at all."""
    is_lower = not any(sign.isupper() for sign in line)
    slots = Slots()
    segments = _with_verb_first(segments_of(line))
    rest: list[str] = []
    for place, segment in enumerate(segments):
        left = _labelled(slots, segment)
        if left:
            rest += _take_cues(slots, left, today, is_first=place == 0)
    unplaced = _take_name(slots, rest, is_lower=is_lower)
    for piece in unplaced:
        put(slots, piece, is_lower=is_lower)
    _settle(slots, is_lower=is_lower)
    return slots


def segments_of(line: str) -> list[str]:
    """Cut a line at its commas, dashes and full stops."""
    line = _FULL_STOP.sub(lambda found: found[0] if _is_short(found[1]) else found[1] + "; ", line)
    return [part.strip(" .") for part in _BETWEEN.split(line) if part.strip(" .-\u2013\u2014")]


def _is_short(word: str) -> bool:
    bare = words.plain(word)
    return len(bare) <= 1 or bare in words.SHORT or "." in word


def _with_verb_first(segments: list[str]) -> list[str]:
    """Turn "Met Ana Ruiz at the CIP panel" into "Ana Ruiz" and "met at the CIP panel"."""
    if not segments:
        return []
    verb = _WITH.match(segments[0])
    if verb is None:
        return segments
    name, *places = _WHERE.split(segments[0][verb.end() :])
    turned = [
        f"met {place}" if not re.match(r"(?:from|of|who)\b", place, re.IGNORECASE) else place
        for place in places
    ]
    # "Met Ana Ruiz from Metrolinx": only the last place is where it was, and "from" is her work.
    return [name, *turned, *segments[1:]]


def _labelled(slots: Slots, segment: str) -> str:
    """Put away "title: planner"; give back what has no such label."""
    label = _LABEL.match(segment)
    slot = _LABELS.get(label["label"].lower()) if label else None
    if label and label["label"].lower().startswith("organi"):
        slot = ORGANISATION
    if label is None or slot is None:
        return segment
    value = segment[label.end() :].strip()
    if slot == NOTE:
        slots.notes.append(value)
    elif not getattr(slots, slot):
        setattr(slots, slot, value)
    return ""


def _take_cues(slots: Slots, segment: str, today: date, *, is_first: bool) -> list[str]:
    """Take the follow-up and the meeting out of a piece, and give what is left of it."""
    follow_up = take_follow_up(segment, today, is_first=is_first)
    if follow_up.day and slots.follow_up_on is None:
        slots.follow_up_on = follow_up.day
    if follow_up.note:
        slots.notes.append(follow_up.note)
    left = []
    for part in follow_up.left:
        meeting = take_meeting(part)
        if meeting.place and slots.met_at:
            slots.notes.append(meeting.place)
        elif meeting.place:
            slots.met_at = meeting.place
        left += [piece for piece in meeting.left if piece.strip()]
    return left


def _take_name(slots: Slots, rest: list[str], *, is_lower: bool) -> list[Piece]:
    """Find the name in what is left, and tell what the other pieces are."""
    found: list[Piece] = []
    for segment in rest:
        text = segment
        if not slots.name:
            called = _CALLED.search(text)
            before, text = (text[: called.start()], text[called.end() :]) if called else ("", text)
            slots.name, text = split_name(
                text, is_lower=is_lower, is_alone=len(rest) > 1 or _has_cue(slots)
            )
            text = f"{before} {text}".strip()
        if text:
            found += [
                piece for part in text.split(";") for piece in pieces_of(part, is_lower=is_lower)
            ]
    if not slots.name and found:
        slots.name = rest[0]
        found = found[1:] if len(found) > 1 else []
    return found


def _has_cue(slots: Slots) -> bool:
    return bool(slots.met_at or slots.follow_up_on)


def put(slots: Slots, piece: Piece, *, is_lower: bool) -> None:
    """Put a piece in its place; a second of its kind joins the first."""
    kind, text = piece.kind, piece.text.strip(" ,")
    if kind == CITY and not slots.city:
        slots.city = text
    elif kind == CITY and words.plain(text) in words.PROVINCES:
        slots.city += f", {text}"
    elif kind == MET and not slots.met_at:
        slots.met_at = tidy_place(text)
    elif kind in {TITLE, ORGANISATION}:
        had = getattr(slots, kind)
        setattr(slots, kind, f"{had}, {text}" if had and had != text else text)
    elif kind == UNKNOWN:
        _put_unknown(slots, text, is_lower=is_lower)
    else:
        slots.notes.append(text)


def _put_unknown(slots: Slots, text: str, *, is_lower: bool) -> None:
    """Place what tells nothing of itself: capitals mean an organisation, a few words a field."""
    if slots.city and words.plain(text) in words.PROVINCES:
        slots.city += f", {text}"
    elif any(sign.isupper() for sign in text) or (is_lower and slots.title):
        if not slots.organisation:
            slots.organisation = text
        else:
            slots.notes.append(text)
    elif len(text.split()) <= LONGEST_TOPIC and not slots.title and not slots.organisation:
        slots.title = text
    else:
        slots.notes.append(text)


def _settle(slots: Slots, *, is_lower: bool) -> None:
    """Give small letters their capitals, and a lone city its meaning."""
    if not is_lower:
        return
    slots.name = in_capitals(slots.name)
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
