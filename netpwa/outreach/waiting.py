"""Waiting well: when somebody else may be tried, when one nudge is due, when to let go.

Source: PRODUCT.md A tip 3, point 5, and R3 to R5 of D4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.outreach.model import Request
    from netpwa.reminders.calendar import Calendar

OTHER_AFTER, NUDGE_AFTER, CLOSE_AFTER = 3, 7, 10
UNANSWERED_TOO_OFTEN = 2


@dataclass(frozen=True, slots=True)
class Prospect:
    """From when each step makes sense; None for a nudge that is not to come."""

    other_at: datetime
    nudge_at: datetime | None
    close_at: datetime


def prospect(request: Request, calendar: Calendar) -> Prospect | None:
    """Work out the steps after a request that was sent, in business days of its owner."""
    if request.sent_at is None:
        return None
    may_nudge = request.nudges < calendar.settings.nudges
    # A further nudge, where the settings allow one, waits as long as the first.
    since = request.nudged_at or request.sent_at
    nudge_at = calendar.business_days_after(since, NUDGE_AFTER) if may_nudge else None
    last = nudge_at or calendar.business_days_after(since, CLOSE_AFTER)
    return Prospect(calendar.business_days_after(request.sent_at, OTHER_AFTER), nudge_at, last)


def next_step(request: Request, calendar: Calendar, *, is_other_there: bool) -> str:
    """Name the one thing to do next: finish, send, wait, other, nudge, close, book, or rest."""
    ahead = prospect(request, calendar)
    if ahead is None:
        return "send" if request.is_ready else "finish"
    if not request.is_waiting:
        return "book" if request.reply == "yes" else "rest"
    if ahead.nudge_at and calendar.at >= ahead.nudge_at:
        return "nudge"
    if ahead.nudge_at is None and calendar.at >= ahead.close_at:
        return "close"
    is_early = request.nudged_at is None and calendar.at >= ahead.other_at
    return "other" if is_early and is_other_there else "wait"


def silences(requests: list[Request], calendar: Calendar) -> list[datetime]:
    """List when each of the latest requests in a row went unanswered, the newest first in both.

    One did when it was let go, or when a nudge was or is due; what is fresh is passed over, and
    any answer ends the row, a no as well.
    """
    row = []
    for one in requests:
        ahead = prospect(one, calendar)
        if ahead is None:
            continue
        if one.reply:
            break
        signs = (one.closed_at, one.nudged_at, ahead.nudge_at or ahead.close_at)
        passed = [at for at in signs if at and at <= calendar.at]
        row += [min(passed)] if passed else []
    return row
