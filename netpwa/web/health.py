"""`GET /healthz`: 200 while the database answers."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint

from netpwa import clock
from netpwa.db.heartbeat import WORKER, last_beat
from netpwa.web.context import db
from netpwa.web.identity import open_to_anyone

WORKER_IS_LATE = timedelta(minutes=2)
blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@open_to_anyone
def healthz() -> dict[str, str]:
    """Answer as soon as the database has.

    A late worker is told in the body: a 503 for it would take the whole site down.
    """
    seen = last_beat(db(), WORKER)
    is_late = seen is None or clock.real_now() - seen > WORKER_IS_LATE
    return {"database": "ok", "worker": "late" if is_late else "ok"}
