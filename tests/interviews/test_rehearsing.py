"""A dry run with a mentor: begun, timed, thought about; and the ladder that leads up to it."""

from dataclasses import replace

import pytest

from netpwa.db.port import write
from netpwa.interviews import calling
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.rehearsal_store import LadderStore, RehearsalStore
from netpwa.interviews.store import InterviewStore
from tests import factories, mentoring
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


def test_beginning_twice_with_one_form_is_beginning_once(ada, db, world, talk):
    form = Page(ada.get(f"/interviews/{talk}/rehearse")).form()
    fields = {**form.fields, "mentor": HOWARD}
    places = [ada.send(f"/interviews/{talk}/rehearse", **fields).location for _ in range(2)]
    assert places[0] == places[1]


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


def test_the_ladder_counts_what_was_done_and_names_the_next_rung(ada, db, world, talk):
    ada.send("/ladder/" + world["step_id"] + "/remove")
    page = Page(ada.get("/ladder")).words
    assert "Anybody, about something you like" in page
    assert page.index("Perhaps next") < page.index("A peer")
    step = mentoring.step(db, world.account_id, "anyone")
    mentoring.step(db, world.account_id, "anyone")
    page = Page(ada.get("/ladder")).words
    assert "2 times" in page
    assert page.index("Perhaps next") < page.index("A peer") < page.index("A mentor")
    assert ada.send(f"/ladder/{step}/remove").status_code == 303
    assert "1 time" in Page(ada.get("/ladder")).words


def test_talks_that_were_held_count_on_the_ladder_by_themselves(ada, db, world, talk):
    store = LadderStore(db, world.account_id)
    before = store.climbed()
    ada.send(f"/interviews/{talk}/hold")
    dry_run = f"/interviews/{world['rehearsals.timing interview_id']}"
    ada.send(f"{dry_run}/reopen")
    ada.send(f"{dry_run}/hold")
    after = store.climbed()
    more = {rung: after[rung] - before.get(rung, 0) for rung in after}
    assert {rung: n for rung, n in more.items() if n} == {"mentor": 1, "secondary": 1}


def test_bob_rehearses_nothing_of_adas(bob, talk, world):
    assert bob.send(f"/interviews/{talk}/rehearse", mentor=HOWARD, mode="video").status_code == 404
    assert bob.send(f"/ladder/{world['step_id']}/remove").status_code == 404


def test_a_dry_run_with_somebody_elses_contact_cannot_begin(ada, db, bob, talk):
    his = factories.contact(db, bob.account_id, "Barbara Liskov")
    assert ada.send(f"/interviews/{talk}/rehearse", mentor=his, mode="video").status_code == 422
    assert RehearsalStore(db, bob.account_id).of_interview(talk) == []
