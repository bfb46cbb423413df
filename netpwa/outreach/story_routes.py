"""My story, the profile checklist, how LinkedIn counts, and a conversation for a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for

from netpwa import clock
from netpwa.errors import NotFoundError
from netpwa.outreach.forms import SettingForm, StoryForm
from netpwa.outreach.story import ANSWERS, PROFILE, SITUATIONS, is_fresh, wants_a_look
from netpwa.outreach.story_store import StoryStore
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id
from netpwa.web.writes import save, save_form, ticked, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Answer

blueprint = Blueprint("story", __name__)


def _store() -> StoryStore:
    return StoryStore(db(), account_id())


@blueprint.route("/me/story", methods=["GET", "POST"])
def edit() -> Answer:
    """Write down who one is, for when somebody asks."""
    form = StoryForm(**_as_typed(request.args.get("for")))
    response = save_form(
        form,
        lambda: _store().save(form.draft(), at=written_at()),
        see=url_for(".edit", kept=1),
        page=lambda: render_template(
            "outreach/story.html",
            form=form,
            was_kept="kept" in request.args,
            situations=SITUATIONS,
            idea=ANSWERS.get(form.situation.data or ""),
        ),
        saved=lambda: _as_typed(form.situation.data),
        remembers=True,
    )
    # What one keeps to oneself is in no cache.
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.route("/me/asking", methods=["GET", "POST"])
def edit_setting() -> Answer:
    """Set how LinkedIn counts, and whether a calendar names people."""
    form = SettingForm(**_setting_as_typed())
    return save_form(
        form,
        lambda: _store().save_setting(form.draft()),
        see=url_for("accounts.me"),
        page=lambda: render_template("outreach/setting.html", form=form),
        saved=_setting_as_typed,
    )


@blueprint.get("/me/profile")
@versioned
def profile() -> str:
    """Show what a profile should have before anybody looks at it."""
    ticks = _store().ticks()
    at = clock.now()
    return render_template(
        "outreach/profile.html",
        items=[(code, words, is_fresh(ticks.get(code), at)) for code, words in PROFILE.items()],
        is_again=wants_a_look(ticks, at),
    )


@blueprint.post("/me/profile")
def set_tick() -> Answer:
    """Set a line's tick to what the form says."""
    code = request.values.get("item", "")
    if code not in PROFILE:
        raise NotFoundError
    is_on = request.form.get("on") == "1"

    def tick() -> None:
        at = ticked(_store().ticks().get(code))
        _store().set_tick(code, is_on=at is not None, at=at or written_at())

    return save(
        tick,
        see=url_for(".profile", _anchor=f"item-{code}"),
        fragment=lambda: render_template(
            "outreach/_ticked.html", code=code, words=PROFILE[code], is_on=is_on
        ),
    )


def _as_typed(asked: str | None) -> dict[str, object]:
    """Give the story with the answer for a situation: the one asked for, or the one kept."""
    story = _store().get()
    situation = asked if asked in SITUATIONS else story.situation
    names = ("who_i_am", "summary", "phone", "glad_to_say", "only_if_asked",
             "to_myself", "rev")  # fmt: skip
    typed = {name: getattr(story, name) for name in names}
    return typed | {"situation": situation, "answer": story.answers.get(situation, "")}


def _setting_as_typed() -> dict[str, object]:
    setting = _store().setting()
    return {
        "has_premium": setting.has_premium,
        "notes_a_month": str(setting.notes_a_month),
        "names_in_calendar": setting.names_in_calendar,
        "rev": setting.rev,
    }
