"""The only module that knows htmx (4.0.1): which requests are its, and how to steer its swaps."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import make_response
from htmx_flask import Htmx, request

if TYPE_CHECKING:
    from flask import Flask, Response


def init_app(app: Flask) -> None:
    """Teach the app's requests about htmx."""
    Htmx(app)


def is_htmx() -> bool:
    """Say whether a script asked, so that a fragment is the right answer."""
    return bool(request.htmx)


def page_address() -> str:
    """Give the path of the page that a script asked from."""
    return urlsplit(request.htmx.current_url or "").path


def leave_for(address: str) -> Response:
    """Make htmx load another page, as a redirect would without it."""
    response = make_response("", 200)
    response.headers["HX-Redirect"] = address
    return response


def into_notice(body: str, status: int) -> Response:
    """Answer with something that lands in the page's notice area, whatever was being swapped.

    htmx 4 swaps error bodies too; without this a refused tick would replace the list it is in.
    """
    response = make_response(body, status)
    response.headers["HX-Retarget"] = "#notice"
    response.headers["HX-Reswap"] = "innerHTML"
    return response
