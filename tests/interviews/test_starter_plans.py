"""The questions that ship with the app, and the list that a conversation begins with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.interviews.checklists import BEFORE, MINUTES_BEFORE, checklist_for
from netpwa.interviews.model import LENGTHS, MODES, MOMENTS, STAGES
from netpwa.interviews.plan import Line, fit, in_stages
from netpwa.interviews.starter_plans import KITS, fill, gaps, starter_lines
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


def planned(minutes, kit="anyone"):
    lines = [
        Line(str(q.code), q.stage, q.minutes, q.must, q.counts, rank)
        for rank, q in enumerate(starter_lines(kit))
    ]
    return fit(minutes, in_stages(lines, STAGES))


@pytest.mark.parametrize("minutes", LENGTHS)
def test_a_plan_leaves_its_spare_minutes_and_hardly_more(minutes):
    assert SPARE[minutes] <= planned(minutes).spare < SPARE[minutes] + 1


@pytest.mark.parametrize("minutes", LENGTHS)
def test_a_plan_asks_as_many_questions_as_fit(minutes):
    assert sum(line.counts for line, _ in planned(minutes).kept) in ASKED[minutes]


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("minutes", [10, *LENGTHS])
def test_a_kit_begins_with_thanks_for_the_time_and_ends_with_referral_and_gratitude(minutes, kit):
    kept = [line for line, _ in planned(minutes, kit).kept]
    assert kept[0].key == "h1"
    stages = list(dict.fromkeys(line.stage for line in kept))
    assert stages == [stage for stage in STAGES if stage in stages]
    assert {"journey", "role", "referral", "thanks"} <= {*stages}


def test_a_kit_holds_what_it_is_for():
    for kit in KITS:
        codes = [line.code for line in starter_lines(kit)]
        assert len(codes) == len({*codes})
        assert {"f1", "g1"} <= {*codes}
    assert {"h1", "h2", "h4", "j2", "r1", "r2", "t1", "a1", "f1", "g1", "g3"} <= {
        line.key for line, _ in planned(20, "student").kept
    }


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


def test_the_gaps_of_a_line_are_named_once_and_in_order():
    assert gaps("You argued {point} in {item}; {point}?") == ["point", "item"]
    assert gaps("none") == []


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
