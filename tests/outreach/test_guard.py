"""The guard: silent on questions about somebody's work, awake to most job asks, never in the way.

The lists under sentences/ were written in this order, each after the rules stood, and each was
measured before it was used to mend them. What the first try gave, on sentences never seen:

    last      45 of 60 asks noticed    2 false alarms in 70
    fifth     54 of 100                1 in 120
    sixth     43 of 100                2 in 156
    fresh     74 of 105                4 in 162, and after one frame was mended 1 in 170
    final                              0 in 172
    seventh   237 of 321               2 in 437, in six parts: 42 of 61, 42 of 60, 45 of 60,
              45 of 60, 32 of 40, 31 of 40
    unseen    29 of 35                 0 in 36
    eighth    8 of 8                   11 in 35, of which a reader found ten by aiming at them

The asks of `fresh`, all of `final` and all of `unseen` have not been used for anything since.
A seventh of the last two lists is in French.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.interviews.starter_questions import STARTER_QUESTIONS
from netpwa.outreach.compose import BODIES, CONFIRM, NUDGE, SUBJECTS
from netpwa.outreach.guard import noticed
from netpwa.outreach.model import AskingSetting, RequestParts
from netpwa.outreach.pages import kept_text, preview_of
from tests.outreach.people import contact

FOLDER = Path(__file__).parent / "sentences"
LISTS = ("samples", "first", "second", "third", "fourth", "last", "fifth", "sixth", "seventh",
         "eighth", "fresh", "unseen")  # fmt: skip


def sentences(name):
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("which", [*LISTS, "final"])
def test_honest_questions_are_left_alone(which):
    assert [text for text in sentences(f"{which}-honest") if noticed(text)] == []


@pytest.mark.parametrize("which", LISTS)
def test_at_least_half_of_the_plain_asks_are_noticed(which):
    asks = sentences(f"{which}-asks")
    found = [text for text in asks if noticed(text)]
    assert len(found) * 2 >= len(asks)


def test_of_a_hundred_never_tuned_on_at_least_six_in_ten_are_noticed():
    asks = sentences("fresh-asks")
    assert len(asks) >= 100
    assert sum(bool(noticed(text)) for text in asks) >= 0.6 * len(asks)


def test_of_the_plainest_asks_that_were_never_tuned_on_eight_in_ten_are_noticed():
    asks = sentences("unseen-asks")
    assert len(asks) == 35
    assert sum(bool(noticed(text)) for text in asks) >= 0.8 * len(asks)


@pytest.mark.parametrize(
    ("ask", "honest"),
    [
        ("Is there an opening for an analyst on your team?", "Is there an opening for new ideas?"),
        ("If you have vacancies, please write to me.", "If you have a map, please write to me."),
        ("When a job opens up, let me know.", "When a job opens up, how is the notice written?"),
        ("Avez-vous un poste pour moi ?", "Avez-vous un poste de travail à la maison ?"),
    ],
)
def test_what_makes_it_an_ask_is_what_is_asked_for(ask, honest):
    assert noticed(ask) == [ask]
    assert noticed(honest) == []


def test_what_ships_is_never_remarked_on():
    ours = [question.text for question in STARTER_QUESTIONS]
    ours += [*BODIES.values(), *SUBJECTS.values(), NUDGE, CONFIRM]
    assert [text for text in ours if noticed(text)] == []


def test_the_sentence_is_given_back_as_it_was_written():
    text = "I read your book. Are you hiring? Thank you!"
    assert noticed(text) == ["Are you hiring?"]


@pytest.mark.parametrize("text", ["You asked for my CV, so here it is: my CV is attached",
                                  'They said "are you hiring?" and I laughed.',
                                  "I am not sending my CV."])  # fmt: skip
def test_what_they_raised_what_is_quoted_and_what_is_denied_is_left_alone(text):
    assert noticed(text) == []


@pytest.mark.property
@given(
    st.lists(
        st.sampled_from([text for which in LISTS for text in sentences(f"{which}-asks")]),
        min_size=1,
        max_size=4,
    )
)
def test_the_guard_never_blocks(asks):
    parts = RequestParts("email", "", "a", "b", own_words=" ".join(asks), subject_line="minutes",
                         topic="c")  # fmt: skip
    loud, silent = (
        preview_of(parts, contact(), "Ada", AskingSetting(), is_guarded=is_guarded, say=str)
        for is_guarded in (True, False)
    )
    assert silent.noticed == []
    assert kept_text(loud) == kept_text(silent)
    assert kept_text(loud).body


@pytest.mark.property
@given(st.text(max_size=3000))
def test_any_text_is_read(text):
    for sentence in noticed(text):
        assert sentence in text
