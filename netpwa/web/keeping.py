"""What a phone may keep of an answer for when it has no network: the service worker reads it.

`X-Account` names, opaquely, whose answer it is, and is empty when nobody is signed in: another
name empties a phone of the copies that it has. `X-Keep` marks a page that may be kept at all: not
one that answers a search, or that says what was just done and offers to undo it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, g, request

from netpwa.web.identity import account_tag, is_signed_in

if TYPE_CHECKING:
    from flask import Flask, Response


IN_PASSING = {"q", "after", "captured", "deleted", "done", "dropped", "erased", "kept", "later",
              "let_go", "logged", "merged", "sent"}  # fmt: skip


def init_app(app: Flask) -> None:
    """Mark whatever leaves the app. What is `no-store` for caches is so for us."""

    @app.after_request
    def mark(response: Response) -> Response:
        view = current_app.view_functions.get(request.endpoint or "")
        # Nobody was asked for: an empty name would say that nobody is signed in.
        is_for_all = getattr(view, "same_for_everyone", False)
        if "identity" not in g or is_for_all or response.cache_control.public:
            return response
        response.headers["X-Account"] = account_tag()
        is_page = response.mimetype == "text/html" and response.status_code in {200, 304}
        is_plain = request.method == "GET" and IN_PASSING.isdisjoint(request.args)
        may_be_kept = is_plain and not response.cache_control.no_store
        if is_page and may_be_kept and is_signed_in():
            response.headers["X-Keep"] = "1"
        return response
