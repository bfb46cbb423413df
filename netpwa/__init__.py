"""Common Ground: the app is put together here, top to bottom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from flask_compress import Compress
from jinja2 import StrictUndefined

from netpwa import clock
from netpwa.accounts import routes as accounts
from netpwa.accounts import session
from netpwa.contacts import routes as contacts
from netpwa.contacts.model import called, hue, initials
from netpwa.db.connections import connection_per_thread
from netpwa.db.values import fresh_id
from netpwa.interviews import routes as interviews
from netpwa.today import routes as today
from netpwa.web import (
    assets,
    context,
    csrf,
    errors,
    filters,
    headers,
    health,
    htmx,
    identity,
    locale,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from netpwa.config import Settings
    from netpwa.db.port import Database

ROOT = Path(__file__).parent.parent
LARGEST_BODY = 2 * 1024 * 1024


def create_app(
    settings: Settings, secret_key: str, connection: Callable[[], Database] | None = None
) -> Flask:
    """Make the app. `connection` gives the calling thread's database; tests pass their own."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.secret_key = secret_key
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_BODY
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "translations")
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    https = not settings.is_local
    clock.set_offset_file(settings.clock)

    context.wire(
        app, context.Wiring(settings, connection or connection_per_thread(settings.database))
    )
    htmx.init_app(app)
    headers.init_app(app, https=https)
    csrf.init_app(app, settings.public_origin)
    session.init_app(app, https=https)
    identity.init_app(app, session.load_identity, sign_in="accounts.sign_in")
    locale.init_app(app)
    filters.init_app(app)
    errors.init_app(app)
    assets.init_app(app, assets.Assets())
    Compress(app)
    app.jinja_env.globals["fresh_id"] = fresh_id
    app.jinja_env.filters.update(called=called, hue=hue, initials=initials)

    for slice_routes in (today, contacts, interviews, accounts, health):
        app.register_blueprint(slice_routes.blueprint)
    return app
