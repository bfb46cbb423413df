"""Dry runs, how the time of a talk went, and the warm-up ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, make_response, render_template, url_for
from flask_babel import gettext

from netpwa import clock
from netpwa.contacts.store import ContactStore
from netpwa.errors import NotFoundError
from netpwa.interviews import calling, rehearsing, sequencing
from netpwa.interviews.rehearsal import CRITERIA, ladder
from netpwa.interviews.rehearsal_forms import RehearsalForm, RehearseForm, StepForm, as_typed
from netpwa.interviews.rehearsal_store import LadderStore, RehearsalStore
from netpwa.interviews.review_store import ReviewStore
from netpwa.interviews.store import InterviewStore
from netpwa.interviews.timing import timing_of
from netpwa.interviews.wording import rehearsed
from netpwa.network.store import NetworkStore
from netpwa.web.context import db
from netpwa.web.identity import account_id, identity
from netpwa.web.writes import save, save_form, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from netpwa.interviews.model import Interview

blueprint = Blueprint("rehearsals", __name__)


def _store() -> RehearsalStore:
    return RehearsalStore(db(), account_id())


@blueprint.route("/interviews/<interview_id>/rehearse", methods=["GET", "POST"])
def rehearse(interview_id: str) -> Response:
    """Book a dry run, or begin one: somebody plays the other part, and the questions are timed."""
    interview = InterviewStore(db(), account_id()).get(interview_id)
    if interview.kind == "dry_run":
        raise NotFoundError
    form = RehearseForm(mode=interview.mode, when="now")
    zone = identity().time_zone
    mentors, others = _people()
    form.offer([*mentors, *others])
    return save_form(
        form,
        lambda: rehearsing.begin(
            db(),
            account_id(),
            interview_id,
            form.mentor.data,
            form.draft(clock.to_local(written_at(), zone), zone),
            say=gettext,
            at=written_at(),
        ),
        see=url_for(
            "interviews.show" if form.is_ahead else "calls.call", interview_id=form.id.data
        ),
        page=lambda: render_template(
            "interviews/rehearse.html",
            form=form,
            interview=interview,
            mentors=mentors,
            dry_runs=_dry_runs(interview_id),
            at=written_at(),
        ),
    )


@blueprint.route("/interviews/<interview_id>/timing", methods=["GET", "POST"])
def timing(interview_id: str) -> Response:
    """Show what was planned and what it took; after a dry run, also what was thought of it."""
    interview = InterviewStore(db(), account_id()).get(interview_id)
    is_dry_run = interview.kind == "dry_run"
    before = _store().get(interview_id) if is_dry_run else None
    form = RehearsalForm.of(before) if before else RehearsalForm()

    def keep() -> None:
        if before is None:
            raise NotFoundError
        _store().save(form.rehearsal(before), at=written_at())

    response = make_response(
        save_form(
            form,
            keep,
            see=url_for(".timing", interview_id=interview_id, _anchor="kept"),
            page=lambda: _timing_page(interview, form),
            saved=lambda: as_typed(_store().get(interview_id)),
        )
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/me/about-myself")
def about_myself() -> Response:
    """List what dry runs taught somebody about themselves."""
    page = render_template("interviews/about_myself.html", notes=_store().about_myself())
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.route("/ladder", methods=["GET", "POST"])
def climb() -> Response:
    """Show the warm-up ladder, and note a step of it."""
    store = LadderStore(db(), account_id())
    form = StepForm()
    return save_form(
        form,
        lambda: store.add(form.id.data, form.rung.data, form.note.data, at=written_at()),
        see=url_for(".climb"),
        page=lambda: render_template(
            "interviews/ladder.html",
            form=form,
            rungs=ladder(store.climbed()),
            steps=store.steps(),
        ),
    )


@blueprint.post("/ladder/<step_id>/remove")
def step_back(step_id: str) -> Response:
    """Take a step of the ladder back."""
    return save(lambda: LadderStore(db(), account_id()).remove(step_id), see=url_for(".climb"))


def _timing_page(interview: Interview, form: RehearsalForm) -> str:
    plan = sequencing.as_read(db(), account_id(), interview, say=gettext)
    standing = calling.standing(db(), account_id(), interview.id, plan)
    now = round(clock.now().timestamp() * 1000)
    return render_template(
        "interviews/timing.html",
        interview=interview,
        form=form,
        criteria=CRITERIA,
        about=rehearsed(db(), account_id(), interview),
        marks=ReviewStore(db(), account_id()).of_dry_run(interview.id),
        has_begun=standing.started_at is not None,
        timing=timing_of(standing, interview.minutes, now),
        pace=rehearsing.pace(db(), account_id()),
    )


def _people() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    mentors = NetworkStore(db(), account_id()).mentors()
    known = {contact_id for contact_id, _ in mentors}
    found = ContactStore(db(), account_id()).search(at=clock.now(), limit=200)
    return mentors, [(each.id, each.name) for each in found if each.id not in known]


def _dry_runs(interview_id: str) -> list[Interview]:
    store = InterviewStore(db(), account_id())
    return [store.get(each) for each in _store().of_interview(interview_id)]
