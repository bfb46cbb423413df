"""What is worth reading, the pages that are followed, and keeping a title as research."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for

from netpwa import clock
from netpwa.contacts.store import ContactStore
from netpwa.network.store import NetworkStore
from netpwa.watch import keeping
from netpwa.watch.forms import LONGEST_TEXT, KeepForm, WatchForm
from netpwa.watch.model import CATEGORIES, WORTH_READING
from netpwa.watch.store import WatchStore
from netpwa.web.context import db
from netpwa.web.freshness import versioned
from netpwa.web.identity import account_id
from netpwa.web.writes import save, save_form, written_at

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("watch", __name__, url_prefix="/watch")


def _store() -> WatchStore:
    return WatchStore(db(), account_id())


@blueprint.get("")
@versioned
def index() -> str:
    """Show new titles, the pages that want a look, and all that is followed."""
    now = clock.now()
    followed = _store().all()
    return render_template(
        "watch/index.html",
        titles=_store().new_titles(since=now - WORTH_READING),
        to_look_at=[each for each in followed if each.wants_a_look(now)],
        followed={
            category: [each for each in followed if each.category == category]
            for category in CATEGORIES
        },
        is_empty=not followed,
        away=request.args.get("away"),
        kept=request.args.get("kept"),
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> Response:
    """Follow a page."""
    asked = request.args.get("category")
    form = WatchForm(category=asked if asked in CATEGORIES else "association")
    return save_form(
        form,
        lambda: _store().add(form.draft(), at=written_at()),
        see=url_for(".index"),
        page=lambda: render_template("watch/new.html", form=form),
    )


@blueprint.post("/<watch_id>/looked")
def looked(watch_id: str) -> Response:
    """Note that its owner had a look at a page."""
    return save(lambda: _store().looked(watch_id, at=written_at()), see=url_for(".index"))


@blueprint.route("/<watch_id>/remove", methods=["GET", "POST"])
def remove(watch_id: str) -> Response | str:
    """Follow a page no longer; asked first, for its titles go with it."""
    if request.method != "POST":
        return render_template("watch/remove.html", page=_store().get(watch_id))
    return save(lambda: _store().remove(watch_id), see=url_for(".index"))


@blueprint.post("/titles/<title_id>/away")
def set_away(title_id: str) -> Response:
    """Take a title off the list, or put it back."""
    is_on = request.form.get("on") == "1"
    return save(
        lambda: _store().set_away(title_id, written_at() if is_on else None),
        see=url_for(".index", away=title_id if is_on else None),
    )


@blueprint.route("/titles/<title_id>/keep", methods=["GET", "POST"])
def keep(title_id: str) -> Response:
    """Keep a title as research about a person or an organisation."""
    item = _store().title(title_id)
    form = KeepForm(text=item.title[:LONGEST_TEXT], about=item.watch_name)
    return save_form(
        form,
        lambda: keeping.keep(db(), account_id(), item, form, at=written_at()),
        see=url_for(".index", kept=1),
        page=lambda: render_template(
            "watch/keep.html",
            form=form,
            item=item,
            names=NetworkStore(db(), account_id()).names(besides=""),
        ),
    )


@blueprint.get("/titles/<title_id>/mention")
@versioned
def mention(title_id: str) -> str:
    """Choose to whom to mention a title, in a word of their own."""
    query = request.args.get("q", "")[:200]
    return render_template(
        "watch/mention.html",
        item=_store().title(title_id),
        people=ContactStore(db(), account_id()).search(query, at=clock.now()),
        query=query,
    )
