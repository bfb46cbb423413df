"""Refuse writes that another site sent, by headers: tokens go stale in cached pages and queues.

`Sec-Fetch-Site` (Fetch Metadata) tells where a request comes from; browsers without it send
`Origin`. A sibling sub-domain counts as another site, since cookies do travel with its requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, request
from flask_babel import gettext as _

if TYPE_CHECKING:
    from flask import Flask

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask, public_origin: str) -> None:
    """Check every write before anything else looks at it."""

    @app.before_request
    def refuse_other_sites() -> None:
        if request.method not in SAFE_METHODS and not _is_ours(public_origin):
            abort(403, _("This was not sent from Common Ground, so it was not saved."))


def _is_ours(public_origin: str) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    return request.headers.get("Origin") == public_origin
