"""When to follow up, and what to do then, as a line says it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from netpwa.contacts.reading import words
from netpwa.contacts.reading.dates import Found, find_day
from netpwa.contacts.reading.meeting import KNOWN_BY, MET
from netpwa.contacts.reading.signs import has_occasion

if TYPE_CHECKING:
    from datetime import date

# Verbs that mean a next step wherever they stand, and those that do only where a piece begins.
_STRONG = (
    r"follow(?:ing|s)?[- ]?ups?|f/?up?|call(?:ing)?(?: back)?|phone|e-?mail|ping|nudge"
    r"|remind(?:er)?"
    r"|reach(?:ing)? out|reconnect|check(?:ing)?[- ]?in|check back|circle back|touch(?:ing)? base"
    r"|get(?:ting)? back|get in touch|catch(?:ing)? up|follow back|te?xt|message|msg|dm|write"
    r"|(?:linkedin|whatsapp|slack|zoom|facetime)(?= (?:her|him|them)\b)"
    r"|relancer?|rappeler?|recontacter|appeler|[ée]crire|suivi|escribir(?:le)?|llamar(?:le|la|lo)?|seguimiento"
)
_WEAK = (
    r"coffee|lunch|zoom|meet(?:ing)?|chat|talk|speak|send|share|thank|connect|invite|ask|reply"
    r"|respond|to-?do|contact|book|schedule|set up|arrange|visit|see|ring|revoir|envoyer|caf[ée]"
    r"|deadline|due|next step|interview|mail|drop|return|forward|introduce|look up|apply|remember"
)
_WILL = (
    r"(?:(?:please|pls|lui|le|la|les|me|nous|must|should|need to|needs|have to|want to|i'll|i will"
    r"|we'll|will|to|going to"
    r"|plan to|let's|lets|and|then|so|promised to|said i'd|à)\s+)*"
)
_NEXT = re.compile(rf"(?:^|(?<=\s)){_WILL}(?P<verb>{_STRONG}|{_WEAK})\b", re.IGNORECASE)
_FIRM = re.compile(rf"(?:^|(?<=\s)){_WILL}(?P<verb>{_STRONG})\b", re.IGNORECASE)
_PLAIN = re.compile(
    rf"^{_WILL}(?:{_STRONG}|contact)(?:\s+(?:with|to|up|back|her|him|them|on|in|by|before|the|soon"
    r"|again|about|for|me|around|sometime|avec|le|la|lui|de|en|avant|d'ici|for sure|asap|-|:))*$",
    re.IGNORECASE,
)
# What a later piece asks to be done, where the verb is more than a word; the others are in words.
_DEED = re.compile(
    r"^(?:sign up|set up|look up|look into|pick up|drop off|(?:stop|drop|swing) by"
    r"|keep in touch|stay in touch|let (?:her|him|them) know|wait for|rendez-vous)\b",
    re.IGNORECASE,
)
_WILL_FIRST = re.compile(rf"^{_WILL}", re.IGNORECASE)
# Whatever the verb: "critique his poster". "With her" and "who runs my lab" tell of something else.
_TO_SOMEBODY = re.compile(r"^(?P<verb>[a-z]{3,})(?: up| out| over)? (?:her|him|them|his|their)\b")
_BY = re.compile(
    r"(?:^|\s)(?:by|before|on|until|till|due|for|around|no later than|sometime|avant|pour|le|d'ici"
    r"|:)\s*$",
    re.IGNORECASE,
)
_DUE = re.compile(r"\b(?:by|before|due|no later than|avant|d'ici)$", re.IGNORECASE)
_HOUR = re.compile(
    r"^\s*(?:at|@|à|around)?\s*\d{1,2}(?:[:h]\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.|h|o'clock)?(?!\w)"
    r"|^\s*(?:(?:at|around|before|after|in the)\s+)?(?:midday|lunch(?:time)?|morning|afternoon"
    r"|evening|night|noon|matin|soir)\b",
    re.IGNORECASE,
)
# "Panel Thursday" may be over; "office hours next Thursday" are not.
_TO_COME = re.compile(r"(?:on )?(?:next|nxt|tomorrow|tmr|demain|in \d|dans \d)", re.IGNORECASE)
FEWEST_WORDS = 4
# Of a piece that is nothing but verbs, each would be looked at for a day to the end of the line.
MOST_CUES = 8
A_WEEKDAY = len("wednesday")
# A day such as "Nov 14" that stands alone, and is due in almost a year, is over.
LONGEST_AHEAD = 300


class FollowUp(NamedTuple):
    """When to follow up, what else was said of it, and the pieces that are about other things."""

    day: date | None
    note: str
    left: list[str]


class Stands(NamedTuple):
    """Where a piece stands in its line, and whether it is known before it where the two met."""

    is_first: bool = False
    is_last: bool = False
    has_place: bool = False


def take_follow_up(piece: str, today: date, stands: Stands) -> FollowUp:
    """Take the next step and its day out of a piece."""
    met = MET.search(piece) or KNOWN_BY.search(piece)
    cues = (_FIRM if met else _NEXT).finditer(piece)
    for cue in itertools.islice(cues, MOST_CUES):
        if met and cue.start() < met.end():
            continue
        found = find_day(piece[cue.end() :], today)
        if found and not (cue.start() and _is_over(piece[cue.end() :], found, today)):
            start, end = cue.end() + found.start, cue.end() + found.end
            hour = _HOUR.match(piece[end:])
            after = end + (hour.end() if hour else 0)
            said = _BY.sub("", piece[cue.start() : start]).strip()
            more = piece[after:].strip(" ,.!")
            is_more_of_it = more.lower().startswith(("about", "re ", "to ", "with", "for ", "and "))
            note = f"{said} {piece[end:].strip()}".strip() if is_more_of_it or hour else said
            left = [piece[: cue.start()], "" if is_more_of_it else more]
            # "Volunteer form due Friday", "virtual coffee Friday"
            is_said_of_it = not stands.is_first and _only_says_which(piece[: cue.start()])
            if cue["verb"].lower() in {"due", "deadline"} or is_said_of_it:
                note, left = f"{left[0].strip()} {note}".strip(), left[1:]
            return FollowUp(found.day, "" if _PLAIN.match(note) else note, _some(left))
    if met:
        return FollowUp(None, "", [piece])
    return _by_day_alone(piece, today, stands)


def _only_says_which(text: str) -> bool:
    """Say so of the "virtual" of "virtual coffee"."""
    parts = text.split()
    return len(parts) == 1 and text.islower() and not words.is_head(parts[0])


def _is_over(text: str, found: Found, today: date) -> bool:
    """Say whether a day is over that would be due in almost a year: "ULI lunch 11/12"."""
    has_year = re.search(r"20\d\d", text[found.start : found.end])
    return not has_year and (found.day - today).days > LONGEST_AHEAD


def _by_day_alone(piece: str, today: date, stands: Stands) -> FollowUp:
    """Take a day that stands alone or ends a piece, or a verb without a day."""
    found = find_day(piece, today)
    if found and _is_over(piece, found, today):
        is_note = _is_deed(piece) or found.end - found.start == len(piece.strip())
        return FollowUp(None, piece.strip(), []) if is_note else FollowUp(None, "", [piece])
    if found and stands.is_first:
        return _around_day(piece, found, is_first=True)
    if found:
        return _in_later_piece(piece, found, stands)
    is_to_do = _FIRM.match(piece) or (not stands.is_first and _is_deed(piece))
    return FollowUp(None, piece.strip(), []) if is_to_do else FollowUp(None, "", [piece])


def _in_later_piece(piece: str, found: Found, stands: Stands) -> FollowUp:
    """Take "drinks Friday" and "form due Dec 2" for what is to be done."""
    before, after = piece[: found.start].strip(), _HOUR.sub("", piece[found.end :]).strip(" .!")
    said = _BY.sub("", before).strip(" :")
    # Nobody was met at the "harvest dinner Dec 3" that is to come.
    is_dated = stands.is_last and any(sign.isdigit() for sign in piece[found.start : found.end])
    is_to_come = has_occasion(said) and (stands.has_place or is_dated)
    is_to_do = _is_deed(said, has_day=True) or is_to_come
    if said and not after and (is_to_do or _DUE.search(before)):
        return FollowUp(found.day, said, [])
    # "Tree planting Saturday" in the middle of a line is over.
    if said and said == before and not stands.is_last and found.end - found.start <= A_WEEKDAY:
        return FollowUp(None, "", [piece])
    return _around_day(piece, found, is_first=False)


def _around_day(piece: str, found: Found, *, is_first: bool) -> FollowUp:
    before, after = piece[: found.start], piece[found.end :]
    hour = _HOUR.match(after)
    after = (after[hour.end() :] if hour else after).strip(" .!")
    said = _BY.sub("", before).strip(" :")
    if not said and (not after or _NEXT.match(after.strip(" ,:"))):
        note = after.strip(" ,:.!")
        return FollowUp(found.day, "" if _PLAIN.match(note) else note, [])
    is_clear = said != before.strip() or len(piece[found.start : found.end].split()) > 1
    ends_it = not after and (is_clear or not is_first or len(before.split()) >= FEWEST_WORDS)
    is_over = has_occasion(re.sub(r" d[eu]$", "", said)) and not _TO_COME.match(
        piece[found.start :]
    )
    if not ends_it or is_over:
        return FollowUp(None, "", [piece])
    return FollowUp(found.day, "", [said])


def _is_deed(text: str, *, has_day: bool = False) -> bool:
    """Say whether a piece tells what to do: "ask about maps", with a day "drinks", too."""
    bare = _WILL_FIRST.sub("", text)
    if not bare:
        return False
    somebody = _TO_SOMEBODY.match(bare)
    if somebody and somebody["verb"] not in words.STOPS | words.GOES_ON:
        return not somebody["verb"].endswith("ed")  # "shadowed her" is how they met
    verb, *what = bare.replace("hank-you", "hank you").split()
    if words.plain(verb) in words.DEEDS_AND_NOUNS:  # "book fair", "show opening" are occasions
        is_told = what and words.plain(what[0]) in words.DEEDS  # "LinkedIn sent"
        return bool(is_told) or (has_day and not has_occasion(" ".join(what)))
    is_sentence = text[0].islower() or not what or what[0][0].islower()
    return is_sentence and (words.plain(verb) in words.DEEDS or _DEED.match(bare) is not None)


def _some(texts: list[str]) -> list[str]:
    return [text.strip(" ,") for text in texts if text.strip(" ,.-")]
