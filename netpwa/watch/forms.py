"""The forms that follow a page, and keep one of its titles as research."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import wtforms
from flask_babel import lazy_gettext as _

from netpwa.watch.model import CATEGORIES, WatchDraft, why_unreadable
from netpwa.web.forms import Form, Needed, choice, line

LONGEST_URL = 1000
LONGEST_TEXT = 500
_ADDRESS = re.compile(r"https?://[^\s<>\"@]+", re.IGNORECASE)
_BARE = re.compile(r"[\w-]+(\.[\w-]+)+(/\S*)?")
WHY_UNREADABLE = {
    "address": _("Write an address that begins with https:// or http://."),
    "plain": _("We read pages at https:// only. Write it like that, or tick “only a bookmark”."),
    "port": _("We read no address with a port number. Leave it out, or tick “only a bookmark”."),
    "private": _(
        "This page is not on the public internet, so we cannot read it. Tick “only a bookmark”"
        " to look at it yourself."
    ),
}


class WatchForm(Form):
    """Following a page. Without a name it goes by its site."""

    url = line(
        _("Address"),
        Needed(_("Paste the address of the page.")),
        limit=LONGEST_URL,
        description=_("Of the page or of its feed (RSS, Atom); we find out which."),
    )
    name = line(_("What you call it"))
    category = choice(
        _("What is it?"),
        [
            ("society", _("Academic society")),
            ("network", _("Business network")),
            ("institute", _("Planning institute")),
            ("association", _("National association")),
            ("employer", _("Employer's blog")),
            ("group", _("Discussion group")),
        ],
        default="association",
    )
    is_bookmark: Any = wtforms.BooleanField(_("Only a bookmark: I look at it myself, once a week"))

    def validate_url(self, field: wtforms.Field) -> None:
        """Take web addresses only, and to be read those that can be; add a missing beginning."""
        typed = field.data or ""
        if _BARE.fullmatch(typed):
            typed = field.data = f"https://{typed}"
        if typed and not (_ADDRESS.fullmatch(typed) and _host(typed)):
            raise wtforms.ValidationError(str(WHY_UNREADABLE["address"]))
        if typed and not self.is_bookmark.data and (why := why_unreadable(typed)):
            raise wtforms.ValidationError(str(WHY_UNREADABLE[why]))

    def validate_category(self, field: wtforms.Field) -> None:
        """Refuse what is not offered."""
        if field.data not in CATEGORIES:
            raise wtforms.ValidationError(str(_("Choose one of these.")))

    def draft(self) -> WatchDraft:
        """Give what was typed."""
        url = self.url.data
        return WatchDraft(
            self.id.data,
            self.name.data or _host(url),
            url,
            self.category.data,
            is_feed=not self.is_bookmark.data,
        )


class KeepForm(Form):
    """Keeping a title as research about a person or an organisation."""

    text = line(_("What you found out"), Needed(_("Write a line.")), limit=LONGEST_TEXT)
    about = line(
        _("About whom?"),
        Needed(_("Write the name of a person or an organisation.")),
        description=_("A person you have here, or any organisation."),
    )


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
