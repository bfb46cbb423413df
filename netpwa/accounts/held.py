"""A form sent by somebody whose sign-in has ended: it is held through the sign-in, never lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import make_response, redirect, render_template, request, url_for

from netpwa.accounts.forms import SignInForm
from netpwa.web.identity import own_page

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

FIELD = "held"
# What a form carries beside the text that somebody typed.
UNSEEN = frozenset({"id", "rev", "idempotency_key", "on", "kind", "then"})


@dataclass(frozen=True, slots=True)
class Held:
    """Where a form was going, and what was in it."""

    address: str
    fields: list[tuple[str, str]]

    @property
    def typed(self) -> list[str]:
        """The texts that a person would know again."""
        return [value for name, value in self.fields if name not in UNSEEN and value]


def hold() -> Response:
    """Answer a stranger's form with the sign-in page, which carries along what was typed."""
    held = Held(request.path, list(request.form.items(multi=True)))
    if not held.typed:
        return redirect(url_for("accounts.sign_in"), 303)
    sent = {"address": held.address, "fields": held.fields}
    page = render_template(
        "accounts/sign_in.html",
        form=SignInForm(),
        nobody_yet=False,
        is_open=False,
        held=json.dumps(sent),
    )
    return make_response(page, 401)


def held_form() -> Held | None:
    """Give the form that came along with a sign-in, if there is one and it is for us."""
    try:
        sent = json.loads(request.form.get(FIELD, ""))
        fields = [(str(name), str(value)) for name, value in sent["fields"]]
        address = own_page(str(sent["address"]), method="POST")
    except (ValueError, KeyError, TypeError):
        return None
    return Held(address, fields) if address else None
