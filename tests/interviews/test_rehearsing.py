"""A dry run with a mentor: begun, timed, thought about; and the ladder that leads up to it."""

from dataclasses import replace

import pytest

from netpwa.db.port import write
from netpwa.interviews import calling
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.rehearsal_store import RehearsalStore
from netpwa.interviews.store import InterviewStore
from tests import factories
from tests.factories import AT
from tests.interviews.test_call import tap
from tests.reading import Page
from tests.world import HOWARD


@pytest.fixture
def talk(world):
    return world["interview_id"]


def begin(ada, talk):
    """Begin a dry run with Howard and give its address."""
    form = Page(ada.get(f"/interviews/{talk}/rehearse")).form()
    made = ada.send(f"/interviews/{talk}/rehearse", **{**form.fields, "mentor": HOWARD})
    return made.location.removesuffix("/call")


def have_it(db, account, interview_id, *seconds):
    """Ask one question after another, each for so many seconds, and end."""
    plan = PlanStore(db, account).plan(interview_id)
    taps, clock = [tap(0, "begin")], 0
    for item, took in zip(plan, seconds, strict=False):
        clock += took
        taps.append(tap(clock, "asked", item.id))
    with write(db):
        for n, one in enumerate([*taps, tap(clock + 1, "end")]):
            own = replace(one, id=f"{interview_id}-{n:03}")
            calling.record(db, account, interview_id, own, at=AT)


def test_a_dry_run_has_the_talks_own_questions_and_leads_into_the_call(ada, db, world, talk):
    address = begin(ada, talk)
    dry_id = address.rsplit("/", 1)[1]
    plans = PlanStore(db, world.account_id)
    assert [item.text for item in plans.plan(dry_id)] == [item.text for item in plans.plan(talk)]
    dry_run = InterviewStore(db, world.account_id).get(dry_id)
    assert (dry_run.kind, dry_run.contact_name) == ("dry_run", "Howard Aiken")
    assert plans.plan(talk)[0].text in Page(ada.get(address + "/call")).words
    assert "Howard Aiken" in Page(ada.get(f"/interviews/{talk}/rehearse")).words
    assert ada.get(f"{address}/rehearse").status_code == 404, "nobody rehearses a rehearsal"


def test_a_dry_run_speaks_of_the_person_whom_its_talk_is_with(ada, world, talk):
    ada.send(f"/interviews/{talk}/plan/words", intention="how compilers are taught")
    address = begin(ada, talk)
    for page in ("", "/call", "/plan"):
        words = Page(ada.get(address + page)).words
        assert "I would like to understand how compilers are taught." in words, page
    ada.send(f"{address}/plan/minutes", minutes="15")
    assert "how compilers are taught" in Page(ada.get(address + "/plan")).words
    ada.send(f"/contacts/{world['contact_id']}/delete")
    assert ada.get(address).status_code == 200


def test_beginning_twice_with_one_form_is_beginning_once(ada, db, world, talk):
    form = Page(ada.get(f"/interviews/{talk}/rehearse")).form()
    fields = {**form.fields, "mentor": HOWARD}
    places = [ada.send(f"/interviews/{talk}/rehearse", **fields).location for _ in range(2)]
    assert places[0] == places[1]


def book_ahead(ada, talk, **more):
    form = Page(ada.get(f"/interviews/{talk}/rehearse")).form()
    fields = {"mentor": HOWARD, "when": "later", "local_date": "2027-05-03", "local_time": "17:30"}
    return ada.send(f"/interviews/{talk}/rehearse", **{**form.fields, **fields, **more})


def reminders_of(db, account, talk_id):
    rows = db.query(
        "select distinct rule from reminder where account_id = :account and subject_id = :id"
        " and ended_at is null",
        {"account": account, "id": talk_id},
    )
    return {row["rule"] for row in rows}


def test_a_dry_run_is_booked_ahead_and_stands_in_the_list_of_what_comes(ada, db, world, talk):
    address = book_ahead(ada, talk, mode="video").location
    dry_run = InterviewStore(db, world.account_id).get(address.rsplit("/", 1)[1])
    assert (dry_run.kind, dry_run.local_date, dry_run.local_time, dry_run.minutes) == (
        "dry_run", "2027-05-03", "17:30", 20)  # fmt: skip
    assert "Dry run · By video" in Page(ada.get("/interviews")).words
    page = Page(ada.get(address)).words
    assert "The link opens" in page
    assert "Dry run with a mentor arranged" not in page, "no dry run of a dry run"
    assert "Booked" in Page(ada.get(f"/interviews/{talk}/rehearse")).words


def test_a_dry_run_is_reminded_of_before_and_asks_for_nothing_after(ada, db, world, talk):
    dry_id = book_ahead(ada, talk).location.rsplit("/", 1)[1]
    real = factories.interview(db, world.account_id, HOWARD)
    ada.send(f"/interviews/{real}/edit", **Page(ada.get(f"/interviews/{real}/edit")).form().fields)
    assert reminders_of(db, world.account_id, real) >= {"prepare", "capture", "thank"}
    ada.send(f"/interviews/{real}/cancel")
    assert reminders_of(db, world.account_id, dry_id) == {"prepare"}
    stage = "select stage from contact_stage where id = :id and account_id = :account"
    keys = {"id": HOWARD, "account": world.account_id}
    [was] = db.query(stage, keys)
    ada.send(f"/interviews/{dry_id}/hold")
    assert reminders_of(db, world.account_id, dry_id) == set()
    assert db.query(stage, keys) == [was]
    page = Page(ada.get(f"/interviews/{dry_id}")).words
    assert "How the time went" in page
    assert "Thank" not in page.split("You talked")[1].split("Undo")[0]


def test_a_dry_run_for_later_says_when(ada, talk):
    answer = book_ahead(ada, talk, local_date="", local_time="")
    assert answer.status_code == 422
    assert "Choose the day." in answer.text
    assert "Choose the time." in answer.text


def test_a_dry_run_leaves_room_for_itself_between_talks(ada, db, world, talk):
    """It costs no energy to speak of: it is never said to come too close."""
    real = InterviewStore(db, world.account_id).get(talk)
    address = book_ahead(ada, talk, local_date=real.local_date, local_time="09:00").location
    form = Page(ada.get(address + "/edit")).form()
    fields = {**form.fields, "local_time": "10:00"}
    assert ada.send(address + "/edit", **fields).status_code == 303


def test_without_anybody_to_rehearse_with_it_says_so(ada, talk):
    answer = ada.send(f"/interviews/{talk}/rehearse", mentor="", mode="video")
    assert answer.status_code == 422
    assert "Choose somebody" in answer.text


def test_a_timed_dry_run_changes_the_minutes_of_the_next_plan(ada, db, world, talk):
    address = begin(ada, talk)
    dry_id = address.rsplit("/", 1)[1]
    plans = PlanStore(db, world.account_id)
    before = plans.plan(dry_id)
    slow = [round(item.usual * 60 * 1.5) for item in before]
    have_it(db, world.account_id, dry_id, *slow)
    page = Page(ada.get(address + "/timing")).words
    assert "1.5 times the usual minutes" in page
    again = factories.interview(db, world.account_id, world["contact_id"])
    assert InterviewStore(db, world.account_id).get(again).pace == 1.5
    after = plans.plan(again)
    assert len(after) < len(before)
    assert sum(item.minutes for item in after) <= 20
    same = {item.starter: item.minutes for item in after}
    assert any(same.get(item.starter, 0) > item.minutes for item in before)


def test_a_plan_is_fitted_again_for_the_pace_that_is_known_by_then(ada, db, world, talk):
    address = begin(ada, talk)
    plans, talks = PlanStore(db, world.account_id), InterviewStore(db, world.account_id)
    before = len(plans.plan(talk))
    slow = [round(item.usual * 60 * 1.5) for item in plans.plan(talk)]
    have_it(db, world.account_id, address.rsplit("/", 1)[1], *slow)
    assert talks.get(talk).pace == 1, "a plan does not shift by itself"
    ada.send(f"/interviews/{talk}/plan/minutes", minutes="20")
    assert talks.get(talk).pace == 1.5
    assert len(plans.plan(talk)) < before
    assert "1.5 times the usual minutes" in Page(ada.get(f"/interviews/{talk}/plan")).words


def test_the_picture_says_what_was_planned_and_what_was_used(ada, db, world, talk):
    address = begin(ada, talk)
    plan = PlanStore(db, world.account_id).plan(address.rsplit("/", 1)[1])
    journey = next(n for n, item in enumerate(plan) if item.stage == "journey")
    seconds = [60] * journey + [9 * 60]
    have_it(db, world.account_id, address.rsplit("/", 1)[1], *seconds)
    words = Page(ada.get(address + "/timing")).words
    assert f"You planned 20, used {journey + 9}" in words
    assert f"Their journey took 9 of the {plan[journey].minutes:g} minutes" in words
    assert "ran long" in words
    assert "not asked" in words


def test_what_a_mentor_thought_and_what_one_learned_are_kept_and_stand_under_me(ada, db, world):
    address = f"/interviews/{world['rehearsals.timing interview_id']}/timing"
    form = Page(ada.get(address)).form()
    typed = {"listening": "3", "listening_line": "You let me finish", "to_keep": "The first line",
             "learned": "Silence is fine"}  # fmt: skip
    assert ada.send(address, **{**form.fields, **typed}).status_code == 303
    fields = Page(ada.get(address)).form().fields
    assert {name: fields[name] for name in typed} == typed
    assert "Silence is fine" in Page(ada.get("/me/about-myself")).words
    stale = ada.send(address, **{**form.fields, "learned": "Another thought"})
    assert stale.status_code == 409
    assert "Silence is fine" in stale.text
    assert "Another thought" in stale.text


def test_what_one_learned_is_never_stored_by_a_browser(ada, world):
    for address in (f"/interviews/{world['rehearsals.timing interview_id']}/timing",
                    "/me/about-myself"):  # fmt: skip
        assert ada.get(address).headers["Cache-Control"] == "no-store"


def test_a_score_that_no_button_has_is_refused(ada, world):
    address = f"/interviews/{world['rehearsals.timing interview_id']}/timing"
    answer = ada.send(address, pace="5", rev="1", learned="Kept")
    assert answer.status_code == 422
    assert "Choose one of the four." in answer.text
    assert "Kept" in answer.text


def test_a_real_talk_has_a_picture_too_and_no_rubric(ada, talk):
    page = Page(ada.get(f"/interviews/{talk}/timing"))
    assert "Nothing was timed" in page.words
    assert "mentor thought" not in page.words
    assert ada.send(f"/interviews/{talk}/timing", learned="x", rev="1").status_code == 404


def test_bob_rehearses_nothing_of_adas(bob, talk, world):
    assert bob.send(f"/interviews/{talk}/rehearse", mentor=HOWARD, mode="video").status_code == 404
    assert bob.send(f"/ladder/{world['step_id']}/remove").status_code == 404


def test_a_dry_run_with_somebody_elses_contact_cannot_begin(ada, db, bob, talk):
    his = factories.contact(db, bob.account_id, "Barbara Liskov")
    assert ada.send(f"/interviews/{talk}/rehearse", mentor=his, mode="video").status_code == 422
    assert RehearsalStore(db, bob.account_id).of_interview(talk) == []
