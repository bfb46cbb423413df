"""Whether somebody recharges just now, and whether a talk that they book leaves them room."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from netpwa import clock
from netpwa.followups.recharge import Days, crowded, next_free, resting_until
from netpwa.followups.reflection import is_strained
from netpwa.followups.reflection_store import ReflectionStore
from netpwa.followups.room_store import RoomStore
from netpwa.reminders.calendar import is_business
from netpwa.reminders.planning import settings_of
from netpwa.reminders.settings_store import RhythmStore

if TYPE_CHECKING:
    from datetime import date, datetime

    from netpwa.db.port import Database
    from netpwa.followups.recharge import Crowded, Room, Spent

# The longest gap and what the lowest energy adds lie well within it.
LOOKED_BACK = timedelta(days=8)
SOONEST = timedelta(days=1)
USUAL_LENGTH = timedelta(minutes=20)


class Rest(NamedTuple):
    """How somebody rests: until when, after whom, and what may do them good."""

    until: datetime | None
    is_low: bool
    is_strained: bool
    room: Room


def rest_of(db: Database, account_id: str, *, at: datetime) -> Rest:
    """Tell how somebody rests at an instant."""
    room = RoomStore(db, account_id).get()
    talks = RoomStore(db, account_id).talks(since=at - LOOKED_BACK)
    is_wanted = RhythmStore(db, account_id).get().recharge
    until = resting_until(talks, room, at) if is_wanted else None
    behind = [talk for talk in talks if talk.ends_at <= at]
    is_low = bool(behind and (behind[-1].energy_after or 0) < 0)
    felt = ReflectionStore(db, account_id).felt_lately()
    return Rest(until, is_low, bool(behind) and is_strained(felt), room)


def crowding(
    db: Database,
    account_id: str,
    starts_at: datetime,
    minutes: int,
    *,
    but: str,
    at: datetime,
) -> Crowded | None:
    """Say whether a talk comes too close to others than `but`; None where no room is wanted."""
    days, talks = _days_and_talks(db, account_id, but, at)
    if days is None or starts_at < at:
        return None
    wanted = (starts_at, starts_at + timedelta(minutes=minutes))
    return crowded(talks, RoomStore(db, account_id).get(), wanted, days)


def first_free(db: Database, account_id: str, *, at: datetime) -> datetime:
    """Give the first time from tomorrow on that leaves room."""
    days, talks = _days_and_talks(db, account_id, "", at)
    room = RoomStore(db, account_id).get()
    wanted = (at + SOONEST, at + SOONEST + USUAL_LENGTH)
    return next_free(talks, room, wanted, days or Days(lambda instant: instant))


def _days_and_talks(
    db: Database, account_id: str, but: str, at: datetime
) -> tuple[Days | None, list[Spent]]:
    settings = settings_of(db, account_id, at=at)
    talks = RoomStore(db, account_id).talks(since=at - LOOKED_BACK)

    def is_off(day: date) -> bool:
        return not is_business(day, settings.weekend, settings.holidays)

    days = Days(lambda instant: clock.to_local(instant, settings.zone).replace(tzinfo=None), is_off)
    return (days if settings.recharge else None), [talk for talk in talks if talk.id != but]
