"""Composing a request: filled slots, channel rules, and never a text with a slot left open."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.outreach.channels import measure, remarks
from netpwa.outreach.compose import (
    BODIES,
    CONFIRM,
    NUDGE,
    SUBJECTS,
    compose,
    compose_message,
    left_open,
)
from netpwa.outreach.model import CHANNELS, AskingSetting, RequestParts

PARTS = RequestParts(
    "email", "I read your piece on flood maps", "a planning student in Guelph",
    "how a city decides where to build", 20, "in the next two weeks", topic="flood maps",
    subject_line="work",
)  # fmt: skip
SLOT = re.compile(r"\{[a-z]+\}")
TYPED = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["", "  ", "[insert topic]", "{first}", "<company>", "____", "XXX", "…", "."]),
)
ANY_PARTS = st.builds(
    RequestParts,
    channel=st.sampled_from(CHANNELS),
    connection=TYPED,
    who_i_am=TYPED,
    intention=TYPED,
    minutes=st.sampled_from([15, 20, 30]),
    time_window=TYPED,
    introducer=TYPED,
    topic=TYPED,
    subject_line=st.sampled_from(["", "none", *SUBJECTS]),
    own_words=TYPED,
)


def composed(**changes):
    return compose(replace(PARTS, **changes), "Grace", "Ada", str)


def slots_open(**changes):
    return [gap.slot for gap in composed(**changes).gaps]


def test_an_email_says_who_why_how_long_and_when():
    text = composed()
    assert text.subject == "A question about your work on flood maps"
    assert text.body.startswith("Hello Grace,\n\nI read your piece on flood maps. I am a planning")
    assert "understand how a city decides where to build." in text.body
    assert "20 minutes to talk in the next two weeks" in text.body
    assert text.body.endswith("\nAda")


def test_an_introducer_opens_the_message():
    text = composed(introducer="Ana Ruiz", connection="", subject_line="suggested", topic="")
    assert "Ana Ruiz suggested that I write to you. I am" in text.body
    assert text.subject == "Ana Ruiz suggested that I write to you"


@pytest.mark.parametrize("channel", [c for c in CHANNELS if c != "email"])
def test_only_an_email_has_a_subject(channel):
    text = composed(channel=channel)
    assert (text.subject, text.preview_subject) == (None, None)
    assert text.body
    assert "work on flood maps" not in text.body


@pytest.mark.parametrize(
    ("changes", "slot"),
    [
        ({"connection": ""}, "opening"),
        ({"who_i_am": " "}, "who"),
        ({"intention": ""}, "intention"),
        ({"time_window": ""}, "window"),
        ({"topic": ""}, "topic"),
        ({"subject_line": "shared"}, "introducer"),
        ({"subject_line": ""}, "subject"),
        ({"intention": "", "own_words": "Hello, 20 minutes?"}, "intention"),
        ({"own_words": "Your work on [insert topic] is fine"}, "open"),
        ({"connection": "I met {name}"}, "open"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_given_out(changes, slot):
    assert slots_open(**changes) == [slot]
    assert composed(**changes).body == ""
    assert composed(**changes).subject is None
    assert composed(**changes).preview


def test_what_is_typed_is_never_read_as_a_slot():
    text = compose(PARTS, "{me}", "{who}", str)
    assert text.body == ""
    assert "planning student, and" not in text.preview.split("\n")[0]


def test_a_learned_sic_is_no_blank():
    assert left_open("They wrote “teh [sic] plan”, [2024]") == []


@pytest.mark.property
@given(ANY_PARTS, st.text(max_size=30), st.text(max_size=30))
def test_no_composed_text_holds_an_unfilled_slot(parts, first, me):
    text = compose(parts, first, me, str)
    given_out = f"{text.subject or ''}\n{text.body}"
    assert SLOT.search(given_out) is None
    assert left_open(given_out) == []
    assert bool(text.body) != bool(text.gaps)
    assert text.subject is None or parts.channel == "email"
    if text.body and not parts.own_words.strip():
        assert parts.intention.strip()


@pytest.mark.property
@given(
    st.sampled_from([NUDGE, CONFIRM]),
    st.dictionaries(
        st.sampled_from(["first", "day", "minutes", "intention", "me", "time", "zone", "phone"]),
        TYPED,
    ),
)
def test_no_other_message_holds_an_unfilled_slot_either(template, slots):
    text = compose_message(template, slots, str)
    assert SLOT.search(text.body) is None
    assert bool(text.body) != bool(text.gaps)


def test_a_text_with_a_slot_would_be_noticed():
    assert all(SLOT.search(body) for body in BODIES.values())


def test_a_note_is_counted_to_200_or_300_and_no_further():
    free, premium = AskingSetting(), AskingSetting(has_premium=True)
    assert measure("linkedin_note", "x" * 200, free).excess == 0
    over = measure("linkedin_note", "x" * 201, free)
    assert (over.excess, over.limit, over.is_hard) == (1, 200, True)
    assert measure("linkedin_note", "x" * 300, premium).excess == 0
    assert measure("linkedin_note", "x" * 301, premium).excess == 1
    assert measure("linkedin_note", "🌱", free).count == 2


def test_an_email_has_a_target_of_words_and_a_call_of_seconds():
    assert measure("email", "word " * 101, AskingSetting()).excess == 1
    assert not measure("email", "word " * 101, AskingSetting()).is_hard
    assert measure("phone", "word " * 50, AskingSetting()).count == 20
    assert measure("in_person", "word", AskingSetting()) is None


def test_our_own_texts_keep_to_their_targets():
    ten = RequestParts(
        "email", "A" * 10, "b" * 10, "c" * 10, 20, "d" * 10, topic="e" * 10, subject_line="work"
    )
    for channel in CHANNELS:
        text = compose(replace(ten, channel=channel), "f" * 10, "g" * 10, str)
        length = measure(channel, text.body, AskingSetting())
        assert length is None or length.excess == 0, channel


def test_the_tone_is_remarked_on_and_no_more():
    own = composed(own_words="Dear Sir, a? b? c? d? e? f?")
    found = remarks(replace(PARTS, own_words="x"), own, "Grace Hopper")
    assert found == ["name", "minutes", "questions"]
    assert own.body
    assert remarks(PARTS, composed(), "Grace Hopper") == []
    long = composed(topic="the long history of flood maps in river towns")
    assert remarks(PARTS, long, "Grace Hopper") == ["subject"]
