"""Making two people known to each other: each is asked first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext

from netpwa.contacts.model import Touch
from netpwa.contacts.store import ContactStore
from netpwa.db.values import fresh_id
from netpwa.errors import NotFoundError
from netpwa.network import linking
from netpwa.network.introducing import WAYS, usual_way
from netpwa.network.store import NetworkStore
from netpwa.network.together import SIDES, ask_letter, meet_letter
from netpwa.network.together_forms import ReasonForm, TogetherForm
from netpwa.network.together_store import TogetherStore
from netpwa.outreach.compose import reason
from netpwa.outreach.pages import mail_to
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id, identity
from netpwa.web.writes import remove, save, save_form, ticked, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from netpwa.network.together import Together
    from netpwa.outreach.compose import Composed

blueprint = Blueprint("together", __name__)


def _store() -> TogetherStore:
    return TogetherStore(db(), account_id())


@blueprint.route("/contacts/<contact_id>/introduce", methods=["GET", "POST"])
def begin(contact_id: str) -> Response:
    """Say whom somebody might like to meet, and why."""
    contact = ContactStore(db(), account_id()).get(contact_id)
    others = NetworkStore(db(), account_id()).names(besides=contact_id)
    form = TogetherForm("" if contact.name in others else contact.name)

    def start() -> None:
        at = written_at()
        other = linking.person_named(db(), account_id(), form.other.data, besides=contact_id, at=at)
        _store().start(form.id.data, contact_id, other, form.reason.data, at=at)

    return save_form(
        form,
        start,
        see=url_for(".show", together_id=form.id.data),
        page=lambda: render_template(
            "network/together_new.html", form=form, contact=contact, names=others
        ),
    )


@blueprint.get("/together/<together_id>")
@versioned
def show(together_id: str) -> str:
    """Show what each side said, what to write to them, and once both said yes, to both."""
    pair = _store().get(together_id)
    me = identity().name
    people = {
        "one": ContactStore(db(), account_id()).get(pair.one_id),
        "other": ContactStore(db(), account_id()).get(pair.other_id),
    }
    asks = {side: ask_letter(pair, side, me, gettext) for side in SIDES}
    subject = gettext("May I introduce you?")
    meet = meet_letter(pair, me, gettext)
    return render_template(
        "network/together.html",
        pair=pair,
        sides=[
            (side, people[side], asks[side], mail_to(people[side], subject, asks[side].body),
             pair.one_ok_at if side == "one" else pair.other_ok_at)
            for side in SIDES
        ],
        meet=meet,
        why_not=_why_not(meet),
        usual_way=usual_way(people["one"]),
    )  # fmt: skip


@blueprint.route("/together/<together_id>/edit", methods=["GET", "POST"])
def edit(together_id: str) -> Response:
    """Change why two people might like to meet."""
    store = _store()
    pair = store.get(together_id)
    form = ReasonForm(**_as_typed(pair))
    return save_form(
        form,
        lambda: store.write(together_id, form.reason.data, form.revision),
        see=url_for(".show", together_id=together_id),
        page=lambda: render_template("network/together_edit.html", form=form, pair=pair),
        saved=lambda: _as_typed(store.get(together_id)),
        remembers=True,
    )


@blueprint.post("/together/<together_id>/said")
def said(together_id: str) -> Response:
    """Note that one side said yes, or take that back."""
    side = request.form.get("side", "")
    if side not in SIDES:
        raise NotFoundError

    def say() -> None:
        pair = _store().get(together_id)
        stored = pair.one_ok_at if side == "one" else pair.other_ok_at
        _store().say(together_id, side, at=ticked(stored))

    return save(say, see=url_for(".show", together_id=together_id))


@blueprint.post("/together/<together_id>/introduced")
def introduced(together_id: str) -> Response:
    """Note that the two were introduced; one was in touch with both."""
    way = request.form.get("way", "email")
    if way not in WAYS:
        raise NotFoundError

    def effect() -> None:
        pair, at = _store().get(together_id), written_at()
        if not _store().introduce(together_id, at=at):
            if not pair.introduced_at:
                abort(422, gettext("Both are asked first. One of them has not said yes yet."))
            return
        for contact_id in (pair.one_id, pair.other_id):
            touch = Touch(fresh_id(), way, at, "", None)
            ContactStore(db(), account_id()).add_touch(contact_id, touch)

    return save(effect, see=url_for(".show", together_id=together_id))


@blueprint.post("/contacts/<contact_id>/together/<together_id>/drop")
def drop(contact_id: str, together_id: str) -> Response:
    """Let it be: one of them would rather not, or one thought better of it."""
    return remove(
        ReasonForm(),
        lambda: _store().drop(together_id),
        see=url_for("contacts.show", contact_id=contact_id),
        page=url_for(".edit", together_id=together_id),
        saved=lambda: _as_typed(_store().get(together_id)),
    )


def _as_typed(pair: Together) -> dict[str, object]:
    return {"reason": pair.reason, "rev": pair.rev}


def _why_not(letter: Composed) -> list[str]:
    return [reason(gap, gettext) for gap in letter.gaps]
