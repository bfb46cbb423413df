"""What is due is sent, once to each browser, and nothing else is."""

import asyncio
from datetime import timedelta

from netpwa.db.heartbeat import WORKER, last_beat
from netpwa.db.port import write
from netpwa.followups.model import ThankYouDraft
from netpwa.followups.thanking import keep
from netpwa.interviews import booking
from netpwa.push.store import PushStore
from netpwa.reminders.planning import add_test, replan
from netpwa.reminders.store import ReminderStore
from netpwa.reminders.worker import BATCH
from tests import factories
from tests.factories import AT
from tests.reminders.conftest import ENDED, THANKS, WARNED
from tests.reminders.scene import (
    deliveries,
    endpoint_of,
    phone,
    reminders,
    standing,
)
from tests.reminders.test_planning import change

SECOND = timedelta(seconds=1)
BEFORE, AFTER = "Your conversation is in ten minutes", "A thank-you is due today"
FRESH = "Sixty seconds while it is fresh"


def test_nothing_is_sent_before_its_time_and_everything_at_it(scene):
    scene.watch.at = WARNED - SECOND
    scene.work()
    assert scene.send.sent == []
    scene.watch.at = WARNED
    scene.work()
    assert scene.send.titles == [BEFORE]
    scene.watch.at = ENDED
    scene.work()
    assert scene.send.titles == [BEFORE, FRESH]
    scene.watch.at = THANKS
    scene.work()
    assert scene.send.titles == [BEFORE, FRESH, AFTER]
    scene.watch.move(timedelta(days=4))
    scene.work()
    assert scene.send.titles == [BEFORE, FRESH, AFTER]
    assert {row["state"] for row in deliveries(scene.db)} == {"sent"}


def test_a_thank_you_that_nobody_sent_is_asked_for_the_next_day_and_once_more(scene):
    scene.watch.at = ENDED
    scene.work_until(ENDED + timedelta(days=6), timedelta(minutes=30))
    assert scene.send.titles == [FRESH, AFTER, AFTER, AFTER]
    assert len({notice.tag for _, notice in scene.send.sent}) == 4


def test_a_notice_leads_to_the_page_it_is_about_and_lives_as_long_as_it_is_of_use(scene):
    for at in (WARNED, ENDED, THANKS):
        scene.watch.at = at
        scene.work()
    (_, before), _fresh, (_, after) = scene.send.sent
    assert (before.navigate, before.ttl) == (f"/interviews/{scene.talk_id}", 20 * 60)
    assert after.navigate == f"/interviews/{scene.talk_id}/thank-you"
    assert after.ttl == 18 * 3600  # then the next one comes
    assert [before.tag, after.tag] == [
        reminders(scene.db, scene.talk_id)[r]["id"] for r in ("prepare", "thank")
    ]


def test_every_browser_of_hers_gets_it_once_and_nobody_elses(scene):
    tablet = scene.phone()
    phone(scene.db, factories.account(scene.db, "Bob"))
    scene.watch.at = WARNED
    for _ in range(3):
        scene.work()
    hers = {endpoint_of(scene.db, each) for each in (scene.phone_id, tablet)}
    assert {endpoint for endpoint, _ in scene.send.sent} == hers
    assert len(scene.send.sent) == 2


def test_without_a_browser_it_waits_on_today_and_nothing_breaks(scene):
    scene.db.run("delete from push_subscription")
    scene.watch.at = THANKS
    scene.work()
    assert scene.send.sent == []
    assert ReminderStore(scene.db, scene.ada_id).due(at=THANKS)


def test_what_came_too_late_to_be_of_use_is_not_sent(scene):
    scene.watch.at = WARNED + timedelta(minutes=20)  # the worker was not running
    scene.work()
    assert BEFORE not in scene.send.titles
    assert "prepare" not in standing(scene.db, scene.talk_id)


def test_a_thank_you_that_comes_late_at_night_is_sent_in_the_morning(scene):
    scene.watch.at = THANKS + timedelta(hours=7)  # the laptop slept; it is 23:20 in Toronto
    scene.work()
    assert scene.send.sent == []
    on_today = ReminderStore(scene.db, scene.ada_id).due(at=scene.watch.now())
    assert [each.rule for each in on_today] == [
        "capture",
        "thank",
        "reflect",
    ]  # there it stands already
    scene.watch.at = THANKS + timedelta(hours=15, minutes=39)
    scene.work()
    assert scene.send.sent == []
    scene.watch.move(timedelta(minutes=1))  # eight in the morning: the quiet hours are over
    scene.work()
    assert sorted(scene.send.titles) == [AFTER, FRESH]


def test_a_warning_keeps_its_time_even_at_night(bare):
    factories.interview(
        bare.db,
        bare.ada_id,
        factories.contact(bare.db, bare.ada_id),
        factories.talk(zone="Asia/Tokyo"),
    )  # midnight in Toronto
    bare.watch.at = AT.replace(day=25, hour=4, minute=50)
    bare.work()
    assert bare.send.titles == [BEFORE]


def test_the_badge_is_what_today_counts(scene):
    for name in ("Ana", "Ben"):
        scene.booked(name)
    scene.watch.at = WARNED
    scene.work()
    assert {notice.badge for _, notice in scene.send.sent} == {0}
    scene.send.sent.clear()
    scene.watch.at = THANKS
    scene.work()
    on_today = ReminderStore(scene.db, scene.ada_id).due(at=THANKS)
    assert {notice.badge for _, notice in scene.send.sent} == {len(on_today)} == {6}


def test_a_person_in_the_bin_is_not_spoken_of_until_taken_back(scene):
    scene.booked("Ana")
    scene.db.run(
        "update contact set deleted_at = :at where name = 'Grace Hopper'", {"at": "2026-11-24"}
    )
    factories.work_out(scene.db, scene.ada_id)
    scene.watch.at = ENDED
    scene.work()
    assert len(scene.send.sent) == 1
    assert scene.send.sent[0][1].badge == 1
    assert scene.talk_id not in scene.send.sent[0][1].navigate
    scene.db.run("update contact set deleted_at = null")
    factories.work_out(scene.db, scene.ada_id, at=ENDED)
    scene.work()
    assert scene.talk_id in scene.send.sent[-1][1].navigate


def test_what_changed_after_it_came_due_is_not_sent_any_more(scene):
    scene.watch.at = THANKS
    row = reminders(scene.db, scene.talk_id)["thank"]
    scene.db.run(
        "insert into delivery (account_id, reminder_id, generation, subscription_id, origin,"
        " state, next_at) select account_id, :id, 1, id, origin, 'pending', :at"
        " from push_subscription",
        {"id": row["id"], "at": row["due_at"]},
    )
    with write(scene.db):
        keep(
            scene.db,
            scene.ada_id,
            scene.talk_id,
            ThankYouDraft("Clocks", "Hi"),
            0,
            is_sent=True,
            at=scene.watch.now(),
        )
        replan(scene.db, scene.ada_id, at=scene.watch.now())
    scene.work()
    assert AFTER not in scene.send.titles
    assert "superseded" in {row["state"] for row in deliveries(scene.db)}


def test_a_moved_conversation_is_warned_of_at_its_new_time_only(scene):
    scene.watch.at = WARNED
    scene.work()
    change(
        scene.db,
        scene.ada_id,
        scene.talk_id,
        at=scene.watch.now(),
        local_date=factories.TOMORROW + timedelta(days=1),
    )
    scene.work()
    assert len(scene.send.sent) == 1
    scene.watch.at = WARNED + timedelta(days=1)
    scene.work()
    assert scene.send.titles == [BEFORE, BEFORE]
    assert len({notice.tag for _, notice in scene.send.sent}) == 1
    assert [row["generation"] for row in deliveries(scene.db)] == [1, 2]


def test_a_cancelled_conversation_is_silent(scene):
    with write(scene.db):
        booking.cancel(scene.db, scene.ada_id, scene.talk_id, at=AT)
        replan(scene.db, scene.ada_id, at=AT)
    scene.watch.at = THANKS
    scene.work()
    assert scene.send.sent == []


def test_a_test_notice_goes_to_the_one_browser_that_asked(bare):
    other = bare.phone()
    with write(bare.db):
        add_test(bare.db, bare.ada_id, "00000000-0000-7000-8000-000000000001", at=AT)
        PushStore(bare.db, bare.ada_id).address_test(
            "00000000-0000-7000-8000-000000000001", other, at=AT
        )
    bare.work()
    [(endpoint, notice)] = bare.send.sent
    assert endpoint == endpoint_of(bare.db, other)
    assert (notice.title, notice.navigate) == ("Notices work", "/me/notices")


def test_more_than_a_batch_within_one_second_is_still_sent_once_each(bare):
    for number in range(30):
        bare.booked(f"Person {number}")
    for _ in range(9):
        bare.phone()
    bare.watch.at = WARNED  # stands still, as the clock does to the second
    bare.send.patience = 0.2  # the next claims come while the first are still in hand
    work_all(bare)
    assert len(deliveries(bare.db)) == 300 > 3 * BATCH
    assert len(bare.send.sent) == 300
    assert len({(endpoint, notice.tag) for endpoint, notice in bare.send.sent}) == 300


def work_all(scene):
    async def until_quiet():
        worker = scene.worker()
        stop = asyncio.Event()
        running = asyncio.create_task(worker.run(stop))
        sent = -1
        while sent != len(scene.send.sent) or worker.in_hand or worker.settled:
            sent = len(scene.send.sent)
            await asyncio.sleep(0.5)
        stop.set()
        await running

    asyncio.run(until_quiet())


def test_a_worker_with_nothing_to_do_writes_nothing(scene):
    worker = scene.worker()
    worker.turn()  # the first one says that it is alive
    said = []
    with scene.db.traced(said.append):
        for _ in range(10):
            scene.watch.move(SECOND)
            worker.turn()
    assert said
    assert [sql for sql in said if not sql.lstrip().startswith("select")] == []


def test_a_worker_says_every_half_minute_that_it_is_alive(bare):
    worker = bare.worker()
    seen = set()
    for _ in range(95):
        worker.turn()
        seen.add(last_beat(bare.db, WORKER))
        bare.watch.move(SECOND)
    assert seen == {AT + timedelta(seconds=30 * n) for n in range(4)}
