"""The manifest, the service worker, the offline page, and how to put the app on a home screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import (
    Blueprint,
    current_app,
    jsonify,
    make_response,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _

from netpwa import clock
from netpwa.contacts.store import ContactStore
from netpwa.db.earlier import LISTED, EarlierStore
from netpwa.followups.left_forms import LeadForm, PromiseForm, ResourceForm
from netpwa.interviews.forms import InterviewForm
from netpwa.interviews.store import InterviewStore
from netpwa.pwa.model import MOST_PEOPLE, WITH_ALL_PAGES, taken_along
from netpwa.reminders.store import ReminderStore
from netpwa.today.model import UNFOLDED, agenda
from netpwa.web.context import db, settings, vapid_public
from netpwa.web.freshness import versioned
from netpwa.web.identity import (
    account_id,
    identity,
    open_to_anyone,
    own_page,
    same_for_everyone,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response

    from netpwa.web.forms import Form

blueprint = Blueprint("pwa", __name__)
PAPER = "#faf5ec"
PARTS, LEAVING_PARTS = ("worker.js",), ("worker-leaving.js",)
# Stands for the person in the form that a phone keeps for whomever it has captured itself.
NOBODY, NOBODYS_NAME = "00000000-0000-7000-8000-000000000000", "__NAME__"
WANTED_BY_ALL = (
    "today.show",
    "contacts.index",
    "contacts.new",
    "interviews.index",
    "questions.index",
    "interviews.choose",
    "left.promises",
    "left.leads",
    "accounts.me",
    "pwa.booking",
    "pwa.promise",
    "pwa.lead",
    "pwa.resource",
)
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
    parts = PARTS if settings().offline else LEAVING_PARTS
    script = render_template(
        "pwa/service-worker.js", parts=parts, shell=SHELL, push_key=vapid_public()
    )
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
    """Give the page that the service worker fills with a form that it has no room to keep."""
    return render_template("pwa/unsent.html")


@blueprint.get("/waiting")
@same_for_everyone
def waiting() -> str:
    """Give the page that the service worker fills with what waits on this phone."""
    return render_template("pwa/waiting.html")


@blueprint.get("/offline/pages")
@versioned
def pages() -> Response:
    """List what a phone should fetch before it is asked for (the service worker's warm list)."""
    now = clock.now()
    talks = taken_along(InterviewStore(db(), account_id()).open(), now)
    wanted = [url_for(page) for page in WANTED_BY_ALL]
    wanted.append(url_for("contacts.new", fields=1))
    for due in ReminderStore(db(), account_id()).due(at=now)[:UNFOLDED]:
        # Where its notice leads, and where its line on Today does; a reflection is kept nowhere.
        wanted.append(url_for("reminders.show", reminder_id=due.id))
        wanted += [] if due.rule == "reflect" else [due.page]
    for talk in talks:
        wanted.append(url_for("interviews.show", interview_id=talk.id))
        wanted.append(url_for("contacts.show", contact_id=talk.contact_id))
    for talk in talks[:WITH_ALL_PAGES]:
        wanted.append(url_for("calls.call", interview_id=talk.id))
        wanted.append(url_for("fresh.sixty_seconds", interview_id=talk.id))
        wanted.append(url_for("plans.show", interview_id=talk.id))
        wanted.append(url_for("briefs.show", interview_id=talk.id))
        wanted.append(url_for("interviews.edit", interview_id=talk.id))
        wanted.append(url_for("contacts.edit", contact_id=talk.contact_id))
    newest = ContactStore(db(), account_id()).newest(MOST_PEOPLE)
    wanted += [url_for("contacts.show", contact_id=each) for each in newest]
    coming = agenda(talks, now).coming
    return jsonify(
        version=identity().version,
        pages=list(dict.fromkeys(wanted)),
        next=url_for("interviews.show", interview_id=coming.id) if coming else None,
    )


@blueprint.get("/offline/book")
def booking() -> str:
    """Give the form to book with a person whom only the phone knows yet."""
    form = InterviewForm(time_zone=identity().time_zone, minutes="20")
    nobody = {"id": NOBODY, "name": NOBODYS_NAME}
    return render_template(
        "interviews/book.html", form=form, contact=nobody, free_at=None, rest=None
    )


@blueprint.get("/offline/promises/new")
def promise() -> str:
    """Give the form of a promise, kept once and filled in for whomever it is about."""
    return _blank(PromiseForm(), "followups/promise.html")


@blueprint.get("/offline/leads/new")
def lead() -> str:
    """Give the form of a lead, kept as that of a promise."""
    return _blank(LeadForm(), "followups/lead.html")


@blueprint.get("/offline/resources/new")
def resource() -> str:
    """Give the form of what is worth a look, kept as that of a promise."""
    return _blank(ResourceForm(), "followups/resource.html")


def _blank(form: Form, template: str) -> str:
    return render_template(template, form=form, name=NOBODYS_NAME, contact_id=NOBODY, kept=None)


@blueprint.get("/earlier")
def earlier() -> str:
    """Show what was written over, and what came too late to be saved."""
    page = min(max(request.args.get("page", 1, int), 1), 10_000)
    store = EarlierStore(db(), account_id())
    texts = store.all(limit=LISTED + 1, offset=(page - 1) * LISTED)
    return render_template(
        "pwa/earlier.html",
        texts=[(text, own_page(text.page)) for text in texts[:LISTED]],
        page=page,
        has_more=len(texts) > LISTED,
    )


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
        "call": _("One question at a time, and the clock"),
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
