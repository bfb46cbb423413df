"""The pages for oneself after a talk: the reflection, and the room to recharge. Kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for

from netpwa import clock
from netpwa.followups.recharge_forms import LIVELIER, QUIETER, RoomForm
from netpwa.followups.recharge_forms import as_typed as room_as_typed
from netpwa.followups.recharging import rest_of
from netpwa.followups.reflection import PROMPTS, three_for
from netpwa.followups.reflection_forms import EnergyForm, ReflectionForm, as_typed
from netpwa.followups.reflection_store import ReflectionStore
from netpwa.followups.room_store import RoomStore
from netpwa.interviews.store import InterviewStore
from netpwa.web.context import db
from netpwa.web.identity import account_id
from netpwa.web.writes import save, save_form, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from netpwa.interviews.model import Interview

blueprint = Blueprint("reflections", __name__)


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """Let no cache keep what is for one pair of eyes."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _store() -> ReflectionStore:
    return ReflectionStore(db(), account_id())


@blueprint.route("/interviews/<interview_id>/reflection", methods=["GET", "POST"])
def reflect(interview_id: str) -> Response:
    """Reflect on a conversation, as much or as little as one likes."""
    interview = InterviewStore(db(), account_id()).get(interview_id)
    form = ReflectionForm(**as_typed(_store().get(interview_id)))
    return save_form(
        form,
        lambda: _store().save(interview_id, form.draft(), at=written_at()),
        see=url_for(".reflect", interview_id=interview_id, kept=1),
        page=lambda: _page(interview, form),
        saved=lambda: as_typed(_store().get(interview_id)),
    )


def _page(interview: Interview, form: ReflectionForm) -> str:
    chosen = three_for(_store().talks_before(interview.id))
    first = [code for code in PROMPTS if code in chosen or form[code].data]
    return render_template(
        "followups/reflection.html",
        form=form,
        interview=interview,
        has_begun=interview.has_begun(clock.now()),
        first=first,
        others=[code for code in PROMPTS if code not in first],
        was_kept="kept" in request.args,
        kept=_store().get(interview.id),
        rest=rest_of(db(), account_id(), at=clock.now()),
    )


@blueprint.post("/interviews/<interview_id>/reflection/skip")
def skip(interview_id: str) -> Response:
    """Say that no reflection is wanted this time."""

    def let_go() -> None:
        InterviewStore(db(), account_id()).get(interview_id)
        _store().skip(interview_id, at=written_at())

    return save(
        let_go,
        see=url_for("interviews.show", interview_id=interview_id),
    )


@blueprint.post("/interviews/<interview_id>/energy")
def set_energy(interview_id: str) -> Response:
    """Say on a face how one is, before a conversation or after it."""
    form = EnergyForm()

    def tell() -> None:
        interview = InterviewStore(db(), account_id()).get(interview_id)
        is_after = interview.has_begun(written_at())
        setter = _store().set_after if is_after else _store().set_before
        setter(interview_id, form.level, at=written_at())

    return save(
        tell,
        see=url_for(".reflect", interview_id=interview_id, kept=1),
    )


@blueprint.route("/me/recharge", methods=["GET", "POST"])
def recharge() -> Response:
    """Set how much room one wants, and what does one good."""
    store = RoomStore(db(), account_id())
    form = RoomForm(**{**room_as_typed(store.get()), **_preset()})
    return save_form(
        form,
        lambda: store.save(form.draft(), at=written_at()),
        see=url_for(".recharge", kept=1),
        page=lambda: render_template(
            "followups/recharge.html",
            form=form,
            was_kept="kept" in request.args,
            preset=request.args.get("preset", ""),
            rest=rest_of(db(), account_id(), at=written_at()),
        ),
        saved=lambda: room_as_typed(store.get()),
    )


def _preset() -> dict[str, str]:
    return {"quieter": QUIETER, "livelier": LIVELIER}.get(request.args.get("preset", ""), {})
