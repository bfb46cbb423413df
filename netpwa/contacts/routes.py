"""The People tab, the page of one person, and capture."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from flask import Blueprint, abort, make_response, render_template, request, url_for
from flask_babel import gettext

from netpwa import clock
from netpwa.contacts.capturing import understand
from netpwa.contacts.find_store import FindStore
from netpwa.contacts.finding import EVERYONE, TOUCHED, Wanted
from netpwa.contacts.forms import CaptureForm, ContactForm, TouchForm
from netpwa.contacts.model import Touch, words_of
from netpwa.contacts.stage import WAY, Stage
from netpwa.contacts.store import ContactStore
from netpwa.errors import NotFoundError
from netpwa.interviews.store import InterviewStore
from netpwa.network.introduction_store import IntroductionStore
from netpwa.network.model import TIERS, ranked, tier_of
from netpwa.network.store import NetworkStore
from netpwa.outreach.store import RequestStore
from netpwa.research.model import readiness
from netpwa.research.store import ResearchStore
from netpwa.tidying.store import TidyStore
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id, today
from netpwa.web.writes import save, save_form, save_new, ticked, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from netpwa.contacts.model import Contact, ContactLine

blueprint = Blueprint("contacts", __name__, url_prefix="/contacts")
PAGE = 50
LONGEST_QUERY = 200
WAYS_SHOWN = 2
FEW, SOME = 5, 12
OFFERED = {"tier": TIERS, "stage": ("new", *WAY), "touched": TOUCHED}


def _store() -> ContactStore:
    return ContactStore(db(), account_id())


@blueprint.get("")
@versioned
def index() -> str:
    """List people, searched and filtered by what the address says."""
    query = request.args.get("q", "")[:LONGEST_QUERY]
    wanted = Wanted.asked(request.args, offered=OFFERED)
    page = max(request.args.get("page", 1, int), 1)
    find = FindStore(db(), account_id())
    people = find.people(
        query, wanted, at=clock.now(), limit=PAGE + 1, offset=(min(page, 10_000) - 1) * PAGE
    )
    is_searched = bool(words_of(query)) and wanted == EVERYONE and page == 1
    return render_template(
        "contacts/index.html",
        people=people[:PAGE],
        organisations=find.organisations(query, limit=FEW) if is_searched else [],
        notes=find.notes(query, limit=SOME) if is_searched else [],
        query=query,
        wanted=wanted,
        offered=OFFERED,
        cities=find.cities(limit=SOME),
        topics=ResearchStore(db(), account_id()).interests()[:SOME],
        page=page,
        has_more=len(people) > PAGE,
        is_new_here=not people and not query and wanted == EVERYONE and page == 1,
        deleted=_maybe(request.args.get("deleted"), deleted=True),
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> Response:
    """Capture a person from one line, or field by field; `look` shows how the line was read."""
    before = _maybe(request.args.get("after"))
    form = CaptureForm(line=request.args.get("line", ""), met_at=before.met_at if before else "")
    if form.is_to_be_read:
        form.fill(understand(form.line.data, today()))
    if request.form.get("look"):
        return make_response(_capture_page(form, by_field=True))
    again = request.form.get("then") == "another"
    return save_new(
        form,
        lambda: _store().create(form.draft(), at=written_at()),
        lambda rev: _store().update(form.draft(), rev, at=written_at()),
        see=url_for(".new", after=form.id.data)
        if again
        else url_for(".show", contact_id=form.id.data, captured=form.was_read or None),
        page=lambda: _capture_page(
            form,
            by_field=form.has_fields or bool(form.saved) or bool(request.args.get("fields")),
            before=before,
        ),
        saved=lambda: _as_typed(_store().get(form.id.data)),
    )


@blueprint.get("/<contact_id>")
@versioned
def show(contact_id: str) -> str:
    """Show one person: how to reach them, what happened, what is next."""
    return _page(_store().get(contact_id), TouchForm())


@blueprint.route("/<contact_id>/edit", methods=["GET", "POST"])
def edit(contact_id: str) -> Response:
    """Change what is known about a person."""
    store = _store()
    contact = store.get(contact_id)
    form = ContactForm(**_as_typed(contact))
    return save_form(
        form,
        lambda: store.update(form.draft(contact_id), form.revision, at=written_at()),
        see=url_for(".show", contact_id=contact_id),
        page=lambda: render_template("contacts/edit.html", form=form, contact=contact),
        saved=lambda: _as_typed(store.get(contact_id)),
        remembers=True,
    )


@blueprint.post("/<contact_id>/delete")
def delete(contact_id: str) -> Response:
    """Put a person in the bin."""
    store = _store()
    return save(
        # Thirty days from now on: another device may have written there while this one waited.
        lambda: store.delete(contact_id, at=clock.now()),
        see=url_for(".index", deleted=contact_id),
    )


@blueprint.post("/<contact_id>/restore")
def restore(contact_id: str) -> Response:
    """Take a person back from the bin; whoever was merged comes back by undoing that."""

    def take_back() -> None:
        if whole := TidyStore(db(), account_id()).part_of(contact_id):
            abort(409, gettext("They are a part of %(name)s now: see the bin.", name=whole))
        _store().restore(contact_id)

    return save(take_back, see=url_for(".show", contact_id=contact_id))


@blueprint.post("/<contact_id>/follow-up")
def set_followed_up(contact_id: str) -> Response:
    """Say that a follow-up is done, or that it is not."""
    store = _store()
    store.get(contact_id)
    return save(
        lambda: store.set_followed_up(contact_id, ticked(store.get(contact_id).follow_up_done_at)),
        see=url_for(".show", contact_id=contact_id),
    )


@blueprint.post("/<contact_id>/touches")
def log_touch(contact_id: str) -> Response:
    """Log that the two were in touch just now."""
    store = _store()
    contact = store.get(contact_id)
    form = TouchForm()
    touch = Touch(form.id.data, form.kind.data, written_at(), form.note.data, None)

    def log() -> None:
        if form.mends:  # it may have been sent meanwhile, as it stood before
            store.remove_touch(contact_id, touch.id)
        store.add_touch(contact_id, touch)

    return save_form(
        form,
        log,
        see=url_for(".show", contact_id=contact_id, logged=touch.id),
        page=lambda: _page(contact, form),
    )


@blueprint.post("/<contact_id>/touches/<touch_id>/remove")
def remove_touch(contact_id: str, touch_id: str) -> Response:
    """Take back a touch that was logged by mistake."""
    store = _store()
    store.get(contact_id)
    return save(
        lambda: store.remove_touch(contact_id, touch_id),
        see=url_for(".show", contact_id=contact_id),
    )


def _page(contact: Contact, form: TouchForm) -> str:
    network, now = NetworkStore(db(), account_id()), clock.now()
    standing, neighbours = network.standing(contact.id), network.neighbours(contact.id)
    tier = tier_of(standing, neighbours)
    # Whoever is known needs no introduction.
    routes = network.routes(to=contact.id, at=now) if tier.name != "primary" else ()
    research = ResearchStore(db(), account_id())
    notes = research.of_contact(contact.id)
    captured = request.args.get("captured")
    return render_template(
        "contacts/show.html",
        contact=contact,
        stage=Stage(standing.stage, standing.stage_worked_out),
        standing=standing,
        neighbours=neighbours,
        tier=tier,
        ways=ranked(routes, now, WAYS_SHOWN),
        notes=notes,
        ready=readiness(notes),
        interests=research.interests_of(contact.id),
        touches=_store().touches(contact.id),
        interviews=InterviewStore(db(), account_id()).of_contact(contact.id),
        requests=RequestStore(db(), account_id()).of_contact(contact.id),
        introductions=IntroductionStore(db(), account_id()).around(contact.id),
        form=form,
        logged=request.args.get("logged"),
        captured=captured,
        dropped=request.args.get("dropped"),
        twin=_twin(contact) if captured else None,
        today=today(),
    )


def _twin(contact: Contact) -> ContactLine | None:
    """Give somebody who may have been here before whoever was captured just now."""
    alike = FindStore(db(), account_id()).alike(contact.name)
    return next((one for one in alike if one.id != contact.id), None)


def _capture_page(form: CaptureForm, *, by_field: bool, before: Contact | None = None) -> str:
    """Show the box, or the fields; and whoever may be this very person already."""
    name = form.name.data if form.line.data else ""
    return render_template(
        "contacts/new.html",
        form=form,
        by_field=by_field,
        before=before,
        alike=FindStore(db(), account_id()).alike(name) if name else [],
        today=today(),
    )


def _as_typed(contact: Contact) -> dict[str, object]:
    return {
        "name": contact.name,
        "title": contact.title,
        "organisation": contact.organisation,
        "met_at": contact.met_at,
        "reach": "\n".join(point.value for point in contact.points),
        "note": contact.note,
        "city": contact.city,
        "follow_up_on": contact.follow_up_on,
        "say_name": contact.say_name,
        "address_as": contact.address_as,
        "rev": contact.rev,
    }


def _maybe(contact_id: str | None, *, deleted: bool = False) -> Contact | None:
    if not contact_id:
        return None
    with suppress(NotFoundError):
        return _store().get(contact_id, deleted=deleted)
    return None
