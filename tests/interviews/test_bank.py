"""The question bank: adding, wording, starring, hiding, and what that does to the next plan."""

import pytest

from netpwa.interviews.bank import SHOWS, bank, shown
from netpwa.interviews.model import STAGES, Mark, Question
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.starter_questions import STARTER_QUESTIONS
from tests import factories
from tests.reading import Page
from tests.world import OWN_QUESTION

R1 = "Which part of your work do you look forward to most?"


@pytest.fixture
def planned(ada, db):
    """Book another talk, and give the texts and starters of its plan."""

    def book(**options):
        person = factories.contact(db, ada.account_id, "Barbara Liskov")
        talk = factories.interview(db, ada.account_id, person, factories.talk(**options))
        return PlanStore(db, ada.account_id).whole(talk)

    return book


def test_every_line_stands_once_by_stage_and_ones_own_first():
    own = [
        Question("role", "Mine?", 2.0, id="q1"),
        Question("role", "Again", 1.0, code="r1", id="q2"),
    ]
    lines = bank(own, {"r2": Mark(is_hidden=True), "t1": Mark(is_starred=True)}, str)
    assert len(lines) == len(STARTER_QUESTIONS) + 1
    assert len({line.key for line in lines}) == len(lines)
    stages = list(dict.fromkeys(line.stage for line in lines))
    assert stages == [*STAGES, "probe", "flow"]
    role = [line for line in lines if line.stage == "role"]
    assert [line.text for line in role[:2]] == ["Mine?", "Again"], (
        "in the place of the line of ours"
    )
    assert "r2" not in {line.key for line in shown(lines, "all")}
    assert [line.key for line in shown(lines, "hidden")] == ["r2"]
    assert [line.key for line in shown(lines, "starred")] == ["t1"]
    assert [line.key for line in shown(lines, "mine")] == ["q1", "r1"]
    assert {"j4", "a2"} <= {line.key for line in shown(lines, "students")}


@pytest.mark.parametrize("show", [*SHOWS, "nonsense"])
def test_each_filter_has_a_page(ada, show):
    assert ada.get(f"/questions?show={show}").status_code == 200


def test_a_line_of_ours_in_ones_own_words_stands_in_its_place_and_in_the_next_plan(ada, planned):
    ada.send("/questions/r1/edit", text="What makes you stay late?", stage="role", minutes="2",
             must="y", rev="0")  # fmt: skip
    words = Page(ada.get("/questions")).words
    assert "What makes you stay late?" in words
    assert R1 not in words
    assert [i.text for i in planned() if i.starter == "r1"] == ["What makes you stay late?"]


def test_our_words_come_back_and_a_plan_made_meanwhile_keeps_its_own(ada, db, planned):
    ada.send("/questions/r1/edit", text="Mine instead?", stage="role", minutes="2", rev="0")
    plan = planned()
    kept = next(item for item in plan if item.starter == "r1")
    ada.send(f"/questions/{kept.question_id}/ours")
    assert R1 in Page(ada.get("/questions")).words
    rows = db.query("select text, question_id from plan_item where id = :id", {"id": kept.id})
    assert rows == [{"text": "Mine instead?", "question_id": None}]


def test_what_is_hidden_is_in_no_new_plan_and_can_be_shown_again(ada, planned):
    where = ada.send("/questions/r1/hide", on="1").location
    page = Page(ada.get(where))
    assert R1 not in page.words
    assert "Hidden from the bank" in page.words
    assert "r1" not in {item.starter for item in planned()}
    form = page.form("/questions/r1/hide")
    ada.send(form.action, **{**form.fields, "on": "0"})
    assert R1 in Page(ada.get("/questions")).words
    assert "r1" in {item.starter for item in planned()}


def test_the_line_that_asks_whom_to_meet_is_planned_even_when_it_is_hidden(ada, planned):
    for key in ("f1", "f2", "f3", "g1", "g3", "g4"):
        ada.send(f"/questions/{key}/hide", on="1")
    stages = [item.stage for item in planned() if not item.is_left_out]
    assert stages[-2:] == ["referral", "thanks"]


def test_what_is_starred_is_asked_before_what_is_not(ada, db, planned):
    mine = factories.question(db, ada.account_id, "What keeps you up at night?")
    assert mine not in {item.question_id for item in planned()}
    ada.send(f"/questions/{mine}/star", on="1")
    ada.send("/questions/a8/star", on="1")
    plan = planned(minutes=30)
    here = {item.question_id or item.starter for item in plan if not item.is_left_out}
    assert {mine, "a8"} <= here
    ada.send("/questions/a8/star", on="0")
    assert "a8" not in {item.starter for item in planned(minutes=30)}


def test_a_star_is_answered_with_the_star(ada):
    answer = ada.send("/questions/r2/star", {"HX-Request": "true"}, on="1")
    assert 'aria-pressed="true"' in answer.text
    assert answer.text.lstrip().startswith("<form")


@pytest.mark.parametrize("key", ["p1", "x1", "zz", "00000000-0000-7000-8000-000000000000"])
def test_what_is_no_question_of_a_plan_cannot_be_changed(ada, key):
    for action, fields in (("edit", OWN_QUESTION), ("star", {"on": "1"}), ("hide", {"on": "1"})):
        assert ada.send(f"/questions/{key}/{action}", **fields).status_code == 404


def test_an_old_copy_of_a_question_is_shown_beside_the_new(ada, world):
    address = f"/questions/{world['key']}/edit"
    ada.send(address, **{**OWN_QUESTION, "rev": "1"})
    answer = ada.send(address, text="Another?", stage="identity", minutes="0.5", rev="1")
    assert answer.status_code == 409
    words = Page(answer).words
    assert "What would you undo?" in words
    assert "Saved meanwhile: Their work" in words


def test_bob_sees_neither_adas_questions_nor_her_stars(ada, bob):
    ada.send("/questions", **OWN_QUESTION)
    ada.send("/questions/r1/star", on="1")
    assert "What would you undo?" not in bob.get("/questions").text
    assert R1 not in Page(bob.get("/questions?show=starred")).words


def test_a_question_of_ones_own_that_asks_for_a_job_is_remarked_on_and_kept(ada, world):
    for text in ("Are you hiring?", "What do you enjoy most about your current job?"):
        form = Page(ada.get("/questions")).form()
        fields = {**form.fields, "text": text, "stage": "advice", "minutes": "2"}
        assert ada.send("/questions", **fields).status_code == 303
    words = Page(ada.get("/questions?show=mine")).words
    assert words.count("This reads as asking for a job") == 1
    assert words.index("Are you hiring?") < words.index("This reads as asking for a job")
