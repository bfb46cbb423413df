"""Where the two met, or through whom they know each other, as a line says it."""

from __future__ import annotations

import re
from typing import NamedTuple

from netpwa.contacts.reading import words
from netpwa.contacts.reading.past import without_past
from netpwa.contacts.reading.signs import (
    begins_as_organisation,
    has_occasion,
    opening_of,
    tidy_place,
)

MET = re.compile(
    r"(?:^|(?<=\s))(?:(?:we|i|just|first|recently|originally|on s'est)\s+)*"
    r"(?P<verb>met|saw|seen|heard|spoke|talked|chatted|connected|bumped into|ran into"
    r"|shook hands|hung out|crossed paths|bonded|carpooled|got (?:talking|chatting)|volunteered"
    r"|sat(?=\s+(?:next|beside|with|near|across|in|at|on|by))"
    r"|(?:gave|led|taught|hosted|judged|organi[sz]ed|moderated|chaired|attended)"
    r"(?=\s+(?:the|an?|our|my)\s)|listened to|rencontr[ée]e?s?|vue?|entendue?|crois[ée]e?)"
    r"(?P<whom>(?:\s+(?:her|him|them|each other|up|with|speak|talk|present|speaking|presenting"
    r"|lui|elle|next to|beside|parler|briefly|again|virtually|online|in person|me|talking))*)"
    r"(?:\s+(?:today|yesterday|last \w+|this \w+|earlier|recently|hier(?: soir| matin)?|on \w+day"
    r"|aujourd'hui|ce matin)(?=\s))?"
    r"(?:\s+(?P<how>at|@|in|on|during|after|before|through|via|thru|over|by|while|from|when|near"
    r"|along|around|outside|pendant|aux|au|à|chez|en|lors du|lors de|lors d'|dans|sur)(?=[\s'])"
    r"|(?=\s|$)|@)",
    re.IGNORECASE,
)
KNOWN_BY = re.compile(
    r"(?:^|(?<=\s))(?:(?:was|were|got|been)\s+)?(?:introduced (?:by|through|via)|introduced me"
    r"|intro(?:duction)? (?:by|from|via|through)|referred by|referral from|referred (?:me )?(?:from"
    r"|through)|recommended by|suggested by|connected (?:by|through)|via|thru|through"
    r"|friend of|friends with|colleague of|classmate of|coworker of|neighbour of|neighbor of"
    r"|found (?:her |him |them )?(?:on|via|through)|came across|read (?:her|his|their)"
    r"|guest (?:speaker|lecture|lectured|lecturer) (?:at|in)|(?:speaker|panel+ist|presenter"
    r"|moderator|speaking|spoke|presented|presenting|keynote) (?:at|in|on)|présentée? par"
    r"|recommandée? par"
    r"|par l'entremise de|grâce à|référée? par|réf\. par|ami de|amie de"
    r"|(?<!.)(?:neighbou?r|cousin|classmate|roommate|co-?worker|colleague|family friend)(?!.)"
    r"|(?:(?<!.)(?:[\w.'-]{1,30} ){0,2})?[^\W\d_]+ (?:has |kindly )?(?:introduced|intro'?d"
    r"|connected) us"
    r"|(?<!.)[a-z]+ (?:[\w'-]+ ){0,4}(?:with|beside) (?:him|her|them|me|us)"
    r"|cold (?:e-?mail|call|message|outreach)"
    r"|(?:my|(?:(?<!.)(?-i:[a-z-]+) )?[^\W\d_]+'s) (?:[\w.-]+ ){0,2}?(?:prof(?:essor)?"
    r"|ta|boss|supervisor|instructor|teacher|adviser|advisor|mentor|coach|classmate|roommate|flatmate|neighbou?r|colleague|coworker"
    r"|co-worker|friend|buddy|brother|sister|mother|mom|mum|father|dad|aunt|uncle|cousin|wife"
    r"|husband|partner|son|daughter|landlord|tutor))\b",
    re.IGNORECASE,
)
_KEPT = frozenset({"through", "via", "thru", "by", "after", "before", "while", "when", "from"})
# "Via LinkedIn" names the place itself; "via Ana" does not.
_BY_WAY_OF = re.compile(
    r"^(?:through|via|thru|connected through|found (?:her |him |them )?(?:on|via|through))"
    r" (?:the )?",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"^(?P<who>.*?(?:introduc|intro\b|referr|recommend|connected|présenté|référé).*?)"
    r"\s+(?:at|@|during|au|aux|lors d[eu])\s+(?P<place>.+)$",
    re.IGNORECASE,
)


class Meeting(NamedTuple):
    """Where the two met, and the pieces that have nothing to do with it."""

    place: str
    left: list[str]
    is_by_verb: bool = False
    note: str = ""


def take_meeting(piece: str) -> Meeting:
    """Take out of a piece where the two met or by whom they know each other."""
    known = KNOWN_BY.search(piece)
    met = MET.search(piece)
    if met and (known is None or met.start() <= known.start()):
        left, text = piece[: met.start()], piece[met.end() :]
        how = (met["how"] or "").lower()
        place, more = _cut(without_past(text))
        if not place:
            how_met = re.search(r"online|virtually|in person", met["whom"], re.IGNORECASE)
            return Meeting(how_met[0] if how_met else "", _some([left, more]), is_by_verb=True)
        is_kept = how in _KEPT or (how == "in" and place.startswith(("line ", "the line")))
        kept = _place_itself(f"{how} {place}") if is_kept else tidy_place(place)
        return Meeting(kept, _some([left, more]), is_by_verb=True)
    if known and not _is_title_word(piece, known.start()):
        text = without_past(piece[known.start() :])
        place, more = (text, "") if text.endswith(" us") else _cut(text)
        others = _some([piece[: known.start()], more])
        introduced = _INTRODUCED.match(place)
        if introduced:
            return Meeting(tidy_place(introduced["place"]), others, note=introduced["who"])
        return Meeting(_place_itself(place.strip()), others)
    return Meeting("", [piece])


def _place_itself(text: str) -> str:
    """Leave "through" out before an occasion, and keep it before a person."""
    way = _BY_WAY_OF.match(text)
    is_place = way and has_occasion(text[way.end() :]) and " from " not in text
    return text[way.end() :] if way and is_place else text


def _is_title_word(piece: str, start: int) -> bool:
    """Say whether "via" or "through" only joins words of a sentence that began before."""
    return start > 0 and piece[start - 1] not in " ,"


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
        # "Colloque OUQ" is one thing, "CIP panel OUQ" is two.
        if opening_of(rest.split()) == 0 or (place and begins_as_organisation(rest)):
            return " ".join(parts[: place + 1]), rest
        break
    return text, ""


def _some(texts: list[str]) -> list[str]:
    return [text.strip(" ,") for text in texts if text.strip(" ,.-")]
