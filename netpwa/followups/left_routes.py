"""What talks leave, as lists and pages: promises, leads, and what is worth a look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, render_template, request, url_for

from netpwa import clock
from netpwa.contacts.store import ContactStore
from netpwa.followups.between import left_by
from netpwa.followups.lead_store import LeadStore
from netpwa.followups.leads_table import write_leads
from netpwa.followups.left_forms import (
    LeadForm,
    PromiseForm,
    ResourceForm,
    lead_as_typed,
    promise_as_typed,
    resource_as_typed,
)
from netpwa.followups.promise_store import PromiseStore
from netpwa.followups.resource_store import ResourceStore
from netpwa.network.store import NetworkStore
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id, identity, today
from netpwa.web.writes import remove, save, save_form, save_new, ticked, written_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response as AnyResponse

blueprint = Blueprint("left", __name__)


def _promises() -> PromiseStore:
    return PromiseStore(db(), account_id())


def _leads() -> LeadStore:
    return LeadStore(db(), account_id())


def _resources() -> ResourceStore:
    return ResourceStore(db(), account_id())


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of what talks leave: where it is kept, how it is typed, and its page."""

    store: Callable[[], Any]
    form: Callable[..., Any]
    as_typed: Callable[[Any], dict[str, object]]
    template: str


PROMISE = Kind(_promises, PromiseForm, promise_as_typed, "followups/promise.html")
LEAD = Kind(_leads, LeadForm, lead_as_typed, "followups/lead.html")
RESOURCE = Kind(_resources, ResourceForm, resource_as_typed, "followups/resource.html")


def _back() -> str:
    """Give the page to return to: the person's that a button stands on, or the list."""
    contact_id = request.form.get("of", "")
    return url_for(".of_contact", contact_id=contact_id) if contact_id else url_for(".promises")


@blueprint.get("/contacts/<contact_id>/left")
@versioned
def of_contact(contact_id: str) -> str:
    """Show what stands between somebody and oneself after the talks."""
    contact = ContactStore(db(), account_id()).get(contact_id)
    return render_template(
        "followups/between.html",
        contact=contact,
        left=left_by(db(), account_id(), contact_id),
        keep_warm=NetworkStore(db(), account_id()).standing(contact_id).keep_warm,
        today=today(),
    )


@blueprint.get("/promises")
@versioned
def promises() -> str:
    """List what was promised, by either side."""
    kept = _promises().all()
    return render_template(
        "followups/promises.html",
        mine=[one for one in kept if one.owner == "me" and not one.done_at],
        theirs=[one for one in kept if one.owner == "them" and not one.done_at],
        done=[one for one in kept if one.done_at],
        today=today(),
    )


@blueprint.route("/contacts/<contact_id>/promises/new", methods=["GET", "POST"])
def add_promise(contact_id: str) -> AnyResponse:
    """Write a promise down."""
    return _add(PROMISE, contact_id)


@blueprint.route("/promises/<promise_id>/edit", methods=["GET", "POST"])
def edit_promise(promise_id: str) -> AnyResponse:
    """Change a promise."""
    return _edit(PROMISE, promise_id, see=url_for(".promises"))


@blueprint.post("/promises/<promise_id>/done")
def set_promise_done(promise_id: str) -> AnyResponse:
    """Say that a promise is kept, or that it is not."""

    def tick() -> None:
        _promises().set_done(promise_id, ticked(_promises().get(promise_id).done_at))

    return save(tick, see=_back())


@blueprint.post("/promises/<promise_id>/remove")
def remove_promise(promise_id: str) -> AnyResponse:
    """Take a promise away."""
    page = url_for(".edit_promise", promise_id=promise_id)
    return _remove(PROMISE, promise_id, page=page, see=url_for(".promises"))


@blueprint.get("/leads")
@versioned
def leads() -> str:
    """List the openings that one heard of."""
    kept = _leads().all()
    return render_template(
        "followups/leads.html",
        open=[lead for lead in kept if lead.state != "closed"],
        closed=[lead for lead in kept if lead.state == "closed"],
        today=today(),
    )


@blueprint.get("/leads/table.csv")
def leads_table() -> Response:
    """Give the leads as a table for a job tracker."""
    zone = identity().time_zone
    table = write_leads(_leads().all(), lambda at: clock.to_local(at, zone).date())
    answer = Response(table, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = "attachment; filename=leads.csv"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/contacts/<contact_id>/leads/new", methods=["GET", "POST"])
def add_lead(contact_id: str) -> AnyResponse:
    """Write a lead down."""
    return _add(LEAD, contact_id)


@blueprint.route("/leads/<lead_id>/edit", methods=["GET", "POST"])
def edit_lead(lead_id: str) -> AnyResponse:
    """Change a lead, and say how it stands."""
    return _edit(LEAD, lead_id, see=url_for(".leads"))


@blueprint.post("/leads/<lead_id>/remove")
def remove_lead(lead_id: str) -> AnyResponse:
    """Take a lead away."""
    page = url_for(".edit_lead", lead_id=lead_id)
    return _remove(LEAD, lead_id, page=page, see=url_for(".leads"))


@blueprint.get("/resources")
@versioned
def resources() -> str:
    """List what people said is worth a look."""
    return render_template("followups/resources.html", kept=_resources().all())


@blueprint.route("/contacts/<contact_id>/resources/new", methods=["GET", "POST"])
def add_resource(contact_id: str) -> AnyResponse:
    """Write down what somebody said is worth a look."""
    return _add(RESOURCE, contact_id)


@blueprint.route("/resources/<resource_id>/edit", methods=["GET", "POST"])
def edit_resource(resource_id: str) -> AnyResponse:
    """Word it anew."""
    return _edit(RESOURCE, resource_id, see=url_for(".resources"))


@blueprint.post("/resources/<resource_id>/remove")
def remove_resource(resource_id: str) -> AnyResponse:
    """Take it away: it was looked at, or written down by mistake."""
    page = url_for(".edit_resource", resource_id=resource_id)
    return _remove(RESOURCE, resource_id, page=page, see=url_for(".resources"))


def _add(kind: Kind, contact_id: str) -> AnyResponse:
    contact = ContactStore(db(), account_id()).get(contact_id)
    form = kind.form()
    return save_new(
        form,
        lambda: kind.store().add(form.draft(), contact_id=contact_id, at=written_at()),
        lambda rev: kind.store().update(form.draft(), rev),
        see=url_for(".of_contact", contact_id=contact_id),
        page=lambda: render_template(
            kind.template, form=form, name=contact.name, contact_id=contact_id, kept=None
        ),
        saved=lambda: kind.as_typed(kind.store().get(form.id.data)),
    )


def _edit(kind: Kind, row_id: str, *, see: str) -> AnyResponse:
    kept = kind.store().get(row_id)
    form = kind.form(**kind.as_typed(kept))
    return save_form(
        form,
        lambda: kind.store().update(form.draft(row_id), form.revision),
        see=see,
        page=lambda: render_template(
            kind.template,
            form=form,
            name=kept.contact_name,
            contact_id=kept.contact_id,
            kept=kept,
        ),
        saved=lambda: kind.as_typed(kind.store().get(row_id)),
        remembers=True,
    )


def _remove(kind: Kind, row_id: str, *, page: str, see: str) -> AnyResponse:
    return remove(
        kind.form(),
        lambda: kind.store().remove(row_id),
        see=see,
        page=page,
        saved=lambda: kind.as_typed(kind.store().get(row_id)),
    )
