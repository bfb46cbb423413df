"""The pages of what it all adds up to. What comes from reflections is kept in no cache."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from netpwa import clock
from netpwa.contacts.model import fold
from netpwa.errors import NotFoundError
from netpwa.insights import model
from netpwa.insights.gathering import pieces, talks_with_timing
from netpwa.insights.pages import HINTS, MODES, STEPS, THEME_WORDS, pictures_of, said
from netpwa.insights.store import InsightStore
from netpwa.insights.talk_store import TalkStore
from netpwa.insights.themes import THEMES, by_theme, matching
from netpwa.insights.tips import TIPS
from netpwa.interviews.store import InterviewStore
from netpwa.reminders.settings_store import RhythmStore
from netpwa.reminders.store import ReminderStore
from netpwa.reminders.switches import is_on
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id, identity, today
from netpwa.web.writes import save

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("insights", __name__)
A_WEEK = timedelta(days=7)
PRIVATE = {"insights.show", "insights.themes", "insights.week", "insights.move"}
_ = str  # Marks text for translators; it is translated when it is shown.
# One for each week; nobody has to write the answer down.
WEEKLY_QUESTIONS = (
    _("What would make the coming week a good one?"),
    _("Who has helped you lately, and do they know?"),
    _("What can wait, so that something else need not?"),
    _("Which conversation do you still think about?"),
)


@blueprint.after_request
def keep_private(response: Response) -> Response:
    """Let no cache keep what tells of energy and reflections."""
    if request.endpoint in PRIVATE:
        response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/insights")
def show() -> str:
    """Show what the conversations add up to, in pictures with their numbers."""
    store = InsightStore(db(), account_id())
    talks = talks_with_timing(db(), account_id(), store.talks())
    given = store.names_given()
    trees = [tree for tree in model.tree(given) if tree.leads_to]
    path = store.path()
    return render_template(
        "insights/show.html",
        talks=talks,
        places=model.places(talks),
        enough=(model.ENOUGH_TALKS, model.MANY_TALKS),
        path=path,
        gap=model.widest_gap(path),
        steps=said(STEPS),
        hints=said(HINTS),
        felt=[talk for talk in talks if talk.lifted is not None][: model.TALKS_SHOWN],
        timed=[talk for talk in talks if talk.timing][: model.TALKS_SHOWN],
        modes=model.modes(talks),
        mode_words=said(MODES),
        trees=trees,
        givers=model.givers(talks, given),
        names=sum(tree.names for tree in trees),
        **pictures_of(talks, path, trees, today(), identity().time_zone),
    )


@blueprint.get("/insights/themes")
def themes() -> str:
    """Show what was learned about the field, theme by theme, and search in it."""
    query = request.args.get("q", "")[:200]
    every = pieces(db(), account_id(), gettext)
    found = matching(every, query, fold)
    talks = InsightStore(db(), account_id()).talks()
    return render_template(
        "insights/themes.html",
        query=query,
        themes=by_theme(found, TalkStore(db(), account_id()).moved(), fold),
        theme_words=said(THEME_WORDS),
        all_themes=THEMES,
        people=len({talk.contact_id for talk in talks}),
        places=model.places(talks),
        enough=(model.ENOUGH_TALKS, model.MANY_TALKS),
        has_any=bool(every),
    )


@blueprint.post("/insights/themes/<piece_id>")
def move(piece_id: str) -> Response:
    """Put a piece into another theme."""
    theme = request.form.get("theme", "")
    if all(piece.id != piece_id for piece in pieces(db(), account_id(), str)):
        raise NotFoundError
    return save(
        lambda: TalkStore(db(), account_id()).move(piece_id, theme) if theme in THEMES else None,
        see=url_for(".themes", _anchor=f"piece-{piece_id}"),
    )


@blueprint.get("/insights/week")
def week() -> str:
    """Look back on a week, and ahead."""
    now = clock.now()
    talks = [t for t in InsightStore(db(), account_id()).talks(50) if now - A_WEEK <= t.starts_at]
    ahead = [t for t in InterviewStore(db(), account_id()).open() if t.starts_at <= now + A_WEEK]
    lifts = [talk.lifted for talk in talks if talk.lifted is not None]
    ids = {talk.id for talk in talks}
    return render_template(
        "insights/week.html",
        talks=talks,
        lift=sum(lifts) if lifts else None,
        pieces=[one for one in pieces(db(), account_id(), gettext) if one.interview_id in ids],
        due=ReminderStore(db(), account_id()).due(at=now),
        ahead=[talk for talk in ahead if talk.ends_at >= now],
        question=gettext(WEEKLY_QUESTIONS[today().isocalendar().week % len(WEEKLY_QUESTIONS)]),
        is_wanted=is_on("weekly", RhythmStore(db(), account_id()).switches()),
    )


@blueprint.get("/tips")
@versioned
def tips() -> str:
    """Show the eight tips on one page, which prints on one sheet."""
    return render_template("insights/tips.html", tips=TIPS)


@blueprint.get("/tips/parts")
@versioned
def parts() -> str:
    """Show which part of the app does what a tip says."""
    return render_template("insights/parts.html", tips=TIPS)
