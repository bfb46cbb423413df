"""`GET /healthz`: 200 while the database answers."""

from __future__ import annotations

from flask import Blueprint

from netpwa.web.context import db
from netpwa.web.identity import open_to_anyone

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@open_to_anyone
def healthz() -> dict[str, str]:
    """Answer as soon as the database has."""
    db().one("select 1 as alive")
    return {"database": "ok"}
