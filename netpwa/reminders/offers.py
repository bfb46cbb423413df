"""Which kind of reminder to offer: one that is off, was never answered, and would be of use now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from netpwa.reminders import events as e
from netpwa.reminders.rules import RULES
from netpwa.reminders.stories import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netpwa.reminders.calendar import Calendar
    from netpwa.reminders.rules import Rule
    from netpwa.reminders.stories import Story

SOON = timedelta(days=7)


def offer(events: Iterable[e.Event], calendar: Calendar) -> str | None:
    """Name the first switch that would remind of something within a week; None if there is none.

    The weekly review is offered only to somebody who has had a conversation.
    """
    answered = calendar.settings.switches
    open_to = [
        (rule, step)
        for rule in RULES
        for step in range(len(rule.steps))
        if not rule.switch(step)[1] and rule.switch(step)[0] not in answered
    ]
    if not open_to:
        return None
    stories = tell(events)
    has_talked = any(story.has(e.Ended) for story in stories.get("interview", ()))
    for rule, step in open_to:
        if rule.name == "weekly" and not has_talked:
            continue
        if any(_would_remind(rule, step, story, calendar) for story in stories.get(rule.of, ())):
            return rule.switch(step)[0]
    return None


def _would_remind(rule: Rule, step: int, story: Story, calendar: Calendar) -> bool:
    last = len(rule.steps) - 1
    return any(
        min(wanted.step, last) == step and calendar.at < wanted.due <= calendar.at + SOON
        for wanted in rule.wants(rule, story, calendar)
    )
