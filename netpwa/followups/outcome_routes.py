"""Good news, and everybody who helped, to tick through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for

from netpwa.errors import NotFoundError
from netpwa.followups.left_forms import OutcomeForm
from netpwa.followups.outcome import ANSWERS
from netpwa.followups.outcome_store import OutcomeStore
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id
from netpwa.web.writes import save, save_form, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("outcomes", __name__, url_prefix="/outcomes")


def _store() -> OutcomeStore:
    return OutcomeStore(db(), account_id())


@blueprint.get("")
@versioned
def index() -> str:
    """List the good news."""
    return render_template("followups/outcomes.html", outcomes=_store().all())


@blueprint.route("/new", methods=["GET", "POST"])
def log() -> Response:
    """Keep good news, and list everybody who helped."""
    form = OutcomeForm()
    return save_form(
        form,
        lambda: _store().log(form.id.data, form.kind.data, form.text.data, at=written_at()),
        see=url_for(".show", outcome_id=form.id.data),
        page=lambda: render_template("followups/log_outcome.html", form=form),
    )


@blueprint.get("/<outcome_id>")
@versioned
def show(outcome_id: str) -> str:
    """Show who helped, and who knows."""
    return render_template(
        "followups/outcome.html",
        outcome=_store().get(outcome_id),
        helpers=_store().helpers(outcome_id),
    )


@blueprint.post("/<outcome_id>/helpers/<contact_id>")
def answer(outcome_id: str, contact_id: str) -> Response:
    """Say of a helper that they know, need not, or neither yet."""
    said = request.values.get("answer", "")
    if said not in ANSWERS:
        raise NotFoundError

    def tick() -> None:
        _store().get(outcome_id)
        if contact_id not in {helper.contact_id for helper in _store().helpers(outcome_id)}:
            raise NotFoundError
        _store().answer(outcome_id, contact_id, said, at=written_at())

    return save(tick, see=url_for(".show", outcome_id=outcome_id))


@blueprint.post("/<outcome_id>/remove")
def remove(outcome_id: str) -> Response:
    """Take news away that turned out not to be."""
    return save(lambda: _store().remove(outcome_id), see=url_for(".index"))
