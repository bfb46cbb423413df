"""The page about notices, and what browsers send about them."""

import base64
from datetime import timedelta

import pytest

from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.push.routes import MOST_DEVICES
from netpwa.push.store import PATIENCE, PushStore
from tests import factories
from tests.cast import HTMX
from tests.factories import SUBSCRIPTION
from tests.reading import Page
from tests.reminders.scene import FakeSend, Scene, phone

OUTBOX = {"X-Outbox": "1"}
FCM = "https://fcm.googleapis.com/fcm/send/"
OFF_CURVE = base64.urlsafe_b64encode(b"\x04" + bytes(range(64))).rstrip(b"=").decode()


def subscribe(who, headers=None, **changes):
    return who.send("/push/subscriptions", headers, **{**SUBSCRIPTION, **changes})


def devices(db, who):
    return PushStore(db, who.account_id).devices()


def test_turning_notices_on_lists_this_browser_by_what_it_is(db, ada):
    phone_browser = {"User-Agent": "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari"}
    response = subscribe(ada, phone_browser)
    assert (response.status_code, response.location) == (303, "/me/notices")
    page = Page(ada.get("/me/notices"))
    assert "Chrome on Android" in page.words
    assert "Nothing sent yet" in page.words
    assert len(devices(db, ada)) == 1
    assert SUBSCRIPTION["endpoint"] not in ada.get("/me/notices").text


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"endpoint": ""}, "not a plain https address"),
        ({"endpoint": "fcm.googleapis.com/fcm/send/one"}, "not a plain https address"),
        ({"endpoint": FCM + "x" * 2000}, "longer than 2000 characters"),
        ({"endpoint": "https://push.example.org/one"}, "We do not know the push service"),
        (
            {"endpoint": "https://fcm.googleapis.com.evil.org/one"},
            "We do not know the push service",
        ),
        ({"endpoint": "http://fcm.googleapis.com/fcm/send/one"}, "has to begin with https://"),
        ({"endpoint": "https://127.0.0.1/one"}, "has to begin with https://"),
        ({"endpoint": "https://[::1]/one"}, "has to begin with https://"),
        ({"endpoint": "https://192.168.1.1/one"}, "has to begin with https://"),
        ({"endpoint": "https://169.254.169.254/latest"}, "has to begin with https://"),
        ({"endpoint": "https://localhost/one"}, "has to begin with https://"),
        ({"endpoint": "https://a@fcm.googleapis.com/one"}, "without a port or a user name"),
        ({"endpoint": "https://fcm.googleapis.com:8443/one"}, "without a port or a user name"),
        ({"p256dh": ""}, "key (p256dh) is not 65 bytes"),
        ({"p256dh": SUBSCRIPTION["p256dh"][:-4]}, "key (p256dh) is not 65 bytes"),
        ({"p256dh": OFF_CURVE}, "not a point on the curve P-256"),
        ({"auth": "short"}, "secret (auth) is not 16 bytes"),
        ({"auth": "VZO4hClrXLgMOLZUaEF9Ew=="}, "secret (auth) is not 16 bytes"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX, OUTBOX])
def test_a_subscription_that_cannot_be_used_is_refused_in_plain_words(
    db, ada, headers, changes, why
):
    response = subscribe(ada, headers, **changes)
    assert response.status_code == 422
    assert why in Page(response).words
    assert devices(db, ada) == []
    if headers is HTMX:
        assert "<html" not in response.text


def test_without_any_fields_it_is_refused_as_well(db, ada):
    assert ada.send("/push/subscriptions").status_code == 422
    assert devices(db, ada) == []


def test_a_browser_goes_over_to_whoever_is_signed_in_there(db, ada, bob):
    subscribe(ada)
    subscribe(bob)
    assert devices(db, ada) == []
    assert len(devices(db, bob)) == 1
    assert "Where notices go" not in ada.get("/me/notices").text


def test_the_eleventh_browser_is_told_why_it_has_to_wait(db, ada):
    for number in range(MOST_DEVICES):
        assert subscribe(ada, endpoint=FCM + str(number)).status_code == 303
    refused = subscribe(ada, OUTBOX, endpoint=FCM + "eleven")
    assert refused.status_code == 422
    assert "Ten browsers get your notices already" in refused.text
    assert subscribe(ada, endpoint=FCM + "3").status_code == 303  # one that is known
    oldest = devices(db, ada)[-1].id
    assert ada.send(f"/push/subscriptions/{oldest}/remove").status_code == 303
    assert subscribe(ada, endpoint=FCM + "eleven").status_code == 303
    assert len(devices(db, ada)) == MOST_DEVICES


def test_a_removed_browser_leaves_the_list_and_gets_nothing(db, ada, watch):
    subscribe(ada)
    [device] = devices(db, ada)
    ada.send(f"/push/subscriptions/{device.id}/remove")
    assert "Where notices go" not in ada.get("/me/notices").text
    assert sent_by(db, ada, watch) == []


def sent_by(db, who, watch):
    """Book a conversation, let its time come, and give what a worker sent."""
    talk = factories.interview(db, who.account_id, factories.contact(db, who.account_id))
    scene = Scene(db, watch, FakeSend(), who.account_id, "", talk)
    watch.at = factories.AT.replace(day=25, hour=18, minute=50)
    scene.work()
    return scene.send.sent


def test_signing_out_ends_the_notices_of_that_browser(db, ada, watch):
    subscribe(ada)
    ada.send("/sign-out")
    assert sent_by(db, ada, watch) == []


def test_signing_out_leaves_other_browsers_alone(db, ada, watch):
    other = phone(db, ada.account_id)
    subscribe(ada)
    ada.send("/sign-out")
    assert [device.id for device in devices(db, ada)] == [other]
    assert len(sent_by(db, ada, watch)) == 1


def test_removing_a_device_elsewhere_ends_its_notices_too(db, ada, watch):
    subscribe(ada)
    [row] = db.query("select device_id from push_subscription")
    assert row["device_id"] == ada.device_id
    ada.send(f"/me/devices/{ada.device_id}/remove")
    assert sent_by(db, ada, watch) == []


def begin_test(db, ada):
    subscribe(ada)
    [device] = devices(db, ada)
    response = ada.send(f"/push/subscriptions/{device.id}/test")
    assert response.status_code == 303
    return response.location


def run_worker(db, ada, watch):
    scene = Scene(db, watch, FakeSend(), ada.account_id, "")
    scene.work()
    return scene.send.sent


def test_a_test_is_sent_and_the_page_waits_for_the_phone_to_say_so(db, ada, watch):
    page = begin_test(db, ada)
    assert "On its way" in Page(ada.get(page)).words
    assert 'hx-trigger="every 1s"' in ada.get(page).text
    [(_, notice)] = run_worker(db, ada, watch)
    assert "On its way" in Page(ada.get(page)).words
    assert ada.send("/push/shown", OUTBOX, tag=notice.tag).status_code == 204
    shown = ada.get(page)
    assert "Your phone showed it." in Page(shown).words
    assert "every 1s" not in shown.text


@pytest.mark.parametrize(
    ("was_sent", "words"), [(True, "did not say that it showed it"), (False, "would not take it")]
)
def test_a_test_that_is_not_shown_says_how_far_it_came(db, ada, watch, was_sent, words):
    page = begin_test(db, ada)
    if was_sent:
        run_worker(db, ada, watch)
    watch.move(PATIENCE)
    assert words in Page(ada.get(page)).words


def test_a_test_to_a_browser_that_has_ended_finds_nothing(db, ada):
    subscribe(ada)
    [device] = devices(db, ada)
    ada.send(f"/push/subscriptions/{device.id}/remove")
    assert ada.send(f"/push/subscriptions/{device.id}/test").status_code == 404
    assert db.query("select 1 from reminder") == []


@pytest.mark.parametrize("name", ["", "x" * 5000, "../me"])
def test_a_test_has_a_name_of_the_right_shape_whatever_was_sent(db, ada, name):
    subscribe(ada)
    [device] = devices(db, ada)
    response = ada.send(f"/push/subscriptions/{device.id}/test", id=name)
    assert response.status_code == 303
    [row] = db.query("select id from reminder")
    assert len(row["id"]) == 36


def test_another_persons_word_that_it_was_shown_counts_for_nothing(db, ada, bob, watch):
    page = begin_test(db, ada)
    [(_, notice)] = run_worker(db, ada, watch)
    assert bob.send("/push/shown", tag=notice.tag).status_code == 204
    assert "On its way" in Page(ada.get(page)).words


def test_a_strangers_word_is_refused_without_leading_anywhere(stranger):
    response = stranger.post("/push/shown", data={"tag": "one"}, headers=OUTBOX)
    assert (response.status_code, response.location) == (401, None)


def test_names_are_off_until_the_switch_is_pressed_and_the_page_says_which(ada):
    def pressed():
        tags = Page(ada.get("/me/notices")).tags
        return next(given["aria-pressed"] for _, given in tags if "aria-pressed" in given)

    assert pressed() == "false"
    for _ in range(2):  # set, never toggled
        ada.send("/me/notices/names", on="1")
        assert pressed() == "true"
    form = Page(ada.get("/me/notices")).form("/names")
    assert form.fields["on"] == "0"
    ada.send("/me/notices/names", on="0")
    assert pressed() == "false"


@pytest.mark.parametrize(
    ("on", "title"), [("0", "Your conversation is in"), ("1", "Ten minutes until Grace")]
)
def test_a_name_stands_in_a_notice_only_if_its_owner_said_so(db, ada, watch, on, title):
    subscribe(ada)
    ada.send("/me/notices/names", on=on)
    [(_, notice)] = sent_by(db, ada, watch)
    assert notice.title.startswith(title)
    assert ("Grace" in notice.title + notice.body + notice.navigate) is (on == "1")
    assert "Hopper" not in notice.title


@pytest.mark.parametrize("what", ["subscribe", "remove", "test", "names", "shown"])
def test_a_queue_is_answered_plainly_once_and_again(db, ada, what):
    subscribe(ada)
    [device] = devices(db, ada)
    address, fields = {
        "subscribe": ("/push/subscriptions", SUBSCRIPTION),
        "remove": (f"/push/subscriptions/{device.id}/remove", {}),
        "test": (f"/push/subscriptions/{device.id}/test", {"id": fresh_id()}),
        "names": ("/me/notices/names", {"on": "1"}),
        "shown": ("/push/shown", {"tag": "none"}),
    }[what]
    key = {**OUTBOX, "Idempotency-Key": f'"{fresh_id()}"'}
    for _ in range(2):
        response = ada.client.post(address, data=fields, headers=key)
        assert (response.status_code, response.data) == (204, b"")


def test_a_test_that_was_taken_is_still_answered_when_its_browser_has_gone(db, ada):
    subscribe(ada)
    [device] = devices(db, ada)
    key = {**OUTBOX, "Idempotency-Key": f'"{fresh_id()}"'}
    fields = {"id": fresh_id()}
    address = f"/push/subscriptions/{device.id}/test"
    assert ada.client.post(address, data=fields, headers=key).status_code == 204
    ada.send(f"/push/subscriptions/{device.id}/remove")
    assert ada.client.post(address, data=fields, headers=key).status_code == 204


def test_a_browser_known_by_another_key_of_ours_is_asked_to_turn_it_on_again(db, ada):
    subscribe(ada)
    db.run("update push_subscription set vapid_key = 'an older key'")
    assert "Turn on again there" in Page(ada.get("/me/notices")).words


def test_the_list_says_when_a_browser_was_last_reached_and_when_it_is_in_trouble(db, ada, watch):
    subscribe(ada)
    begin = sent_by(db, ada, watch)
    assert len(begin) == 1
    watch.move(timedelta(hours=2))
    assert "Last sent 2 hours ago" in Page(ada.get("/me/notices")).words
    with write(db):
        db.run("update push_subscription set refusals = 1")
    assert "In trouble" in Page(ada.get("/me/notices")).words
