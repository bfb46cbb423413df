"""The Today tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from netpwa import clock
from netpwa.contacts.store import ContactStore
from netpwa.interviews.store import InterviewStore
from netpwa.reminders.model import THANK
from netpwa.reminders.store import ReminderStore
from netpwa.today.model import agenda
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id, identity, open_to_anyone

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("today", __name__)
SUGGESTED = 3


@blueprint.get("/")
@open_to_anyone
def root() -> Response:
    """Lead on to Today; a stranger is asked to sign in there."""
    return redirect(url_for(".show"), 303)


@blueprint.get("/today")
@versioned
def show() -> str:
    """Show the next conversation and its one action, or what to do when there is none."""
    now = clock.now()
    plan = agenda(InterviewStore(db(), account_id()).open(), now)
    contacts = ContactStore(db(), account_id())
    people = contacts.search(stage="new", at=now, limit=SUGGESTED)
    today = clock.to_local(now, identity().time_zone).date()
    return render_template(
        "today/show.html",
        agenda=plan,
        people=people,
        follow_ups=contacts.follow_ups(until=today),
        thanks=ReminderStore(db(), account_id()).due(THANK),
        now=now,
    )
