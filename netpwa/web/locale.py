"""The language and the time zone of whoever is asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from flask_babel import Babel

from netpwa.web.identity import identity, is_signed_in

if TYPE_CHECKING:
    from flask import Flask

# The text is English; the region decides how dates and numbers are written.
LOCALES = ("en", "en_CA", "en_GB", "en_US", "en_AU", "en_IE", "en_NZ")


def init_app(app: Flask) -> None:
    """Choose the locale from the browser, and the time zone from the account."""
    Babel(app, locale_selector=_locale, timezone_selector=_time_zone)
    app.jinja_env.globals["language"] = lambda: _locale().replace("_", "-")
    app.jinja_env.globals["zone"] = _time_zone


def _locale() -> str:
    wanted = [tag.replace("-", "_") for tag in request.accept_languages.values()]
    return next((tag for tag in wanted if tag in LOCALES), "en")


def _time_zone() -> str:
    return identity().time_zone if is_signed_in() else "UTC"
