"""Signing up, signing in and out, and the Me tab."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from flask import (
    Blueprint,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _

from netpwa import clock
from netpwa.accounts import session, signing_in
from netpwa.accounts.forms import PasswordForm, SettingsForm, SignInForm, SignUpForm
from netpwa.accounts.held import FIELD, held_form
from netpwa.accounts.model import INVITE_LASTS, device_label
from netpwa.accounts.passwords import hash_password, is_right
from netpwa.accounts.store import AccountStore, SignInStore
from netpwa.db.values import fresh_id
from netpwa.errors import NotFoundError, RefusedError, TooOftenError
from netpwa.interviews import booking
from netpwa.interviews.store import InterviewStore
from netpwa.outreach.story import wants_a_look
from netpwa.outreach.story_store import StoryStore
from netpwa.push.store import PushStore
from netpwa.web.context import db, settings
from netpwa.web.forms import KEY_FIELD, Form
from netpwa.web.identity import account_id, identity, is_signed_in, open_to_anyone, own_page
from netpwa.web.writes import save, save_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response

    from netpwa.interviews.model import Interview

blueprint = Blueprint("accounts", __name__)
# Every page here but the Me tab.
MAY_BE_KEPT = "accounts.me"


class _WrongPasswordError(Exception):
    """The password that should be changed is not the one that was typed."""


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """Keep what was typed about signing in out of every cache."""
    if request.endpoint != MAY_BE_KEPT:
        response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.route("/sign-in", methods=["GET", "POST"])
@open_to_anyone
def sign_in() -> Response:
    """Sign in with a password, then go on to the page that was asked for.

    A service worker that has signed somebody out asks for the head of it (`X-Worker`): what the
    browser keeps of pages may take seconds to clear, and nobody should wait for that.
    """
    if request.method == "HEAD" and "X-Worker" in request.headers:
        return make_response("", {"Clear-Site-Data": '"cache"'})
    onward = own_page(request.args.get("next")) or url_for("today.show")
    if request.method == "GET" and is_signed_in():
        return redirect(onward, 303)
    form = SignInForm()
    if request.method == "POST" and form.validate():
        try:
            found = signing_in.account_for(
                db(), form.email.data, form.password.data, at=clock.now()
            )
        except TooOftenError as error:
            form.top_errors.append(_("Too many wrong passwords for this address. Wait a little."))
            return _sign_in_page(form, 429, {"Retry-After": str(error.retry_after)})
        if found:
            _start_session(found)
            held = held_form(found)
            if held:
                return make_response(render_template("accounts/held.html", held=held))
            return redirect(onward, 303)
        form.top_errors.append(_("That address and password do not belong together."))
    return _sign_in_page(form, 422 if request.method == "POST" else 200)


def _sign_in_page(form: SignInForm, status: int, headers: dict[str, str] | None = None) -> Response:
    page = render_template(
        "accounts/sign_in.html",
        form=form,
        nobody_yet=not SignInStore(db()).has_accounts(),
        is_open=settings().sign_up == "open",
        held=request.form.get(FIELD, ""),
        typed="",
    )
    return make_response(page, status, headers)


@blueprint.route("/sign-up", methods=["GET", "POST"])
@open_to_anyone
def sign_up() -> Response:
    """Make an account, where the operator lets anybody."""
    if settings().sign_up != "open":
        abort(404)
    return _sign_up(None)


@blueprint.route("/sign-up/<token>", methods=["GET", "POST"])
@open_to_anyone
def sign_up_by_link(token: str) -> Response:
    """Make an account with a one-time link."""
    if request.method != "POST" and not SignInStore(db()).is_link_good(token, at=clock.now()):
        abort(410)  # a form sent twice finds its account, though the link is used up by then
    return _sign_up(token)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Sign this browser out; its cookie is dead from here on.

    A service worker says so (`X-Worker`) and clears what is kept by itself. Told to clear it from
    here, a browser stops that worker in the middle of its answer, and waits for it for ever.
    """
    see = url_for(".sign_in")
    response = save(_end(identity().device_id), see=see)
    session.sign_out()
    if "X-Worker" not in request.headers:
        # What another account left to be sent from this browser is theirs to send or to throw away.
        everything = '"cache"' if "others" in request.form else '"cache", "storage"'
        response.headers["Clear-Site-Data"] = everything
    return response


@blueprint.get("/me")
def me() -> str:
    """Show the Me tab."""
    store = AccountStore(db(), account_id())
    return render_template(
        "accounts/me.html",
        account=store.get(),
        devices=store.devices(),
        this_device=identity().device_id,
        may_invite=settings().sign_up == "invite",
        is_profile_old=wants_a_look(StoryStore(db(), account_id()).ticks(), clock.now()),
    )


@blueprint.route("/me/settings", methods=["GET", "POST"])
def edit_settings() -> Response:
    """Change name and time zone."""
    store = AccountStore(db(), account_id())
    account = store.get()
    zone = account.time_zone
    form = SettingsForm(name=account.name, time_zone=zone, was=zone)
    was = form.was.data or form.time_zone.data
    asks = was != form.time_zone.data and bool(_open_in(was))
    return save_form(
        form,
        lambda: store.save_settings(form.draft()),
        see=url_for(".moved", was=was) if asks else url_for(".me"),
        page=lambda: render_template("accounts/settings.html", form=form),
    )


@blueprint.route("/me/settings/moved", methods=["GET", "POST"])
def moved() -> Response:
    """Ask which conversations should move with somebody to their new home zone.

    Reminders and quiet hours follow the new clock by themselves; what was agreed on with somebody
    stays at its moment unless it is said otherwise.
    """
    was, zone = request.args.get("was", ""), identity().time_zone
    talks = _open_in(was)
    chosen = {talk.id for talk in talks} & set(request.form.getlist("move"))
    form = Form()
    return save_form(
        form,
        lambda: booking.rezone(db(), account_id(), chosen, zone, at=clock.now()),
        see=url_for(".me"),
        page=lambda: render_template("accounts/moved.html", form=form, talks=talks, was=was),
    )


def _open_in(zone: str) -> list[Interview]:
    talks = InterviewStore(db(), account_id()).open()
    return [talk for talk in talks if talk.time_zone == zone and talk.starts_at > clock.now()]


@blueprint.route("/me/password", methods=["GET", "POST"])
def change_password() -> Response:
    """Change the password; every other device is signed out with it."""
    store = AccountStore(db(), account_id())
    account = store.get()
    form = PasswordForm(account.name, account.email)

    def page() -> str:
        return render_template("accounts/password.html", form=form)

    if request.method == "POST" and form.validate():
        is_theirs = is_right(form.current.data, store.credential().password_hash)
        new_hash = hash_password(form.password.data)

        def effect() -> None:
            # Asked only here: the same form sent again has changed the password already.
            if not is_theirs:
                raise _WrongPasswordError
            store.set_password(new_hash)
            store.sign_out_others(identity().device_id, at=clock.now())
            PushStore(db(), account_id()).end_other_devices(identity().device_id, at=clock.now())

        try:
            return save(effect, see=url_for(".me"))
        except _WrongPasswordError:
            form.current.errors = [_("That is not your password now.")]
            return make_response(page(), 422)
    return make_response(page(), 422 if request.method == "POST" else 200)


@blueprint.post("/me/devices/<device_id>/remove")
def remove_device(device_id: str) -> Response:
    """Sign another browser out."""
    return save(_end(device_id), see=url_for(".me"))


@blueprint.post("/me/invite")
def invite() -> Response | str:
    """Make a one-time sign-up link for somebody else, where the operator allows it."""
    if settings().sign_up != "invite":
        abort(404)
    # The same form again gives the same link: worked out from its key, it need not be kept.
    key = f"invite:{account_id()}:{request.form.get(KEY_FIELD) or fresh_id()}"
    token = hmac.new(str(current_app.secret_key).encode(), key.encode(), hashlib.sha256).hexdigest()
    signing_in.keep_link(db(), token, at=clock.now(), lasts=INVITE_LASTS)
    address = settings().public_origin + url_for(".sign_up_by_link", token=token)
    return render_template("accounts/invite.html", address=address)


def _sign_up(token: str | None) -> Response:
    form = SignUpForm()
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                signing_in.sign_up(db(), token, form.draft(), at=clock.now())
            except NotFoundError:
                abort(410)
            except RefusedError:
                form.email.errors = [_("This address has an account already. Sign in instead.")]
            else:
                _start_session(form.draft().id)
                return redirect(url_for("today.show"), 303)
    return make_response(render_template("accounts/sign_up.html", form=form), status)


def _start_session(account: str) -> None:
    device_id = fresh_id()
    label = device_label(request.headers.get("User-Agent", ""))
    signing_in.sign_in_device(db(), account, device_id, label, at=clock.now())
    session.sign_in(device_id)


def _end(device_id: str) -> Callable[[], None]:
    def effect() -> None:
        AccountStore(db(), account_id()).sign_out(device_id, at=clock.now())
        PushStore(db(), account_id()).end_device(device_id, at=clock.now())

    return effect
