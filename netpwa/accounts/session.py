"""The only module that knows flask-login. Its session holds a device's id, never the account's.

A device that is signed out, here or from another device, is a stranger on its next request.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from flask import session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from netpwa import clock
from netpwa.accounts.model import SIGN_IN_LASTS, is_due_for_renewal, is_expired
from netpwa.accounts.store import AccountStore, SignInStore
from netpwa.db.port import write
from netpwa.db.values import to_text
from netpwa.errors import BusyError, NotSavedError
from netpwa.web.context import db
from netpwa.web.identity import Identity

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask, Response
    from flask.sessions import SessionMixin

    from netpwa.accounts.store import DeviceSession

SEEN = "seen"


class SignedIn(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """What flask-login carries through a request."""

    def __init__(self, device_id: str, found: DeviceSession | None = None) -> None:
        self.id = device_id
        self.found = found


class _PrivateCookie(SecureCookieSessionInterface):
    """Keeps the cookie away from answers that any cache may keep."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not response.cache_control.public:
            super().save_session(app, session, response)


def init_app(app: Flask, *, https: bool) -> None:
    """Set up the cookie and the loader."""
    app.session_interface = _PrivateCookie()
    # WebKit drops a __Host- cookie on plain http, also at localhost.
    app.config["SESSION_COOKIE_NAME"] = "__Host-session" if https else "session"
    app.config["SESSION_COOKIE_SECURE"] = https
    app.config["SESSION_COOKIE_HTTPONLY"] = True
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    app.config["PERMANENT_SESSION_LIFETIME"] = SIGN_IN_LASTS
    # Nobody sets this cookie; under its usual name a planted one could lock people out.
    app.config["REMEMBER_COOKIE_NAME"] = "__Host-unused"
    # Its context processor would ask the database again while an error page is written.
    manager = LoginManager(app, add_context_processor=False)
    manager.session_protection = None
    manager.user_loader(_load)


def load_identity() -> Identity | None:
    """Say who is asking, and renew a sign-in that is in use once a day."""
    found: DeviceSession | None = getattr(current_user, "found", None)
    if found is None:
        return None
    now = clock.now()
    if is_due_for_renewal(found.seen_at, now):
        _renew(found, now)
    account = found.account
    return Identity(account.id, found.device_id, account.name, account.time_zone, found.version)


def _renew(found: DeviceSession, now: datetime) -> None:
    # With a full disk or a held lock one can still read; the next request tries again.
    with suppress(BusyError, NotSavedError):
        with write(db()):
            AccountStore(db(), found.account.id).mark_seen(found.device_id, at=now)
        session[SEEN] = to_text(now)


def sign_in(device_id: str) -> None:
    """Remember this browser as the device, across restarts of the browser."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(device_id))


def sign_out() -> None:
    """Forget the device in this browser."""
    logout_user()
    session.clear()


def _load(device_id: str) -> SignedIn | None:
    found = SignInStore(db()).device_session(device_id)
    if found is None or found.is_signed_out or is_expired(found.seen_at, clock.now()):
        return None
    return SignedIn(device_id, found)
