"""Having a list of questions reviewed: by its owner, and by a mentor who has only a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, make_response, render_template, request, url_for
from flask_babel import gettext

from netpwa import clock
from netpwa.contacts.store import ContactStore
from netpwa.interviews import reviewing
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.rehearsal import CRITERIA
from netpwa.interviews.rehearsal_forms import RubricForm
from netpwa.interviews.rehearsal_store import RehearsalStore
from netpwa.interviews.review import Mark, secret_of, waiting, without_names
from netpwa.interviews.review_forms import AnswerForm, ShareForm, answers, field_of
from netpwa.interviews.review_store import ReviewLinkStore, ReviewStore
from netpwa.interviews.starter_plans import fill
from netpwa.interviews.store import InterviewStore
from netpwa.interviews.wording import YOUR_FIELD, rehearsed
from netpwa.network.introduction_store import IntroductionStore
from netpwa.network.store import NetworkStore
from netpwa.web.context import db, settings
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id, open_to_anyone
from netpwa.web.writes import save, save_form, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from netpwa.interviews.model import Interview
    from netpwa.interviews.review import Review

blueprint = Blueprint("reviews", __name__)


@blueprint.route("/interviews/<interview_id>/reviews/new", methods=["GET", "POST"])
def share(interview_id: str) -> Response:
    """Choose what a mentor is to see, and make the link."""
    store = InterviewStore(db(), account_id())
    interview, plan = store.get(interview_id), PlanStore(db(), account_id()).plan(interview_id)
    names, everyone = _names(interview), ContactStore(db(), account_id()).names()
    # What fills a gap may say whom it is about.
    words = {"minutes": str(interview.minutes), "field": gettext(YOUR_FIELD)}
    texts = {item.id: fill(item.template, **words) if item.template else item.text for item in plan}
    shown = {item_id: without_names(text, names, everyone) for item_id, text in texts.items()}
    mentors = NetworkStore(db(), account_id()).mentors()
    form = ShareForm.of(plan, mentors, shown)
    form.dry_run.data = _dry_run_of(interview_id)
    return save_form(
        form,
        lambda: ReviewStore(db(), account_id()).add(
            interview_id, form.draft(), _secret(form.id.data), at=written_at()
        ),
        see=url_for(".show", interview_id=interview_id, review_id=form.id.data),
        page=lambda: render_template(
            "interviews/share.html",
            form=form,
            interview=interview,
            plan=plan,
            field_of=field_of,
            earlier=ReviewStore(db(), account_id()).of_interview(interview_id),
        ),
    )


def _dry_run_of(interview_id: str) -> str:
    """Give the dry run of this talk that was asked for; "" when there is no such one."""
    asked = request.values.get("dry_run", "")
    runs = RehearsalStore(db(), account_id()).of_interview(interview_id) if asked else []
    return asked if asked in runs else ""


def _names(interview: Interview) -> list[str]:
    """Give what must not show: of whom the talk is with or is rehearsed for, who led to them."""
    people = {interview.contact_id, rehearsed(db(), account_id(), interview).contact_id}
    found = [ContactStore(db(), account_id()).get(each) for each in people]
    store = IntroductionStore(db(), account_id())
    ways = [way for each in people for way in store.around(each)]
    return [
        *(name for contact in found for name in (contact.name, contact.organisation)),
        *(name for way in ways for name in (way.introducer, way.via or "", way.target)),
    ]


@blueprint.get("/interviews/<interview_id>/reviews/<review_id>")
@versioned
def show(interview_id: str, review_id: str) -> str:
    """Show the link, and what the mentor suggests."""
    store = ReviewStore(db(), account_id())
    review = store.get(interview_id, review_id)
    lines = store.lines(review_id)
    return render_template(
        "interviews/review.html",
        interview=InterviewStore(db(), account_id()).get(interview_id),
        review=review,
        lines=lines,
        waiting=waiting(lines),
        never_cut=reviewing.never_cut(db(), account_id(), interview_id),
        is_good=review.is_good(clock.now()),
        address=settings().public_origin + url_for(".answer", token=_secret(review_id)),
    )


@blueprint.post("/interviews/<interview_id>/reviews/<review_id>/revoke")
def revoke(interview_id: str, review_id: str) -> Response:
    """End a link at once."""
    return save(
        lambda: ReviewStore(db(), account_id()).revoke(interview_id, review_id, at=clock.now()),
        see=url_for(".show", interview_id=interview_id, review_id=review_id),
    )


@blueprint.post("/interviews/<interview_id>/reviews/<review_id>/lines/<line_id>")
def settle(interview_id: str, review_id: str, line_id: str) -> Response:
    """Take a suggestion up, or leave it."""
    place = (interview_id, review_id, line_id)
    take_up = request.form.get("on") == "1"
    return save(
        lambda: reviewing.settle(db(), account_id(), place, take_up=take_up),
        see=url_for(".show", interview_id=interview_id, review_id=review_id, _anchor="said"),
    )


@blueprint.route("/review/<token>", methods=["GET", "POST"])
@open_to_anyone
def answer(token: str) -> Response:
    """Show a mentor the list that they were sent, and keep what they think of it."""
    store = ReviewLinkStore(db())
    review = store.find(token)
    is_good = review.takes_answers if request.method == "POST" else review.is_good
    if not is_good(clock.now()):
        abort(410)
    marks = store.marks(review) if review.dry_run_id else None
    form = AnswerForm.of(store.lines(review), review.said, review.rev, marks)

    def keep() -> None:
        store.answer(review, form.revision, form.said.data, form.answered(), at=written_at())
        if isinstance(form, RubricForm):
            store.judge(review, [Mark(*mark) for mark in form.marks()])

    response = save_form(
        form,
        keep,
        see=url_for(".answer", token=token, sent=1),
        page=lambda: _page_for_the_mentor(token, review, form),
        saved=lambda: _as_saved(token),
        owner=review.account_id,
    )
    response = make_response(response)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _page_for_the_mentor(token: str, review: Review, form: AnswerForm) -> str:
    return render_template(
        "interviews/for_mentor.html",
        token=token,
        review=review,
        form=form,
        field_of=field_of,
        criteria=CRITERIA if review.dry_run_id else (),
        is_sent=request.args.get("sent") == "1",
    )


def _as_saved(token: str) -> dict[str, object]:
    store = ReviewLinkStore(db())
    review = store.find(token)
    return answers(store.lines(review), review.said, review.rev, store.marks(review))


def _secret(review_id: str) -> str:
    return secret_of(str(current_app.secret_key), account_id(), review_id)
