"""The brief: all that one wants to have read before a talk, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, url_for
from flask_babel import gettext

from netpwa.contacts.store import ContactStore
from netpwa.followups.promise_store import PromiseStore
from netpwa.interviews.boundary_store import BoundaryStore
from netpwa.interviews.brief_store import BriefStore
from netpwa.interviews.forms import CarefulForm
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.sequencing import worded
from netpwa.interviews.store import InterviewStore
from netpwa.interviews.wording import words_of
from netpwa.outreach.story import ANSWERS
from netpwa.outreach.story_store import StoryStore
from netpwa.research.store import ResearchStore
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id
from netpwa.web.writes import save_form

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("briefs", __name__)


@blueprint.get("/interviews/<interview_id>/brief")
@versioned
def show(interview_id: str) -> str:
    """Show who it is, what was, why I am here and what I shall ask."""
    talk = InterviewStore(db(), account_id()).get(interview_id)
    contact_id = talk.contact_id
    words = words_of(db(), account_id(), talk, gettext)
    story = StoryStore(db(), account_id()).get()
    research = ResearchStore(db(), account_id())
    notes = research.of_contact(contact_id)
    promises = PromiseStore(db(), account_id()).of_contact(contact_id)
    careful, _rev = BoundaryStore(db(), account_id()).get(contact_id)
    return render_template(
        "interviews/brief.html",
        interview=talk,
        contact=ContactStore(db(), account_id()).get(contact_id),
        intention=words.get("intention", ""),
        why=story.answers.get(story.situation) or gettext(ANSWERS[story.situation]),
        interests=research.interests_of(contact_id),
        notes=[note for note in notes if note.kind != "shared"],
        careful=careful,
        promises=[each for each in promises if each.done_at is None],
        had=BriefStore(db(), account_id()).talks_had(contact_id, besides=interview_id),
        plan=worded(PlanStore(db(), account_id()).plan(interview_id), words),
        behind=research.behind_plan(interview_id),
    )


@blueprint.route("/contacts/<contact_id>/careful", methods=["GET", "POST"])
def careful(contact_id: str) -> Response:
    """Write down what one wants to be careful about with somebody."""
    contact = ContactStore(db(), account_id()).get(contact_id)
    store = BoundaryStore(db(), account_id())
    form = CarefulForm(**_as_typed(contact_id))
    response = save_form(
        form,
        lambda: store.save(contact_id, form.text.data, form.revision),
        see=url_for(".careful", contact_id=contact_id, kept=1),
        page=lambda: render_template("interviews/careful.html", form=form, contact=contact),
        saved=lambda: _as_typed(contact_id),
    )
    # What one is careful about is in no cache but that of the brief, which its owner reads.
    response.headers["Cache-Control"] = "no-store"
    return response


def _as_typed(contact_id: str) -> dict[str, object]:
    text, rev = BoundaryStore(db(), account_id()).get(contact_id)
    return {"text": text, "rev": rev}
