"""Telling what a pasted line is, and how people are found and shown."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netpwa.contacts.finding import search_patterns
from netpwa.contacts.model import (
    WORDS_SEARCHED,
    ContactDraft,
    called,
    fold,
    hue,
    initials,
    recognise,
    search_text,
    words_of,
)
from netpwa.db.values import fresh_id


@pytest.mark.parametrize(
    ("typed", "kind", "href"),
    [
        ("grace@example.org", "email", "mailto:grace@example.org"),
        ("+1 (416) 555-0134", "phone", "tel:+14165550134"),
        ("416 555 0134 x12", "phone", "tel:4165550134,12"),
        ("linkedin.com/in/grace", "profile", "https://linkedin.com/in/grace"),
        ("https://www.linkedin.com/in/grace", "profile", "https://www.linkedin.com/in/grace"),
        ("HTTP://example.org/a?b", "link", "HTTP://example.org/a?b"),
        ("navy.example.org", "link", "https://navy.example.org"),
        ("Room 12, second floor", "other", None),
        ("javascript:alert(1)", "other", None),
        ("data:text/html,x", "other", None),
        ("@grace", "other", None),
        ("-----", "other", None),
        ("( . )", "other", None),
    ],
)
def test_a_pasted_line_is_recognised(typed, kind, href):
    point = recognise(typed)
    assert (point.kind, point.value, point.href) == (kind, typed, href)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Grace Hopper", "GH"),
        ("grace brewster murray hopper", "GH"),
        ("Félix", "F"),
        ("(Ana) Ruiz", "R"),
        ("Ana Ruiz (demo)", "AR"),
        ("!!!", "?"),
        ("", "?"),
        ("李 小龙", "李小"),
    ],
)
def test_initials_stand_in_for_a_picture(name, expected):
    assert initials(name) == expected


def test_a_person_is_called_by_the_first_word_of_the_name():
    assert [called(name) for name in ("Grace Hopper", "Félix", "")] == ["Grace", "Félix", ""]


def test_a_person_keeps_their_colour_and_colours_differ():
    ids = [fresh_id() for _ in range(200)]
    assert [hue(id_) for id_ in ids] == [hue(id_) for id_ in ids]
    assert {hue(id_) for id_ in ids} == set(range(8))


def test_case_accents_and_spaces_do_not_matter_when_comparing():
    assert fold("  Élodie   ÇELİK ") == "elodie celik"
    assert fold("STRASSE") == fold("straße")
    assert fold("Sœur Łukasz Sørensen") == "soeur lukasz sorensen"


def test_a_word_is_found_by_its_beginning_only():
    text = search_text(ContactDraft("1", "Annamaria Ruiz"))
    assert finds("anna", text)
    assert not finds("maria", text)


def test_all_that_is_known_is_searched_but_only_the_first_words_of_a_query_count():
    draft = ContactDraft("1", "Ana", "Planner", "Guelph", "Panel", (recognise("a@b.org"),), "Maps")
    for word in ("ana", "planner", "guelph", "panel", "org", "maps"):
        assert finds(word, search_text(draft))
    assert finds("ana planner guelph panel nowhere", search_text(draft))
    assert not finds("ana nowhere", search_text(draft))


def finds(query, text):
    """Do what LIKE does with these patterns."""
    return all(pattern.strip("%").replace("\\_", "_") in text for pattern in search_patterns(query))


@pytest.mark.property
@given(st.text())
def test_recognising_never_fails_and_keeps_what_was_pasted(text):
    point = recognise(text)
    assert point.value == text
    assert not (point.href or "").lower().startswith(("javascript:", "data:"))


@pytest.mark.property
@given(st.text())
@example("™ ㎒ Ⅷ")
@example("İSTANBUL")
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.property
@given(st.text())
@example("50 %_\\")
@example("a_b")
def test_patterns_are_always_as_many_and_hold_no_wildcard_of_the_persons(query):
    patterns = search_patterns(query)
    assert len(patterns) == WORDS_SEARCHED
    for pattern in patterns:
        inner = pattern.removeprefix("% ").removesuffix("%").replace("\\_", "")
        assert "%" not in inner
        assert "_" not in inner
        assert "\\" not in inner


@pytest.mark.property
@given(st.text(), st.data())
def test_what_a_text_holds_is_found_by_the_beginnings_of_its_words(text, data):
    words = words_of(text)
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    beginning = word[: data.draw(st.integers(1, len(word)))]
    assert finds(beginning, search_text(ContactDraft("1", "x", note=text)))


@pytest.mark.property
@given(st.text())
def test_initials_are_one_or_two_letters_whatever_the_name(name):
    assert initials(name)
