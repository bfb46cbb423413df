"""A conversation confirmed and in a calendar: the day before, one file, and a feed of them all."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask_babel import gettext

from netpwa import clock
from netpwa.contacts.model import called
from netpwa.contacts.store import ContactStore
from netpwa.db.values import fresh_id
from netpwa.interviews.store import InterviewStore
from netpwa.outreach.calendar_file import Shown, calendar_feed, calendar_file
from netpwa.outreach.calendar_store import CalendarLinkStore, CalendarStore
from netpwa.outreach.compose import CONFIRM, CONFIRM_HOW, compose_message, reason
from netpwa.outreach.pages import mail_to
from netpwa.outreach.story_store import StoryStore
from netpwa.web.context import db, settings
from netpwa.web.filters import day, hour
from netpwa.web.identity import account_id, identity, open_to_anyone
from netpwa.web.writes import save, ticked

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Answer

    from netpwa.interviews.model import Interview
    from netpwa.outreach.compose import Composed

blueprint = Blueprint("calendars", __name__)
FEED_REACHES_BACK = timedelta(days=60)


@blueprint.get("/interviews/<interview_id>/confirm")
def confirm(interview_id: str) -> str:
    """Show what to write the day before, and the files for both calendars."""
    talk = InterviewStore(db(), account_id()).get(interview_id)
    contact = ContactStore(db(), account_id()).get(talk.contact_id)
    letter = _confirmation(talk)
    return render_template(
        "outreach/confirm.html",
        interview=talk,
        letter=letter,
        why_not=[reason(gap, gettext) for gap in letter.gaps],
        way_out=mail_to(contact, gettext("Our conversation"), letter.body),
        has_feed=CalendarStore(db(), account_id()).link_id() is not None,
    )


@blueprint.post("/interviews/<interview_id>/confirm")
def set_confirmed(interview_id: str) -> Answer:
    """Note that they were asked whether the time still suits them, or take that back."""
    store = InterviewStore(db(), account_id())
    store.get(interview_id)
    return save(
        lambda: store.set_confirmed(interview_id, ticked(store.confirmed_at(interview_id))),
        see=url_for(".confirm", interview_id=interview_id),
    )


@blueprint.get("/interviews/<interview_id>/calendar.ics")
def ics(interview_id: str) -> Response:
    """Give a conversation as a calendar file: one's own, or with `for=them` one to attach."""
    talk = InterviewStore(db(), account_id()).get(interview_id)
    has_names = StoryStore(db(), account_id()).setting().names_in_calendar
    shown = Shown(_title(account_id(), talk), _host(), clock.now(), has_place=has_names)
    if request.args.get("for") == "them":
        title = gettext("Conversation with %(name)s", name=identity().name)
        shown = Shown(title, _host(), clock.now(), has_alarm=False)
    response = Response(calendar_file(talk, shown), mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="conversation.ics"'
    return response


@blueprint.get("/me/calendar")
def link() -> Response:
    """Show the secret address of the feed; the page is kept nowhere."""
    link_id = CalendarStore(db(), account_id()).link_id()
    address = f"{settings().public_origin}/calendar/{_token(link_id)}.ics" if link_id else None
    setting = StoryStore(db(), account_id()).setting()
    page = render_template("outreach/calendar.html", address=address, setting=setting)
    response = Response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/me/calendar")
def set_link() -> Answer:
    """Make an address, which ends any earlier one, or end it without another."""
    store = CalendarStore(db(), account_id())

    def change() -> None:
        link_id = fresh_id()
        if request.form.get("on") == "1":
            store.open(link_id, _hash(_token(link_id)), at=clock.now())
        else:
            store.close()

    return save(change, see=url_for(".link"))


@blueprint.get("/calendar/<token>.ics")
@open_to_anyone
def feed(token: str) -> Response:
    """Give every conversation to whoever knows the address; after its end it is not found."""
    owner = CalendarLinkStore(db()).owner(_hash(token))
    now = clock.now()
    has_names = StoryStore(db(), owner).setting().names_in_calendar
    # Whole days, so that a feed in which nothing changed stays the same to the byte.
    stamp = now.replace(hour=0, minute=0, second=0, microsecond=0)
    entries = [
        (talk, Shown(_title(owner, talk), _host(), stamp, has_place=has_names,
                     page=f"{settings().public_origin}/interviews/{talk.id}"))
        for talk in InterviewStore(db(), owner).since(now - FEED_REACHES_BACK)
    ]  # fmt: skip
    response = Response(calendar_feed(entries, gettext("Conversations")), mimetype="text/calendar")
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def _confirmation(talk: Interview) -> Composed:
    zone = talk.time_zone
    slots = {
        "first": called(talk.contact_name),
        "day": day(talk.starts_at, zone),
        "time": hour(talk.starts_at, zone),
        "zone": zone.split("/")[-1].replace("_", " "),
        "minutes": str(talk.minutes),
        "place": talk.place,
        "phone": StoryStore(db(), account_id()).get().phone,
        "me": identity().name,
    }
    how = gettext(CONFIRM_HOW[talk.mode]) if talk.place else ""
    return compose_message(gettext(CONFIRM).replace("{how}", f" {how}" if how else ""), slots, str)


def _title(owner: str, talk: Interview) -> str:
    """Name a conversation in its owner's calendar: discreetly, unless they want the name there."""
    if StoryStore(db(), owner).setting().names_in_calendar:
        return str(gettext("Conversation with %(name)s", name=talk.contact_name))
    return str(gettext("Conversation"))


def _host() -> str:
    return urlsplit(settings().public_origin).hostname or "localhost"


def _token(link_id: str) -> str:
    """Make the secret from the row and our own key: a copy of the database opens no feed."""
    secret = str(current_app.secret_key).encode()
    return hmac.new(secret, b"calendar:" + link_id.encode(), hashlib.sha256).hexdigest()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
