"""The manifest, the service worker, the offline page, and how to put the app on a home screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Blueprint, current_app, jsonify, make_response, render_template
from flask_babel import gettext as _

from netpwa.web.identity import open_to_anyone, same_for_everyone

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response

blueprint = Blueprint("pwa", __name__)
PAPER = "#faf5ec"
# Each part adds what it handles; the outbox and the page copies will be parts of their own.
PARTS = ("sw/routing.js", "sw/shell.js", "sw/unsent.js", "sw/push.js", "sw/click.js")
SHELL = ("app.css", "app.js", "vendor/htmx-4.0.1.min.js", "icons/favicon.svg", "icons/icon-192.png")


@blueprint.get("/manifest.webmanifest")
@same_for_everyone
def manifest() -> Response:
    """Describe the app to the phone that installs it (W3C Web Application Manifest)."""
    asset = cast("Callable[[str], str]", current_app.jinja_env.globals["asset"])
    response = jsonify(
        {
            "id": "/",
            "name": "Common Ground",
            "short_name": "Common Ground",
            "description": _("Meet the people in your field, one good conversation at a time."),
            "start_url": "/today?from=home-screen",
            "scope": "/",
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": PAPER,
            "lang": "en",
            "dir": "ltr",
            "categories": ["productivity", "education"],
            "icons": _icons(asset),
            "screenshots": _screenshots(asset),
            "shortcuts": [
                {"name": _("Capture a person"), "url": "/contacts/new"},
                {"name": _("Next checklist"), "url": "/interviews/next"},
                {"name": _("Today"), "url": "/today"},
            ],
        }
    )
    response.mimetype = "application/manifest+json"
    return response


@blueprint.get("/service-worker.js")
@same_for_everyone
def service_worker() -> Response:
    """Serve the service worker at the root, so that every page is in its scope."""
    script = render_template("pwa/service-worker.js", parts=PARTS, shell=SHELL)
    response = make_response(script)
    response.mimetype = "text/javascript"
    return response


@blueprint.get("/offline")
@same_for_everyone
def offline() -> str:
    """Show what a phone without a network shows; it is the same for everybody."""
    return render_template("pwa/offline.html")


@blueprint.get("/unsent")
@same_for_everyone
def unsent() -> str:
    """Give the page that the service worker fills with a form that could not be sent."""
    return render_template("pwa/unsent.html")


@blueprint.get("/install")
@open_to_anyone
def install() -> str:
    """Show, in pictures, how to put the app on a home screen."""
    return render_template("pwa/install.html")


def _icons(asset: Callable[[str], str]) -> list[dict[str, str]]:
    sizes = (
        (192, "any", "icon"),
        (512, "any", "icon"),
        (192, "maskable", "maskable"),
        (512, "maskable", "maskable"),
    )
    return [
        {
            "src": asset(f"icons/{name}-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size, purpose, name in sizes
    ]


def _screenshots(asset: Callable[[str], str]) -> list[dict[str, str]]:
    labels = {
        "today": _("What is next, at a glance"),
        "checklist": _("Ready before the call"),
        "people": _("Everybody worth meeting"),
    }
    return [
        {
            "src": asset(f"screenshots/{name}.png"),
            "sizes": "780x1688",
            "type": "image/png",
            "form_factor": "narrow",
            "label": label,
        }
        for name, label in labels.items()
    ]
