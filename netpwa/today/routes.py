"""The Today tab."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from netpwa import clock
from netpwa.contacts.finding import Wanted
from netpwa.contacts.store import ContactStore
from netpwa.db.values import from_text
from netpwa.followups.recharging import rest_of
from netpwa.interviews.store import InterviewStore
from netpwa.outreach.standing import hard_going
from netpwa.reminders.settings_store import RhythmStore
from netpwa.reminders.store import ReminderStore
from netpwa.reminders.switches import SWITCHES
from netpwa.today.model import UNFOLDED, agenda
from netpwa.watch.model import WORTH_READING
from netpwa.watch.store import WatchStore
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id, open_to_anyone

if TYPE_CHECKING:
    from datetime import datetime

    from werkzeug.wrappers import Response

    from netpwa.contacts.model import ContactLine
    from netpwa.outreach.standing import HardGoing

blueprint = Blueprint("today", __name__)
SUGGESTED = 3
NOT_IN_TOUCH = Wanted(stage="new", touched="never")
A_YEAR = timedelta(days=366)


@blueprint.get("/")
@open_to_anyone
def root() -> Response:
    """Lead on to Today; a stranger is asked to sign in there."""
    return redirect(url_for(".show"), 303)


@blueprint.get("/today")
@versioned
def show() -> str:
    """Show what is due and the next conversation, or what to do when there is none."""
    now = clock.now()
    due = ReminderStore(db(), account_id()).due(at=now)
    watch = WatchStore(db(), account_id())
    rest = rest_of(db(), account_id(), at=now)
    # Whoever recharges is asked for nothing that takes energy.
    is_resting = rest.until is not None
    people = [] if is_resting else _not_yet_in_touch(now)
    return render_template(
        "today/show.html",
        agenda=agenda(InterviewStore(db(), account_id()).open(), now),
        people=people,
        due=due[:UNFOLDED],
        folded=due[UNFOLDED:],
        stale=[each for each in due if each.is_stale(now)],
        titles=watch.new_titles(since=now - WORTH_READING, limit=SUGGESTED),
        to_look_at=[page for page in watch.all() if page.wants_a_look(now)],
        rest=rest,
        hard_going=None if is_resting else _hard_going(now),
        offer=None if is_resting else SWITCHES.get(RhythmStore(db(), account_id()).offer() or ""),
        done=request.args.get("done"),
        later=_instant("later"),
        let_go=_instant("let_go"),
        now=now,
    )


def _not_yet_in_touch(now: datetime) -> list[ContactLine]:
    return ContactStore(db(), account_id()).search(wanted=NOT_IN_TOUCH, at=now, limit=SUGGESTED)


def _hard_going(now: datetime) -> HardGoing | None:
    found = hard_going(db(), account_id(), at=now)
    return found if found and found.is_news else None


def _instant(name: str) -> datetime | None:
    try:
        instant = from_text(request.args[name]) if name in request.args else None
    except ValueError:
        return None
    # An address that somebody made up may name any year, and no zone.
    is_near = instant and instant.tzinfo and abs(instant - clock.now()) < A_YEAR
    return instant if is_near else None
