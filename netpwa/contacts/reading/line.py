"""Reading one line about a person: who, what they do, where, how we met, and when to follow up.

The line is cut at its commas, dashes and semicolons, and again at words such as "met at" or "from".
What a piece is, is told by the words in it; what tells nothing of itself, by where it stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netpwa.contacts.reading import words
from netpwa.contacts.reading.cues import Stands, take_follow_up
from netpwa.contacts.reading.describing import describes, name_in, reads_as_name
from netpwa.contacts.reading.meeting import take_meeting
from netpwa.contacts.reading.name import split_name
from netpwa.contacts.reading.opening import name_first, shield, unshield
from netpwa.contacts.reading.past import is_past, without_past
from netpwa.contacts.reading.pieces import CITY, MET, NOTE, ORGANISATION, TITLE, Piece, pieces_of
from netpwa.contacts.reading.placing import Slots, is_remark, place_unknown, put, settle
from netpwa.contacts.reading.signs import has_occasion, tidy_occasion, tidy_place

if TYPE_CHECKING:
    from datetime import date

_BETWEEN = re.compile(
    r"\s*(?:,(?!\s*(?:inc|ltd|llc|llp|ltée|corp|limited)\b|\s*[js]r\.?\s*(?:$|[,;]))|;|\||•|·|\n|[()\[\]]|→|\s[-\u2013\u2014]+\s*"
    r"|(?<=[^\W\d_])[\u2013\u2014](?=[^\W\d_])|\s//?\s|\s\+\s(?!(?-i:[A-Z][a-z]+s\b)))\s*",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"(\S+)\.\s+(?=\S)")
_LABEL = re.compile(
    r"^(?P<label>name|nom|title|role|position|job|titre|poste|org|organi[sz]ation|company|employer"
    r"|organisme|met|place|where|event|conference|conf|panel|venue|how we met|met at|rencontre"
    r"|city|ville|notes?|follow[- ]?up"
    r"|next(?: step)?|to[- ]?do|action|f/u|suivi)"
    r"\s*[:=]\s*",
    re.IGNORECASE,
)
NEXT = "next"
_LABELS = {
    "name": "name", "nom": "name", "title": TITLE, "role": TITLE, "position": TITLE, "job": TITLE,
    "titre": TITLE, "poste": TITLE, "org": ORGANISATION, "company": ORGANISATION,
    "employer": ORGANISATION, "organisme": ORGANISATION, "met": MET, "place": MET, "where": MET,
    "event": MET, "conference": MET, "conf": MET, "panel": MET, "venue": MET, "how we met": MET,
    "met at": MET, "rencontre": MET, "city": CITY, "ville": CITY, "note": NOTE, "notes": NOTE,
    "next": NEXT, "next step": NEXT, "todo": NEXT, "to do": NEXT, "to-do": NEXT, "action": NEXT,
    "suivi": NEXT, "follow up": NEXT, "follow-up": NEXT, "followup": NEXT, "f/u": NEXT,
}  # fmt: skip
_AT_OCCASION = re.compile(
    r"^(?:(?:during|after|on|in)\s+(?:the|a|an|our|my|last|their)\s|at\s|@|pendant\s"
    r"|lors d[eu]\s)\s*",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b(?:named|called|name is|name's)\s+", re.IGNORECASE)


def read_line(line: str, today: date) -> Slots:
    """Read one line; whatever it is, it has a name or nothing at all."""
    is_lower = not any(sign.isupper() for sign in line)
    slots = Slots()
    segments = name_first(segments_of(shield(line)), today)
    rest: list[str] = []
    for place, segment in enumerate(segments):
        left = _labelled(slots, segment, today)
        stands = Stands(place == 0, place + 1 == len(segments), bool(slots.met_at))
        if left:
            rest += _take_cues(slots, left, today, stands)
    unplaced = _take_name(slots, rest, is_lower=is_lower)
    for piece in unplaced:
        put(slots, piece, is_lower=is_lower)
    place_unknown(slots, is_lower=is_lower)
    settle(slots, is_lower=is_lower)
    for name in ("name", TITLE, ORGANISATION, MET):
        setattr(slots, name, unshield(getattr(slots, name)))
    slots.notes = [unshield(note) for note in slots.notes]
    return slots


def segments_of(line: str) -> list[str]:
    """Cut a line at its commas, dashes and full stops."""
    if line.count(": ") > 1 and not re.search(r"[,;|\u2013\u2014]| - ", line):
        line = line.replace(": ", "; ")
    line = re.sub(r"[!?]+(?=\s)", ";", line)
    line = _FULL_STOP.sub(lambda found: found[0] if _is_short(found[1]) else found[1] + "; ", line)
    parts = (part.strip(" .!?\u2013\u2014") for part in _BETWEEN.split(line))
    return [part for whole in parts for part in _at_colon(whole) if part.strip(" .-\u2013\u2014")]


def _at_colon(part: str) -> list[str]:
    """Cut "Follow up Friday: Ana Ruiz" in two, but not "title: planner"."""
    before, colon, after = part.partition(": ")
    if before.lower().endswith(" re"):
        return [part]
    if colon and len(before.split()) > 1 and not _LABEL.match(part):
        return [before, after]
    return [part.rstrip(":")]


def _is_short(word: str) -> bool:
    bare = words.plain(word)
    return len(bare) <= 1 or bare in words.SHORT or "." in word


def _labelled(slots: Slots, segment: str, today: date) -> str:
    """Put away "title: planner"; give back what has no such label."""
    label = _LABEL.match(segment)
    slot = _LABELS.get(label["label"].lower()) if label else None
    if label and label["label"].lower().startswith("organi"):
        slot = ORGANISATION
    if label is None or slot is None:
        return segment
    value = segment[label.end() :].strip()
    if slot == NEXT:
        _take_next(slots, value, today)
    elif slot == NOTE:
        slots.notes.append(value)
    elif slot == MET:
        slots.met_at = slots.met_at or tidy_place(without_past(value))
    elif not getattr(slots, slot):
        setattr(slots, slot, value)
    return ""


def _take_next(slots: Slots, value: str, today: date) -> None:
    follow_up = take_follow_up(value, today, Stands())
    slots.follow_up_on = slots.follow_up_on or follow_up.day
    slots.notes += [text for text in (follow_up.note, *follow_up.left) if text]


def _take_cues(slots: Slots, segment: str, today: date, stands: Stands) -> list[str]:
    """Take the follow-up and the meeting out of a piece, and give what is left of it."""
    follow_up = take_follow_up(segment, today, stands)
    if follow_up.day and slots.follow_up_on is None:
        slots.follow_up_on = follow_up.day
    if follow_up.note:
        slots.notes.append(follow_up.note)
    left = []
    for part in follow_up.left:
        meeting = take_meeting(part)
        if meeting.place and slots.met_at and not (meeting.is_by_verb > slots.is_met_by_verb):
            slots.notes.append(meeting.place)
        elif meeting.place:
            slots.notes += [slots.met_at] if slots.met_at else []
            slots.met_at, slots.is_met_by_verb = meeting.place, meeting.is_by_verb
        slots.notes += [meeting.note] if meeting.note else []
        for text in meeting.left:
            bare = without_past(text)
            # What has a day that is over is an occasion, whatever it is called.
            if is_past(text) or (bare != text.strip(" ,.:") and is_remark(text)):
                slots.notes.append(text)
            elif bare != text.strip(" ,.:") and not (stands.is_first or slots.met_at):
                slots.met_at = tidy_occasion(bare)
            elif text.strip():
                left.append(bare if has_occasion(bare) else text)
    return left


def _take_name(slots: Slots, rest: list[str], *, is_lower: bool) -> list[Piece]:
    """Find the name in what is left, and tell what the other pieces are."""
    found: list[Piece] = []
    described = ""
    for segment in rest:
        text = segment
        if not slots.name:
            slots.name, text = _name_of(segment, slots, is_lower=is_lower, is_alone=len(rest) > 1,
                                        is_sure=bool(described))  # fmt: skip
            if not slots.name and (segment == rest[0] or described == ""):
                described = described or segment
                told = _told(text, is_lower=is_lower)
                found += [piece for piece in told if _tells(piece, is_lower=is_lower)]
                continue
        if is_remark(text):
            slots.notes.append(text)
            continue
        occasion = _AT_OCCASION.match(text)
        if occasion and not slots.met_at and any(piece.kind == ORGANISATION for piece in found):
            is_kept = text.lower().startswith("after")
            slots.met_at = text if is_kept else tidy_place(text[occasion.end() :])
        else:
            found += _told(text, is_lower=is_lower)
    slots.is_described = not slots.name
    slots.name = slots.name or described
    return found


def _tells(piece: Piece, *, is_lower: bool) -> bool:
    """Say whether a description tells a piece beyond itself, which is kept as the name."""
    is_called = is_lower and words.plain(piece.text) not in words.STRONG
    is_sure = is_called or piece.kind == TITLE or not piece.text.islower()
    return is_sure and piece.kind in {TITLE, ORGANISATION, MET, CITY}


def _told(text: str, *, is_lower: bool) -> list[Piece]:
    return [piece for part in text.split(";") for piece in pieces_of(part, is_lower=is_lower)]


def _name_of(
    segment: str, slots: Slots, *, is_lower: bool, is_alone: bool, is_sure: bool
) -> tuple[str, str]:
    """Split a piece into a name, perhaps none, and the rest; `is_sure` takes nothing less."""
    called = _CALLED.search(segment)
    if called:
        name, text = split_name(segment[called.end() :], is_lower=is_lower, is_alone=is_alone)
        return name, f"{segment[: called.start()]} {text}".strip()
    if describes(segment, is_lower=is_lower):
        return name_in(segment, is_lower=is_lower)
    if is_sure and not reads_as_name(segment):
        return "", segment
    is_alone = is_alone or bool(slots.met_at or slots.follow_up_on)
    return split_name(segment, is_lower=is_lower, is_alone=is_alone)
