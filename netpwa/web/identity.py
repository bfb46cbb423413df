"""Who is asking. Every page is closed to strangers unless its view says `@open_to_anyone`.

The factory injects the loader, so this module knows no slice.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from flask import abort, current_app, g, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from netpwa import clock
from netpwa.web import htmx

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from flask import Flask
    from werkzeug.wrappers import Response

View = TypeVar("View", bound="Callable[..., Any]")
LOADER = "netpwa.identity"


@dataclass(frozen=True, slots=True)
class Identity:
    """The person asking and the browser they ask from.

    `version` grows with every change that a page of theirs may show.
    """

    account_id: str
    device_id: str
    name: str
    time_zone: str
    version: int


def open_to_anyone(view: View) -> View:
    """Mark a view that a stranger may open."""
    view.open_to_anyone = True  # type: ignore[attr-defined]  # a mark on the function itself
    return view


def same_for_everyone(view: View) -> View:
    """Mark a view whose answer any cache may keep: it never asks who is there."""
    view.same_for_everyone = True  # type: ignore[attr-defined]  # a mark on the function itself
    return open_to_anyone(view)


def init_app(
    app: Flask,
    load: Callable[[], Identity | None],
    sign_in: str,
    hold: Callable[[], Response],
    hold_apart: Callable[[], Response | None],
) -> None:
    """Ask `load` who is there before each request; send strangers to the endpoint `sign_in`.

    `hold` answers a stranger's form with a page that holds on to what was typed, and `hold_apart`
    one that was written by another than who is signed in.
    """

    @app.before_request
    def close_to_strangers() -> Response | None:
        view = app.view_functions.get(request.endpoint or "")
        g.identity = None if getattr(view, "same_for_everyone", False) else load()
        if g.identity is None and view and not getattr(view, "open_to_anyone", False):
            return _ask_to_sign_in(sign_in, hold)
        if g.identity and writer_tag() not in {"", account_tag()}:
            return _refuse_another(hold_apart)
        return None

    app.jinja_env.globals["account_tag"] = account_tag


def identity() -> Identity:
    """Give who is asking; only for views that are closed to strangers."""
    who: Identity = g.identity
    return who


def is_signed_in() -> bool:
    """Say whether anybody is signed in."""
    return getattr(g, "identity", None) is not None


def account_id() -> str:
    """Give the account of who is asking: the owner that every store is bound to."""
    return identity().account_id


def today() -> date:
    """Give the day it is where the person asking lives."""
    return clock.to_local(clock.now(), identity().time_zone).date()


def account_tag() -> str:
    """Give an opaque name for the account, for what a phone keeps: caches and the outbox."""
    return tag_of(account_id()) if is_signed_in() else ""


def tag_of(account: str) -> str:
    """Give the opaque name of an account by its id."""
    secret = str(current_app.secret_key).encode()
    return hmac.new(secret, b"account:" + account.encode(), hashlib.sha256).hexdigest()[:16]


def writer_tag() -> str:
    """Give the tag of the account in whose page or queue a write was made, if it says so."""
    if request.method != "POST":
        return ""
    return request.headers.get("X-Outbox-Account") or request.form.get("account", "")


def own_page(wanted: str | None, method: str = "GET") -> str | None:
    """Turn a `next` address into one of our own that takes `method`, or None.

    The address is rebuilt from the URL map, never echoed: redirecting to a checked string is not
    safe, because the server tidies it after the check.
    """
    try:
        parts = urlsplit(wanted or "")
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return None
    try:
        endpoint, values = current_app.url_map.bind("").match(parts.path, method=method)
    except (HTTPException, RequestRedirect):
        return None
    address: str = url_for(endpoint, **values)
    return address


def _refuse_another(hold_apart: Callable[[], Response | None]) -> Response:
    is_page = not request.headers.get("X-Outbox") and not htmx.is_htmx()
    held = hold_apart() if is_page else None
    if held is None:
        abort(403, _("This work was written by another account; it was not saved."))
    return held


def _ask_to_sign_in(sign_in: str, hold: Callable[[], Response]) -> Response:
    if request.headers.get("X-Outbox"):
        abort(401)
    if request.method == "POST" and not htmx.is_htmx():
        return hold()
    asked = htmx.page_address() if htmx.is_htmx() else request.full_path
    wanted = own_page(asked) if htmx.is_htmx() or request.method == "GET" else None
    address = url_for(sign_in, next=None if wanted == "/" else wanted)
    return htmx.leave_for(address) if htmx.is_htmx() else redirect(address, 303)
