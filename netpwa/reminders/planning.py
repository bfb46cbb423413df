"""Work out again what an account is to be reminded of, after anything happened in it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.accounts.store import AccountStore
from netpwa.followups.recharge import Spent, ended_at
from netpwa.followups.room_store import RoomStore
from netpwa.reminders import events as e
from netpwa.reminders.calendar import A_DAY, Calendar, Settings
from netpwa.reminders.due_store import DueStore
from netpwa.reminders.history_store import HistoryStore
from netpwa.reminders.model import marks_of
from netpwa.reminders.offers import offer
from netpwa.reminders.public_holidays import days_around, region_of_zone
from netpwa.reminders.schedule import plan
from netpwa.reminders.settings_store import RhythmStore
from netpwa.reminders.store import ReminderStore

if TYPE_CHECKING:
    from netpwa.db.port import Database
    from netpwa.reminders.history_store import TalkRow
    from netpwa.reminders.model import Rhythm

# A day's notices are counted on its own clock, which a new home zone may move by a day.
COUNTED_FOR = timedelta(days=3)
# Long beyond what the rule for somebody new is of use, snoozes and recharge included.
NEW_FOR = timedelta(days=60)
PLANNED_ANEW = time(3)


def replan(db: Database, account_id: str, *, at: datetime) -> None:
    """Derive every reminder of an account from what happened; call it in the change's transaction.

    What is no longer called for ends, what moved keeps its identity, and doing it again changes
    nothing. `web.writes` calls it after each write, so no slice has to remember it.
    """
    store, rhythms = ReminderStore(db, account_id), RhythmStore(db, account_id)
    settings = settings_of(db, account_id, at=at)
    events = history(db, account_id, at=at)
    kept = store.kept()
    marks = marks_of(kept, store.counted(since=at - COUNTED_FOR))
    planned = plan(events, settings, at, clock.to_instant, marks)
    known = {each.of: each for each in kept}
    store.put(
        [
            each
            for each in planned
            if each.of not in known or not known[each.of].stands_as(each, clock.TZDATA)
        ],
        clock.TZDATA,
    )
    standing = {each.of for each in planned}
    store.end([each.id for each in kept if not each.ended_at and each.of not in standing], at=at)
    calendar = Calendar(settings, at, clock.to_instant)
    tomorrow = calendar.local(at).date() + A_DAY
    rhythms.note_plan(
        at=at,
        again_at=calendar.instant(datetime.combine(tomorrow, PLANNED_ANEW)),
        offer=offer(events, calendar),
    )


def settings_of(db: Database, account_id: str, *, at: datetime) -> Settings:
    """Put together what somebody set about reminders, with the holidays of their region."""
    rhythms = RhythmStore(db, account_id)
    zone = AccountStore(db, account_id).get().time_zone
    return _settings(rhythms.get(), rhythms.switches(), zone, clock.to_local(at, zone).year)


def _settings(rhythm: Rhythm, switches: dict[str, bool], zone: str, year: int) -> Settings:
    return Settings(
        zone=zone,
        quiet=rhythm.quiet,
        weekend=rhythm.days_off,
        holidays=days_around(rhythm.region or region_of_zone(zone), year),
        cap=rhythm.most_notices,
        nudges=rhythm.nudges,
        recharge=rhythm.recharge,
        switches=switches,
    )


def history(db: Database, account_id: str, *, at: datetime) -> list[e.Event]:
    """Read what happened; a start is worked out from the date and time that were agreed on."""
    store = HistoryStore(db, account_id)
    gap = RoomStore(db, account_id).get().gap
    events = store.events(new_since=at - NEW_FOR)
    return [*events, *(event for talk in store.talks() for event in _of_talk(talk, gap))]


def add_test(db: Database, account_id: str, test_id: str, *, at: datetime) -> None:
    """Add a test notice, due now."""
    zone = AccountStore(db, account_id).get().time_zone
    local = clock.to_local(at, zone)
    ReminderStore(db, account_id).add_test(test_id, local, zone, at=at)


def retime(db: Database, *, at: datetime, limit: int = 24) -> int:
    """Plan again what was planned by an older edition of the zone rules; give how many were left.

    Call it in a transaction, and again until it gives 0: a long one would keep the web waiting.
    """
    stale = DueStore(db).planned_by_other_rules(clock.TZDATA, limit=limit)
    for account_id in stale:
        replan(db, account_id, at=at)
    return len(stale)


def _of_talk(talk: TalkRow, gap: timedelta) -> list[e.Event]:
    """Tell of a booking, and of the room that its talk asks for afterwards."""
    day, wall_time = date.fromisoformat(talk.local_date), time.fromisoformat(talk.local_time)
    starts = clock.to_instant(day, wall_time, talk.time_zone)
    ends = starts + timedelta(minutes=talk.minutes)
    told: list[e.Event] = [
        e.Booked(
            talk.id,
            talk.contact_id,
            starts,
            ends,
            talk.created_at,
            talk.kind == "dry_run",
            at=talk.settled_at,
        )
    ]
    if talk.cancelled_at is None and talk.kind == "real":
        spent = Spent(talk.id, starts, ended_at(starts, ends, talk.held_at), talk.energy_after)
        if spent.recharged_at(gap) > spent.ends_at:
            told.append(e.RechargeUntil(talk.id, spent.recharged_at(gap), at=spent.ends_at))
    return told
