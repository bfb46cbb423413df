"""The plan of a conversation: in order, in time, and fitted again whenever the time changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from netpwa.errors import NotFoundError
from netpwa.interviews import sequencing
from netpwa.interviews.bank import bank
from netpwa.interviews.forms import QuestionForm
from netpwa.interviews.model import STAGES, PlanItem
from netpwa.interviews.plan import LONGEST, SHORTEST
from netpwa.interviews.plan_checks import open_gaps, standing
from netpwa.interviews.plan_forms import WordsForm
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.question_store import QuestionStore
from netpwa.interviews.slot_store import SlotStore
from netpwa.interviews.starter_plans import KITS, gaps
from netpwa.interviews.store import InterviewStore
from netpwa.interviews.wording import words_of
from netpwa.outreach.guard import noticed
from netpwa.outreach.store import RequestStore
from netpwa.research.store import ResearchStore
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id
from netpwa.web.writes import save, save_form, written_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response

    from netpwa.interviews.model import Interview

blueprint = Blueprint("plans", __name__, url_prefix="/interviews/<interview_id>/plan")
GIVEN = (10, 15, 20, 25, 30, 45, 60)
MOST_ITEMS = 1000


def _store() -> PlanStore:
    return PlanStore(db(), account_id())


def _talk(interview_id: str) -> Interview:
    return InterviewStore(db(), account_id()).get(interview_id)


@blueprint.get("")
@versioned
def show(interview_id: str) -> str:
    """Show what is planned, what was left out, and what of the time is spare."""
    return render_template("interviews/plan.html", **_as_it_stands(interview_id))


def _as_it_stands(interview_id: str) -> dict[str, object]:
    talk = _talk(interview_id)
    words = words_of(db(), account_id(), talk, gettext)
    items = sequencing.worded(_store().whole(interview_id), words)
    planned = [item for item in items if item.is_planned]
    return {
        "interview": talk,
        "planned": planned,
        "left_out": [item for item in items if not item.is_planned],
        "standing": standing(planned, talk.minutes),
        "gaps": open_gaps(planned, words),
        "research": ResearchStore(db(), account_id()).behind_plan(interview_id),
        "noticed": _noticed(talk, planned),
        "given": GIVEN,
        "kits": KITS,
    }


def _noticed(talk: Interview, planned: list[PlanItem]) -> list[str]:
    """List the questions that read as asking for a job, unless they brought up jobs themselves."""
    if RequestStore(db(), account_id()).has_raised_jobs(talk.contact_id):
        return []
    return [text for item in planned for text in noticed(item.text)]


@blueprint.post("/minutes")
def set_minutes(interview_id: str) -> Response:
    """They gave me so many minutes: fit the plan into them."""
    typed = request.form.get("minutes", "")
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 4  # noqa: PLR2004
    minutes = int(typed) if is_number else 0
    if not SHORTEST <= minutes <= LONGEST:
        raise NotFoundError
    return _change(
        interview_id,
        lambda: sequencing.give_minutes(
            db(), account_id(), interview_id, minutes, say=gettext, at=written_at()
        ),
    )


@blueprint.post("/trim")
def trim(interview_id: str) -> Response:
    """Leave out what need not be asked until the plan fits, then what must if need be."""
    return _change(
        interview_id, lambda: sequencing.trim(db(), account_id(), interview_id, say=gettext)
    )


@blueprint.post("/kit")
def use_kit(interview_id: str) -> Response:
    """Begin again from another set of questions."""
    kit = request.form.get("kit", "")
    if kit not in KITS:
        raise NotFoundError
    return _change(
        interview_id,
        lambda: sequencing.begin(db(), account_id(), interview_id, kit, say=gettext),
    )


@blueprint.post("/add")
def add(interview_id: str) -> Response:
    """Plan a line of the bank."""
    _talk(interview_id)
    questions = QuestionStore(db(), account_id())
    lines = {line.key: line for line in bank(questions.all(), questions.marks(), gettext)}
    line = lines.get(request.form.get("key", ""))
    if line is None or line.stage not in STAGES:
        raise NotFoundError
    item_id = WordsForm().id.data
    return save(
        lambda: sequencing.add(db(), account_id(), interview_id, line, item_id, say=gettext),
        see=url_for(".show", interview_id=interview_id),
    )


@blueprint.post("/<item_id>/place")
def set_place(interview_id: str, item_id: str) -> Response:
    """Let a question be the one at a place, counted from nothing."""
    typed = request.form.get("to", "")
    to = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else MOST_ITEMS  # noqa: PLR2004
    return _change(
        interview_id,
        lambda: sequencing.place(db(), account_id(), interview_id, item_id, to),
    )


@blueprint.post("/<item_id>/left-out")
def set_left_out(interview_id: str, item_id: str) -> Response:
    """Leave a question out for now, or put it back."""
    is_on = request.form.get("on") == "1"
    return _change(
        interview_id,
        lambda: sequencing.set_left_out(db(), account_id(), interview_id, item_id, is_on=is_on),
    )


@blueprint.route("/<item_id>/edit", methods=["GET", "POST"])
def edit(interview_id: str, item_id: str) -> Response:
    """Word a question anew for this talk."""
    talk = _talk(interview_id)
    item = _item(interview_id, item_id)
    form = QuestionForm(**_as_typed(item))
    return save_form(
        form,
        lambda: sequencing.change(
            db(),
            account_id(),
            interview_id,
            item.reworded(form.draft()),
            form.revision,
            say=gettext,
        ),
        see=url_for(".show", interview_id=interview_id),
        page=lambda: render_template("interviews/edit_item.html", form=form, interview=talk),
        saved=lambda: _as_typed(_item(interview_id, item_id)),
        remembers=True,
    )


@blueprint.route("/words", methods=["GET", "POST"])
def words(interview_id: str) -> Response:
    """Ask for the words that the lines of this plan still need."""
    talk = _talk(interview_id)
    known = words_of(db(), account_id(), talk, gettext)
    form = WordsForm(**{name: known.get(slot, "") for slot, name in WordsForm.names().items()})

    def effect() -> None:
        SlotStore(db(), account_id()).save(
            interview_id, form.draft(request.form, known), at=written_at()
        )
        sequencing.reword(db(), account_id(), interview_id, say=gettext)

    return save_form(
        form,
        effect,
        see=url_for(".show", interview_id=interview_id),
        page=lambda: render_template(
            "interviews/words.html", form=form, interview=talk, names=_asked_for(interview_id)
        ),
    )


def _asked_for(interview_id: str) -> list[str]:
    """Name the fields for the gaps of this plan: why I ask first of all."""
    items = [item for item in _store().plan(interview_id) if item.template]
    named = {gap for item in items for gap in gaps(item.template)} | {"intention"}
    return [name for slot, name in WordsForm.names().items() if slot in named]


def _change(interview_id: str, effect: Callable[[], None]) -> Response:
    _talk(interview_id)
    return save(
        effect,
        see=url_for(".show", interview_id=interview_id),
        fragment=lambda: render_template("interviews/_plan.html", **_as_it_stands(interview_id)),
    )


def _item(interview_id: str, item_id: str) -> PlanItem:
    found = [item for item in _store().whole(interview_id) if item.id == item_id]
    if not found:
        raise NotFoundError
    return found[0]


def _as_typed(item: PlanItem) -> dict[str, object]:
    return {
        "text": item.template or item.text,
        "stage": item.stage,
        "minutes": item.usual,
        "must": item.must,
        "rev": item.rev,
    }
