"""What a phone may keep of an answer for when it has no network: the service worker reads it.

`X-Account` names, opaquely, whose answer it is, and is empty when nobody is signed in: another
name empties a phone of the copies that it has. `X-Keep` marks a page that may be kept at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, request

from netpwa.web.identity import account_tag, is_signed_in

if TYPE_CHECKING:
    from flask import Flask, Response


def init_app(app: Flask) -> None:
    """Mark whatever leaves the app. What is `no-store` for caches is so for us."""

    @app.after_request
    def mark(response: Response) -> Response:
        if "identity" not in g or response.cache_control.public:
            return response
        response.headers["X-Account"] = account_tag()
        is_page = response.mimetype == "text/html" and response.status_code in {200, 304}
        may_be_kept = request.method == "GET" and not response.cache_control.no_store
        if is_page and may_be_kept and is_signed_in():
            response.headers["X-Keep"] = "1"
        return response
