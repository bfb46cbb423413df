"""Bringing people in from a file, seeing first what it would do, and giving files out."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from netpwa import clock
from netpwa.bringing import importing
from netpwa.bringing.exporting import write_cards, write_table
from netpwa.bringing.forms import WHY, BringForm
from netpwa.bringing.model import LARGEST_FILE
from netpwa.bringing.store import ImportStore
from netpwa.contacts.store import ContactStore
from netpwa.errors import NotFoundError
from netpwa.web import errors
from netpwa.web.context import db
from netpwa.web.identity import account_id
from netpwa.web.writes import save, save_form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.wrappers import Response as AnyResponse

    from netpwa.bringing.model import Import

blueprint = Blueprint("bringing", __name__)
PAGE = 100
LAST_PAGE = 1000
# Room for a file that is too large, so that we can say so beside the field.
LARGEST_REQUEST = 2 * LARGEST_FILE


def _store() -> ImportStore:
    return ImportStore(db(), account_id())


@blueprint.url_value_preprocessor
def _let_files_in(_endpoint: str | None, _values: object) -> None:
    """Take larger requests than elsewhere, before anything reads the form."""
    request.max_content_length = LARGEST_REQUEST


@blueprint.errorhandler(413)
def _too_large(_error: Exception) -> Response:
    return errors.answer(413, advice=WHY["size"])


@blueprint.route("/bring", methods=["GET", "POST"])
def start() -> AnyResponse:
    """Take a file, and show what was brought in before."""
    form, judged = BringForm(), []
    if request.method == "POST" and form.validate():
        judged = importing.judge(db(), account_id(), form.reading)
    kind = form.reading.kind
    return save_form(
        form,
        lambda: _store().stage(form.id.data, form.file_name, kind, judged, at=clock.now()),
        see=url_for(".preview", import_id=form.id.data),
        page=lambda: render_template(
            "bringing/start.html",
            form=form,
            done=_maybe(request.args.get("done")),
            brought=_store().brought(),
        ),
    )


@blueprint.route("/bring/<import_id>", methods=["GET", "POST"])
def preview(import_id: str) -> AnyResponse:
    """Show what a file would do, line by line; set the ticks, then bring in what is ticked."""
    store = _store()
    found = store.get(import_id)
    page = min(max(request.values.get("page", 1, int), 1), LAST_PAGE)
    if request.method != "POST":
        is_done = found.brought_at is not None
        see = url_for(".start", done=import_id)
        return redirect(see, 303) if is_done else make_response(_preview(found, page))
    then = request.form.get("then", "")
    turned = {"next": page + 1, "before": page - 1}.get(then, page)

    def effect() -> None:
        if store.get(import_id).brought_at:
            return  # in another tab; its outcome is what is shown
        if then in {"all", "none"}:
            store.want_all(import_id, on=then == "all")
            return
        ticked = set(request.form.getlist("row", int))
        for row in store.page(import_id, offset=(page - 1) * PAGE, limit=PAGE):
            store.want(import_id, row.position, on=row.position in ticked)
        if then == "bring":
            importing.bring(db(), account_id(), import_id, at=clock.now())

    done = then == "bring"
    see = url_for(".start", done=import_id) if done else _page_address(import_id, turned)
    return save(effect, see=see)


@blueprint.post("/bring/<import_id>/drop")
def drop(import_id: str) -> AnyResponse:
    """Forget a file without bringing anybody in."""
    store = _store()
    return save(lambda: store.drop(import_id), see=url_for(".start"))


@blueprint.post("/bring/<import_id>/undo")
def undo(import_id: str) -> AnyResponse:
    """Take back all that a file brought in."""
    _store().get(import_id)
    return save(
        lambda: importing.undo(db(), account_id(), import_id, at=clock.now()),
        see=url_for(".start", done=import_id),
    )


@blueprint.get("/people/contacts.vcf")
def cards() -> Response:
    """Give everybody as vCards, for a phone or another address book."""
    return _file(write_cards(_store().people()), "text/vcard", "contacts.vcf")


@blueprint.get("/people/contacts.csv")
def table() -> Response:
    """Give everybody as a table, for a spreadsheet."""
    return _file(write_table(_store().people()), "text/csv", "contacts.csv")


@blueprint.get("/contacts/<contact_id>/card.vcf")
def card(contact_id: str) -> Response:
    """Give one person as a vCard."""
    contact = ContactStore(db(), account_id()).get(contact_id)
    one = (contact.id, importing.as_found(contact))
    return _file(write_cards([one]), "text/vcard", "contact.vcf")


def _preview(found: Import, page: int) -> str:
    store = _store()
    rows = store.page(found.id, offset=(page - 1) * PAGE, limit=PAGE + 1)
    return render_template(
        "bringing/preview.html",
        found=found,
        counts=store.counts(found.id),
        rows=rows[:PAGE],
        page=page,
        has_more=len(rows) > PAGE,
        untitled=_("Pasted text"),
    )


def _page_address(import_id: str, page: int) -> str:
    return url_for(".preview", import_id=import_id, page=page if page > 1 else None)


def _maybe(import_id: str | None) -> Import | None:
    with suppress(NotFoundError):
        found = _store().get(import_id) if import_id else None
        return found if found and found.brought_at else None
    return None


def _file(parts: Iterable[str], kind: str, name: str) -> Response:
    response = make_response("".join(parts))
    response.headers["Content-Type"] = f"{kind}; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
