"""A form sent by somebody who is not signed in here any more: held until they are."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import make_response, redirect, render_template, request, url_for

from netpwa.accounts.forms import SignInForm
from netpwa.web.identity import own_page, tag_of

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

FIELD = "held"
# What every form carries; a form with nothing else is not worth holding.
CARRIED = frozenset({"id", "rev", "idempotency_key", "account", "on", "what", "says", "mended"})
# What says how a form was sent, but is no text to read again.
UNREAD = CARRIED | {"kind", "then", "time_zone"}
NEVER_HELD = frozenset({"password", "current"})


@dataclass(frozen=True, slots=True)
class Held:
    """Where a form was going, what was in it, and in whose page it was written."""

    address: str
    fields: list[tuple[str, str]]

    @property
    def typed(self) -> list[str]:
        """The texts that a person would know again."""
        return [value for name, value in self.fields if name not in UNREAD and value]

    @property
    def is_worth_holding(self) -> bool:
        """True when something would be lost, and none of it is a password."""
        names = {name for name, value in self.fields if value}
        return bool(names - CARRIED) and not names & NEVER_HELD

    def is_by(self, account: str) -> bool:
        """Say whether it was written in a page of this account."""
        return dict(self.fields).get("account") == tag_of(account)

    def as_text(self) -> str:
        """Write it as a sign-in carries it along."""
        return json.dumps({"address": self.address, "fields": self.fields})


def hold() -> Response:
    """Answer a stranger's form with the sign-in page, which carries along what was typed."""
    held = _sent()
    if not held.is_worth_holding:
        return redirect(url_for("accounts.sign_in"), 303)
    return make_response(_sign_in_page(held), 401)


def hold_apart() -> Response | None:
    """Answer the form of somebody in whose place another is signed in here, if it can be held.

    Whoever typed it in this very tab reads it again, and may copy it or sign in as themselves.
    """
    held = _sent()
    if not held.is_worth_holding:
        return None
    return make_response(_sign_in_page(held, typed="\n\n".join(held.typed)), 403)


def _sent() -> Held:
    return Held(request.path, list(request.form.items(multi=True)))


def _sign_in_page(held: Held, *, typed: str = "") -> str:
    return render_template(
        "accounts/sign_in.html",
        form=SignInForm(),
        nobody_yet=False,
        is_open=False,
        held=held.as_text(),
        typed=typed,
    )


def held_form(account: str) -> Held | None:
    """Give the form that came along with a sign-in, if it is this account's and goes to us."""
    try:
        sent = json.loads(request.form.get(FIELD, ""))
        fields = [(str(name), str(value)) for name, value in sent["fields"]]
        address = own_page(str(sent["address"]), method="POST")
    except (ValueError, KeyError, TypeError):
        return None
    held = Held(address or "", fields)
    return held if address and held.is_by(account) else None
