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
from netpwa.contacts.reading.opening import name_first, shield_nickname, unshield
from netpwa.contacts.reading.pieces import (
    BEFORE_TITLE,
    CITY,
    LONGEST_TOPIC,
    MET,
    NOTE,
    ORGANISATION,
    TITLE,
    UNKNOWN,
    Piece,
    pieces_of,
)
from netpwa.contacts.reading.signs import seems_organisation, tidy_place

if TYPE_CHECKING:
    from datetime import date

_BETWEEN = re.compile(
    r"\s*(?:,(?!\s*(?:inc|ltd|llc|llp|ltée|corp|limited|jr|sr)\b)|;|\||•|·|\n|[()\[\]]|→|\s[-\u2013\u2014]+\s*"
    r"|(?<=[^\W\d_])[\u2013\u2014](?=[^\W\d_])|\s/\s|\s\+\s(?!(?-i:[A-Z][a-z]+s\b)))\s*",
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
_AT_OCCASION = re.compile(
    r"^(?:(?:during|after|on|in)\s+(?:the|a|an|our|my|last|their)|at)\s+", re.IGNORECASE
)
# What begins a remark, and no title.
_REMARK = re.compile(
    r"^(?:wants?|loves?|likes?|knows|has|had|needs?|asked|told|said|says|very|great|super|nice"
    r"|kind|really|interested|can|could|would|offered|gave|gives|seems?|lives|grew|moved|just"
    r"|also|not|no|good|hates|thinks|mentioned|suggested|promised|owes|might|may|will"
    r"|both|same|helped|taught|teach(?:es)?|runs|speaks|studied|wrote|into|huge|big|fan|keen|happy|open|willing)\b",
    re.IGNORECASE,
)
# Titles whose field may follow after a comma: "Manager, Long Range Planning".
_FIELD_FOLLOWS = frozenset(
    {"manager", "director", "head", "lead", "vp", "president", "coordinator", "officer", "advisor",
     "specialist", "supervisor", "associate"}
)  # fmt: skip
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
    unknown: list[str] = field(default_factory=list)
    before_title: str = ""
    is_met_by_verb: bool = False


def read_line(line: str, today: date) -> Slots:
    """Read one line; whatever it is, it has a name or nothing at all."""
    is_lower = not any(sign.isupper() for sign in line)
    slots = Slots()
    segments = name_first(segments_of(shield_nickname(line)), today)
    rest: list[str] = []
    for place, segment in enumerate(segments):
        left = _labelled(slots, segment)
        if left:
            rest += _take_cues(slots, left, today, is_first=place == 0)
    unplaced = _take_name(slots, rest, is_lower=is_lower)
    for piece in unplaced:
        put(slots, piece, is_lower=is_lower)
    _place_unknown(slots, is_lower=is_lower)
    _settle(slots, is_lower=is_lower)
    slots.name = unshield(slots.name)
    return slots


def segments_of(line: str) -> list[str]:
    """Cut a line at its commas, dashes and full stops."""
    if line.count(": ") > 1 and not re.search(r"[,;|\u2013\u2014]| - ", line):
        line = line.replace(": ", "; ")
    line = _FULL_STOP.sub(lambda found: found[0] if _is_short(found[1]) else found[1] + "; ", line)
    parts = (part.strip(" .\u2013\u2014") for part in _BETWEEN.split(line))
    return [part for whole in parts for part in _at_colon(whole) if part.strip(" .-\u2013\u2014")]


def _at_colon(part: str) -> list[str]:
    """Cut "Follow up Friday: Ana Ruiz" in two, but not "title: planner"."""
    before, colon, after = part.partition(": ")
    if colon and len(before.split()) > 1 and not _LABEL.match(part):
        return [before, after]
    return [part.rstrip(":")]


def _is_short(word: str) -> bool:
    bare = words.plain(word)
    return len(bare) <= 1 or bare in words.SHORT or "." in word


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
        if meeting.place and slots.met_at and not (meeting.is_by_verb > slots.is_met_by_verb):
            slots.notes.append(meeting.place)
        elif meeting.place:
            slots.notes += [slots.met_at] if slots.met_at else []
            slots.met_at, slots.is_met_by_verb = meeting.place, meeting.is_by_verb
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
        if slots.name and _REMARK.match(text):
            slots.notes.append(text)
            continue
        occasion = _AT_OCCASION.match(text)
        if occasion and not slots.met_at and any(piece.kind == ORGANISATION for piece in found):
            is_kept = text.lower().startswith("after")
            slots.met_at = text if is_kept else tidy_place(text[occasion.end() :])
            text = ""
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
    elif kind == BEFORE_TITLE:
        slots.before_title = text
    elif kind == ORGANISATION and text.islower() and not (is_lower or slots.title):
        slots.unknown.append(text)
    elif kind == ORGANISATION and _is_field_of(slots.title, text):
        slots.title += f", {text}"
    elif kind in {TITLE, ORGANISATION} and not (kind == TITLE and _REMARK.match(text)):
        had = getattr(slots, kind)
        setattr(slots, kind, f"{had}, {text}" if had and had != text else text)
    elif kind == UNKNOWN:
        _put_unknown(slots, text)
    else:
        slots.notes.append(text)


def _put_unknown(slots: Slots, text: str) -> None:
    """Place what tells nothing of itself, as far as it can be done before all is read."""
    if slots.city and words.plain(text) in words.PROVINCES:
        slots.city += f", {text}"
    elif _REMARK.match(text):
        slots.notes.append(text)
    elif _is_field_of(slots.title, text):
        slots.title += f", {text}"
    elif any(sign.isupper() for sign in text) or len(text.split()) <= LONGEST_TOPIC:
        slots.unknown.append(text)
    else:
        slots.notes.append(text)


def _is_field_of(title: str, text: str) -> bool:
    """Say whether a piece is the field of the title before it."""
    is_open = bool(title) and words.plain(title.rsplit(maxsplit=1)[-1]) in _FIELD_FOLLOWS
    if not is_open or seems_organisation(text):
        return False
    return all(words.is_field(word) or words.plain(word) in words.AND for word in text.split())


def _place_unknown(slots: Slots, *, is_lower: bool) -> None:
    """Let what tells nothing of itself fill what is missing, by where it stands."""
    if slots.before_title:
        if slots.organisation:
            slots.title = f"{slots.before_title} {slots.title}"
        else:
            slots.organisation = slots.before_title
    left = list(slots.unknown)
    if not slots.title and left:
        slots.title = _take_title(
            left, has_organisation=bool(slots.organisation), is_lower=is_lower
        )
    for text in left:
        if not slots.organisation and (
            text != text.lower() or is_lower or seems_organisation(text)
        ):
            slots.organisation = text
        elif not slots.met_at and slots.title and (slots.organisation or slots.city):
            slots.met_at = tidy_place(text)
        else:
            slots.notes.append(text)


def _take_title(left: list[str], *, has_organisation: bool, is_lower: bool) -> str:
    """Take from what is left over what is most likely a title; "" when nothing is."""
    small = [] if is_lower else [text for text in left if _has_small_words(text)]
    likely = small or (left if is_lower or has_organisation or len(left) > 1 else [])
    return left.pop(left.index(likely[0])) if likely else ""


def _has_small_words(text: str) -> bool:
    bare = [word for word in text.split() if words.plain(word) not in words.JOINING | words.OF]
    return any(word.islower() for word in bare)


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
