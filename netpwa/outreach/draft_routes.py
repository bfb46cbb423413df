"""Throwing a draft away, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, url_for

from netpwa import clock
from netpwa.outreach.draft_store import DraftStore
from netpwa.web.context import db
from netpwa.web.identity import account_id
from netpwa.web.writes import save

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("drafts", __name__, url_prefix="/requests/<request_id>")


@blueprint.post("/drop")
def drop(request_id: str) -> Response:
    """Throw a draft away; doing it twice is doing it once."""
    store = DraftStore(db(), account_id())
    contact_id = store.whose(request_id)
    return save(
        lambda: store.set_dropped(request_id, clock.now()),
        see=url_for("contacts.show", contact_id=contact_id, dropped=request_id),
    )


@blueprint.post("/restore")
def restore(request_id: str) -> Response:
    """Take a draft back from the bin."""
    store = DraftStore(db(), account_id())
    return save(
        lambda: store.set_dropped(request_id, None),
        see=url_for("outreach.show", request_id=request_id),
    )
