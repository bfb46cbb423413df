"""The sixty seconds after a talk: what was caught in it, and one idea, one name, one promise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.db.values import fresh_id
from netpwa.followups.fresh_note_store import FreshNoteStore
from netpwa.followups.promise_store import PromiseStore
from netpwa.followups.promised import promised_day
from netpwa.followups.referral_store import ReferralStore
from netpwa.followups.reflection_store import ReflectionStore
from netpwa.interviews.call_store import CallStore
from netpwa.interviews.store import InterviewStore

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.followups.left_forms import SixtySecondsForm


def keep(
    db: Database, account_id: str, interview_id: str, form: SixtySecondsForm, *, at: datetime
) -> None:
    """Keep what was written down; sent twice, it is there once."""
    talk = InterviewStore(db, account_id).get(interview_id)
    contact_id = talk.contact_id
    referrals, promises = ReferralStore(db, account_id), PromiseStore(db, account_id)
    revision = form.revision
    if form.mends:
        # It may have been sent meanwhile, as it stood before: what it made then makes room.
        referrals.remove_unchanged(form.name_id.data)
        promises.remove_unchanged(form.promise_id.data)
        revision = revision or int(FreshNoteStore(db, account_id).get(interview_id) is not None)
    FreshNoteStore(db, account_id).save(interview_id, form.idea.data, revision, at=at)
    feelings = ReflectionStore(db, account_id)
    if form.energy is not None and form.energy != feelings.get(interview_id).energy.after:
        feelings.set_after(interview_id, form.energy, at=at)
    if form.name.data:
        given = {one.id: one.name for one in referrals.of_interview(interview_id)}
        referrals.add(
            _id_for(form.name_id.data, form.name.data, given),
            form.name.data,
            contact_id=contact_id,
            interview_id=interview_id,
            at=at,
        )
    if form.promise.data:
        promise = form.promised()
        if promise.due_on is None:
            today = clock.to_local(at, talk.time_zone).date()
            promise = replace(promise, due_on=promised_day(promise.text, today))
        made = {one.id: one.text for one in promises.of_interview(interview_id)}
        promise = replace(promise, id=_id_for(promise.id, promise.text, made))
        promises.add(promise, contact_id=contact_id, interview_id=interview_id, at=at)


def _id_for(row_id: str, text: str, taken: dict[str, str]) -> str:
    """Give the id that came with a form; a page gone back to brings it again with other words."""
    return row_id if taken.get(row_id, text) == text else fresh_id()


def idea_of(db: Database, account_id: str, interview_id: str) -> tuple[str, int]:
    """Give the idea with its revision: as it was kept, or else the line that sums up the call."""
    kept = FreshNoteStore(db, account_id).get(interview_id)
    if kept:
        return kept
    taps = CallStore(db, account_id).taps(interview_id)
    said = [tap.text for tap in taps if tap.kind == "summary" and tap.text]
    return (said[-1] if said else "", 0)
