"""Making two people known to each other: nothing is passed on before both said yes."""

import pytest

from netpwa.network.together import SIDES, Together, ask_letter, meet_letter
from netpwa.outreach.compose import left_open
from tests import factories
from tests.factories import AT
from tests.reading import Page

REASON = "you both map street trees"


@pytest.fixture
def ana(db, ada):
    return factories.contact(db, ada.account_id, "Ana Ruiz", reach="ana@example.org")


@pytest.fixture
def page(ada, ana):
    begun = ada.send(f"/contacts/{ana}/introduce", other="Ben Okafor", reason=REASON)
    assert begun.status_code == 303
    return begun.location


def words(ada, address):
    return Page(ada.get(address)).words


def say(ada, page, side, on="1"):
    assert ada.send(f"{page}/said", side=side, on=on).status_code == 303


def test_both_are_asked_first_each_by_themselves(ada, db, page):
    shown = ada.get(page)
    assert "Ask both sides first" in Page(shown).words
    for asked, about in (("Ana", "Ben Okafor"), ("Ben", "Ana Ruiz")):
        text = f"Hello {asked}, May I introduce you to {about}? You both map street trees."
        assert text in Page(shown).words
    assert 'id="body"' not in shown.text
    assert db.one("select count(*) as n from contact where name = 'Ben Okafor'") == {"n": 1}


def test_the_message_to_both_waits_until_both_said_yes(ada, db, page):
    for side in SIDES:
        assert "Hello Ana, hello Ben" not in words(ada, page)
        say(ada, page, side)
    to_both = "Hello Ana, hello Ben, You both said that you would like to meet: Ana Ruiz and Ben"
    assert to_both in words(ada, page)
    assert 'id="body"' in ada.get(page).text
    say(ada, page, "other", on="0")
    assert "Hello Ana, hello Ben" not in words(ada, page)
    early = ada.send(f"{page}/introduced")
    assert early.status_code == 422
    assert "One of them has not said yes yet." in Page(early).words
    assert db.query("select 1 from touch") == []


def test_introduced_one_was_in_touch_with_both_once_and_in_that_way(ada, db, ana, page):
    for side in SIDES:
        say(ada, page, side)
    for _ in range(2):
        assert ada.send(f"{page}/introduced", way="linkedin").status_code == 303
    touched = db.query("select contact.name, touch.kind from touch join contact"
                       " on contact.id = touch.contact_id order by contact.name")  # fmt: skip
    assert touched == [{"name": "Ana Ruiz", "kind": "linkedin"},
                       {"name": "Ben Okafor", "kind": "linkedin"}]  # fmt: skip
    assert "You introduced them" in words(ada, page)
    say(ada, page, "one", on="0")
    assert "You introduced them" in words(ada, page)


def test_it_stands_among_the_requests_until_it_is_let_be(ada, ana, page):
    assert page in Page(ada.get("/requests")).links
    assert ada.send(f"/contacts/{ana}{page}/drop").status_code == 303
    assert page not in Page(ada.get("/requests")).links
    assert ada.get(page).status_code == 404


@pytest.mark.parametrize(("other", "reason", "said"), [
    ("Ana Ruiz", REASON, "That is the same person."),
    ("", REASON, "Say whom."),
    ("Ben Okafor", "", "Say why: it is what each of them will go by."),
])  # fmt: skip
def test_what_is_missing_is_said_and_nothing_typed_is_lost(ada, ana, other, reason, said):
    answer = ada.send(f"/contacts/{ana}/introduce", other=other, reason=reason)
    assert answer.status_code == 422
    assert said in Page(answer).words
    assert Page(answer).form().fields["other"] == other


def test_the_reason_can_be_put_better_until_they_are_introduced(ada, page):
    fields = Page(ada.get(f"{page}/edit")).form().fields
    ada.send(f"{page}/edit", **fields | {"reason": "Maps of trees"})
    assert "Ben Okafor? Maps of trees." in words(ada, page)
    for side in SIDES:
        say(ada, page, side)
    ada.send(f"{page}/introduced")
    fields = Page(ada.get(f"{page}/edit")).form().fields
    assert ada.send(f"{page}/edit", **fields | {"reason": "Late"}).status_code == 409


def test_a_reason_that_is_only_dots_is_no_reason(ada, page):
    fields = Page(ada.get(f"{page}/edit")).form().fields
    ada.send(f"{page}/edit", **fields | {"reason": "..."})
    assert "Say why they might like to meet." in words(ada, page)


def test_a_side_or_a_way_that_is_none_is_not_found(ada, page):
    assert ada.send(f"{page}/said", side="third", on="1").status_code == 404
    assert ada.send(f"{page}/introduced", way="by pigeon").status_code == 404


@pytest.mark.parametrize(
    ("reason", "is_whole"),
    [("you both like [insert topic]", False), ("{topic}", False), ("", False), ("trees?", True)],
)
def test_no_letter_holds_an_open_slot(reason, is_whole):
    pair = Together("1", "2", "Ana", "3", "Ben", reason, None, None, None, AT, 1)
    for letter in (*(ask_letter(pair, side, "Ada", str) for side in SIDES),
                   meet_letter(pair, "Ada", str)):  # fmt: skip
        assert (bool(letter.body), bool(letter.gaps)) == (is_whole, not is_whole)
        assert left_open(letter.body) == []
