"""Push services refuse, slow down and forget; people change their minds; workers get lost."""

from datetime import timedelta

import pytest

from netpwa.db.port import write
from netpwa.followups.model import ThankYouDraft
from netpwa.followups.thanking import keep
from netpwa.interviews import booking
from netpwa.push.model import Outcome, Verdict
from netpwa.push.store import PushStore
from netpwa.reminders.planning import replan
from netpwa.reminders.worker import LEASE, Worker
from tests.reminders.conftest import THANKS, WARNED
from tests.reminders.scene import deliveries, endpoint_of, hush, standing
from tests.reminders.test_planning import change

BUSY = Outcome(Verdict.RETRY, status=503)
HALF_A_MINUTE = Outcome(Verdict.RETRY, status=429, after=30)
GONE = Outcome(Verdict.GONE, status=410)
OTHER_KEY = Outcome(Verdict.OTHER_KEY, status=403)
REFUSED = Outcome(Verdict.REFUSED, status=413)
OUR_OWN_FAULT = Outcome(Verdict.REFUSED, "too long")
MISCONFIGURED = Outcome(Verdict.MISCONFIGURED, status=401)


def subscription(db, subscription_id):
    return db.one("select * from push_subscription where id = :id", {"id": subscription_id})


def test_a_busy_service_is_asked_again_until_it_takes_the_notice(scene):
    scene.answer(scene.phone_id, BUSY, BUSY, BUSY)
    scene.watch.at = WARNED
    scene.work_until(WARNED + timedelta(minutes=5))
    assert len(scene.send.sent) == 4
    [row] = deliveries(scene.db)
    assert (row["state"], row["attempts"]) == ("sent", 4)


def test_a_service_that_names_a_time_is_not_asked_before_it(scene):
    scene.answer(scene.phone_id, HALF_A_MINUTE)
    scene.watch.at = WARNED
    scene.work_until(WARNED + timedelta(seconds=30))
    assert len(scene.send.sent) == 1
    scene.work_until(WARNED + timedelta(seconds=60))
    assert len(scene.send.sent) == 2


def test_it_gives_up_when_the_notice_is_of_no_use_any_more(scene):
    hush(scene.db, scene.ada_id, "capture")
    scene.answer(scene.phone_id, *[BUSY] * 99)
    scene.watch.at = WARNED
    scene.work_until(WARNED + timedelta(hours=1))
    [row] = deliveries(scene.db)
    assert row["state"] == "expired"
    assert 5 < len(scene.send.sent) < 12
    assert subscription(scene.db, scene.phone_id)["ended_at"] is None


@pytest.mark.parametrize("outcome", [GONE, OTHER_KEY])
def test_a_browser_that_is_gone_gets_nothing_more_and_the_others_go_on(scene, outcome):
    other = scene.phone()
    for number in range(3):
        scene.booked(f"Person {number}")
    scene.answer(scene.phone_id, outcome, *[BUSY] * 9)
    scene.answer(other)
    scene.watch.at = WARNED
    scene.work_until(WARNED + timedelta(minutes=5))
    to_the_gone = [
        each for each, _ in scene.send.sent if each == endpoint_of(scene.db, scene.phone_id)
    ]
    assert len(to_the_gone) == 4  # all four were on their way at once; none of them again
    assert subscription(scene.db, scene.phone_id)["ended_why"] == "gone"
    assert len(scene.send.sent) == 8
    by_phone = {(row["subscription_id"], row["state"]) for row in deliveries(scene.db)}
    assert by_phone == {(scene.phone_id, "gone"), (scene.phone_id, "superseded"), (other, "sent")}
    scene.watch.at = THANKS
    scene.work()
    assert {endpoint for endpoint, _ in scene.send.sent[8:]} == {endpoint_of(scene.db, other)}


def refuse(scene, outcome, times):
    for number in range(times):
        scene.booked(f"Person {number}")
    scene.answer(scene.phone_id, *[outcome] * times)
    scene.watch.at = WARNED
    scene.work_until(WARNED + timedelta(minutes=2))
    assert len(scene.send.sent) == times  # never tried a second time
    return subscription(scene.db, scene.phone_id)


def test_a_browser_refused_five_times_has_had_its_day(bare):
    row = refuse(bare, REFUSED, 5)
    assert (row["refusals"], row["ended_why"]) == (5, "refused")
    assert row["ended_at"]


def test_four_refusals_are_forgotten_when_one_notice_goes_through(bare):
    row = refuse(bare, REFUSED, 4)
    assert (row["refusals"], row["ended_at"]) == (4, None)
    bare.watch.at = THANKS
    bare.work()
    assert subscription(bare.db, bare.phone_id)["refusals"] == 0


def test_what_we_could_not_even_write_is_not_the_browsers_fault(bare):
    row = refuse(bare, OUR_OWN_FAULT, 6)
    assert (row["refusals"], row["ended_at"]) == (0, None)


def test_while_our_own_settings_are_wrong_nothing_is_lost_and_few_are_asked(scene):
    hush(scene.db, scene.ada_id, "prepare", "capture")
    scene.answer(scene.phone_id, *[MISCONFIGURED] * 14)  # then mended
    scene.watch.at = THANKS
    scene.work_until(THANKS + timedelta(hours=4), timedelta(minutes=1))
    [row] = deliveries(scene.db)
    assert (row["state"], len(scene.send.sent)) == ("sent", 15)
    assert subscription(scene.db, scene.phone_id)["ended_at"] is None


def leave_in_hand(scene):
    """Claim what is due as a worker elsewhere would that was cut off before it could settle."""
    elsewhere = scene.worker()
    elsewhere.name = "another-machine:1"
    elsewhere._start = lambda _parcel: None  # noqa: SLF001  cut off right here
    elsewhere.turn()
    assert {row["lease"] is None for row in deliveries(scene.db)} == {False}


def test_what_a_lost_worker_had_in_hand_is_taken_over_when_its_lease_ends(scene):
    scene.watch.at = WARNED
    leave_in_hand(scene)
    scene.watch.move(LEASE)
    scene.work()
    assert scene.send.sent == []
    scene.watch.move(timedelta(seconds=1))
    scene.work()
    assert len(scene.send.sent) == 1


@pytest.mark.parametrize("what", ["moved", "cancelled", "removed", "too late"])
def test_what_was_overtaken_in_a_lost_workers_hand_is_not_sent(scene, what):
    scene.watch.at = WARNED
    leave_in_hand(scene)
    with write(scene.db):
        if what == "moved":
            change(
                scene.db,
                scene.ada_id,
                scene.talk_id,
                at=scene.watch.now(),
                minutes=20,
                local_date=WARNED.date().replace(day=28),
            )
        elif what == "cancelled":
            booking.cancel(scene.db, scene.ada_id, scene.talk_id, at=scene.watch.now())
            replan(scene.db, scene.ada_id, at=scene.watch.now())
        elif what == "removed":
            PushStore(scene.db, scene.ada_id).end(scene.phone_id, "removed", at=scene.watch.now())
    scene.watch.move(LEASE * 30 if what == "too late" else LEASE * 2)
    scene.work()
    assert "Your conversation is in ten minutes" not in scene.send.titles
    row = deliveries(scene.db)[0]
    assert (row["state"], row["lease"]) == ("superseded", None)


def test_what_is_thanked_for_while_a_retry_waits_is_not_sent_again(scene):
    hush(scene.db, scene.ada_id, "capture")
    scene.answer(scene.phone_id, HALF_A_MINUTE)
    scene.watch.at = THANKS
    scene.work()
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
    scene.work_until(THANKS + timedelta(minutes=2))
    assert len(scene.send.sent) == 1


def test_a_reminder_that_ends_while_its_notice_is_under_way_is_sent_no_second_time(scene):
    hush(scene.db, scene.ada_id, "capture")
    scene.watch.at = THANKS

    async def thanked_meanwhile(_to, _notice):
        scene.send.sent.append((None, None))
        with write(scene.db):
            draft = ThankYouDraft("Clocks", "Hi")
            keep(
                scene.db, scene.ada_id, scene.talk_id, draft, 0, is_sent=True, at=scene.watch.now()
            )
            replan(scene.db, scene.ada_id, at=scene.watch.now())
        return BUSY

    scene.send.one = thanked_meanwhile
    scene.work_until(THANKS + timedelta(minutes=2))
    assert len(scene.send.sent) == 1
    assert deliveries(scene.db)[0]["state"] == "superseded"
    assert "thank" not in standing(scene.db, scene.talk_id)


def test_a_worker_that_comes_back_too_late_changes_nothing(scene):
    scene.watch.at = WARNED

    async def answers_after_the_lease(_to, _notice):
        scene.watch.move(LEASE * 2)
        # Another worker takes it over and settles it.
        await Worker(scene.db, quick, now=scene.watch.now, real_now=scene.watch.now).run_once()
        return BUSY

    quick = type(scene.send)()
    scene.send.one = answers_after_the_lease
    scene.work()
    assert len(quick.sent) == 1
    [row] = deliveries(scene.db)
    assert (row["state"], row["status"]) == ("sent", 201)
