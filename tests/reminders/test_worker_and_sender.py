"""The worker with the real sender, against push services that check everything, on loopback."""

import asyncio
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.push.sender import Limits
from netpwa.reminders.notices import BY_NAME, notice_for
from netpwa.reminders.worker import Worker
from tests.fakes.misbehaviour import accept_then_reset, hang, status
from tests.reminders.conftest import THANKS, WARNED
from tests.reminders.scene import booked, deliveries, hush, phone
from tests.reminders.test_parcels import a_parcel


@pytest.fixture
def work(db, watch, sender_to):
    """Let a worker do what is due, at the service itself."""

    def work(limits=None):
        async def once():
            async with sender_to(limits=limits) as send:
                await Worker(db, send, now=watch.now, real_now=watch.now).run_once()

        asyncio.run(once())

    return work


@pytest.fixture
def device(db, ada_id, push_service, key):
    made = push_service.subscribe("fcm", key.public)
    phone(db, ada_id, made.subscription)
    return made


@pytest.mark.usefixtures("talk_id")
def test_a_reminder_reaches_the_phone_and_can_be_read_there(db, ada_id, watch, work, device):
    hush(db, ada_id, "capture")
    watch.at = THANKS
    work()
    [message] = device.shown
    notice = json.loads(message.text)["notification"]
    assert notice["title"] == "A thank-you is due today"
    assert notice["navigate"].startswith("https://meet.example.org/interviews/")
    assert (message.ttl, message.urgency) == (18 * 3600, "high")
    assert "Grace" not in message.text.decode()


@pytest.mark.usefixtures("talk_id")
@pytest.mark.parametrize(
    ("step", "state", "ended"),
    [
        (status(404), "gone", "gone"),
        (status(410), "gone", "gone"),
        (status(413), "refused", None),
        (status(302, {"Location": "https://fcm.googleapis.com/push/trap"}), "refused", None),
        (status(429, {"Retry-After": "90"}), "pending", None),
        (status(500), "pending", None),
        (accept_then_reset, "pending", None),
    ],
)
def test_every_answer_has_its_consequence(db, watch, work, device, step, state, ended):
    watch.at = WARNED
    device.script.append(step)
    work()
    [row] = deliveries(db)
    assert (row["state"], row["lease"]) == (state, None)
    [kept] = db.query("select ended_why from push_subscription")
    assert kept["ended_why"] == ended
    assert len(device.requests) == 1


@pytest.mark.usefixtures("talk_id")
def test_an_answer_that_was_lost_leads_to_one_notice_on_the_phone(watch, work, device):
    watch.at = WARNED
    device.online = False
    device.script.append(accept_then_reset)
    work()
    watch.at = WARNED.replace(minute=51)
    work()
    device.come_online()
    assert len(device.requests) == 2
    assert len(device.shown) == 1


def test_a_service_that_hangs_delays_nobody_else(db, watch, work, ada_id, push_service, key):
    for name in ("Ana", "Ben", "Cleo", "Dan"):
        booked(db, ada_id, name)
    stuck = [push_service.subscribe("mozilla", key.public) for _ in range(5)]
    sound = [push_service.subscribe("fcm", key.public) for _ in range(4)]
    for made in stuck + sound:
        made.script.extend([hang] * 4 if made in stuck else [])
        phone(db, ada_id, made.subscription)
    watch.at = WARNED
    began = time.monotonic()
    arrived = []

    async def look():
        while not all(len(made.shown) == 4 for made in sound):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        arrived.append(time.monotonic() - began)

    async def both():
        await asyncio.gather(look(), asyncio.to_thread(work, Limits(deadline=4)))

    asyncio.run(both())
    assert arrived[0] < 3
    states = {(row["origin"], row["state"]) for row in deliveries(db)}
    assert states == {
        ("https://fcm.googleapis.com", "sent"),
        ("https://updates.push.services.mozilla.com", "pending"),
    }


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(
    lambda name: bool(name.strip())
)


@pytest.mark.property
@given(NAMES, st.sampled_from([name for name, rule in BY_NAME.items() if rule.steps]))
def test_no_name_is_in_a_notice_unless_its_owner_said_so(name, rule):
    parcel = a_parcel(rule=rule, contact_name=name)
    assert notice_for(parcel, at=WARNED) == notice_for(a_parcel(rule=rule), at=WARNED)


@pytest.mark.property
@given(NAMES, st.sampled_from([("prepare", 1), ("thank", 0)]))
def test_whoever_wants_names_reads_the_first_one_only(name, which):
    rule, step = which
    notice = notice_for(a_parcel(rule=rule, step=step, contact_name=name, names=True), at=WARNED)
    first = name.split()[0]
    assert notice.title in {f"Thank {first} today", f"Ten minutes until {first}"}
    assert notice.body == notice_for(a_parcel(rule=rule, step=step), at=WARNED).body
