"""The two things that a line says with a verb: when to follow up, and where the two met."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netpwa.contacts.reading import words
from netpwa.contacts.reading.dates import find_day
from netpwa.contacts.reading.signs import begins_as_organisation, has_occasion, tidy_place

if TYPE_CHECKING:
    from datetime import date

# Verbs that mean a next step wherever they stand, and those that do only where a piece begins.
_STRONG = (
    r"follow(?:ing|s)?[- ]?ups?|f/u|fu|call(?:ing)?(?: back)?|phone|e-?mail|ping|nudge"
    r"|remind(?:er)?"
    r"|reach(?:ing)? out|reconnect|check(?:ing)?[- ]?in|check back|circle back|touch(?:ing)? base"
    r"|get(?:ting)? back|get in touch|catch(?:ing)? up|follow back|text|message|msg|dm|write"
    r"|(?:linkedin|whatsapp|slack|zoom|facetime)(?= (?:her|him|them)\b)"
    r"|relancer?|rappeler?|recontacter|appeler|[ée]crire|suivi|escribir(?:le)?|llamar(?:le|la|lo)?|seguimiento"
)
_WEAK = (
    r"coffee|lunch|zoom|meet(?:ing)?|chat|talk|speak|send|share|thank|connect|invite|ask|reply"
    r"|respond|to-?do|contact|book|schedule|set up|arrange|visit|see|ring|revoir|envoyer|caf[ée]"
    r"|deadline|due|next step|interview|mail|drop|return|forward|introduce|look up|apply|remember"
)
_WILL = (
    r"(?:(?:please|must|should|need to|needs|have to|want to|i'll|i will|we'll|will|to|going to"
    r"|plan to|let's|lets|and|then|so|promised to|said i'd|à)\s+)*"
)
_NEXT = re.compile(rf"(?:^|(?<=\s)){_WILL}(?P<verb>{_STRONG}|{_WEAK})\b", re.IGNORECASE)
_FIRM = re.compile(rf"(?:^|(?<=\s)){_WILL}(?P<verb>{_STRONG})\b", re.IGNORECASE)
_PLAIN = re.compile(
    rf"^{_WILL}(?:{_STRONG}|contact)(?:\s+(?:with|to|up|back|her|him|them|on|in|by|before|the|soon"
    r"|again|about|for|me|around|sometime|avec|le|la|lui|de|en|avant|d'ici|for sure|asap|-|:))*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:^|\s)(?:by|before|on|until|till|due|for|around|no later than|sometime|avant|pour|le|d'ici"
    r"|:)\s*$",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"^\s*(?:at|@|à|around)?\s*\d{1,2}(?:[:h]\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.|h|o'clock)?(?!\w)"
    r"|^\s*(?:(?:at|around|before|after|in the)\s+)?(?:midday|lunch(?:time)?|morning|afternoon"
    r"|evening|noon|matin|soir)\b",
    re.IGNORECASE,
)
_MET = re.compile(
    r"(?:^|(?<=\s))(?:(?:we|i|just|first|recently|originally|on s'est)\s+)*"
    r"(?P<verb>met|saw|seen|heard|spoke|talked|chatted|connected|bumped into|ran into"
    r"|sat(?=\s+(?:next|beside|with|near|across|in|at|on|by))"
    r"|listened to|rencontr[ée]e?s?|vue?|entendue?|crois[ée]e?)"
    r"(?P<whom>(?:\s+(?:her|him|them|each other|up|with|speak|talk|present|speaking|presenting"
    r"|lui|elle|next to|beside|parler|briefly|again|virtually|online|in person|me|talking))*)"
    r"(?:\s+(?P<how>at|@|in|on|during|after|before|through|via|thru|over|by|while|from|when|near|along|around"
    r"|outside|pendant|aux|au|à|chez|en|lors du|lors de|lors d'|dans|sur)(?=[\s'])|(?=\s|$)|@)",
    re.IGNORECASE,
)
_KNOWN_BY = re.compile(
    r"(?:^|(?<=\s))(?:(?:was|were|got|been)\s+)?(?:introduced (?:by|through|via)|introduced me"
    r"|intro(?:duction)? (?:by|from|via|through)|referred by|referral from|referred (?:me )?(?:from"
    r"|through)|recommended by|suggested by|connected (?:by|through)|via|thru|through"
    r"|friend of|friends with|colleague of|classmate of|coworker of|neighbour of|neighbor of"
    r"|found (?:her |him |them )?(?:on|via|through)|came across|read (?:her|his|their)"
    r"|guest (?:speaker|lecture|lectured|lecturer) (?:at|in)|(?:speaker|panel+ist|presenter"
    r"|moderator|speaking|spoke|presented|presenting|keynote) (?:at|in|on)|présentée? par"
    r"|recommandée? par"
    r"|par l'entremise de|grâce à|référée? par|réf\. par|ami de|amie de"
    r"|(?<!.)(?:neighbou?r|cousin|classmate|roommate|coworker|colleague|family friend)(?!.)"
    r"|[^\W\d_]+ (?:has |kindly )?(?:introduced|connected) us"
    r"|cold (?:e-?mail|call|message|outreach)"
    r"|(?:my|[^\W\d_]+'s) (?:[\w.-]+ ){0,2}?(?:prof(?:essor)?|ta|boss|supervisor|instructor|teacher"
    r"|adviser|advisor|mentor|coach|classmate|roommate|flatmate|neighbou?r|colleague|coworker"
    r"|co-worker|friend|buddy|brother|sister|mother|mom|mum|father|dad|aunt|uncle|cousin|wife"
    r"|husband|partner|son|daughter|landlord|tutor))\b",
    re.IGNORECASE,
)
_KEPT = frozenset({"through", "via", "thru", "by", "after", "before", "while", "when", "from"})
_PAST = re.compile(
    r"(?:^|[\s,]+)(?:on |in |back in )?(?:yesterday|today|tonight|earlier|hier|recently|just now"
    r"|the other day|(?:last|this|past) (?:week|night|month|year|fall|autumn|spring|summer"
    r"|winter|term|semester"
    r"|morning|afternoon|evening|\w+day|weekend)|a (?:few|couple of) \w+ ago|\d+ \w+ ago|a \w+ ago"
    r"|la semaine derni[eè]re|le mois dernier)\s*$",
    re.IGNORECASE,
)
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|august|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
# "The climate march" is no month.
_MONTH = re.compile(
    rf"\s+(?:(?:(?:back )?in|on|this|last|en) (?:early |late |mid-?)?{_MONTHS}|{_MONTHS} \d{{1,2}})"
    r"(?: \d{1,2})?(?:st|nd|rd|th)?,?(?: 20\d\d)?$",
    re.IGNORECASE,
)
FEWEST_WORDS = 4


class FollowUp(NamedTuple):
    """When to follow up, what else was said of it, and the pieces that are about other things."""

    day: date | None
    note: str
    left: list[str]


class Meeting(NamedTuple):
    """Where the two met, and the pieces that have nothing to do with it."""

    place: str
    left: list[str]
    is_by_verb: bool = False


def take_follow_up(piece: str, today: date, *, is_first: bool) -> FollowUp:
    """Take the next step and its day out of a piece."""
    met = _MET.search(piece) or _KNOWN_BY.search(piece)
    for cue in (_FIRM if met else _NEXT).finditer(piece):
        if met and cue.start() < met.end():
            continue
        found = find_day(piece[cue.end() :], today)
        if found:
            start, end = cue.end() + found.start, cue.end() + found.end
            hour = _HOUR.match(piece[end:])
            after = end + (hour.end() if hour else 0)
            said = _BY.sub("", piece[cue.start() : start]).strip()
            more = piece[after:].strip(" ,.!")
            is_more_of_it = more.lower().startswith(("about", "re ", "to ", "with", "for ", "and "))
            note = f"{said} {piece[end:].strip()}".strip() if is_more_of_it or hour else said
            left = [piece[: cue.start()], "" if is_more_of_it else more]
            return FollowUp(found.day, "" if _PLAIN.match(note) else note, _some(left))
    return _by_day_alone(piece, today, is_first=is_first, has_met=met is not None)


def _by_day_alone(piece: str, today: date, *, is_first: bool, has_met: bool) -> FollowUp:
    """Take a day that stands alone or ends a piece, or a verb without a day."""
    found = None if has_met else find_day(piece, today)
    if found is None:
        cue = None if has_met else _FIRM.match(piece)
        if cue:
            return FollowUp(None, piece.strip(), [])
        return FollowUp(None, "", [piece])
    before, after = piece[: found.start], piece[found.end :]
    hour = _HOUR.match(after)
    after = after[hour.end() :] if hour else after
    said = _BY.sub("", before).strip(" :")
    cue = _NEXT.match(after.strip(" ,:"))
    if not said and (not after.strip(" .!") or cue):
        note = after.strip(" ,:.!")
        return FollowUp(found.day, "" if _PLAIN.match(note) else note, [])
    is_clear = said != before.strip() or len(piece[found.start : found.end].split()) > 1
    is_long = len(before.split()) >= FEWEST_WORDS or not is_first
    ends_here = not after.strip(" .!")
    if ends_here and (is_clear or is_long) and not has_occasion(said):
        return FollowUp(found.day, "", [said])
    return FollowUp(None, "", [piece])


def take_meeting(piece: str) -> Meeting:
    """Take out of a piece where the two met or by whom they know each other."""
    known = _KNOWN_BY.search(piece)
    met = _MET.search(piece)
    if met and (known is None or met.start() <= known.start()):
        left, text = piece[: met.start()], piece[met.end() :]
        how = (met["how"] or "").lower()
        place, more = _cut(_without_time(text))
        if not place:
            how_met = re.search(r"online|virtually|in person", met["whom"], re.IGNORECASE)
            return Meeting(how_met[0] if how_met else "", _some([left, more]), is_by_verb=True)
        is_kept = how in _KEPT or (how == "in" and place.startswith(("line ", "the line")))
        kept = f"{how} {place}" if is_kept else tidy_place(place)
        return Meeting(kept, _some([left, more]), is_by_verb=True)
    if known and not _is_title_word(piece, known.start()):
        place, more = _cut(_without_time(piece[known.start() :]))
        return Meeting(place.strip(), _some([piece[: known.start()], more]))
    return Meeting("", [piece])


def _is_title_word(piece: str, start: int) -> bool:
    """Say whether "via" or "through" only joins words of a sentence that began before."""
    return start > 0 and piece[start - 1] not in " ,"


def _without_time(text: str) -> str:
    text = text.strip(" ,.:")
    shorter = _MONTH.sub("", _PAST.sub("", text))
    return shorter.strip(" ,.:")


def _cut(text: str) -> tuple[str, str]:
    """Split what follows an occasion off it: "CIP panel senior planner City of Guelph"."""
    parts = text.split()
    for place, word in enumerate(parts[:-1]):
        follows = words.plain(parts[place + 1])
        if not words.is_event(word) or follows in words.GOES_ON or words.is_event(parts[place + 1]):
            continue
        rest = " ".join(parts[place + 1 :])
        tells = words.is_head(parts[place + 1]) or words.is_modifier(parts[place + 1])
        if tells and any(words.is_head(one) for one in rest.split()):
            return " ".join(parts[: place + 1]), rest
        if begins_as_organisation(rest):
            return " ".join(parts[: place + 1]), rest
        break
    return text, ""


def _some(texts: list[str]) -> list[str]:
    return [text.strip(" ,") for text in texts if text.strip(" ,.-")]
