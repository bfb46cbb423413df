"""Booking a conversation, moving it, cancelling it, and marking it as held."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.contacts.model import Touch
from netpwa.contacts.store import ContactStore
from netpwa.interviews import sequencing
from netpwa.interviews.checklists import checklist_for
from netpwa.interviews.model import InterviewDraft
from netpwa.interviews.store import InterviewStore
from netpwa.outreach.store import RequestStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.interviews.model import Interview

    Say = Callable[[str], str]

# Each of these is called inside a write transaction; `say` translates what ships with the app.


def book(
    db: Database,
    account_id: str,
    contact_id: str,
    draft: InterviewDraft,
    *,
    say: Say,
    at: datetime,
) -> None:
    """Book a conversation, and give it its checklist and its questions at the person's own pace.

    A talk for real is the answer to a request that waits for one.
    """
    store = InterviewStore(db, account_id)
    store.create(contact_id, draft, _starts_at(draft), at=at)
    if draft.kind == "real":
        RequestStore(db, account_id).agree(contact_id, at=at)
    kit = "warm_up" if draft.kind == "warm_up" else "anyone"
    sequencing.begin(db, account_id, draft.id, kit, say=say)
    store.replace_checklist(draft.id, _checklist(draft.mode, draft.kind, say))


def change(
    db: Database, account_id: str, draft: InterviewDraft, rev: int, *, say: Say, at: datetime
) -> None:
    """Move a conversation or change how it is held.

    Another mode brings its own checklist. For another length the questions are fitted
    again; what was asked already stays as it is. Raises StaleError when `rev` is not the newest.
    """
    store = InterviewStore(db, account_id)
    before = store.get(draft.id)
    store.update(draft, _starts_at(draft), rev, at=at)
    if before.mode != draft.mode:
        store.replace_checklist(draft.id, _checklist(draft.mode, before.kind, say))
    if before.minutes != draft.minutes:
        sequencing.refit(db, account_id, draft.id, say=say)
    if before.cancelled_at:
        # Giving it a new time says that it takes place after all.
        store.set_cancelled(draft.id, None)


def rezone(
    db: Database, account_id: str, interview_ids: Iterable[str], zone: str, *, at: datetime
) -> None:
    """Let conversations start at the same time of day as before, on the clock of another zone."""
    store = InterviewStore(db, account_id)
    for interview_id in interview_ids:
        talk = store.get(interview_id)
        draft = InterviewDraft(
            talk.id,
            talk.mode,
            date.fromisoformat(talk.local_date),
            time.fromisoformat(talk.local_time),
            zone,
            talk.minutes,
            talk.place,
        )
        store.update(draft, _starts_at(draft), talk.rev, at=at)


def is_skipped(interview: Interview) -> bool:
    """Say whether the clocks skip the agreed time on that day, so that it begins after it."""
    begins = clock.to_local(interview.starts_at, interview.time_zone)
    return f"{begins:%H:%M}" != interview.local_time


def cancel(db: Database, account_id: str, interview_id: str, *, at: datetime) -> None:
    """Cancel a conversation; doing it twice is doing it once."""
    store = InterviewStore(db, account_id)
    if store.get(interview_id).is_open:
        store.set_cancelled(interview_id, at)


def mark_held(db: Database, account_id: str, interview_id: str, *, at: datetime) -> None:
    """Mark a conversation as held: the two were in touch then."""
    store = InterviewStore(db, account_id)
    interview = store.get(interview_id)
    if not interview.is_open:
        return
    store.set_held(interview_id, at)
    touch = Touch(interview_id, interview.mode, min(interview.starts_at, at), "", interview_id)
    ContactStore(db, account_id).add_touch(interview.contact_id, touch)


def reopen(db: Database, account_id: str, interview_id: str) -> None:
    """Take back that a conversation was held or cancelled."""
    store = InterviewStore(db, account_id)
    store.get(interview_id)
    store.set_held(interview_id, None)
    store.set_cancelled(interview_id, None)
    ContactStore(db, account_id).remove_touch_of_interview(interview_id)


def _starts_at(draft: InterviewDraft) -> datetime:
    return clock.to_instant(draft.local_date, draft.local_time, draft.time_zone)


def _checklist(mode: str, kind: str, say: Say) -> list[tuple[str, str]]:
    return [(moment, say(text)) for moment, text in checklist_for(mode, kind)]
