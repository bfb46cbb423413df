"""What each rule wants for one subject: a small pure function for each row of rules.py.

Each takes its rule, the story of one subject and its person's calendar, and gives the reminders
that the story calls for. Where the table of D4 is silent, the function says what was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from netpwa.reminders import events as e
from netpwa.reminders.calendar import MORNING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpwa.reminders.calendar import Calendar
    from netpwa.reminders.rules import Rule
    from netpwa.reminders.stories import Story

ENOUGH_NOTES = 2
ASKED_AGAIN_AFTER = 7  # business days: R4
CONFIRM_AT, REFLECT_AT, REFLECT_TODAY_UNTIL = time(10), time(19, 30), time(18)
WEEKLY_AT, SUNDAY = time(17), 6
STILL_OF_USE = timedelta(minutes=10)
OPENED_BEFORE = timedelta(minutes=10)
HARD_LINE_DAYS = 14
LAST_MINUTE = timedelta(hours=1)
MONTHS = {"monthly": 1, "quarterly": 3, "half_year": 6}
TOUCHES = (
    e.Touched, e.RequestSent, e.Nudged, e.Replied, e.Ended, e.Thanked, e.UpdateSent,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reminder that should be there, before quiet hours, snoozes and the like have their say.

    `since` is what it counts from: "done" said before that does not hold any more. `hard` says
    that it is of no use at all after `until`. `starts` is set for an appointment: its talk's.
    """

    step: int
    due: datetime
    until: datetime
    since: datetime
    hard: bool = False
    starts: datetime | None = None


def research(rule: Rule, story: Story, calendar: Calendar) -> Iterator[Wanted]:
    """R1. A note before it is due keeps it away; after, only the second does.

    Asking them or having a date with them ends it too: it is for before that.
    """
    captured = story.last(e.Captured)
    if captured is None or story.has(e.ResearchDismissed, e.RequestSent, e.Booked):
        return
    due = calendar.days_after(captured.at, int(rule.steps[0].lag))
    notes = {note.note: note.at for note in story.all(e.ResearchNoted)}
    if len(notes) < ENOUGH_NOTES and not any(at <= due for at in notes.values()):
        yield Wanted(0, due, due + rule.of_use, captured.at)


def draft(rule: Rule, story: Story, _: Calendar) -> Iterator[Wanted]:
    """R2. It counts from the last change of the draft."""
    kept = story.last(e.DraftKept)
    dropped = kept and story.has(e.DraftDropped, since=kept.at)
    if kept and not dropped and not story.has(e.RequestSent):
        due = kept.at + rule.steps[0].exact
        yield Wanted(0, due, due + rule.of_use, kept.at)


def someone_else(rule: Rule, story: Story, calendar: Calendar) -> Iterator[Wanted]:
    """R3. It is of use until the same person may be asked again (R4)."""
    sent = _waiting(story)
    if sent and not story.has(e.OtherContactAsked, e.Nudged, since=sent):
        due = calendar.business_days_after(sent, int(rule.steps[0].lag))
        again = calendar.business_days_after(sent, ASKED_AGAIN_AFTER)
        yield Wanted(0, due, again, sent)


def nudge(rule: Rule, story: Story, calendar: Calendar) -> Iterator[Wanted]:
    """R4. One step for each nudge that the settings allow; the second counts from the first."""
    sent = _waiting(story)
    if sent is None:
        return
    nudges = {nudged.at for nudged in story.all(e.Nudged)}
    step = len(nudges)
    if step < min(calendar.settings.nudges, len(rule.steps)):
        since = max(nudges, default=sent)
        due = calendar.business_days_after(since, int(rule.steps[step].lag))
        yield Wanted(step, due, due + rule.of_use, since)


def close(rule: Rule, story: Story, calendar: Calendar) -> Iterator[Wanted]:
    """R5. Without a nudge there is nothing to close, unless the settings allow none."""
    sent = _waiting(story)
    nudged = story.last(e.Nudged)
    since = nudged.at if nudged else sent
    if sent and since and (nudged or not calendar.settings.nudges):
        due = calendar.business_days_after(since, int(rule.steps[0].lag))
        yield Wanted(0, due, due + rule.of_use, since)


def confirm(rule: Rule, story: Story, calendar: Calendar) -> Iterator[Wanted]:
    """R6. What is booked after that hour needs no confirming: it has just been agreed on."""
    talk = story.talk()
    if talk is None or talk.is_over or story.has(e.Confirmed, since=talk.booked):
        return
    due = calendar.on_day_of(talk.starts, CONFIRM_AT, days=int(rule.steps[0].lag))
    if talk.booked <= due:
        yield Wanted(0, due, talk.starts, talk.booked, hard=True, starts=talk.starts)


def prepare(rule: Rule, story: Story, _: Calendar) -> Iterator[Wanted]:
    """R7. Opening the page shortly before a step, or after it, ends that step and any before it.

    Somebody who looked an hour before still wants to hear of the last ten minutes.
    """
    talk = story.talk()
    if talk is None or talk.is_over:
        return
    for number, step in enumerate(rule.steps):
        due = talk.starts + step.exact
        if not story.has(e.BriefOpened, since=max(talk.booked, due - OPENED_BEFORE)):
            until = talk.starts + STILL_OF_USE
            yield Wanted(number, due, until, talk.booked, hard=True, starts=talk.starts)


def capture(rule: Rule, story: Story, _: Calendar) -> Iterator[Wanted]:
    """R8. A talk that overruns has had its notice: the End tap after that moves nothing."""
    talk = story.talk_in_earnest()
    if talk and not story.has(e.CapturedAfter):
        due = talk.planned_end + rule.steps[0].exact
        if talk.ends != talk.planned_end:
            due = min(talk.ends, due)
        yield Wanted(0, due, due + rule.of_use, talk.booked)


def thank(rule: Rule, story: Story, calendar: Calendar) -> Iterator[Wanted]:
    """R9. Every step counts from the end; the first comes before the quiet hours begin."""
    talk = story.talk_in_earnest()
    if talk is None or story.has(e.Thanked):
        return
    until = talk.ends + rule.steps[-1].exact + rule.of_use
    yield Wanted(0, calendar.same_evening(talk.ends, rule.steps[0].exact), until, talk.booked)
    for number, step in enumerate(rule.steps[1:], start=1):
        yield Wanted(number, talk.ends + step.exact, until, talk.booked)


def reflect(rule: Rule, story: Story, calendar: Calendar) -> Iterator[Wanted]:
    """R10. One that ends at six sharp still has its evening."""
    talk = story.talk_in_earnest()
    if talk is None or story.has(e.Reflected, e.ReflectionSkipped):
        return
    ended_at = calendar.local(talk.ends).time()
    if ended_at > REFLECT_TODAY_UNTIL:
        due = calendar.on_day_of(talk.ends, MORNING, days=1)
    else:
        due = calendar.on_day_of(talk.ends, REFLECT_AT)
    yield Wanted(0, due, due + rule.of_use, talk.booked)


def introducer(rule: Rule, story: Story, _: Calendar) -> Iterator[Wanted]:
    """R11. After the first talk that ends once they were introduced."""
    introduced = story.last(e.Introduced)
    if introduced is None or story.person is None or story.has(e.IntroducerThanked):
        return
    talks = [talk for each in story.person.talks if (talk := each.talk_in_earnest())]
    ends = [talk.ends for talk in talks if talk.ends >= introduced.at]
    if ends:
        due = min(ends) + rule.steps[0].exact
        yield Wanted(0, due, due + rule.of_use, introduced.at)


def promise(rule: Rule, story: Story, calendar: Calendar) -> Iterator[Wanted]:
    """R12. In the morning of its day; one made for the same day, an hour after it was made."""
    made = story.last(e.PromiseMade)
    if made is None or story.has(e.PromiseKept):
        return
    due = calendar.on_day_of(made.at, MORNING, days=int(rule.steps[0].lag))
    if made.due_on:
        due = calendar.instant(datetime.combine(made.due_on, MORNING))
    if made.at > due:
        due = calendar.same_evening(made.at, LAST_MINUTE)
    yield Wanted(0, due, due + rule.of_use, made.at)


def referral(rule: Rule, story: Story, calendar: Calendar) -> Iterator[Wanted]:
    """R13. Both steps count from when the name was given; after the line it is too late."""
    received = story.last(e.NameReceived)
    if received is None or story.has(e.ReferralAsked, e.ReferralDropped):
        return
    line = calendar.days_after(received.at, HARD_LINE_DAYS)
    for number, step in enumerate(rule.steps):
        due = calendar.days_after(received.at, int(step.lag))
        yield Wanted(number, due, line, received.at, hard=True)


def used_advice(rule: Rule, story: Story, calendar: Calendar) -> Iterator[Wanted]:
    """R14. After the last talk with somebody: one reminder for a person, not for each talk."""
    warm = story.last(e.KeepWarm)
    if warm and warm.cadence == "no":
        return
    talks = [(talk.ends, talk.booked) for each in story.talks if (talk := each.talk_in_earnest())]
    ends, booked = max(talks, default=(None, None))
    if ends and booked and not story.has(e.UpdateSent, since=ends):
        due = calendar.days_after(ends, int(rule.steps[0].lag))
        yield Wanted(0, due, due + rule.of_use, booked)


def keep_warm(rule: Rule, story: Story, calendar: Calendar) -> Iterator[Wanted]:
    """R15. It comes round as long as nobody is in touch; each round is a step."""
    warm = story.last(e.KeepWarm)
    months = MONTHS.get(warm.cadence, 0) * int(rule.steps[0].lag) if warm else 0
    if warm is None or not months:
        return
    touched = story.latest(*TOUCHES)
    since = touched or warm.at
    now, then = calendar.local(calendar.at), calendar.local(since)
    passed = (now.year - then.year) * 12 + now.month - then.month
    step = max(0, passed // months - 2)
    while calendar.months_after(since, months * (step + 2)) <= calendar.at:
        step += 1
    due = calendar.months_after(since, months * (step + 1))
    until = calendar.months_after(since, months * (step + 2))
    yield Wanted(step, due, until, max(since, warm.at))


def nothing(rule: Rule, story: Story, calendar: Calendar) -> tuple[Wanted, ...]:  # noqa: ARG001
    """R16 silences others and wants nothing itself."""
    return ()


def weekly(rule: Rule, story: Story, calendar: Calendar) -> Iterator[Wanted]:  # noqa: ARG001
    """R17. The last Sunday's while it is of use, and the next; each week is a step."""
    today = calendar.local(calendar.at).date()
    sunday = today - timedelta(days=(today.weekday() - SUNDAY) % 7)
    for day in (sunday, sunday + timedelta(days=7)):
        due = calendar.instant(datetime.combine(day, WEEKLY_AT))
        if due + rule.of_use > calendar.at:
            step = day.toordinal() // 7
            yield Wanted(step, due, due + rule.of_use, due - timedelta(days=14))


def outcome(rule: Rule, story: Story, _: Calendar) -> Iterator[Wanted]:
    """R18. At once, and until everybody who helped knows."""
    logged = story.last(e.OutcomeLogged)
    if logged and not story.has(e.HelpersThanked, since=logged.at):
        due = logged.at + rule.steps[0].exact
        yield Wanted(0, due, due + rule.of_use, logged.at)


def _waiting(story: Story) -> datetime | None:
    # When a request was sent that nobody has answered. A date with them is an answer, but not one
    # that was agreed on before and has only been moved since.
    sent = story.last(e.RequestSent)
    if sent is None or story.has(e.Replied, e.ClosedKindly):
        return None
    agreed: dict[str, datetime] = {}
    for date in story.person.all(e.Booked) if story.person else ():
        agreed[date.interview] = min(date.agreed_at, agreed.get(date.interview, date.agreed_at))
    return None if any(at >= sent.at for at in agreed.values()) else sent.at
