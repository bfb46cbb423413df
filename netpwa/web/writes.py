"""The one way a view changes anything: once per key, never over somebody's newer text.

Every write is ready for an outbox that replays it hours later. Ids are made in the page, so a
repeated request finds its own effect; `Idempotency-Key` (or the hidden field of a plain form) is
stored in the effect's transaction; an edit names the `rev` that it was made from. A replay carries
`X-Outbox: 1` and is answered 204 or an error, never by a redirect. On SQLite a second copy
of a request still in flight waits for the write lock and then finds the key, so 425 never happens.
"""

from __future__ import annotations

import hashlib
import hmac
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import current_app, make_response, redirect, render_template, request
from flask_babel import gettext as _

from netpwa import clock, errors
from netpwa.db.earlier import EarlierStore
from netpwa.db.idempotency import IdempotencyStore
from netpwa.db.port import write
from netpwa.db.versions import bump
from netpwa.web import htmx
from netpwa.web.context import db
from netpwa.web.forms import KEY_FIELD
from netpwa.web.identity import account_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from typing import Any

    from flask import Flask
    from werkzeug.datastructures import FileStorage
    from werkzeug.wrappers import Response

    from netpwa.db.port import Database
    from netpwa.web.forms import Form

LONGEST_KEY = 100
# A page adds words for its queue when its script is there: the same form without them is no other.
ASIDE = {KEY_FIELD, "what", "says"}
FOLLOW = "netpwa.after_write"
CONFLICT, UNPROCESSABLE, BUSY, FULL = 409, 422, 503, 507
SECONDS_UNTIL_FREE = 5
# How long a slow line may have had a tick, which counts from its arrival.
ON_ITS_WAY = timedelta(minutes=1)
LONGEST_WAIT = timedelta(days=90)  # as long as keys are remembered


def init_app(app: Flask, follow: Callable[..., Any]) -> None:
    """Let `follow(db, account_id, at=…)` run after each effect, in its transaction.

    It is given by the factory, for plumbing knows no slice: what is to be reminded of follows from
    everything that is written.
    """
    app.extensions[FOLLOW] = follow


def follow(db: Database, account_id: str, *, at: datetime) -> None:
    """Let follow what follows from a change; call it in the change's transaction."""
    current_app.extensions[FOLLOW](db, account_id, at=at)
    bump(db, account_id)


def save(
    effect: Callable[[], object],
    *,
    see: str,
    fragment: Callable[[], str] | None = None,
    owner: str | None = None,
) -> Response:
    """Run `effect` in a write transaction, once per key, and answer.

    `see` is the page that shows the outcome. `fragment` renders the piece that changed, for htmx.
    `owner` is whose account it changes, for somebody who holds a link and has no account.
    """
    owner = owner or account_id()
    with write(db()):
        if _is_first(owner):
            effect()
            follow(db(), owner, at=clock.now())
    if request.headers.get("X-Outbox"):
        return make_response("", 204)
    if htmx.is_htmx():
        return make_response(fragment()) if fragment else htmx.leave_for(see)
    return redirect(see, 303)


def save_form(
    form: Form,
    effect: Callable[[], object],
    *,
    see: str,
    page: Callable[[], str],
    saved: Callable[[], Mapping[str, object]] | None = None,
    owner: str | None = None,
    remembers: bool = False,
) -> Response:
    """Show the form, or check it and save it, keeping what was typed whenever it cannot be saved.

    `page` renders the form. `saved` reads what is stored now, by field name with its `rev`, for
    showing both texts when they differ. `owner` is as for `save`. With
    `remembers`, what is written over, and what a queue sent too late, is kept among the earlier
    texts: not for what is private beyond its page.
    """
    if request.method != "POST":  # a HEAD reads too
        return make_response(page())
    status = 422
    if form.validate():
        try:
            both = _remembering(form, effect, saved) if remembers and saved else effect
            return save(both, see=see, owner=owner)
        except errors.NetpwaError as error:
            status = _explain(form, error, saved)
            if remembers and status == CONFLICT and request.headers.get("X-Outbox"):
                with write(db()):
                    _remember(form, form.unsaved(), "refused")
    if htmx.is_htmx():
        # What is wrong lands in the notice; the form stays on the page as it was typed.
        response = htmx.into_notice(render_template("errors/_problems.html", form=form), status)
    else:
        response = make_response(page(), status)
    if status == BUSY:
        response.headers["Retry-After"] = str(SECONDS_UNTIL_FREE)
    return response


def save_new(
    form: Form,
    add: Callable[[], object],
    change: Callable[[int], object],
    *,
    see: str,
    page: Callable[[], str],
    saved: Callable[[], Mapping[str, object]],
) -> Response:
    """Show the form for something new, or check it and add it; the rest is as for `save_form`.

    A form that was given back to be mended may have been sent meanwhile. What it made then is
    changed, not made twice: `change(rev)` changes what has the form's id, and `saved` reads it.
    `add` raises RefusedError, or gives False, when the id is taken.
    """

    def add_or_change() -> None:
        revision = form.revision or int(form.mends)
        if revision:
            with suppress(errors.NotFoundError), write(db()):
                change(revision)
                return
        if add() is False:
            raise errors.RefusedError

    form.is_new = True
    return save_form(form, add_or_change, see=see, page=page, saved=saved)


def remove(
    form: Form,
    effect: Callable[[], object],
    *,
    see: str,
    page: str,
    saved: Callable[[], Mapping[str, object]],
) -> Response:
    """Take something away, and keep among the earlier texts what its person cannot have seen.

    `form` brings the `rev` that they saw; `page` is the address where the texts stood. The rest is
    as for `save_form`.
    """

    def both() -> None:
        before = saved()
        effect()
        if form.revision != before["rev"]:
            _remember(form, before, "replaced", page)

    return save(both, see=see)


def _remembering(
    form: Form, effect: Callable[[], object], saved: Callable[[], Mapping[str, object]]
) -> Callable[[], None]:
    def both() -> None:
        before = saved()
        effect()
        after = saved()
        changed = {name: text for name, text in before.items() if text != after[name]}
        # Without a revision it was a proposal of ours, which nobody has saved.
        if before["rev"]:
            _remember(form, changed, "replaced")

    return both


def _remember(form: Form, texts: Mapping[str, object], why: str, page: str = "") -> None:
    store = EarlierStore(db(), account_id())
    for name, text in texts.items():
        if text and isinstance(text, str) and form.is_remembered(name):
            label = str(form[name].label.text)
            store.keep(page or request.path, label, text, why, at=clock.now())


def _explain(
    form: Form,
    error: errors.NetpwaError,
    saved: Callable[[], Mapping[str, object]] | None,
) -> int:
    """Say on the form why it was not saved, and give the status; other errors have their page."""
    # Another text from the page of something new is another thing.
    compared = errors.StaleError if form.is_new else (errors.StaleError, errors.KeyReusedError)
    if saved and isinstance(error, compared):
        form.show_both(saved())
        return CONFLICT
    match error:
        case errors.UnfitError():
            form[error.field].errors = [*form[error.field].errors, _(error.reason)]
            return UNPROCESSABLE
        case errors.KeyReusedError():
            form.start_afresh(
                _("You saved this form once already. Save again to add this as well.")
            )
            return UNPROCESSABLE
        case errors.RefusedError() | errors.StaleError():
            form.start_afresh(
                _("This was sent meanwhile, as it stood before. Save again only to have both.")
                if form.mends
                else _("This is saved already. Save again to add it a second time.")
            )
            return CONFLICT
        case errors.NotSavedError():
            form.top_errors.append(
                _("Not saved: the disk of this server is full. Keep a copy of what you wrote.")
            )
            return FULL
        case errors.BusyError():
            form.top_errors.append(_("Not saved yet: the server is busy. Save again in a moment."))
            return BUSY
        case _:
            raise error


def written_at() -> datetime:
    """Give when a person wrote this: now, or as long ago as it waited in a queue.

    The queue tells how long (`X-Waited`, in seconds), not when, since a phone's clock may be wrong.
    """
    waited = request.headers.get("X-Waited", "") if request.headers.get("X-Outbox") else ""
    seconds = int(waited) if waited.isascii() and waited.isdigit() and len(waited) < 10 else 0  # noqa: PLR2004  some thirty years
    return clock.now() - min(timedelta(seconds=seconds), LONGEST_WAIT)


def ticked(stored: datetime | None) -> datetime | None:
    """Give when a tick counts as set, or None when it is taken back; call it inside `write`.

    `stored` is how it stands. It stays where it was ticked, maybe on another phone, after somebody
    took it back without a signal.
    """
    at = written_at()
    if request.values.get("on") == "1":
        return at
    return stored if stored and stored > at + ON_ITS_WAY else None


def _is_first(owner: str) -> bool:
    key = request.headers.get("Idempotency-Key", "").strip('"') or request.form.get(KEY_FIELD, "")
    if not key:
        return True
    if len(key) > LONGEST_KEY:
        raise errors.KeyReusedError
    return IdempotencyStore(db(), owner).claim(key, _fingerprint(), at=clock.now())


def _fingerprint() -> str:
    """Tell this request from another one. It is keyed: a form may hold a password."""
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in ASIDE]
    sent += [(name, _digest(file)) for name, file in request.files.items(multi=True)]
    secret = str(current_app.secret_key).encode()
    text = repr((request.method, request.path, sent)).encode()
    return hmac.new(secret, b"fingerprint:" + text, hashlib.sha256).hexdigest()


def _digest(file: FileStorage) -> str:
    """Tell a file by what is in it, and leave it to be read from its beginning."""
    file.stream.seek(0)
    digest = hashlib.file_digest(file.stream, "sha256").hexdigest()  # type: ignore[arg-type]  # it reads
    file.stream.seek(0)
    return digest
