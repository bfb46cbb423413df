"""The question bank: what ships with the app and the person's own, to star, hide and word anew."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from netpwa.errors import NotFoundError
from netpwa.interviews.bank import HELPERS, SHOWS, bank, shown
from netpwa.interviews.forms import QuestionForm
from netpwa.interviews.model import Mark, Question
from netpwa.interviews.question_store import QuestionStore
from netpwa.interviews.starter_plans import fill
from netpwa.interviews.starter_questions import BY_CODE
from netpwa.interviews.store import InterviewStore
from netpwa.outreach.guard import noticed
from netpwa.web.context import db
from netpwa.web.identity import account_id
from netpwa.web.writes import remove, save, save_form, save_new, written_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from werkzeug.wrappers import Response

blueprint = Blueprint("questions", __name__, url_prefix="/questions")


def _store() -> QuestionStore:
    return QuestionStore(db(), account_id())


@blueprint.route("", methods=["GET", "POST"])
def index() -> Response:
    """Show the question bank, and keep a question of one's own in it."""
    form = QuestionForm()
    return save_new(
        form,
        lambda: _store().add(form.id.data, form.draft(), at=written_at()),
        lambda rev: _store().update(replace(form.draft(), id=form.id.data), rev),
        see=url_for(".index", _anchor=f"question-{form.id.data}"),
        page=lambda: _page(form),
        saved=lambda: _as_typed(_store().get(form.id.data)),
    )


def _page(form: QuestionForm) -> str:
    show = request.args.get("show", "")
    show = show if show in SHOWS else "all"
    lines = bank(_store().all(), _store().marks(), gettext)
    stages = groupby(shown(lines, show), lambda line: line.stage)
    # For a talk, the lines are there to be added to its plan.
    talk_id = request.args.get("for", "")
    talk = InterviewStore(db(), account_id()).get(talk_id) if talk_id else None
    return render_template(
        "interviews/bank.html",
        form=form,
        stages=[
            (stage, list(found)) for stage, found in stages if not talk or stage not in HELPERS
        ],
        show=show,
        shows=SHOWS,
        talk=talk,
        hidden=_hidden(lines),
        has_hidden=any(line.is_hidden for line in lines),
        helpers=HELPERS,
        asks_for_a_job={line.key for line in lines if line.id and noticed(line.text)},
        fill=fill,
    )


def _hidden(lines: list[Question]) -> Question | None:
    """Find what was hidden just now, to offer it back."""
    return next(
        (line for line in lines if line.is_hidden and line.key == request.args.get("hidden")), None
    )


@blueprint.route("/<key>/edit", methods=["GET", "POST"])
def edit(key: str) -> Response:
    """Word a question anew. A line of ours keeps its place, in the person's words."""
    line = _line(key)
    form = QuestionForm(**_as_typed(line))
    return save_form(
        form,
        lambda: _keep(line, form),
        see=url_for(".index", _anchor=f"question-{key}"),
        page=lambda: render_template(
            "interviews/edit_question.html",
            form=form,
            line=line,
            ours=gettext(BY_CODE[key].text) if line.code and line.id else "",
            fill=fill,
        ),
        saved=lambda: _as_typed(_line(key)),
        remembers=True,
    )


@blueprint.post("/<key>/star")
def set_starred(key: str) -> Response:
    """Star a question, or take the star back: what is starred comes first in new plans."""
    line = _line(key)
    is_on = request.form.get("on") == "1"

    def effect() -> None:
        if line.code:
            _store().mark_starred(line.code, is_on=is_on)
        else:
            _store().set_starred(key, is_on=is_on)

    return _marked(key, effect)


@blueprint.post("/<key>/hide")
def set_hidden(key: str) -> Response:
    """Hide a question from the bank and from new plans, or show it again."""
    line = _line(key)
    at: datetime | None = written_at() if request.form.get("on") == "1" else None

    def effect() -> None:
        if line.code:
            _store().mark_hidden(line.code, at)
        else:
            _store().set_hidden(key, at)

    return save(effect, see=url_for(".index", hidden=key if at else None))


@blueprint.post("/<question_id>/ours")
def use_ours(question_id: str) -> Response:
    """Go back from the person's wording to the words that ship."""
    store = _store()
    code = next((one.code for one in store.all() if one.id == question_id), "")

    def effect() -> None:
        if not code:
            raise NotFoundError
        store.drop(question_id)

    return remove(
        QuestionForm(),
        effect,
        see=url_for(".index"),
        page=url_for(".edit", key=code or question_id),
        saved=lambda: _as_typed(store.get(question_id)),
    )


def _line(key: str) -> Question:
    """Read one line with what was made of it; NotFoundError when no such line can be changed."""
    ours = BY_CODE.get(key)
    if ours is None:
        return _store().get(key)
    if ours.stage in HELPERS:
        raise NotFoundError
    mark = _store().marks().get(key, Mark())
    worded = next((own for own in _store().all() if own.code == key), None)
    line = worded or replace(ours, text=gettext(ours.text))
    return replace(line, is_starred=mark.is_starred, is_hidden=mark.is_hidden)


def _keep(line: Question, form: QuestionForm) -> None:
    draft = replace(form.draft(), code=line.code)
    if line.id:
        _store().update(replace(draft, id=line.id), form.revision)
    else:
        _store().add(form.id.data, draft, at=written_at())


def _marked(key: str, effect: Callable[[], None]) -> Response:
    return save(
        effect,
        see=url_for(".index", _anchor=f"question-{key}"),
        fragment=lambda: render_template("interviews/_starred.html", line=_line(key)),
    )


def _as_typed(line: Question) -> dict[str, object]:
    return {
        "text": line.text,
        "stage": line.stage,
        "minutes": line.minutes,
        "must": line.must,
        "rev": line.rev if line.id else 0,
    }
