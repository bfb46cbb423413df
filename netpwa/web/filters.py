"""How templates write times and numbers: by the reader's locale, on the reader's clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask_babel import format_date, format_decimal, format_time, format_timedelta, get_locale
from flask_babel import gettext as _

from netpwa import clock

if TYPE_CHECKING:
    from datetime import date, datetime

    from flask import Flask

SOON_DAYS = 6
A_MOMENT = timedelta(minutes=1)


def init_app(app: Flask) -> None:
    """Register every filter under its own name."""
    for name in (day, hour, when, weekday, on_clock, ago, number, minutes):
        app.jinja_env.filters[name.__name__] = name


def day(instant: datetime, zone: str) -> str:
    """Write a date with its weekday: "Tuesday 24 November", with the year when it is another."""
    local = clock.to_local(instant, zone).date()
    this_year = clock.to_local(clock.now(), zone).year == local.year
    # The skeleton lets each locale put the parts in its own order.
    return _skeleton(local, "MMMMEEEEd" if this_year else "yMMMMEEEEd")


def hour(instant: datetime, zone: str) -> str:
    """Write a time of day as the locale does: "14:30" or "2:30 PM"."""
    return str(format_time(clock.to_local(instant, zone), "short", rebase=False))


def when(instant: datetime, zone: str) -> str:
    """Write a day as one would say it: today, tomorrow, Tuesday, or the date."""
    days = (clock.to_local(instant, zone).date() - clock.to_local(clock.now(), zone).date()).days
    if days in {-1, 0, 1}:
        return str((_("Yesterday"), _("Today"), _("Tomorrow"))[days + 1])
    if 1 < days <= SOON_DAYS:
        return str(format_date(clock.to_local(instant, zone), "EEEE", rebase=False))
    return day(instant, zone)


def weekday(date_: date) -> str:
    """Write a day of the calendar: "Tuesday 24 November", with the year when it is another."""
    this_year = clock.now().year == date_.year
    return _skeleton(date_, "MMMMEEEEd" if this_year else "yMMMMEEEEd")


def on_clock(instant: datetime, zone: str) -> str:
    """Write an instant as a form carries it: the date and time that a clock there shows."""
    return clock.to_local(instant, zone).replace(tzinfo=None).isoformat("T", "minutes")


def ago(instant: datetime) -> str:
    """Write how long ago something was: "3 days ago"."""
    passed = clock.now() - instant
    if passed < A_MOMENT:
        return str(_("Just now"))
    return str(format_timedelta(-passed, add_direction=True))


def number(value: float) -> str:
    """Write a number as the locale does, without needless decimals."""
    return str(format_decimal(value))


def minutes(value: float) -> str:
    """Write a length as one would say it: "4 min", "under 1 min"."""
    return str(_("under 1 min") if value < 1 else _("%(n)s min", n=number(value)))


def _skeleton(local: date, skeleton: str) -> str:
    from babel.dates import format_skeleton  # noqa: PLC0415  flask-babel offers no such call

    return str(format_skeleton(skeleton, local, locale=get_locale()))
