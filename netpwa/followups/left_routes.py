"""What talks leave, as lists and pages: promises and leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template, request, url_for

from netpwa import clock
from netpwa.contacts.store import ContactStore
from netpwa.followups.between import left_by
from netpwa.followups.lead_store import LeadStore
from netpwa.followups.leads_table import write_leads
from netpwa.followups.left_forms import (
    LeadForm,
    PromiseForm,
    lead_as_typed,
    promise_as_typed,
)
from netpwa.followups.promise_store import PromiseStore
from netpwa.network.store import NetworkStore
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id, identity, today
from netpwa.web.writes import save, save_form

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

blueprint = Blueprint("left", __name__)


def _promises() -> PromiseStore:
    return PromiseStore(db(), account_id())


def _leads() -> LeadStore:
    return LeadStore(db(), account_id())


def _back(contact_id: str) -> str:
    """Give the page to return to: the list that a button stands on, or the person's."""
    if request.form.get("from") == "promises":
        return url_for(".promises")
    return url_for(".of_contact", contact_id=contact_id)


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
    contact = ContactStore(db(), account_id()).get(contact_id)
    form = PromiseForm()
    return save_form(
        form,
        lambda: _promises().add(form.draft(), contact_id=contact_id, at=clock.now()),
        see=url_for(".of_contact", contact_id=contact_id),
        page=lambda: render_template(
            "followups/promise.html", form=form, name=contact.name, contact_id=contact_id, kept=None
        ),
    )


@blueprint.route("/promises/<promise_id>/edit", methods=["GET", "POST"])
def edit_promise(promise_id: str) -> AnyResponse:
    """Change a promise."""
    kept = _promises().get(promise_id)
    form = PromiseForm(**promise_as_typed(kept))
    return save_form(
        form,
        lambda: _promises().update(form.draft(promise_id), form.revision),
        see=url_for(".promises"),
        page=lambda: render_template(
            "followups/promise.html",
            form=form,
            name=kept.contact_name,
            contact_id=kept.contact_id,
            kept=kept,
        ),
        saved=lambda: promise_as_typed(_promises().get(promise_id)),
    )


@blueprint.post("/promises/<promise_id>/done")
def set_promise_done(promise_id: str) -> AnyResponse:
    """Say that a promise is kept, or that it is not."""
    kept = _promises().get(promise_id)
    done_at = clock.now() if request.form.get("on") == "1" else None
    return save(lambda: _promises().set_done(promise_id, done_at), see=_back(kept.contact_id))


@blueprint.post("/promises/<promise_id>/remove")
def remove_promise(promise_id: str) -> AnyResponse:
    """Take a promise away."""
    return save(lambda: _promises().remove(promise_id), see=url_for(".promises"))


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
    contact = ContactStore(db(), account_id()).get(contact_id)
    form = LeadForm()
    return save_form(
        form,
        lambda: _leads().add(form.draft(), contact_id=contact_id, at=clock.now()),
        see=url_for(".of_contact", contact_id=contact_id),
        page=lambda: render_template(
            "followups/lead.html", form=form, name=contact.name, contact_id=contact_id, kept=None
        ),
    )


@blueprint.route("/leads/<lead_id>/edit", methods=["GET", "POST"])
def edit_lead(lead_id: str) -> AnyResponse:
    """Change a lead, and say how it stands."""
    kept = _leads().get(lead_id)
    form = LeadForm(**lead_as_typed(kept))
    return save_form(
        form,
        lambda: _leads().update(form.draft(lead_id), form.revision),
        see=url_for(".leads"),
        page=lambda: render_template(
            "followups/lead.html",
            form=form,
            name=kept.contact_name,
            contact_id=kept.contact_id,
            kept=kept,
        ),
        saved=lambda: lead_as_typed(_leads().get(lead_id)),
    )


@blueprint.post("/leads/<lead_id>/remove")
def remove_lead(lead_id: str) -> AnyResponse:
    """Take a lead away."""
    return save(lambda: _leads().remove(lead_id), see=url_for(".leads"))
