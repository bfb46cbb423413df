"""Writing a request, handing it over, and waiting for the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, make_response, render_template, request, url_for
from flask_babel import gettext

from netpwa import clock
from netpwa.contacts.store import ContactStore
from netpwa.errors import NotFoundError
from netpwa.network.introduction_store import IntroductionStore
from netpwa.network.together_store import TogetherStore
from netpwa.outreach import asking
from netpwa.outreach.beginning import to_begin_with
from netpwa.outreach.compose import reason
from netpwa.outreach.forms import RequestForm, as_typed
from netpwa.outreach.model import REPLIES
from netpwa.outreach.pages import (
    can_go,
    kept_text,
    nudge_letter,
    preview_of,
    way_out,
)
from netpwa.outreach.standing import hard_going, notes_left
from netpwa.outreach.store import RequestStore
from netpwa.outreach.story_store import StoryStore
from netpwa.outreach.waiting import next_step, prospect
from netpwa.reminders.calendar import Calendar
from netpwa.reminders.planning import settings_of
from netpwa.web.context import db
from netpwa.web.filters import day
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id, identity
from netpwa.web.writes import save, save_form, save_new, ticked, written_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from werkzeug.wrappers import Response

    from netpwa.contacts.model import Contact
    from netpwa.outreach.compose import Composed
    from netpwa.outreach.model import AskingSetting, Request
    from netpwa.outreach.pages import Preview

blueprint = Blueprint("outreach", __name__)


def _store() -> RequestStore:
    return RequestStore(db(), account_id())


def _calendar(now: datetime | None = None) -> Calendar:
    """Give the business days of who is asking, with their holidays and how often they nudge."""
    now = now or clock.now()
    return Calendar(settings_of(db(), account_id(), at=now), now, clock.to_instant)


@blueprint.get("/requests")
@versioned
def index() -> str:
    """List what is waited for and what is being written."""
    store = _store()
    requests = store.open()
    calendar = _calendar()
    return render_template(
        "outreach/index.html",
        waiting=[(one, next_step(one, calendar, is_other_there=False)) for one in requests
                 if one.sent_at],
        drafts=[(one, can_go(one, _setting())) for one in requests if not one.sent_at],
        hard_going=hard_going(db(), account_id(), at=clock.now()),
        notes_left=_notes_left("linkedin_note"),
        introductions=IntroductionStore(db(), account_id()).under_way(),
        pairs=TogetherStore(db(), account_id()).under_way(),
    )  # fmt: skip


@blueprint.route("/contacts/<contact_id>/ask", methods=["GET", "POST"])
def ask(contact_id: str) -> Response:
    """Write a request to somebody."""
    contact = ContactStore(db(), account_id()).get(contact_id)
    begun = to_begin_with(db(), account_id(), contact, gettext)
    form = RequestForm(request.form.get("then"), gettext, **begun)
    return _compose(form, contact, form.id.data, is_new=True)


@blueprint.route("/requests/<request_id>/edit", methods=["GET", "POST"])
def edit(request_id: str) -> Response:
    """Change a draft. What was sent stays as it was sent."""
    kept = _store().get(request_id)
    contact = ContactStore(db(), account_id()).get(kept.contact_id)
    form = RequestForm(request.form.get("then"), gettext, **as_typed(kept))
    return _compose(form, contact, request_id, is_new=False)


@blueprint.get("/requests/<request_id>")
@versioned
def show(request_id: str) -> str:
    """Show a request: the text to hand over, or what is waited for."""
    store = _store()
    kept = store.get(request_id)
    contact = ContactStore(db(), account_id()).get(kept.contact_id)
    others = store.others_there(kept.contact_id) if kept.is_waiting else []
    calendar = _calendar()
    is_let_go = kept.state == "closed_kindly"
    has_raised = store.has_raised_jobs(kept.contact_id)
    nudge = _nudge(kept)
    return render_template(
        "outreach/show.html",
        request=kept,
        preview=_preview(kept, contact, is_guarded=not has_raised and not kept.guard_kept_at),
        step=next_step(kept, calendar, is_other_there=bool(others))
        if kept.sent_at
        else "send"
        if can_go(kept, _setting())
        else "finish",
        prospect=prospect(kept, calendar),
        others=others,
        way_out=way_out(kept, contact, kept.body),
        nudge_way_out=way_out(kept, contact, nudge.body) if nudge else None,
        nudge=nudge,
        why_no_nudge=[reason(gap, gettext) for gap in nudge.gaps] if nudge else [],
        replies=REPLIES,
        has_raised=has_raised,
        notes_left=_notes_left(kept.parts.channel),
        hard_going=hard_going(db(), account_id(), at=clock.now()) if is_let_go else None,
    )


@blueprint.post("/requests/<request_id>/sent")
def mark_sent(request_id: str) -> Response:
    """Start the clock: its owner says that they sent it."""

    def effect() -> None:
        try:
            asking.send(db(), account_id(), request_id, at=written_at())
        except asking.TooLongError as error:
            words = gettext("LinkedIn takes %(limit)s characters: %(n)s too many.",
                            limit=error.length.limit, n=error.length.excess)  # fmt: skip
            abort(422, f"{words} {gettext('Your text is kept: go back and shorten it.')}")

    return _change(request_id, effect)


@blueprint.post("/requests/<request_id>/nudged")
def mark_nudged(request_id: str) -> Response:
    """Note that they were reminded politely, which is not before it is due."""

    def effect() -> None:
        try:
            asking.nudge(db(), account_id(), request_id, calendar=_calendar(written_at()))
        except asking.TooEarlyError as error:
            on = day(error.due, identity().time_zone)
            abort(422, gettext("Give them time: a polite reminder is due from %(day)s.", day=on))

    return _change(request_id, effect)


@blueprint.post("/requests/<request_id>/reply")
def set_reply(request_id: str) -> Response:
    """Record what they answered; a yes leads on to booking."""
    reply = request.form.get("reply", "")
    kept = _store().get(request_id)
    if reply not in REPLIES:
        raise NotFoundError
    booking = url_for("interviews.book", contact_id=kept.contact_id)
    return save(
        lambda: asking.answer(db(), account_id(), request_id, reply, at=written_at()),
        see=booking if reply == "yes" else url_for(".show", request_id=request_id),
    )


@blueprint.post("/requests/<request_id>/close")
def close(request_id: str) -> Response:
    """Let a request go kindly."""
    return _change(request_id, lambda: _store().close(request_id, at=written_at()))


@blueprint.post("/requests/<request_id>/reopen")
def reopen(request_id: str) -> Response:
    """Take back an answer or a closing."""
    return _change(request_id, lambda: _store().reopen(request_id, at=written_at()))


@blueprint.post("/requests/<request_id>/check")
def set_checked(request_id: str) -> Response:
    """Tick that one asks to learn and not for a job, or take that back."""

    def tick() -> None:
        at = ticked(_store().get(request_id).self_checked_at)
        _store().set_self_checked(request_id, is_on=at is not None, at=at or written_at())

    return _change(request_id, tick)


@blueprint.post("/requests/<request_id>/keep")
def keep_wording(request_id: str) -> Response:
    """Keep the text as it is worded."""
    return _change(request_id, lambda: _store().keep_as_worded(request_id, at=written_at()))


@blueprint.post("/requests/<request_id>/raised")
def set_raised(request_id: str) -> Response:
    """Note that the contact brought up jobs themselves, or take that back."""
    contact_id = _store().get(request_id).contact_id
    is_on = request.form.get("on") == "1"
    return _change(
        request_id, lambda: _store().set_raised_jobs(contact_id, is_on=is_on, at=written_at())
    )


@blueprint.post("/contacts/<contact_id>/raised")
def they_raised(contact_id: str) -> Response:
    """Note, from the plan of a talk, that they brought up jobs themselves, or take that back."""
    talk = request.form.get("interview_id", "")
    person = url_for("contacts.show", contact_id=contact_id)
    is_on = request.form.get("on") == "1"
    return save(
        lambda: _store().set_raised_jobs(contact_id, is_on=is_on, at=written_at()),
        see=url_for("plans.show", interview_id=talk) if talk else person,
    )


def _change(request_id: str, effect: Callable[[], object]) -> Response:
    _store().get(request_id)
    return save(effect, see=url_for(".show", request_id=request_id))


def _compose(form: RequestForm, contact: Contact, request_id: str, *, is_new: bool) -> Response:
    def preview() -> Preview:
        is_guarded = not _store().has_raised_jobs(contact.id)
        return preview_of(
            form.parts(), contact, identity().name, _setting(), is_guarded=is_guarded, say=gettext
        )

    def page() -> str:
        return render_template(
            "outreach/compose.html",
            form=form,
            contact=contact,
            preview=preview(),
            notes_left=_notes_left(form.parts().channel),
        )

    def add() -> None:
        text = kept_text(preview())
        _store().add(request_id, contact.id, form.parts(), text, at=written_at())

    def change(rev: int) -> None:
        text = kept_text(preview())
        _store().update(request_id, form.parts(), text, rev, at=written_at())

    def saved() -> Mapping[str, object]:
        return as_typed(_store().get(request_id))

    if form.is_preview:  # shown, and not kept
        return make_response(page())
    see = url_for(".show", request_id=request_id)
    if is_new:
        return save_new(form, add, change, see=see, page=page, saved=saved)
    return save_form(
        form, lambda: change(form.revision), see=see, page=page, saved=saved, remembers=True
    )


def _preview(kept: Request, contact: Contact, *, is_guarded: bool) -> Preview:
    return preview_of(
        kept.parts, contact, identity().name, _setting(), is_guarded=is_guarded, say=gettext
    )


def _setting() -> AskingSetting:
    return StoryStore(db(), account_id()).setting()


def _nudge(kept: Request) -> Composed | None:
    if not kept.sent_at:
        return None
    return nudge_letter(kept, day(kept.sent_at, identity().time_zone), identity().name, gettext)


def _notes_left(channel: str) -> tuple[int, int] | None:
    is_counted = channel == "linkedin_note"
    zone = identity().time_zone
    return notes_left(db(), account_id(), zone, at=clock.now()) if is_counted else None
