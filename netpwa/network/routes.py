"""How close somebody is and why, who leads to them, and the picture of it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for

from netpwa import clock
from netpwa.contacts.store import ContactStore
from netpwa.followups.promise_store import PromiseStore
from netpwa.interviews.review_store import ReviewStore
from netpwa.interviews.store import InterviewStore
from netpwa.network import linking
from netpwa.network.forms import PROMPTS, AskForm, CatchUpForm, LinkForm, SweepForm
from netpwa.network.introduction_store import IntroductionStore
from netpwa.network.model import TIERS, ranked, tier_of
from netpwa.network.picture import draw
from netpwa.network.picture_store import PictureStore
from netpwa.network.store import NetworkStore
from netpwa.research.store import ResearchStore
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id
from netpwa.web.writes import save, save_form, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("network", __name__)
MOST_WAYS = 12


def _store() -> NetworkStore:
    return NetworkStore(db(), account_id())


@blueprint.get("/network")
@versioned
def show() -> str:
    """Show who is close and whom they lead to, as a picture and as a list."""
    store = PictureStore(db(), account_id())
    close, steps = store.close(), store.one_step_away()
    beyond = {dot.id: [step for step in steps if step.from_id == dot.id] for dot in close}
    return render_template(
        "network/show.html", close=close, beyond=beyond, picture=draw(close, steps)
    )


@blueprint.route("/people/remember", methods=["GET", "POST"])
def sweep() -> Response:
    """Look around in memory for people: ten prompts, one name to a line."""
    form = SweepForm()
    met = {prompt: str(form[prompt].label.text) for prompt in PROMPTS}

    def people() -> list[tuple[str, str, bool]]:
        return [(name, met[prompt], PROMPTS[prompt]) for name, prompt in form.named()]

    return save_form(
        form,
        lambda: linking.remember(db(), account_id(), people(), at=written_at()),
        see=url_for("contacts.index"),
        page=lambda: render_template("network/sweep.html", form=form, prompts=PROMPTS),
    )


@blueprint.post("/contacts/<contact_id>/tier")
def set_tier(contact_id: str) -> Response:
    """Decide how close somebody is, or let it be worked out again."""
    tier = request.form.get("tier")
    return save(
        lambda: _store().set_tier(contact_id, tier if tier in TIERS else None),
        see=url_for("contacts.show", contact_id=contact_id),
    )


@blueprint.post("/contacts/<contact_id>/known")
def set_known(contact_id: str) -> Response:
    """Say that the two know each other, or take that back."""
    return save(
        lambda: _store().set_known(contact_id, on=request.form.get("on") == "1"),
        see=url_for("contacts.show", contact_id=contact_id),
    )


@blueprint.post("/contacts/<contact_id>/connector")
def set_connector(contact_id: str) -> Response:
    """Flag somebody who knows everybody."""
    return save(
        lambda: _store().set_connector(contact_id, on=request.form.get("on") == "1"),
        see=url_for("contacts.show", contact_id=contact_id),
    )


@blueprint.post("/contacts/<contact_id>/mentor")
def set_mentor(contact_id: str) -> Response:
    """Make somebody a mentor, or take the role away."""
    is_mentor = request.form.get("on") == "1"
    return save(
        lambda: _store().set_mentor(contact_id, on=is_mentor),
        see=url_for(".mentor" if is_mentor else "contacts.show", contact_id=contact_id),
    )


@blueprint.route("/contacts/<contact_id>/mentoring", methods=["GET", "POST"])
def mentor(contact_id: str) -> Response:
    """Show a mentor's page, and note the day of the next catch-up."""
    contact = ContactStore(db(), account_id()).get(contact_id)
    standing = _store().standing(contact_id)
    form = CatchUpForm(day=standing.catch_up_on.isoformat() if standing.catch_up_on else "")
    return save_form(
        form,
        lambda: _store().set_catch_up(contact_id, form.chosen()),
        see=url_for(".mentor", contact_id=contact_id),
        page=lambda: render_template(
            "network/mentor.html",
            contact=contact,
            standing=standing,
            form=form,
            interviews=InterviewStore(db(), account_id()).of_contact(contact_id),
            reviews=ReviewStore(db(), account_id()).of_mentor(contact_id),
            promises=PromiseStore(db(), account_id()).of_contact(contact_id),
        ),
    )


@blueprint.route("/contacts/<contact_id>/links/new", methods=["GET", "POST"])
def add_link(contact_id: str) -> Response:
    """Say who knows somebody."""
    contact = ContactStore(db(), account_id()).get(contact_id)
    others = _store().names(besides=contact_id)
    # Two people may have one name; then it may mean the other.
    form = LinkForm("" if contact.name in others else contact.name)
    return save_form(
        form,
        lambda: linking.link_by_name(db(), account_id(), contact_id, form, at=written_at()),
        see=url_for("contacts.show", contact_id=contact_id),
        page=lambda: render_template(
            "network/link.html",
            contact=contact,
            form=form,
            names=others,
        ),
    )


@blueprint.post("/contacts/<contact_id>/links/<link_id>/remove")
def remove_link(contact_id: str, link_id: str) -> Response:
    """Take a link away."""
    return save(
        lambda: _store().remove_link(contact_id, link_id),
        see=url_for("contacts.show", contact_id=contact_id),
    )


@blueprint.route("/contacts/<contact_id>/ways", methods=["GET", "POST"])
def ways(contact_id: str) -> Response:
    """List the ways to somebody, and begin an introduction by one of them."""
    contact = ContactStore(db(), account_id()).get(contact_id)
    store, now = _store(), written_at()
    routes = store.routes(to=contact_id, at=now)
    begun = IntroductionStore(db(), account_id()).around(contact_id)
    form = AskForm({route.introducer_id: route.open_asks for route in routes})
    # Sent a second time, this very request is not one more on their desk.
    form.is_begun = any(one.id == form.id.data for one in begun)

    def ask() -> None:
        ends = (form.introducer_id.data, form.via_id.data or None, contact_id)
        linking.ask(db(), account_id(), form.id.data, ends, at=written_at())

    return save_form(
        form,
        ask,
        see=url_for("introductions.edit", introduction_id=form.id.data),
        page=lambda: render_template(
            "network/ways.html",
            contact=contact,
            tier=tier_of(store.standing(contact_id), store.neighbours(contact_id)),
            ways=ranked(routes, now),
            begun=begun,
            form=form,
        ),
    )


@blueprint.get("/organisations/<organisation_id>")
@versioned
def organisation(organisation_id: str) -> str:
    """Show an organisation: who works there, the ways in, and what is known about it."""
    store, now = PictureStore(db(), account_id()), clock.now()
    notes = ResearchStore(db(), account_id()).of_organisation(organisation_id)
    return render_template(
        "network/organisation.html",
        organisation_id=organisation_id,
        name=store.organisation(organisation_id),
        people=store.at_organisation(organisation_id),
        ways=ranked(_store().routes(organisation_id=organisation_id, at=now), now, MOST_WAYS),
        begun=IntroductionStore(db(), account_id()).under_way(),
        notes=notes,
    )


@blueprint.post("/contacts/<contact_id>/introductions/<introduction_id>/drop")
def drop(contact_id: str, introduction_id: str) -> Response:
    """Think better of an introduction that nobody was asked for yet."""
    ContactStore(db(), account_id()).get(contact_id)
    return save(
        lambda: IntroductionStore(db(), account_id()).drop(introduction_id),
        see=url_for(".ways", contact_id=contact_id),
    )
