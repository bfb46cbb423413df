"""Days as people write them in a hurry: "Tue", "next week", "in 2 weeks", "5 Dec", "demain"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from netpwa.contacts.model import fold

if TYPE_CHECKING:
    from collections.abc import Callable

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb fevrier fev",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug aout",
            "september sept sep septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon lundi lunes",
            "tuesday tues tue mardi martes",
            "wednesday weds wed mercredi miercoles",
            "thursday thurs thur thu jeudi jueves",
            "friday fri vendredi viernes",
            "saturday sat samedi sabado",
            "sunday sun dimanche domingo",
        )
    )
    for name in names.split()
}
NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "",
            "a an one un une",
            "two couple deux",
            "three few trois",
            "four quatre",
            "five cinq",
            "six",
            "seven",
            "eight huit",
            "nine neuf",
            "ten dix",
            "eleven onze",
            "twelve douze",
        )
    )
    for word in words.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = "(?P<weekday>" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\.?"
_TOMORROW = r"tomm?orr?ow?|tmrrw|tmrw|tmr|tmw|tmo|2moro|2morrow|2mrw|demain|manana"
_THIS = "(?:(?:on|this|coming|this coming|ce) )"
_COUNT = (
    r"(?P<count>\d{1,3}|(?:a |an |une )?(?:couple|few)(?: of)?|"
    + "|".join(sorted(NUMBERS, key=len, reverse=True))
    + ")"
)
# In French "mon" is "my".
_AFTER_MONDAY = "at|or|and|re|about|with|for|if|by|noon|am|next|the|morning|night|week"
_WEEKDAY = rf"(?!mon (?!{_AFTER_MONDAY})[a-z]{{2}}){_WEEKDAY}"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|e)?"
_YEAR = r"(?:,? (?P<year>20\d\d))?"
_UNIT = r"(?P<unit>d|days?|jours?|w|wks?|weeks?|semaines?|fortnights?|months?|mos?|mois)"
LAST_HOUR_OF_WEEK = 4
SATURDAY = 5
WEEK = 7
MONTHS_IN_YEAR = 12


class Found(NamedTuple):
    """A day, and where in the text it is said."""

    day: date
    start: int
    end: int


def find_day(text: str, today: date) -> Found | None:
    """Find the first day that a text speaks of, the longest way of saying it; None if none."""
    folded = _fold_in_place(text)
    best: Found | None = None
    for pattern, meaning in PATTERNS:
        for match in pattern.finditer(folded):
            day = meaning(match, today)
            if day is None:
                continue
            found = Found(day, match.start(), match.end())
            if best is None or (found.start, -found.end) < (best.start, -best.end):
                best = found
            break
    return best


def _fold_in_place(text: str) -> str:
    """Fold letter by letter, so that places in it are places in the text."""
    return "".join(_fold_letter(letter) for letter in text)


def _fold_letter(letter: str) -> str:
    folded = fold(letter) if letter != " " else " "
    return folded if len(folded) == 1 else letter


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _coming(month: int, day: int, today: date, year: str | None) -> date | None:
    """Give the next such day, or the one of the year that was named."""
    if year:
        return _make(int(year), month, day)
    this_year = _make(today.year, month, day)
    if this_year and this_year >= today:
        return this_year
    return _make(today.year + 1, month, day)


def _numbers(match: re.Match[str], _today: date) -> date | None:
    return _make(int(match["year"]), int(match["month"]), int(match["day"]))


def _named(match: re.Match[str], today: date) -> date | None:
    return _coming(MONTHS[match["month"]], int(match["day"]), today, match["year"])


def _slashed(match: re.Match[str], today: date) -> date | None:
    month, day, year = int(match["a"]), int(match["b"]), match["year"]
    if month > MONTHS_IN_YEAR:
        month, day = day, month
    if year and len(year) == 2:  # noqa: PLR2004  "26" for 2026
        year = "20" + year
    return _coming(month, day, today, year) if 1 <= month <= MONTHS_IN_YEAR else None


def _day_of_month(match: re.Match[str], today: date) -> date | None:
    for ahead in range(3):
        month = (today.month - 1 + ahead) % MONTHS_IN_YEAR + 1
        year = today.year + (today.month - 1 + ahead) // MONTHS_IN_YEAR
        found = _make(year, month, int(match["day"]))
        if found and found >= today:
            return found
    return None


def _after(days: int) -> Callable[[re.Match[str], date], date | None]:
    return lambda _match, today: today + timedelta(days=days)


def add_months(day: date, months: int) -> date:
    """Give the same day so many months on, or the last of that month."""
    year, month = divmod(day.month - 1 + months, MONTHS_IN_YEAR)
    last = calendar.monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def _counted(match: re.Match[str], today: date) -> date | None:
    words = match["count"].removesuffix(" of").split()
    number = int(words[-1]) if words[-1].isdigit() else NUMBERS[words[-1]]
    unit = match["unit"]
    if unit.startswith("mo"):
        return add_months(today, number)
    days = {"d": 1, "j": 1, "f": 2 * WEEK}.get(unit[0], WEEK)
    return today + timedelta(days=number * days)


def _weekday(match: re.Match[str], today: date) -> date | None:
    wanted = WEEKDAYS[match["weekday"]]
    groups = match.groupdict()
    if groups.get("next") or groups.get("after"):
        monday = today + timedelta(days=WEEK - today.weekday())
        return monday + timedelta(days=wanted)
    ahead = (wanted - today.weekday()) % WEEK or WEEK
    return today + timedelta(days=ahead + (WEEK if groups.get("week") else 0))


def _next(match: re.Match[str], today: date) -> date | None:
    unit, part = match["unit"], match["part"] or ""
    part = "late" if part.startswith(("end", "fin")) else part
    if unit[0] == "m":
        first = add_months(today.replace(day=1), 1)
        days = {"e": 0, "b": 0, "s": 0, "m": 14, "l": 27}.get(part[:1])
        return add_months(today, 1) if days is None else first + timedelta(days=days)
    monday = today + timedelta(days=WEEK - today.weekday())
    days = {"e": 0, "b": 0, "s": 0, "m": 2, "l": 4}.get(part[:1])
    return today + timedelta(days=WEEK) if days is None else monday + timedelta(days=days)


def _end(match: re.Match[str], today: date) -> date | None:
    unit = match["unit"] or match["short"][-1]
    if unit[0] in {"w", "s"}:
        return today + timedelta(days=(LAST_HOUR_OF_WEEK - today.weekday()) % WEEK)
    if unit[0] == "m":
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    if unit[0] == "d":
        return today
    return date(today.year, 12, 31)


def _weekend(match: re.Match[str], today: date) -> date | None:
    ahead = (SATURDAY - today.weekday()) % WEEK
    return today + timedelta(days=ahead + (WEEK if match["next"] else 0))


def _month(match: re.Match[str], today: date) -> date | None:
    month = MONTHS[match["month"]]
    year = int(match["year"] or today.year + (month < today.month))
    part = (match["part"] or "")[:1]
    if part == "m":
        return date(year, month, 15)
    if part == "l" or (match["part"] or "").startswith(("fin", "end")):
        return date(year, month, calendar.monthrange(year, month)[1])
    return max(date(year, month, 1), today) if not match["year"] else date(year, month, 1)


def _new_year(_match: re.Match[str], today: date) -> date:
    return date(today.year + 1, 1, 1)


def _day_in_december(day: int) -> Callable[[re.Match[str], date], date | None]:
    return lambda _match, today: _coming(MONTHS_IN_YEAR, day, today, None)


_PART = (
    r"(?:(?:at )?(?:the )?(?P<part>early|beginning of|start of|first week of|first thing in|mid"
    r"|middle of|late|end of|fin|debut)[ -])"
)
PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = tuple(
    (re.compile(rf"(?<![\w/.-]){pattern}(?![\w/])"), meaning)
    for pattern, meaning in (
        (r"(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", _numbers),
        (rf"(?:{_WEEKDAY},? )?(?:the |le )?{_DAY}(?: of)? {_MONTH}{_YEAR}", _named),
        (rf"(?:{_WEEKDAY},? )?{_MONTH} (?:the )?{_DAY}{_YEAR}(?!:)", _named),
        (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?", _slashed),
        (r"(?:the day after tomorrow|day after tomorrow|apres-demain|apres demain)", _after(2)),
        (rf"(?:{_TOMORROW})", _after(1)),
        (r"(?:today|tonight|this (?:morning|afternoon|evening)|aujourd.hui|ce soir)", _after(0)),
        (rf"(?:in|within|dans|after) {_COUNT} {_UNIT}(?: time)?", _counted),
        (rf"{_COUNT} {_UNIT} (?:from (?:now|today)|later|hence|out)", _counted),
        (r"(?:in )?(?P<count>\d{1,2})(?P<unit>d|w|wks?|mos?)", _counted),
        (rf"\A\s*{_COUNT} {_UNIT}(?=\s*$)", _counted),
        (rf"(?<!last )(?<!past ){_THIS}?{_WEEKDAY}(?! derniere?)(?: prochaine?)?", _weekday),
        (rf"(?P<week>a week (?:from |on )?|week from ){_WEEKDAY}", _weekday),
        (rf"{_WEEKDAY} (?P<week>week)", _weekday),
        (rf"(?P<next>next|nxt) {_WEEKDAY}", _weekday),
        (rf"{_WEEKDAY} (?P<after>next week|of next week)", _weekday),
        (rf"(?P<after>next week) (?:on )?{_WEEKDAY}", _weekday),
        (rf"{_PART}?(?:the )?(?:next|nxt|following) (?P<unit>week|wk|month)", _next),
        (r"(?:la |le )?(?P<unit>semaine|mois) (?P<part>)prochaine?", _next),
        (r"(?:the )?end of (?:the |this )?(?P<unit>week|month|year|day)(?P<short>)", _end),
        (r"(?:later )?this (?P<unit>week|wk|month)(?P<short>)", _end),
        (r"(?P<unit>)(?P<short>eow|eom|eoy|eod)", _end),
        (r"(?:(?P<next>next)|this|the|over the) week-?end", _weekend),
        (rf"(?:in|by|before|around|until|en) {_PART}?{_MONTH}{_YEAR}(?! \d)", _month),
        (rf"{_PART}(?:in |of |de )?{_MONTH}{_YEAR}(?! \d)", _month),
        (r"(?:early )?(?:in |after )?(?:the )?new year(?:'?s)?(?: day)?", _new_year),
        (r"after (?:christmas|xmas|noel)", _day_in_december(26)),
        (r"(?:at|by|before|around|over) (?:christmas|xmas|noel)", _day_in_december(25)),
        # Alone, only at the very end: April and June are people, too.
        (rf"(?P<part>){_MONTH}{_YEAR}(?=\s*$)", _month),
        (rf"(?:on |by |before )?the {_DAY}", _day_of_month),
    )
)
