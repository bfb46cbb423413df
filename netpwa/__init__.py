"""Common Ground: the app is put together here, top to bottom.

What the app needs is imported inside: the reminder worker imports this package too, and must stay
small, without Flask.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from netpwa.config import Settings
    from netpwa.db.port import Database
    from netpwa.start import Secrets

ROOT = Path(__file__).parent.parent
LARGEST_BODY = 2 * 1024 * 1024


def create_app(
    settings: Settings, secrets: Secrets, connection: Callable[[], Database] | None = None
) -> Flask:
    """Make the app. `connection` gives the calling thread's database; tests pass their own."""
    from netpwa.accounts import session
    from netpwa.accounts.held import hold, hold_apart
    from netpwa.db.connections import connection_per_thread
    from netpwa.reminders.planning import replan
    from netpwa.web import (
        assets,
        context,
        csrf,
        errors,
        filters,
        headers,
        htmx,
        identity,
        keeping,
        locale,
        request_log,
        writes,
    )

    app = _bare_app(secrets)
    https = not settings.is_local
    wiring = context.Wiring(
        settings, secrets.vapid_public, connection or connection_per_thread(settings.database)
    )
    context.wire(app, wiring)
    request_log.init_app(app)
    htmx.init_app(app)
    headers.init_app(app, https=https)
    csrf.init_app(app, settings.public_origin)
    session.init_app(app, https=https)
    keeping.init_app(app)
    identity.init_app(app, session.load_identity, "accounts.sign_in", hold, hold_apart)
    locale.init_app(app)
    filters.init_app(app)
    errors.init_app(app)
    writes.init_app(app, replan)
    assets.init_app(app, assets.Assets())
    _mount_slices(app)
    return app


def _bare_app(secrets: Secrets) -> Flask:
    from flask import Flask
    from flask_compress import Compress
    from jinja2 import StrictUndefined

    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.secret_key = secrets.cookie_key
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_BODY
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "translations")
    # A tidied address would be redirected to whatever host the request named.
    app.url_map.strict_slashes = app.url_map.merge_slashes = False
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Compress(app)
    return app


def _mount_slices(app: Flask) -> None:
    from flask_babel import gettext

    from netpwa.accounts import routes as accounts
    from netpwa.bringing import routes as bringing
    from netpwa.contacts import routes as contacts
    from netpwa.contacts import stage_routes as stages
    from netpwa.contacts.model import called, hue, initials
    from netpwa.db.values import fresh_id
    from netpwa.followups import fresh_routes as fresh
    from netpwa.followups import left_routes as left
    from netpwa.followups import name_routes as named
    from netpwa.followups import outcome_routes as outcomes
    from netpwa.followups import reflection_routes as reflections
    from netpwa.followups import routes as followups
    from netpwa.followups import warm_routes as warm
    from netpwa.insights import routes as insights
    from netpwa.interviews import bank_routes as bank
    from netpwa.interviews import brief_routes as briefs
    from netpwa.interviews import call_routes as calls
    from netpwa.interviews import plan_routes as plans
    from netpwa.interviews import rehearsal_routes as rehearsals
    from netpwa.interviews import review_routes as reviews
    from netpwa.interviews import routes as interviews
    from netpwa.network import introduction_routes as introductions
    from netpwa.network import routes as network
    from netpwa.network import together_routes as together
    from netpwa.outreach import calendar_routes as calendars
    from netpwa.outreach import draft_routes as drafts
    from netpwa.outreach import routes as outreach
    from netpwa.outreach import story_routes as story
    from netpwa.push import routes as push
    from netpwa.pwa import routes as pwa
    from netpwa.reminders import routes as reminders
    from netpwa.reminders.notices import title_of
    from netpwa.research import routes as research
    from netpwa.tidying import routes as tidying
    from netpwa.today import routes as today
    from netpwa.watch import routes as watch
    from netpwa.web import health

    close = (network, introductions, together)
    people = (contacts, stages, *close, research, watch, bringing, tidying)
    ahead = (interviews, plans, briefs, bank, reviews, rehearsals)
    after = (fresh, followups, reflections, left, named, warm, outcomes)
    talks = (*ahead, calls, outreach, drafts, story, calendars, *after)
    for routes in (today, *people, *talks, insights, reminders, push, accounts, pwa, health):
        app.register_blueprint(routes.blueprint)
    app.jinja_env.globals["fresh_id"] = fresh_id
    app.jinja_env.filters.update(
        called=called, hue=hue, initials=initials, title_of=lambda due: title_of(due, gettext)
    )
