"""Days that are over, as they stand by an occasion: "last night", "Nov 12", "yesterday"."""

from __future__ import annotations

import re

_WEEKDAY = (
    r"(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|janvier|f[ée]vrier|mars|avril|mai|juin|juillet"
    r"|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er)?"
_YEAR = r"(?:,? 20\d\d)?"
_PART = r"(?: (?:morning|afternoon|evening|night|matin|soir))?"
# Said of what is over, whatever stands before it.
_OVER = (
    rf"(?:yesterday|today|tonight|ystrday|yday|ytd){_PART}|hier(?: soir| matin)?|aujourd'hui"
    r"|ce (?:matin|midi)|earlier(?: (?:today|this \w+))?|recently|just now"
    r"|the other (?:day|night|week)"
    rf"|(?:last|this|past|this past) (?:{_WEEKDAY}|week(?:end)?|wk(?:nd)?|month|year|term"
    r"|semester|summer|fall|autumn|winter|spring|morning|afternoon|aft|evening|night"
    rf"|{_MONTH}){_PART}"
    rf"|(?:a few|a couple(?: of)?|a|an|one|two|three|\d+) (?:day|week|wk|month|year)s? (?:ago|back)"
    rf"|(?:{_WEEKDAY}) derni[eè]re?|(?:la|le|l')\s?(?:semaine|mois|an|ann[ée]e|session|automne"
    r"|hiver|[ée]t[ée]) derni[eè]re?|(?:cette|cet|ce) (?:semaine|automne|matin|midi)"
    r"|il y a \w+ (?:jours?|semaines?|mois)"
)
_DATE = (
    rf"(?:(?:{_WEEKDAY}),? )?(?:the )?(?:{_MONTH} {_DAY}|(?:le )?{_DAY} {_MONTH}){_YEAR}"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?|20\d\d-\d\d-\d\d"
)
_IN_MONTH = rf"(?:(?:back )?in|this|en) (?:early |late |mid-?)?{_MONTH}{_YEAR}"
_LINK = r"(?:on |in |back in |back |from |just |le |en |de |du )?"
_ENDING = re.compile(
    rf"(?:^|[\s,(-]+)(?:{_LINK}(?:{_OVER}|{_DATE})|{_IN_MONTH}"
    rf"|(?<!black )(?<!giving )(?<!good )(?<!first )(?:on |de |du )?(?:{_WEEKDAY}){_PART})[\s.)]*$",
    re.IGNORECASE,
)
_BEGINNING = re.compile(
    rf"^{_LINK}(?:{_OVER}|{_DATE}|on (?:{_WEEKDAY}))(?:[\s,:]+|$)", re.IGNORECASE
)
_MOST = 3


def without_past(text: str) -> str:
    """Leave out when it was: "CIP panel last night" is "CIP panel"."""
    text = text.strip(" ,.:")
    for _again in range(_MOST):
        shorter = _BEGINNING.sub("", _ENDING.sub("", text)).strip(" ,.:")
        if shorter == text:
            break
        text = shorter
    return text


def is_past(text: str) -> bool:
    """Say whether a text tells of a day that is over, and of nothing else."""
    return re.fullmatch(rf"(?:{_LINK})(?:{_OVER})", text.strip(" ,.:"), re.IGNORECASE) is not None
