"""The pages that keep the list of people tidy: who may be here twice, and the bin."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for
from flask_babel import format_date
from flask_babel import gettext as _

from netpwa import clock
from netpwa.bringing.matching import key_of
from netpwa.contacts.model import TITLES
from netpwa.contacts.store import ContactStore
from netpwa.errors import BusyError, NotFoundError, NotSavedError
from netpwa.outreach.draft_store import DraftStore
from netpwa.tidying import merging
from netpwa.tidying.erase_store import EraseStore
from netpwa.tidying.merge_store import MergeStore
from netpwa.tidying.model import likely
from netpwa.tidying.store import TidyStore
from netpwa.web.context import db
from netpwa.web.forms import Form
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id
from netpwa.web.writes import save, save_form, written_at

if TYPE_CHECKING:
    from datetime import date

    from werkzeug.wrappers import Response

    from netpwa.contacts.model import Contact
    from netpwa.tidying.model import Merged

blueprint = Blueprint("tidying", __name__)
PAGE = 50
LAST_PAGE = 10_000
IN_BIN = timedelta(days=30)


@blueprint.get("/people/alike")
@versioned
def alike() -> str:
    """List those who may be here twice, and what speaks for it."""
    store = TidyStore(db(), account_id())
    pairs = likely(store.entries(key_of), TITLES, store.apart())
    return render_template(
        "tidying/alike.html",
        pairs=pairs[:PAGE],
        more=max(len(pairs) - PAGE, 0),
        merged=_maybe(request.args.get("merged")),
    )


@blueprint.route("/contacts/<contact_id>/merge/<other_id>", methods=["GET", "POST"])
def merge(contact_id: str, other_id: str) -> Response:
    """Show what two entries will be as one, and make them one."""
    store = MergeStore(db(), account_id())
    kept, gone = _one(contact_id), _one(other_id)
    if contact_id == other_id:
        raise NotFoundError
    form = Form()
    return save_form(
        form,
        lambda: merging.merge(
            db(), account_id(), form.id.data, contact_id, other_id, say=_say_day, at=clock.now()
        ),
        see=url_for(".alike", merged=form.id.data),
        page=lambda: render_template(
            "tidying/merge.html",
            form=form,
            kept=kept,
            gone=gone,
            found=merging.joined(kept, gone, _say_day),
            follows=store.counts(gone.id),
        ),
    )


@blueprint.post("/contacts/<contact_id>/apart/<other_id>")
def set_apart(contact_id: str, other_id: str) -> Response:
    """Say that two who look alike are not the same."""
    contacts = ContactStore(db(), account_id())
    contacts.get(contact_id)
    contacts.get(other_id)
    if contact_id == other_id:
        raise NotFoundError
    return save(
        lambda: TidyStore(db(), account_id()).set_apart(contact_id, other_id),
        see=url_for(".alike"),
    )


@blueprint.post("/merges/<merge_id>/undo")
def undo(merge_id: str) -> Response:
    """Make two of one again."""
    merged = MergeStore(db(), account_id()).known(merge_id)
    return save(
        lambda: merging.undo(db(), account_id(), merge_id, at=written_at()),
        see=url_for("contacts.show", contact_id=merged.gone_id),
    )


@blueprint.get("/people/bin")
@versioned
def bin_() -> str:
    """List who and what is in the bin, and until when it can be taken back."""
    page = min(max(request.args.get("page", 1, int), 1), LAST_PAGE)
    store = TidyStore(db(), account_id())
    binned = store.bin(limit=PAGE + 1, offset=(page - 1) * PAGE)
    return render_template(
        "tidying/bin.html",
        binned=binned[:PAGE],
        page=page,
        has_more=len(binned) > PAGE,
        drafts=DraftStore(db(), account_id()).thrown_away(limit=PAGE) if page == 1 else [],
        stays=IN_BIN,
        erased=request.args.get("erased"),
    )


@blueprint.post("/contacts/<contact_id>/erase")
def erase(contact_id: str) -> Response:
    """Delete somebody in the bin for good, from the disk too."""
    store = EraseStore(db(), account_id())
    response = save(lambda: store.erase(contact_id), see=url_for(".bin_", erased=1))
    # They are gone already when somebody else reads on: the daily round does it then.
    with suppress(BusyError, NotSavedError):
        db().settle()
    return response


def _one(contact_id: str) -> Contact:
    """Read somebody; who was merged already is in the bin when the same is sent again."""
    contacts = ContactStore(db(), account_id())
    if request.method == "POST":
        with suppress(NotFoundError):
            return contacts.get(contact_id, deleted=True)
    return contacts.get(contact_id)


def _say_day(day: date) -> str:
    return str(_("Follow up on %(day)s", day=format_date(day)))


def _maybe(merge_id: str | None) -> Merged | None:
    with suppress(NotFoundError):
        return MergeStore(db(), account_id()).get(merge_id) if merge_id else None
    return None
