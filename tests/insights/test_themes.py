"""Findings by theme: where they begin, which words people share, and finding one again. Pure."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.contacts.model import fold
from netpwa.insights.themes import (
    OF_PROMPT,
    OF_QUESTION,
    OF_STAGE,
    THEMES,
    Piece,
    by_theme,
    matching,
    shared_words,
    theme_of_question,
)
from netpwa.interviews.model import STAGES
from netpwa.interviews.starter_questions import BY_CODE

AT = datetime(2026, 11, 24, tzinfo=UTC)


def piece(text, who="ana", theme="trends", asked="What is new?"):
    return Piece(f"{who}-{text}", "answer", theme, asked, text, who, who.title(), "talk", AT)


def test_every_question_and_prompt_begins_in_a_theme():
    for stage in STAGES:
        assert OF_STAGE[stage] in THEMES
    for code, line in BY_CODE.items():
        if line.stage in STAGES:
            assert theme_of_question(code, line.stage) in THEMES
    assert set(OF_QUESTION) <= set(BY_CODE)
    assert set(OF_QUESTION.values()) | set(OF_PROMPT.values()) <= set(THEMES)
    assert theme_of_question(None, "advice") == "skills"
    assert theme_of_question("t7", "trends") == "skills"


def test_a_theme_counts_people_and_not_pieces():
    found = by_theme([piece("One"), piece("Two"), piece("Three", "ben")], {}, fold)
    assert [(theme.name, theme.people, len(theme.pieces)) for theme in found] == [("trends", 2, 3)]


def test_a_piece_goes_where_it_was_moved():
    found = by_theme([piece("One")], {"ana-One": "skills"}, fold)
    assert [theme.name for theme in found] == ["skills"]


def test_words_of_two_people_are_shared_whatever_their_case_accent_or_number():
    said = [piece("Floods and Québec housing, housing"), piece("A flood; HOUSING in Quebec", "ben")]
    assert [tuple(word) for word in shared_words(said, fold)] == [
        ("flood", 2),
        ("housing", 2),
        ("quebec", 2),
    ]


def test_one_person_alone_and_words_of_any_sentence_say_nothing():
    assert shared_words([piece("Zoning, zoning"), piece("Zoning", "ana")], fold) == []
    assert (
        shared_words([piece("people think about things"), piece("People think", "ben")], fold) == []
    )


@pytest.mark.parametrize("query", ["zon", "ZONING old", "ana zon", "", "what"])
def test_a_piece_is_found_by_beginnings_of_words(query):
    assert matching([piece("Zoning is old")], query, fold)


@pytest.mark.parametrize("query", ["oning", "zoning later", "%", "<b>"])
def test_what_is_not_there_is_not_found(query):
    assert not matching([piece("Zoning is old")], query, fold)


TEXTS = st.lists(st.tuples(st.text(max_size=60), st.sampled_from("abc")), max_size=12)


@pytest.mark.property
@given(TEXTS)
def test_no_word_is_said_by_more_people_than_there_are(texts):
    said = [piece(text, who) for text, who in texts]
    people = {who for _, who in texts}
    for word in shared_words(said, fold):
        assert 2 <= word.people <= len(people)
        assert matching(said, word.word[:4], fold) is not None


@pytest.mark.property
@given(TEXTS, st.text(max_size=20))
def test_any_search_is_answered(texts, query):
    said = [piece(text, who) for text, who in texts]
    assert len(matching(said, query, fold)) <= len(said)
