"""The page about notices, and what browsers send about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, make_response, render_template, request, url_for

from netpwa import clock
from netpwa.accounts.model import device_label
from netpwa.push.endpoint import SubscriptionRefusedError, allowed_from, check_subscription
from netpwa.push.forms import SubscriptionForm
from netpwa.push.store import PushStore
from netpwa.reminders.planning import add_test
from netpwa.web.context import db, settings, vapid_public
from netpwa.web.forms import Form
from netpwa.web.identity import account_id, identity
from netpwa.web.writes import save

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("push", __name__)
MOST_DEVICES = 10


def _store() -> PushStore:
    return PushStore(db(), account_id())


@blueprint.get("/me/notices")
def notices() -> str:
    """Show the page about notices: on or off, which browsers, a test, names or none."""
    store = _store()
    test = store.test(request.args.get("test", ""))
    return render_template(
        "push/notices.html",
        devices=store.devices(),
        names=store.names_in_notices(),
        test=test,
        is_waiting=bool(test and test.is_waiting(clock.now())),
        key=vapid_public(),
    )


@blueprint.post("/push/subscriptions")
def subscribe() -> Response:
    """Keep this browser's subscription, or say in plain words why it cannot be used."""
    form = SubscriptionForm()
    form.validate()
    to = form.subscription()
    allowed = allowed_from(settings().push_hosts, local=settings().is_local)
    try:
        origin = check_subscription(to, allowed).origin
    except SubscriptionRefusedError as error:
        abort(422, str(error))
    store = _store()

    def effect() -> None:
        # A browser that says it again by itself must not undo what a person removed.
        if not request.form.get("asked") and store.was_ended(to.endpoint):
            abort(410)
        if len(store.devices()) >= MOST_DEVICES and not store.knows(to.endpoint):
            abort(422, "Ten browsers get your notices already. Remove one first.")
        store.subscribe(
            form.id.data,
            to,
            origin=origin,
            vapid_key=vapid_public(),
            label=device_label(request.headers.get("User-Agent", "")),
            device_id=identity().device_id,
            at=clock.now(),
        )

    return save(effect, see=url_for(".notices"))


@blueprint.post("/push/subscriptions/<subscription_id>/remove")
def remove(subscription_id: str) -> Response:
    """Send one browser nothing any more."""
    store = _store()
    return save(
        lambda: store.end(subscription_id, "removed", at=clock.now()), see=url_for(".notices")
    )


@blueprint.post("/push/subscriptions/<subscription_id>/test")
def send_test(subscription_id: str) -> Response:
    """Send one browser a test notice; the page then waits for the phone to say it was shown."""
    store = _store()
    test_id = Form().id.data
    at = clock.now()

    def effect() -> None:
        add_test(db(), account_id(), test_id, at=at)
        store.address_test(test_id, subscription_id, at=at)

    return save(effect, see=url_for(".notices", test=test_id, _anchor="test"))


@blueprint.post("/push/shown")
def shown() -> Response:
    """Take a service worker's word that it showed a notice."""
    store = _store()
    reminder_id = request.form.get("tag", "")
    save(lambda: store.mark_shown(reminder_id, at=clock.now()), see=url_for(".notices"))
    return make_response("", 204)


@blueprint.post("/me/notices/names")
def set_names() -> Response:
    """Let notices name people on a locked screen, or not."""
    store = _store()
    allowed = request.form.get("on") == "1"
    return save(lambda: store.set_names_in_notices(allowed=allowed), see=url_for(".notices"))
