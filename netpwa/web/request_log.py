"""A log line for each request: the rule and never the address, which may hold what was typed."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from flask import g, request

if TYPE_CHECKING:
    from flask import Flask, Response

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Note method, rule, status and milliseconds of every request."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        began = getattr(g, "began", time.perf_counter())
        fields = {
            "method": request.method,
            "rule": str(request.url_rule),
            "status": response.status_code,
            "ms": round((time.perf_counter() - began) * 1000, 1),
        }
        log.info("request", extra={"fields": fields})
        return response
