"""Telling a question that yes or no would answer from one that asks for a story."""

import pytest

from netpwa.interviews.plan_checks import is_closed
from netpwa.interviews.starter_questions import STARTER_QUESTIONS


@pytest.mark.parametrize(
    "text",
    ["Do you like it?", "Thank you. Is it hard?", "Are you often outside?",
     "So, would you do it again?", "And have you ever left?", "Looking back, was it worth it?",
     "Can one live on it?"],
)  # fmt: skip
def test_a_question_that_yes_would_answer_is_closed(text):
    assert is_closed(text)


@pytest.mark.parametrize(
    "text",
    ["How do you do it?", "Could you take me through last week: what filled the hours?",
     "Thank you.", "Is there a piece of work you are glad of, and what in it was yours?",
     "Whom do you ask?", "I like it. Do you? And why?", "",
     "In your work, which tools do you use?"],
)  # fmt: skip
def test_a_question_that_asks_for_a_story_is_open(text):
    assert not is_closed(text)


def test_few_of_our_own_lines_are_closed():
    asked = [q for q in STARTER_QUESTIONS if q.counts and q.stage not in {"probe", "flow"}]
    assert sum(is_closed(q.text) for q in asked) <= 5
