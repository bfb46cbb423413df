"""Deciding by hand how far things have come with somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, request, url_for
from flask_babel import gettext

from netpwa.contacts.stage import WAY
from netpwa.contacts.stage_store import StageStore
from netpwa.web.context import db
from netpwa.web.identity import account_id
from netpwa.web.writes import save

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("stages", __name__)


@blueprint.post("/contacts/<contact_id>/stage")
def decide(contact_id: str) -> Response:
    """Set the stage of somebody, or let it be worked out again."""
    stage = request.form.get("stage") or None
    if stage is not None and stage not in WAY:
        abort(422, gettext("Choose one of these."))
    return save(
        lambda: StageStore(db(), account_id()).decide(contact_id, stage),
        see=url_for("contacts.show", contact_id=contact_id),
    )
