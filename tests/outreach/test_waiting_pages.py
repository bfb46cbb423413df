"""Waiting for an answer, as the pages show it: the days, one nudge, the base rate, letting go."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from netpwa.db.port import write
from netpwa.db.values import to_text
from netpwa.interviews import booking
from netpwa.outreach.store import RequestStore
from tests import factories
from tests.outreach.people import rows, shown, words
from tests.reading import Page
from tests.world import RHYTHM


def test_a_week_later_one_reminder_is_offered_and_never_a_second(ada, sent, db, watch):
    watch.move(timedelta(days=9))
    assert "One polite reminder" in words(ada, sent)
    assert "in case mine of" in words(ada, sent)
    assert ada.send(f"{sent}/nudged").status_code == 303
    assert ada.send(f"{sent}/nudged").status_code == 409
    assert rows(db, "nudges") == [{"nudges": 1}]
    assert "I reminded them" not in words(ada, sent)
    watch.move(timedelta(days=15))
    assert "Let it rest, kindly" in words(ada, sent)
    ada.send(f"{sent}/close")
    assert "Closed kindly" in words(ada, sent)
    assert "would be a good day to look again" in words(ada, sent)


def test_a_reminder_before_its_day_is_refused_with_the_day_and_notes_nothing(ada, sent, db, watch):
    early = ada.send(f"{sent}/nudged")
    assert early.status_code == 422
    assert "a polite reminder is due from Thu, Dec 3" in Page(early).words
    queued = ada.send(f"{sent}/nudged", {"X-Outbox": "1"})
    assert queued.status_code == 422  # a queue does not try again
    assert rows(db, "nudges, nudged_at") == [{"nudges": 0, "nudged_at": None}]
    assert len(db.query("select 1 from touch")) == 1
    watch.move(timedelta(days=9))
    assert ada.send(f"{sent}/nudged").status_code == 303


def test_two_reminders_at_once_are_one_even_where_two_are_allowed(ada, sent, db, watch):
    ada.send("/me/reminders", **{**RHYTHM, "nudges": "2", "region": "CA-ON"})
    watch.move(timedelta(days=9))
    assert ada.send(f"{sent}/nudged").status_code == 303
    assert ada.send(f"{sent}/nudged").status_code == 422
    assert rows(db, "nudges") == [{"nudges": 1}]


def test_a_reminder_that_cannot_be_put_together_says_why(ada, sent, db, watch):
    db.run("update request set intention = 'how [field] works', own_words = 'Hello Grace'")
    watch.move(timedelta(days=9))
    assert "A bracket is still to be filled in: [field]" in words(ada, sent)
    assert "body" not in shown(ada, sent)
    assert ada.send(f"{sent}/nudged").status_code == 303  # written in their own words


def test_a_reminder_opens_their_mail_with_the_reminder_in_it(ada, sent, watch):
    watch.move(timedelta(days=9))
    link = next(link for link in Page(ada.get(sent)).links if link.startswith("mailto:"))
    assert "in%20case%20mine%20of" in link
    assert shown(ada, sent)["body"]["readonly"] is not None


def test_after_three_days_somebody_else_there_is_offered(ada, sent, db, watch):
    factories.contact(db, ada.account_id, "Annie Easley", organisation="Navy")
    factories.contact(db, ada.account_id, "Mary Jackson", organisation="NASA")
    watch.move(timedelta(days=3))
    assert "Annie Easley" in words(ada, sent)
    assert "Mary Jackson" not in words(ada, sent)


@pytest.mark.parametrize(("reply", "said"), [("no", "They said no"), ("later", "They said later")])
def test_an_answer_is_recorded_and_taken_back(ada, sent, reply, said):
    ada.send(f"{sent}/reply", reply=reply)
    assert said in words(ada, sent)
    ada.send(f"{sent}/reopen")
    assert "Did they answer?" in words(ada, sent)


def test_a_yes_leads_to_booking(ada, sent, grace):
    assert ada.send(f"{sent}/reply", reply="yes").location == f"/contacts/{grace}/book"
    assert "They said yes" in words(ada, sent)


def test_an_answer_of_no_known_kind_is_not_found(ada, sent, db):
    assert ada.send(f"{sent}/reply", reply="perhaps").status_code == 404
    assert rows(db, "reply") == [{"reply": None}]


def test_after_two_unanswered_the_list_says_not_to_give_up(ada, sent, db, watch):
    other = factories.contact(db, ada.account_id, "Annie Easley")
    ada.send(f"/requests/{factories.request(db, ada.account_id, other)}/sent")
    assert "Do not give up" not in words(ada, "/requests")
    watch.move(timedelta(days=9))
    near = factories.contact(db, ada.account_id, "Mary Jackson")
    db.run("update contact set knows = 1 where id = :id", {"id": near})
    shown = words(ada, "/requests")
    assert "You wrote to 2 people so far. That is too few to know" in shown
    assert "ask Mary" in shown


def test_today_says_so_for_a_week_or_until_one_has_gone_on(ada, sent, db, watch):
    other = factories.contact(db, ada.account_id, "Annie Easley")
    ada.send(f"/requests/{factories.request(db, ada.account_id, other)}/sent")
    near = factories.contact(db, ada.account_id, "Mary Jackson")
    db.run("update contact set knows = 1 where id = :id", {"id": near})
    assert "Do not give up" not in words(ada, "/today")
    watch.move(timedelta(days=9))
    assert "Do not give up You wrote to 2 people so far." in words(ada, "/today")
    assert f"/contacts/{near}/ask" in Page(ada.get("/today")).links
    watch.move(timedelta(days=7))
    assert "Do not give up" not in words(ada, "/today")
    assert "Do not give up" in words(ada, "/requests")
    watch.move(-timedelta(days=7))
    ada.send(f"/requests/{factories.request(db, ada.account_id, near, at=watch.at)}/sent")
    assert "Do not give up" not in words(ada, "/today")


def test_the_base_rate_is_ones_own_and_an_answer_ends_the_row(ada, db, watch):
    for n, reply in enumerate(["yes", "no", None, None]):
        person = factories.contact(db, ada.account_id, f"Person {n}")
        page = f"/requests/{factories.request(db, ada.account_id, person)}"
        watch.move(timedelta(days=1))
        ada.send(f"{page}/sent")
        if reply:
            ada.send(f"{page}/reply", reply=reply)
        elif n == 3:
            watch.move(timedelta(days=12))
            ada.send(f"{page}/close")
    assert "heard from 2 so far: of ten, about 5 answer you" in words(ada, page)
    ada.send(f"{page}/reopen")
    ada.send(f"{page}/reply", reply="later")
    assert "Do not give up" not in words(ada, "/requests")


@pytest.mark.parametrize(
    ("region", "sent_on", "steps"),
    [
        ("CA-ON", date(2026, 12, 23), ("Wed, Dec 30", "Wed, Jan 6, 2027")),  # over the year's end
        ("CA", date(2026, 12, 23), ("Tue, Dec 29", "Tue, Jan 5, 2027")),  # no Boxing Day
        ("CA-ON", date(2027, 2, 11), ("Wed, Feb 17", "Tue, Feb 23")),  # Family Day
        ("CA-QC", date(2027, 2, 11), ("Tue, Feb 16", "Mon, Feb 22")),  # which Québec has not
        ("CA-ON", date(2026, 4, 1), ("Tue, Apr 7", "Mon, Apr 13")),  # Good Friday
        ("DE", date(2026, 4, 1), ("Wed, Apr 8", "Tue, Apr 14")),  # and Easter Monday
    ],
)
def test_page_and_reminder_wait_by_the_business_days_of_ones_region(
    ada, ask, db, watch, region, sent_on, steps
):
    ada.send("/me/reminders", **{**RHYTHM, "region": region, "days_off": "5", "nudges": "1"})
    db.run("update reminder_setting set days_off = '56'")
    ada.send("/me/reminders/switches", switch="someone_else", on="1")
    watch.at = datetime.combine(sent_on, time(15), UTC)
    page = ask().location
    ada.send(f"{page}/sent")
    assert f"Nothing to do until {steps[1]}." in words(ada, page)
    for rule, expected in zip(("someone_else", "nudge"), steps, strict=True):
        row = db.one("select local_at from reminder where rule = :rule and ended_at is null"
                     " order by step limit 1", {"rule": rule})  # fmt: skip
        assert row
        due = datetime.fromisoformat(row["local_at"])
        assert expected.startswith(f"{due:%a, %b} {due.day}"), rule


def test_whoever_never_asks_again_is_not_told_to(ada, sent, watch):
    ada.send("/me/reminders", **{**RHYTHM, "nudges": "0", "region": "CA-ON"})
    assert "You chose not to ask again. It can be let go from Sat, Dec 5." in words(ada, sent)
    watch.move(timedelta(days=10))
    assert "Let it rest" not in words(ada, sent)
    watch.move(timedelta(days=1))
    assert "Let it rest, kindly" in words(ada, sent)
    assert ada.send(f"{sent}/nudged").status_code == 409


def test_somebody_else_there_asked_ends_the_reminder_to_try_them(ada, sent, db):
    ada.send("/me/reminders/switches", switch="someone_else", on="1")
    wanted = "select ended_at from reminder where rule = 'someone_else' order by id"
    assert db.query(wanted) == [{"ended_at": None}]
    other = factories.contact(db, ada.account_id, "Annie Easley", organisation="Navy")
    request_id = factories.request(db, ada.account_id, other)
    db.run("update request set sent_at = '2026-11-25T00:00:00Z' where id = :id", {"id": request_id})
    ada.send(f"{sent}/check", on="1")
    ended = db.one("select ended_at from reminder where rule = 'someone_else'"
                   " and subject_id = :id", {"id": sent.rsplit("/", 1)[1]})  # fmt: skip
    assert ended
    assert ended["ended_at"]


def test_the_notes_of_a_month_are_counted_down(ada, ask, watch):
    page = ask(channel="linkedin_note").location
    assert "5 of 5 notes left this month." in words(ada, page)
    ada.send(f"{page}/sent")
    second = ask(channel="linkedin_note").location
    assert "4 of 5 notes left this month." in words(ada, second)
    ada.send("/me/asking", notes_a_month="1", rev="0")
    assert "your notes of this month are used up" in words(ada, second)
    watch.move(timedelta(days=7))
    assert "1 of 1 notes left this month." in words(ada, second)


def test_a_date_with_somebody_is_their_answer(ada, db, world):
    request_id = factories.request(db, ada.account_id, world["contact_id"])
    RequestStore(db, ada.account_id).mark_sent(request_id, at=factories.AT)
    assert RequestStore(db, ada.account_id).get(request_id).is_waiting
    factories.interview(db, ada.account_id, world["contact_id"])
    assert RequestStore(db, ada.account_id).get(request_id).reply == "yes"


def test_moving_a_talk_of_before_is_no_answer_to_a_later_request(ada, db, watch, grace, ask):
    talk = factories.interview(db, ada.account_id, grace)
    watch.move(timedelta(hours=1))
    page = ask().location
    ada.send(f"{page}/sent")
    watch.move(timedelta(hours=1))
    with write(db):  # their home is in another zone now, and so is the talk
        booking.rezone(db, ada.account_id, [talk], "Europe/London", at=watch.at)
    factories.work_out(db, ada.account_id, at=watch.at)
    waited_for = "select ended_at from reminder where rule = 'nudge'"
    assert db.query(waited_for) == [{"ended_at": None}]
    factories.interview(db, ada.account_id, grace)  # and this one is
    db.run("update request set reply = null, replied_at = null")
    db.run("update interview set created_at = :at where id <> :id",
           {"at": to_text(watch.at), "id": talk})  # fmt: skip
    factories.work_out(db, ada.account_id, at=watch.at)
    assert [bool(row["ended_at"]) for row in db.query(waited_for)] == [True]
