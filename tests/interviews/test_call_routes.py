"""Call mode as plain pages, and what a phone sends to it later."""

import pytest

from netpwa.interviews.call_store import CallStore
from netpwa.interviews.store import InterviewStore
from tests.reading import Page


@pytest.fixture
def talk(world):
    return f"/interviews/{world['interview_id']}"


@pytest.fixture
def first(db, world):
    return InterviewStore(db, world.account_id).plan(world["interview_id"])[0]


def send(who, talk, number, **fields):
    tap = {"id": f"0190aaaa-0000-7000-8000-{number:012}", "item": "", "text": "", **fields}
    return who.send(talk + "/call", {"X-Outbox": "1", "Idempotency-Key": tap["id"]}, **tap)


def test_a_call_goes_from_question_to_question_without_scripts(ada, talk, first):
    page = Page(ada.get(talk + "/call"))
    assert first.text in page.words
    form = next(f for f in page.forms if f.fields.get("item") == first.id)
    assert ada.send(talk + "/call", **{**form.fields, "kind": "asked"}).location == talk + "/call"
    assert "1 of" in Page(ada.get(talk)).words
    assert ada.send(talk + "/call", kind="end").location == talk + "/after"
    assert "You talked" in Page(ada.get(talk)).words


def test_a_tap_sent_twice_is_kept_once_with_the_instant_of_the_phone(ada, db, world, talk, first):
    for _ in range(2):
        answer = send(ada, talk, 1, kind="asked", item=first.id, at="2026-11-24T09:00:00.250Z")
        assert answer.status_code == 204
    taps = CallStore(db, world.account_id).taps(world["interview_id"])
    assert [(tap.kind, tap.at) for tap in taps] == [("asked", "2026-11-24T09:00:00.250Z")]


@pytest.mark.parametrize(
    "odd",
    ["", "yesterday", "2026-02-30T09:00:00.000Z", "1999-01-01T00:00:00.000Z", "2999-01-01T00:00Z"],
)
def test_an_instant_that_cannot_be_is_taken_for_now(ada, db, world, talk, odd):
    assert send(ada, talk, 1, kind="name", at=odd).status_code == 204
    [tap] = CallStore(db, world.account_id).taps(world["interview_id"])
    assert tap.at.startswith("2026-11-24")


def test_a_tap_that_arrives_late_does_not_undo_a_newer_one(ada, db, world, talk, first):
    send(ada, talk, 2, kind="open", item=first.id, at="2026-11-24T09:05:00.000Z")
    send(ada, talk, 1, kind="asked", item=first.id, at="2026-11-24T09:00:00.000Z")
    plan = InterviewStore(db, world.account_id).plan(world["interview_id"])
    assert plan[0].asked_at is None


def test_what_was_said_of_a_question_that_is_gone_is_kept(ada, talk):
    assert send(ada, talk, 1, kind="answer", item="gone", text="All of it").status_code == 204
    assert send(ada, talk, 2, kind="asked", item="gone").status_code == 204


def test_a_button_that_does_not_exist_is_refused_and_the_text_kept(ada, talk):
    answer = send(ada, talk, 1, kind="pigeon")
    assert answer.status_code == 422
    assert "There is no such button" in answer.text


def test_a_lead_says_whether_the_name_may_be_used(ada, talk):
    send(ada, talk, 1, kind="lead", text="A post in Delft", detail="yes")
    assert "A post in Delft (Yes)" in Page(ada.get(talk + "/call")).words


def test_bob_neither_sees_nor_taps(bob, talk):
    assert bob.get(talk + "/call").status_code == 404
    assert send(bob, talk, 1, kind="asked").status_code == 404


def test_each_question_shows_its_answer_and_the_time_it_took_beside_the_time_planned(
    ada, talk, first
):
    send(ada, talk, 1, kind="begin", at="2026-11-24T09:00:00.000Z")
    send(ada, talk, 2, kind="answer", item=first.id, text="Gladly", at="2026-11-24T09:00:30.000Z")
    send(ada, talk, 3, kind="asked", item=first.id, at="2026-11-24T09:01:05.500Z")
    words = Page(ada.get(talk + "/call")).words
    assert f"1:05 of {first.minutes:g} min" in words
    assert "Gladly" in words


def test_an_end_is_taken_back_and_an_older_end_that_arrives_later_changes_nothing(ada, talk):
    send(ada, talk, 1, kind="begin", at="2026-11-24T09:00:00.000Z")
    send(ada, talk, 2, kind="end", at="2026-11-24T09:10:00.000Z")
    assert "You talked" in Page(ada.get(talk)).words
    send(ada, talk, 3, kind="begin", at="2026-11-24T09:11:00.000Z")
    assert "You talked" not in Page(ada.get(talk)).words
    send(ada, talk, 4, kind="end", at="2026-11-24T09:09:00.000Z")
    assert "You talked" not in Page(ada.get(talk)).words
