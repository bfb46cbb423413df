"""Whether the time of a conversation leaves room after others, asked while it is booked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.followups.recharging import crowding

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.followups.recharge import Crowded
    from netpwa.interviews.model import Interview, InterviewDraft


def room_for(
    db: Database, account_id: str, moved: Interview | None = None, *, at: datetime
) -> Callable[[InterviewDraft], Crowded | None]:
    """Give what says of a draft that it comes too close to others; `moved` is what it changes."""

    def ask(draft: InterviewDraft) -> Crowded | None:
        starts = clock.to_instant(draft.local_date, draft.local_time, draft.time_zone)
        if moved and moved.starts_at == starts:
            return None
        but = moved.id if moved else draft.id
        return crowding(db, account_id, starts, draft.minutes, but=but, at=at)

    return ask
