"""The sixty seconds after a talk: what was caught in it, and one idea, one name, one promise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.db.idempotency import IdempotencyStore
from netpwa.db.values import fresh_id
from netpwa.followups.fresh_note_store import FreshNoteStore
from netpwa.followups.promise_store import PromiseStore
from netpwa.followups.promised import promised_day
from netpwa.followups.referral_store import ReferralStore
from netpwa.followups.reflection_store import ReflectionStore
from netpwa.interviews.call_store import CallStore
from netpwa.interviews.store import InterviewStore

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.followups.left_forms import SixtySecondsForm
    from netpwa.interviews.model import Interview


def keep(
    db: Database, account_id: str, interview_id: str, form: SixtySecondsForm, *, at: datetime
) -> None:
    """Keep what was written down; sent twice, it is there once."""
    talk = InterviewStore(db, account_id).get(interview_id)
    revision = form.revision
    if form.mends:
        if IdempotencyStore(db, account_id).knows(form.mended):
            # It was sent meanwhile, as it stood before: what it made then makes room.
            ReferralStore(db, account_id).remove_unchanged(form.name_id.data)
            PromiseStore(db, account_id).remove_unchanged(form.promise_id.data)
        revision = revision or int(FreshNoteStore(db, account_id).get(interview_id) is not None)
    FreshNoteStore(db, account_id).save(interview_id, form.idea.data, revision, at=at)
    feelings = ReflectionStore(db, account_id)
    if form.energy is not None and form.energy != feelings.get(interview_id).energy.after:
        feelings.set_after(interview_id, form.energy, at=at)
    if form.name.data:
        _keep_name(ReferralStore(db, account_id), talk, form, at=at)
    if form.promise.data:
        _keep_promise(PromiseStore(db, account_id), talk, form, at=at)


def _keep_name(
    referrals: ReferralStore, talk: Interview, form: SixtySecondsForm, *, at: datetime
) -> None:
    made = {one.id: one.name for one in referrals.of_interview(talk.id)}
    if row_id := _id_for(form.name_id.data, form.name.data, made):
        referrals.add(
            row_id, form.name.data, contact_id=talk.contact_id, interview_id=talk.id, at=at
        )


def _keep_promise(
    promises: PromiseStore, talk: Interview, form: SixtySecondsForm, *, at: datetime
) -> None:
    promise = form.promised()
    if promise.due_on is None:
        today = clock.to_local(at, talk.time_zone).date()
        promise = replace(promise, due_on=promised_day(promise.text, today))
    made = {one.id: (one.owner, one.text, one.due_on) for one in promises.of_interview(talk.id)}
    if row_id := _id_for(promise.id, (promise.owner, promise.text, promise.due_on), made):
        promise = replace(promise, id=row_id)
        promises.add(promise, contact_id=talk.contact_id, interview_id=talk.id, at=at)


def _id_for(row_id: str, said: object, made: Mapping[str, object]) -> str:
    """Give the id that came with a form, or "" for what is there already.

    A copy opened twice, and a page gone back to, bring the same id with other words.
    """
    if said in made.values():
        return ""
    return fresh_id() if row_id in made else row_id


def idea_of(db: Database, account_id: str, interview_id: str) -> tuple[str, int]:
    """Give the idea with its revision: as it was kept, or else the line that sums up the call."""
    kept = FreshNoteStore(db, account_id).get(interview_id)
    if kept:
        return kept
    taps = CallStore(db, account_id).taps(interview_id)
    said = [tap.text for tap in taps if tap.kind == "summary" and tap.text]
    return (said[-1] if said else "", 0)
