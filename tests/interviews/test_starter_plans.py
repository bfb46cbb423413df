"""The questions that ship with the app, and the list that a conversation begins with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.interviews.checklists import BEFORE, MINUTES_BEFORE, checklist_for
from netpwa.interviews.model import LENGTHS, MODES, MOMENTS
from netpwa.interviews.starter_plans import fill, starter_plan
from netpwa.interviews.starter_questions import BY_CODE, STARTER_QUESTIONS

# PRODUCT.md, D1: the codes with their minutes, stage by stage.
BANK = {
    "hello": "h1 .5 h2 .5 h3 .5 h4 .25 h5 1 h6 .5",
    "journey": "j1 4 j2 4 j3 2 j4 2 j5 2 j6 2 j7 2",
    "role": "r1 2 r2 2.5 r3 2 r4 3 r5 2 r6 2 r7 2 r8 3 r9 3",
    "trends": "t1 4 t2 3 t3 2 t4 2 t5 3 t6 3 t7 2 t8 2 t9 2 t10 1",
    "advice": "a1 2.5 a2 2 a3 2 a4 2 a5 2 a6 2 a7 1 a8 2 a9 2 a10 2 a11 2",
    "organisation": "o1 2 o2 2 o3 2",
    "identity": "i1 2 i2 2 i3 3",
    "referral": "f1 1.5 f2 .5 f3 1",
    "thanks": "g1 .5 g2 .25 g3 .5 g4 .25",
    "probe": "p1 0 p2 0 p3 0 p4 0 p5 0 p6 0 p7 0",
    "flow": "x1 0 x2 0 x3 0 x4 0",
}
# PRODUCT.md, D2: the minutes left over, and how many questions are asked.
SPARE = {15: 0.5, 20: 1, 25: 1, 30: 2, 45: 3}
ASKED = {15: range(4, 6), 20: range(5, 7), 25: range(6, 9), 30: range(7, 10), 45: range(10, 13)}


def test_the_bank_holds_every_line_with_its_stage_and_minutes():
    expected = {}
    for stage, text in BANK.items():
        words = text.split()
        expected |= {
            code: (stage, float(minutes))
            for code, minutes in zip(words[::2], words[1::2], strict=True)
        }
    assert {q.code: (q.stage, q.minutes) for q in STARTER_QUESTIONS} == expected
    assert len(STARTER_QUESTIONS) == len(BY_CODE) == 67


def test_every_line_is_worded_once():
    assert len({question.text for question in STARTER_QUESTIONS}) == 67


@pytest.mark.parametrize("minutes", LENGTHS)
def test_a_plan_leaves_exactly_its_spare_minutes(minutes):
    assert sum(question.minutes for question in starter_plan(minutes)) == minutes - SPARE[minutes]


@pytest.mark.parametrize("minutes", LENGTHS)
def test_a_plan_asks_as_many_questions_as_fit(minutes):
    assert sum(question.counts for question in starter_plan(minutes)) in ASKED[minutes]


@pytest.mark.parametrize("minutes", [10, *LENGTHS])
def test_a_plan_begins_with_thanks_for_the_time_and_ends_with_referral_and_gratitude(minutes):
    plan = starter_plan(minutes)
    assert plan[0].code == "h1" == BY_CODE["h1"].code
    stages = list(dict.fromkeys(question.stage for question in plan))
    assert stages == ["hello", "journey", "role", "trends", "advice", "referral", "thanks"]


@pytest.mark.property
@given(st.integers(10, 60))
def test_any_length_is_never_exceeded_and_loses_neither_referral_nor_thanks(minutes):
    plan = starter_plan(minutes)
    assert 0 < sum(question.minutes for question in plan) <= minutes
    assert {"referral", "thanks"} <= {question.stage for question in plan}
    for question in plan:
        assert question.minutes >= 0.25
        assert question.minutes % 0.25 == 0
    codes = [question.code for question in plan]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("text", "words", "filled"),
    [
        ("I asked for {minutes} minutes.", {"minutes": "20"}, "I asked for 20 minutes."),
        ("What I take with me is {one thing}. Thanks", {}, "What I take with me is … Thanks"),
        ("{item} on {point}?", {"item": "A"}, "A on …?"),
        ("no gap", {}, "no gap"),
        ("an {open gap", {}, "an {open gap"),
    ],
)
def test_gaps_are_filled_or_left_open(text, words, filled):
    assert fill(text, **words) == filled


@pytest.mark.parametrize("question", STARTER_QUESTIONS, ids=lambda question: question.code)
def test_no_line_is_shown_with_braces(question):
    shown = fill(question.text, minutes="20", field="your field")
    assert "{" not in shown
    assert "}" not in shown


@pytest.mark.parametrize("mode", MODES)
def test_each_mode_has_its_own_list_before_the_call(mode):
    items = checklist_for(mode)
    assert list(dict.fromkeys(moment for moment, _ in items)) == list(MOMENTS)
    assert [text for moment, text in items if moment == "minutes"] == list(MINUTES_BEFORE[mode])
    assert [text for moment, text in items if moment == "week"] == list(BEFORE["week"])
    texts = [text for _, text in items]
    assert len(texts) == len(set(texts)), "a tick is kept by its text"


@pytest.mark.property
@given(st.text(), st.text())
def test_filling_never_fails(text, word):
    assert isinstance(fill(text, field=word), str)
