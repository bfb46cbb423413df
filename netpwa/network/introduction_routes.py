"""An introduction from the idea to the loop that is closed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, make_response, render_template, request, url_for
from flask_babel import gettext

from netpwa.contacts.store import ContactStore
from netpwa.errors import NotFoundError
from netpwa.interviews.store import InterviewStore
from netpwa.network import introducing
from netpwa.network.introduction_forms import (
    IntroductionForm,
    TellBackForm,
    ask_as_typed,
    told_as_typed,
)
from netpwa.network.introduction_letters import ask_letter, news_letter, thanks_letter
from netpwa.network.introduction_store import IntroductionStore
from netpwa.network.model import INTRODUCTION_STATES
from netpwa.outreach.compose import reason
from netpwa.outreach.guard import noticed
from netpwa.outreach.pages import mail_to
from netpwa.outreach.store import RequestStore
from netpwa.outreach.story_store import StoryStore
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id, identity
from netpwa.web.writes import save, save_form, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from netpwa.network.model import Introduction
    from netpwa.outreach.compose import Composed

blueprint = Blueprint("introductions", __name__, url_prefix="/introductions")


def _store() -> IntroductionStore:
    return IntroductionStore(db(), account_id())


@blueprint.get("/<introduction_id>")
@versioned
def show(introduction_id: str) -> str:
    """Show how far an introduction has come, and the one thing to do next."""
    one = _store().get(introduction_id)
    letter = ask_letter(one, identity().name, gettext)
    return render_template(
        "network/introduction.html",
        one=one,
        steps=_steps(one),
        has_talked=_has_talked(one),
        **_letter(one, letter),
    )


@blueprint.route("/<introduction_id>/edit", methods=["GET", "POST"])
def edit(introduction_id: str) -> Response:
    """Write what is asked of an introducer, and the paragraph that they can forward."""
    store = _store()
    one = store.get(introduction_id)
    who_i_am = StoryStore(db(), account_id()).get().who_i_am
    form = IntroductionForm(request.form.get("then"), **ask_as_typed(one, who_i_am))

    def page() -> str:
        ask = form.ask()
        typed = replace(one, who_i_am=ask.who_i_am, intention=ask.intention,
                        minutes=ask.minutes, blurb=ask.blurb)  # fmt: skip
        letter = ask_letter(typed, identity().name, gettext)
        return render_template(
            "network/introduction_ask.html", form=form, one=typed, **_letter(typed, letter)
        )

    if form.is_preview:  # shown, and not kept
        return make_response(page())
    return save_form(
        form,
        lambda: store.write(introduction_id, form.ask(), form.revision),
        see=url_for(".show", introduction_id=introduction_id),
        page=page,
        saved=lambda: ask_as_typed(store.get(introduction_id), who_i_am),
        remembers=True,
    )


@blueprint.route("/<introduction_id>/thanks", methods=["GET", "POST"])
def thank(introduction_id: str) -> Response:
    """Write thanks to whoever introduced the two, and later what came of it."""
    store = _store()
    one = store.get(introduction_id)
    form = TellBackForm(**told_as_typed(one))
    return save_form(
        form,
        lambda: store.write_back(
            introduction_id,
            takeaway=form.takeaway.data,
            news=form.news.data,
            rev=form.revision,
        ),
        see=url_for(".thank", introduction_id=introduction_id),
        page=lambda: render_template(
            "network/introduction_thanks.html",
            form=form,
            one=one,
            has_talked=_has_talked(one),
            **_letter(one, _told(one)),
        ),
        saved=lambda: told_as_typed(store.get(introduction_id)),
        remembers=True,
    )


@blueprint.post("/<introduction_id>/state")
def set_state(introduction_id: str) -> Response:
    """Note what came of an introduction."""
    _store().get(introduction_id)
    state, way = request.values.get("state", ""), request.values.get("way", "email")
    if state not in INTRODUCTION_STATES or way not in introducing.WAYS:
        raise NotFoundError
    return save(
        lambda: introducing.take_to(
            db(), account_id(), introduction_id, state, way=way, at=written_at()
        ),
        see=url_for(".show", introduction_id=introduction_id),
    )


@blueprint.post("/<introduction_id>/back")
def step_back(introduction_id: str) -> Response:
    """Take back a step that was tapped by mistake."""
    _store().get(introduction_id)
    of = request.form.get("of", "")
    return save(
        lambda: introducing.step_back(db(), account_id(), introduction_id, of=of),
        see=url_for(".show", introduction_id=introduction_id),
    )


def _letter(one: Introduction, letter: Composed) -> dict[str, object]:
    """Give a letter as a page shows it: why it is not ready, what the guard notices, a way out."""
    is_guarded = not RequestStore(db(), account_id()).has_raised_jobs(one.target_id)
    introducer = ContactStore(db(), account_id()).get(one.introducer_id)
    subject = gettext("About %(name)s", name=one.target)
    return {
        "letter": letter,
        "why_not": [reason(gap, gettext) for gap in letter.gaps],
        # The guard leaves alone what is quoted, and the paragraph to forward is.
        "noticed": [*noticed(one.blurb), *noticed(letter.preview)] if is_guarded else [],
        "way_out": mail_to(introducer, subject, letter.body),
        "usual_way": introducing.usual_way(introducer),
    }


def _told(one: Introduction) -> Composed:
    if one.thanked_at:
        return news_letter(one, identity().name, gettext)
    return thanks_letter(one, identity().name, gettext, has_talked=_has_talked(one))


def _has_talked(one: Introduction) -> bool:
    talks = InterviewStore(db(), account_id()).of_contact(one.target_id)
    return any(talk.held_at and talk.held_at >= one.created_at for talk in talks)


def _steps(one: Introduction) -> list[tuple[str, object]]:
    """Give what has happened and what is still to come, as (state, instant or None)."""
    reached = dict(one.reached)
    way = [state for state in INTRODUCTION_STATES[1:] if state != "declined"]
    if one.declined_at:
        way = [*reached, *(state for state in ("thanked", "loop_closed") if state not in reached)]
    return [(state, reached.get(state)) for state in way]
