"""What a person does with a reminder, and the page of what they want to be reminded of."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from netpwa import clock
from netpwa.contacts.finding import Wanted
from netpwa.contacts.store import ContactStore
from netpwa.db.values import from_text, to_text
from netpwa.reminders.calendar import Calendar, Snooze
from netpwa.reminders.forms import RhythmForm, as_typed
from netpwa.reminders.notices import text_of
from netpwa.reminders.planning import settings_of
from netpwa.reminders.public_holidays import parts_of, region_of_zone, regions
from netpwa.reminders.settings_store import RhythmStore
from netpwa.reminders.store import ReminderStore
from netpwa.reminders.switches import GROUPS, SWITCHES, is_on
from netpwa.web.context import db
from netpwa.web.forms import Form
from netpwa.web.identity import account_id, identity
from netpwa.web.writes import save, save_form, ticked, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from netpwa.reminders.model import Due

blueprint = Blueprint("reminders", __name__)
# Somebody else waits for these: letting them go is offered, and never ticked beforehand.
MOST_UNTHANKED = 10
OWED = frozenset({"promise", "thank", "introducer", "referral"})


def _store() -> ReminderStore:
    return ReminderStore(db(), account_id())


@blueprint.get("/reminders/<reminder_id>")
def show(reminder_id: str) -> str:
    """Show one reminder with what can be done about it: where a button on a notice leads."""
    now = clock.now()
    due = _store().get_due(reminder_id, at=now)
    return render_template("reminders/show.html", due=due, help=_body_of(due), id=reminder_id)


@blueprint.post("/reminders/<reminder_id>/done")
def set_done(reminder_id: str) -> Response:
    """Say that something is done or not wanted, or take that back."""
    is_back = request.form.get("on", "1") != "1"

    def tick() -> None:
        stored = _store().done_at(reminder_id)
        _store().set_done(reminder_id, ticked(stored) if is_back else written_at())

    return save(tick, see=url_for("today.show", done=None if is_back else reminder_id))


@blueprint.post("/reminders/<reminder_id>/snooze")
def snooze(reminder_id: str) -> Response:
    """Put something off."""
    choice = request.form.get("choice", "hour")
    if choice not in get_args(Snooze):
        abort(422, _("Choose until when."))
    now = written_at()
    settings = settings_of(db(), account_id(), at=now)
    until = Calendar(settings, now, clock.to_instant).snoozed(cast("Snooze", choice))
    return save(
        lambda: _store().snooze(reminder_id, until, at=now),
        see=url_for("today.show", later=to_text(until)),
    )


@blueprint.route("/reminders/catch-up", methods=["GET", "POST"])
def catch_up() -> Response:
    """Let go of what went stale, by ticks; nobody is asked why."""
    now = written_at()
    stale = [due for due in _store().due(at=now) if due.is_stale(now)]
    chosen = [due.id for due in stale if due.id in request.form.getlist("go")]
    form = Form()
    return save_form(
        form,
        lambda: _store().let_go(chosen, at=now),
        see=url_for("today.show", let_go=to_text(now) if chosen else None),
        page=lambda: render_template(
            "reminders/catch_up.html",
            form=form,
            stale=stale,
            owed=OWED,
            # Their notices are over by now; the thanks are not.
            unthanked=ContactStore(db(), account_id()).search(
                wanted=Wanted(stage="talked"), at=now, limit=MOST_UNTHANKED
            ),
        ),
    )


@blueprint.post("/reminders/catch-up/undo")
def take_back() -> Response:
    """Bring back what was just let go."""
    try:
        let_go_at = from_text(request.form.get("at", ""))
    except ValueError:
        abort(404)
    if let_go_at.tzinfo is None:
        abort(404)
    return save(lambda: _store().take_back(let_go_at=let_go_at), see=url_for("today.show"))


@blueprint.route("/me/reminders", methods=["GET", "POST"])
def rhythm() -> Response:
    """Show everything that may be set about reminders on one page."""
    store = RhythmStore(db(), account_id())
    form = RhythmForm(_regions(store.get().region), **as_typed(store.get()))
    return save_form(
        form,
        lambda: store.save(form.rhythm()),
        see=url_for(".rhythm", kept=1),
        page=lambda: render_template(
            "reminders/rhythm.html",
            form=form,
            groups=GROUPS,
            switches=store.switches(),
            is_on=is_on,
            was_kept="kept" in request.args,
        ),
        saved=lambda: as_typed(store.get()),
    )


@blueprint.post("/me/reminders/switches")
def set_switch() -> Response:
    """Turn one kind of reminder on or off."""
    switch = request.form.get("switch", "")
    if switch not in SWITCHES:
        abort(404)
    wanted = request.form.get("on") == "1"
    is_offer = request.form.get("from") == "today"
    return save(
        lambda: RhythmStore(db(), account_id()).set_switch(switch, is_on=wanted),
        see=url_for("today.show") if is_offer else url_for(".rhythm", _anchor=f"switch-{switch}"),
    )


def _body_of(due: Due | None) -> str:
    return _(text_of(due.rule, due.step).body) if due else ""


def _regions(chosen: str) -> list[tuple[str, str]]:
    """List countries by name, and the parts of the country that is chosen or lived in."""
    locale = get_locale()
    names = locale.territories if locale else {}
    by_zone = region_of_zone(identity().time_zone)
    home = names.get(by_zone, by_zone) or _("none")
    country = (chosen or by_zone).split("-")[0]
    countries = sorted((names.get(code, code), code) for code in regions() if "-" not in code)
    country_name = names.get(country, country)
    parts = sorted((f"{country_name}, {name}", code) for code, name in parts_of(country))
    return [
        ("", _("the country of my time zone (%(country)s)", country=home)),
        *((code, name) for name, code in parts),
        *((code, name) for name, code in countries),
    ]
