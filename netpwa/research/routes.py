"""The research about a person or an organisation, and turning it into questions."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, url_for
from flask_babel import gettext

from netpwa.contacts.model import fold
from netpwa.contacts.store import ContactStore
from netpwa.errors import NotFoundError
from netpwa.interviews.forms import QuestionForm
from netpwa.network.picture_store import PictureStore
from netpwa.research import turning
from netpwa.research.forms import NoteForm, ResearchForm
from netpwa.research.model import ALWAYS_PRIVATE, KINDS, may_leave, readiness
from netpwa.research.store import ResearchStore
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id
from netpwa.web.writes import remove, save_form, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from netpwa.research.model import Note, NoteDraft

blueprint = Blueprint("research", __name__)


def _store() -> ResearchStore:
    return ResearchStore(db(), account_id())


@blueprint.route("/contacts/<contact_id>/research", methods=["GET", "POST"])
def of_contact(contact_id: str) -> Response:
    """Show what is known about somebody, and add to it."""
    contact = ContactStore(db(), account_id()).get(contact_id)
    return _research(contact.name, contact_id=contact.id)


@blueprint.route("/organisations/<organisation_id>/research", methods=["GET", "POST"])
def of_organisation(organisation_id: str) -> Response:
    """Show what is known about an organisation, and add to it."""
    name = PictureStore(db(), account_id()).organisation(organisation_id)
    return _research(name, organisation_id=organisation_id)


def _research(
    name: str, *, contact_id: str | None = None, organisation_id: str | None = None
) -> Response:
    store, form = _store(), ResearchForm()

    def keep(draft: NoteDraft) -> None:
        if form.mends:  # it may have been sent meanwhile, as it stood before
            with suppress(NotFoundError):
                return store.update(draft, 1, fold=fold)
        return store.add(
            draft,
            contact_id=contact_id,
            organisation_id=organisation_id,
            fold=fold,
            at=written_at(),
        )

    def add() -> None:
        for draft in form.drafts():
            keep(draft)

    def page() -> str:
        notes = (
            store.of_contact(contact_id)
            if contact_id
            else store.of_organisation(organisation_id or "")
        )
        return render_template(
            "research/show.html",
            name=name,
            back=_home(contact_id, organisation_id),
            is_person=contact_id is not None,
            notes={kind: [note for note in notes if note.kind == kind] for kind in KINDS},
            ready=readiness(notes),
            form=form,
        )

    see = (
        url_for(".of_contact", contact_id=contact_id)
        if contact_id
        else url_for(".of_organisation", organisation_id=organisation_id)
    )
    return save_form(form, add, see=see, page=page)


@blueprint.route("/research/<note_id>/edit", methods=["GET", "POST"])
def edit(note_id: str) -> Response:
    """Change one line."""
    store = _store()
    note = store.get(note_id)
    form = NoteForm(**_as_typed(note))
    return save_form(
        form,
        lambda: store.update(form.draft(note_id, note.kind), form.revision, fold=fold),
        see=_page_of(note),
        page=lambda: render_template(
            "research/edit.html", form=form, note=note, back=_page_of(note)
        ),
        saved=lambda: _as_typed(store.get(note_id)),
        remembers=bool(may_leave([note])) and not form.is_private.data,
    )


@blueprint.post("/contacts/<contact_id>/research/<note_id>/remove")
def remove_of_contact(contact_id: str, note_id: str) -> Response:
    """Forget one line about somebody."""
    ContactStore(db(), account_id()).get(contact_id)
    return _remove(note_id, see=url_for(".of_contact", contact_id=contact_id))


@blueprint.post("/organisations/<organisation_id>/research/<note_id>/remove")
def remove_of_organisation(organisation_id: str, note_id: str) -> Response:
    """Forget one line about an organisation."""
    PictureStore(db(), account_id()).organisation(organisation_id)
    return _remove(note_id, see=url_for(".of_organisation", organisation_id=organisation_id))


def _remove(note_id: str, *, see: str) -> Response:
    def public() -> dict[str, object]:
        note = _store().get(note_id)
        return _as_typed(note) if may_leave([note]) else {"rev": note.rev}

    return remove(
        NoteForm(),
        lambda: _store().remove(note_id),
        see=see,
        page=url_for(".edit", note_id=note_id),
        saved=public,
    )


@blueprint.route("/research/<note_id>/question", methods=["GET", "POST"])
def turn(note_id: str) -> Response:
    """Turn a line into a question, begun for the person to word."""
    note = _store().get(note_id)
    if note.is_private:
        raise NotFoundError
    begun = turning.stem(note, gettext)
    form = QuestionForm(text=begun.text, stage=begun.stage, minutes=begun.minutes, must=True)
    return save_form(
        form,
        lambda: turning.turn(
            db(), account_id(), note, form.id.data, form.draft(), say=gettext, at=written_at()
        ),
        see=_page_of(note),
        page=lambda: render_template(
            "research/turn.html", form=form, note=note, back=_page_of(note)
        ),
    )


@blueprint.get("/interests/<interest_id>")
@versioned
def interest(interest_id: str) -> str:
    """List with whom something is shared."""
    name, people = _store().people_sharing(interest_id)
    return render_template("research/interest.html", name=name, people=people)


def _as_typed(note: Note) -> dict[str, object]:
    # What is always private is not asked for, so it cannot differ.
    asked = {} if note.kind in ALWAYS_PRIVATE else {"is_private": note.is_private}
    return {"text": note.text, "url": note.url, **asked, "rev": note.rev}


def _page_of(note: Note) -> str:
    if note.contact_id:
        return url_for(".of_contact", contact_id=note.contact_id)
    return url_for(".of_organisation", organisation_id=note.organisation_id)


def _home(contact_id: str | None, organisation_id: str | None) -> str:
    if contact_id:
        return url_for("contacts.show", contact_id=contact_id)
    return url_for("network.organisation", organisation_id=organisation_id)
