"""Keeping in touch: with whom, how often, and a word that carries something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, make_response, render_template, request, url_for
from flask_babel import gettext

from netpwa import clock
from netpwa.contacts.store import ContactStore
from netpwa.errors import NotFoundError
from netpwa.followups import warming
from netpwa.followups.left_forms import LONGEST_WORDS, WordForm
from netpwa.followups.letters import word_to
from netpwa.followups.outcome_store import OutcomeStore
from netpwa.followups.warm_store import Word
from netpwa.network.model import KEEP_WARM
from netpwa.network.store import NetworkStore
from netpwa.outreach.compose import reason
from netpwa.outreach.pages import mail_to
from netpwa.watch.store import WatchStore
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id, identity
from netpwa.web.writes import save, save_form, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from netpwa.outreach.compose import Composed

blueprint = Blueprint("warm", __name__)
# A title's own brackets are no blanks to fill in.
NO_BLANKS = str.maketrans("[]{}", "()()")


@blueprint.get("/keep-warm")
@versioned
def index() -> str:
    """List whom one keeps in touch with, by whose turn it is, and of whom nothing is settled."""
    now = clock.now()
    return render_template(
        "followups/keep_warm.html",
        turns=warming.turns(db(), account_id(), at=now),
        unsettled=warming.unsettled(db(), account_id()),
        now=now,
    )


@blueprint.post("/contacts/<contact_id>/keep-warm")
def set_cadence(contact_id: str) -> Response:
    """Say how often to be in touch with somebody."""
    how_often = request.values.get("how_often", "")
    if how_often not in KEEP_WARM:
        raise NotFoundError
    store = NetworkStore(db(), account_id())

    def settle() -> None:
        store.standing(contact_id)
        store.set_keep_warm(contact_id, how_often)

    is_list = request.form.get("from") == "list"
    here = url_for("left.of_contact", contact_id=contact_id)
    return save(settle, see=url_for(".index") if is_list else here)


@blueprint.route("/contacts/<contact_id>/word", methods=["GET", "POST"])
def write_word(contact_id: str) -> Response:
    """Write a word to somebody: what came of their advice, something of use, or thanks."""
    contact = ContactStore(db(), account_id()).get(contact_id)
    outcome_id = request.values.get("outcome", "")
    outcome = OutcomeStore(db(), account_id()).get(outcome_id) if outcome_id else None
    begun = {"words": outcome.text} if outcome else _of_title(request.args.get("title", ""))
    form = WordForm(request.form.get("then"), **begun)

    def letter() -> Composed:
        return word_to(contact.name, form.kind, form.words.data or "", identity().name, gettext)

    def page() -> str:
        written = letter()
        return render_template(
            "followups/word.html",
            form=form,
            contact=contact,
            outcome=outcome,
            letter=written,
            why_not=[reason(gap, gettext) for gap in written.gaps],
            way_out=mail_to(contact, gettext("A short word"), written.body),
        )

    if form.is_preview:  # shown, and not kept
        return make_response(page())
    person = url_for("contacts.show", contact_id=contact_id)
    return save_form(
        form,
        lambda: warming.send_word(
            db(),
            account_id(),
            Word(form.id.data, contact_id, form.kind, letter().body),
            outcome_id=outcome.id if outcome else None,
            at=written_at(),
        ),
        see=url_for("outcomes.show", outcome_id=outcome.id) if outcome else person,
        page=page,
    )


def _of_title(title_id: str) -> dict[str, str]:
    """Begin with a title that a followed page brought; what is sent is what was typed."""
    if not title_id or request.method == "POST":
        return {}
    item = WatchStore(db(), account_id()).title(title_id)
    title = f"“{item.title.translate(NO_BLANKS)}”"
    whole = f"{title} ({item.url})" if item.url else title
    return {"carries": "value", "words": whole if len(whole) <= LONGEST_WORDS else title}
