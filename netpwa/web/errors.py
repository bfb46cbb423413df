"""What went wrong, as a page, or as a fragment for the notice area when a script asked."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import make_response, render_template, request
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException

from netpwa import errors
from netpwa.web import htmx

if TYPE_CHECKING:
    from flask import Flask, Response
    from flask_babel.speaklater import LazyString

log = logging.getLogger(__name__)
SECONDS_UNTIL_FREE = 5
ALREADY = _("This was sent before with another text. Open the page anew and send it again.")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a person reads: what happened, and what to do now."""

    title: LazyString
    advice: LazyString


EXPLANATIONS = {
    400: Explanation(_("That did not arrive whole"), _("Go back and send it again.")),
    401: Explanation(_("Please sign in again"), _("What you wrote is kept until you do.")),
    403: Explanation(_("This was refused"), _("Nothing was saved. Go back and try again.")),
    404: Explanation(
        _("Nothing here"),
        _("It may have been deleted, or the address is not quite right."),
    ),
    405: Explanation(_("That page takes no such request"), _("Go back and use its buttons.")),
    409: Explanation(
        _("Changed somewhere else"),
        _("It was changed after you opened it. Open it again to see both."),
    ),
    410: Explanation(
        _("This link is no longer good"),
        _("It works once and not for ever. Sign in if you used it; else ask for a new one."),
    ),
    413: Explanation(
        _("That is too big"),
        _(
            "It was not saved: more than two megabytes came at once. Go back, keep a copy of what "
            "you typed, and shorten it."
        ),
    ),
    422: Explanation(
        _("Not saved"), _("Something in it was not as it should be. Go back and look.")
    ),
    429: Explanation(_("Too often"), _("Wait a little, then try again.")),
    500: Explanation(
        _("Something broke on our side"),
        _("It was not your doing. Try again; what you typed is still one step back."),
    ),
    503: Explanation(_("Busy for a moment"), _("It was not saved. Try again in a few seconds.")),
    507: Explanation(
        _("Not saved: the disk is full"),
        _("Copy what you typed somewhere safe, and tell whoever runs this server."),
    ),
}


def init_app(app: Flask) -> None:
    """Register an answer for everything that can go wrong."""
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(errors.NotFoundError, lambda _error: answer(404))
    app.register_error_handler(errors.StaleError, lambda _error: answer(409))
    app.register_error_handler(errors.RefusedError, lambda _error: answer(409))
    app.register_error_handler(errors.KeyReusedError, lambda _error: answer(422, advice=ALREADY))
    app.register_error_handler(errors.UnfitError, lambda error: answer(422, advice=_(error.reason)))
    app.register_error_handler(errors.NotSavedError, _not_saved)
    app.register_error_handler(
        errors.BusyError, lambda _error: answer(503, retry_after=SECONDS_UNTIL_FREE)
    )
    app.register_error_handler(
        errors.TooOftenError, lambda error: answer(429, retry_after=error.retry_after)
    )
    app.register_error_handler(Exception, _unforeseen)


def answer(
    status: int, *, advice: str | LazyString | None = None, retry_after: int | None = None
) -> Response:
    """Render the page or the fragment for `status`; `retry_after` is in seconds."""
    explanation = EXPLANATIONS.get(status) or EXPLANATIONS[400 if status < 500 else 500]  # noqa: PLR2004  the two classes of HTTP errors
    words = {"status": status, "title": explanation.title, "advice": advice or explanation.advice}
    if htmx.is_htmx():
        response = htmx.into_notice(render_template("errors/_error.html", **words), status)
    else:
        response = make_response(render_template("errors/error.html", **words), status)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def _of_http(error: HTTPException) -> Response:
    status = error.code or 500
    if error.response is not None or status < 400:  # noqa: PLR2004  a redirect is no error
        return error.get_response()  # type: ignore[return-value]  # Werkzeug's base response
    ours = type(error).description != error.description
    response = answer(status, advice=error.description if ours and status != 404 else None)  # noqa: PLR2004  a 404 says nothing more
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _not_saved(error: errors.NotSavedError) -> Response:
    log.error("not saved: %s", error)
    return answer(507)


def _unforeseen(error: Exception) -> Response:
    log.error("unforeseen error at %s", request.url_rule, exc_info=error)
    return answer(500)
