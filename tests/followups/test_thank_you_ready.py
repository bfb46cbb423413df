"""When a thank-you is ready: it says the one thing, in whatever words."""

from datetime import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netpwa.followups.model import compose, with_sentence
from netpwa.followups.store import ThankYouStore
from netpwa.followups.thanking import holds
from tests import factories
from tests.factories import AT
from tests.reading import Page


@pytest.fixture
def talk_id(db, ada):
    contact_id = factories.contact(db, ada.account_id, reach="grace@example.org")
    draft = factories.talk(day=AT.date(), starts=time(9))
    return factories.interview(db, ada.account_id, contact_id, draft)


@pytest.fixture
def page(talk_id):
    return f"/interviews/{talk_id}/thank-you"


def save(who, page, then, **changes):
    fields = {**Page(who.get(page)).form().fields, **changes, "then": then}
    return who.client.post(page, data=fields)


def kept(db, who, talk_id):
    return ThankYouStore(db, who.account_id).get(talk_id)


def mails(who, page):
    return [link for link in Page(who.get(page)).links if link.startswith("mailto:")]


@pytest.mark.parametrize("then", ["ready", "sent"])
def test_a_message_that_lacks_the_one_thing_is_not_ready_and_mended_in_one_tap(
    db, ada, page, talk_id, then
):
    mine = "Dear Grace,\n\nThank you for everything.\n\nAda"
    response = save(ada, page, then, specific="clocks and wires", body=mine)
    assert response.status_code == 422
    assert "Your message: It does not say the one thing above" in Page(response).words
    assert Page(response).form().fields["body"] == mine
    assert "Put it back in" in Page(response).words
    assert kept(db, ada, talk_id) is None
    again = {**Page(response).form().fields, "then": "put"}
    assert ada.client.post(page, data=again).status_code == 303
    assert kept(db, ada, talk_id).body == (
        "Dear Grace,\n\nThank you for everything.\n\nWhat stays with me: clocks and wires.\n\nAda"
    )
    shown = Page(ada.get(page)).words
    assert "Did you send it?" in shown
    assert "Put it back in" not in shown


def test_kept_without_it_the_page_says_so_and_hands_nothing_over(ada, page):
    save(ada, page, "keep", specific="clocks", body="Dear Grace, thank you")
    assert "Your message does not say it yet: clocks" in Page(ada.get(page)).words
    assert "Did you send it?" not in Page(ada.get(page)).words
    assert mails(ada, page) == []


def test_an_empty_message_can_be_begun_anew_with_it(db, ada, page, talk_id):
    assert save(ada, page, "put", specific="clocks", body="").status_code == 303
    assert kept(db, ada, talk_id).body.startswith("Hello Grace,")
    assert "What stays with me: clocks." in kept(db, ada, talk_id).body


@pytest.mark.parametrize(
    ("thing", "text"),
    [
        ("Clocks drift", "You said that a clock drifts, and it does."),
        ("l'économie du Québec", "J'ai pensé à l'ECONOMIE du quebec."),
        ("that planning is listening", "Planning, you said, is mostly listening."),
        (
            "streets, trees and how water moves",
            "I keep thinking of streets, trees and the water below.",
        ),
        ("GIS", "I will learn GIS."),
        ("时钟会走偏", "谢谢您告诉我时钟会走偏的事。"),
    ],
)
def test_a_thing_may_be_said_in_other_words(thing, text):
    assert holds(text, thing)


@pytest.mark.parametrize(
    ("thing", "text"),
    [
        ("clocks and wires", "Thank you for the clocks."),
        ("what they said about themes", "What they said about housing moved them."),
        ("AI", "You explained it again."),
        ("streets, trees and how water moves", "You showed me the streets."),
        ("时钟会走偏", "谢谢您。"),
    ],
)
def test_a_general_message_does_not_say_it(thing, text):
    assert not holds(text, thing)


@pytest.mark.property
@given(st.text(max_size=80), st.text(min_size=1, max_size=80), st.text(max_size=200))
def test_put_in_it_is_there_whatever_was_written(me, thing, body):
    assume(any(letter.isalpha() for letter in thing))
    assert holds(compose("Grace", me, thing, str), thing)
    assert holds(with_sentence(body, f"What stays with me: {thing}."), thing)


def test_what_was_caught_in_a_hurry_reads_as_one_voice_in_the_draft():
    names, promises = ["Ben Okafor, City of Kitchener"], ["Send the paper.", "Jean's map, redrawn"]
    body = compose("Grace", "Ada", "", str, names=names, promises=promises)
    assert "what I promised: send the paper; Jean's map, redrawn." in body
    assert "the name of Ben Okafor; I will" in body
