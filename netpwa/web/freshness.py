"""Answer 304 before anything is looked up or rendered, while a page could not have changed."""

from __future__ import annotations

import hashlib
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

from flask import current_app, make_response, request

from netpwa import clock
from netpwa.web.identity import account_tag, identity

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

P = ParamSpec("P")
# Pages say "3 minutes ago" and "tomorrow", so the time of day is a part of what they show.
SECONDS_FRESH = 60


def versioned(view: Callable[P, ResponseReturnValue]) -> Callable[P, Response]:
    """Give a page that shows only its account's rows a weak ETag (RFC 9110 section 8.8.3).

    It is made of the account's version, the minute, the language and this release; the address is
    the cache's own key.
    """

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Response:
        tag = _tag()
        if request.method in {"GET", "HEAD"} and request.if_none_match.contains_weak(tag):
            response = make_response("", 304)
        else:
            response = make_response(view(*args, **kwargs))
        if response.status_code in {200, 304}:
            response.set_etag(tag, weak=True)
        return response

    return answer


def _tag() -> str:
    parts = (
        current_app.jinja_env.globals["build"],
        account_tag(),
        identity().version,
        int(clock.now().timestamp()) // SECONDS_FRESH,
        request.headers.get("Accept-Language", ""),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]
