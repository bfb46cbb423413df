"""The Prepare tab, booking, and the page that is opened before the call."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext

from netpwa import clock
from netpwa.contacts.model import phone_href
from netpwa.contacts.store import ContactStore
from netpwa.errors import NotFoundError
from netpwa.followups.recharging import first_free, rest_of
from netpwa.followups.reflection_store import ReflectionStore
from netpwa.interviews import booking, sequencing
from netpwa.interviews.forms import InterviewForm, QuestionForm, as_typed
from netpwa.interviews.model import MOMENTS, Interview, PlanItem
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.room import room_for
from netpwa.interviews.store import InterviewStore
from netpwa.interviews.wording import rehearsed
from netpwa.reminders.events import Subject
from netpwa.reminders.store import ReminderStore
from netpwa.reminders.switches import OF_STEPS
from netpwa.today.model import agenda
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id, identity
from netpwa.web.writes import save, save_form, save_new, ticked, written_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from werkzeug.wrappers import Response

    from netpwa.followups.recharge import Crowded
    from netpwa.interviews.model import ChecklistItem, InterviewDraft

blueprint = Blueprint("interviews", __name__)
Item = TypeVar("Item", "PlanItem", "ChecklistItem")
# From here on the lists for the days before are folded away.
ALREADY_CLOSE = timedelta(hours=12)


def _store() -> InterviewStore:
    return InterviewStore(db(), account_id())


@blueprint.get("/interviews")
@versioned
def index() -> str:
    """List what is ahead and what has been."""
    store = _store()
    return render_template("interviews/index.html", ahead=store.open(), past=store.past())


@blueprint.get("/interviews/new")
@versioned
def choose() -> str:
    """Choose whom to book a conversation with."""
    people = ContactStore(db(), account_id()).search(
        request.args.get("q", "")[:200], at=clock.now()
    )
    return render_template(
        "interviews/choose.html",
        people=people,
        query=request.args.get("q", "")[:200],
        kind=request.args.get("kind", "")[:20],
    )


@blueprint.route("/contacts/<contact_id>/book", methods=["GET", "POST"])
def book(contact_id: str) -> Response:
    """Book a conversation with one person."""
    contact = ContactStore(db(), account_id()).get(contact_id)
    rest = rest_of(db(), account_id(), at=written_at())
    form = InterviewForm(_room(), **_begin_with(request.args))
    at, say = written_at(), gettext
    return save_new(
        form,
        lambda: booking.book(db(), account_id(), contact_id, form.draft(), say=say, at=at),
        lambda rev: booking.change(db(), account_id(), form.draft(), rev, say=say, at=at),
        see=url_for(".show", interview_id=form.id.data),
        page=lambda: render_template(
            "interviews/book.html",
            form=form,
            contact=contact,
            rest=rest,
            free_at=first_free(db(), account_id(), at=at) if rest.until else None,
        ),
        saved=lambda: as_typed(_store().get(form.id.data)),
    )


@blueprint.get("/interviews/next")
def coming() -> Response:
    """Lead on to the next conversation's checklist: the home screen has a shortcut for it."""
    plan = agenda(_store().open(), clock.now())
    talk = plan.coming
    return redirect(url_for(".show", interview_id=talk.id) if talk else url_for(".index"), 303)


@blueprint.get("/interviews/<interview_id>")
@versioned
def show(interview_id: str) -> str:
    """Show the page to open before the call: where, what to have ready, what to ask."""
    store, now = _store(), clock.now()
    interview = store.get(interview_id)
    items = sequencing.as_read(db(), account_id(), interview, say=gettext)
    plan = [item for item in items if item.is_planned]
    checklist = store.checklist(interview_id)
    talk = Subject("interview", interview_id)
    return render_template(
        "interviews/show.html",
        interview=interview,
        about=rehearsed(db(), account_id(), interview),
        href=_place_href(interview),
        has_begun=interview.starts_at <= now,
        is_skipped=booking.is_skipped(interview),
        notices=[
            (OF_STEPS[rule, step].label, when)
            for rule, step, when in ReminderStore(db(), account_id()).notices_of(talk, at=now)
        ],
        plan=plan,
        stages=[(stage, list(items)) for stage, items in groupby(plan, lambda item: item.stage)],
        moments={
            moment: [item for item in checklist if item.moment == moment] for moment in MOMENTS
        },
        progress=(sum(item.asked_at is not None for item in plan), len(plan)),
        is_early=interview.starts_at - now > ALREADY_CLOSE,
        energy=ReflectionStore(db(), account_id()).get(interview_id).energy,
    )


@blueprint.route("/interviews/<interview_id>/edit", methods=["GET", "POST"])
def edit(interview_id: str) -> Response:
    """Move a conversation, or change how it is held."""
    store = _store()
    interview = store.get(interview_id)
    form = InterviewForm(_room(interview), **as_typed(interview))
    return save_form(
        form,
        lambda: booking.change(
            db(),
            account_id(),
            form.draft(interview_id),
            form.revision,
            say=gettext,
            at=written_at(),
        ),
        see=url_for(".show", interview_id=interview_id),
        page=lambda: render_template("interviews/edit.html", form=form, interview=interview),
        saved=lambda: as_typed(store.get(interview_id)),
        remembers=True,
    )


@blueprint.post("/interviews/<interview_id>/cancel")
def cancel(interview_id: str) -> Response:
    """Cancel a conversation."""
    return _change(
        interview_id,
        lambda: booking.cancel(db(), account_id(), interview_id, at=written_at()),
    )


@blueprint.post("/interviews/<interview_id>/hold")
def hold(interview_id: str) -> Response:
    """Mark a conversation as held."""
    return _change(
        interview_id,
        lambda: booking.mark_held(db(), account_id(), interview_id, at=written_at()),
    )


@blueprint.post("/interviews/<interview_id>/reopen")
def reopen(interview_id: str) -> Response:
    """Take back that a conversation was held or cancelled."""
    return _change(interview_id, lambda: booking.reopen(db(), account_id(), interview_id))


@blueprint.post("/interviews/<interview_id>/questions/<item_id>")
def set_asked(interview_id: str, item_id: str) -> Response:
    """Set a question's tick to what the form says: never toggled, so a replay is harmless."""
    store = _store()

    def fragment() -> str:
        item = _with_id(item_id, store.plan(interview_id))
        return _ticked(interview_id, item, is_on=item.asked_at is not None, minutes=item.minutes)

    def tick() -> None:
        plan = PlanStore(db(), account_id())
        item = _with_id(item_id, plan.whole(interview_id))
        plan.set_asked(interview_id, item_id, ticked(item.asked_at))

    see = url_for(".show", interview_id=interview_id, _anchor=f"item-{item_id}")
    return save(tick, see=see, fragment=fragment)


@blueprint.post("/interviews/<interview_id>/checklist/<item_id>")
def set_done(interview_id: str, item_id: str) -> Response:
    """Set a checklist tick to what the form says."""
    store = _store()

    def fragment() -> str:
        item = _with_id(item_id, store.checklist(interview_id))
        return _ticked(interview_id, item, is_on=item.done_at is not None)

    def tick() -> None:
        item = _with_id(item_id, store.checklist(interview_id))
        store.set_done(interview_id, item_id, ticked(item.done_at))

    see = url_for(".show", interview_id=interview_id, _anchor=f"item-{item_id}")
    return save(tick, see=see, fragment=fragment)


@blueprint.route("/interviews/<interview_id>/questions/new", methods=["GET", "POST"])
def add_question(interview_id: str) -> Response:
    """Plan a question of one's own for this conversation."""
    store = _store()
    interview = store.get(interview_id)
    form = QuestionForm(must=True)
    return save_form(
        form,
        lambda: sequencing.add(
            db(), account_id(), interview_id, form.draft(), form.id.data, say=gettext
        ),
        see=url_for(".show", interview_id=interview_id, _anchor=f"item-{form.id.data}"),
        page=lambda: render_template(
            "interviews/add_question.html", form=form, interview=interview
        ),
    )


def _change(interview_id: str, effect: Callable[[], None]) -> Response:
    return save(effect, see=url_for(".show", interview_id=interview_id))


def _ticked(
    interview_id: str, item: PlanItem | ChecklistItem, *, is_on: bool, minutes: float | None = None
) -> str:
    return render_template(
        "interviews/_ticked.html",
        action=request.path,
        item_id=item.id,
        text=item.text,
        is_on=is_on,
        minutes=minutes,
        progress=_progress(interview_id),
    )


def _with_id(item_id: str, items: list[Item]) -> Item:
    # A tick sent twice may find its item gone: another mode brings another checklist.
    found = next((item for item in items if item.id == item_id), None)
    if found is None:
        raise NotFoundError
    return found


def _progress(interview_id: str) -> tuple[int, int]:
    store = _store()
    ticks = [item.asked_at for item in store.plan(interview_id)]
    return sum(tick is not None for tick in ticks), len(ticks)


def _place_href(interview: Interview) -> str | None:
    """Give the address that a tap on the number or the link opens; None for plain text."""
    if interview.mode == "phone":
        return phone_href(interview.place)
    words = interview.place.split() if interview.mode == "video" else []
    return next((word for word in words if word.lower().startswith("https://")), None)


def _begin_with(asked: Mapping[str, str]) -> dict[str, object]:
    kind = asked.get("kind", "")
    begun: dict[str, object] = {
        "time_zone": identity().time_zone,
        "minutes": "15" if kind == "warm_up" else "20",
        "kind": kind,
    }
    try:
        then = datetime.fromisoformat(asked.get("at", ""))
    except ValueError:
        return begun
    return {**begun, "local_date": then.date(), "local_time": then.time()}


def _room(moved: Interview | None = None) -> Callable[[InterviewDraft], Crowded | None] | None:
    # What waited for a signal is not asked about.
    is_late = request.headers.get("X-Outbox") or (moved and moved.kind == "dry_run")
    return None if is_late else room_for(db(), account_id(), moved, at=clock.now())
