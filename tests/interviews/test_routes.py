"""The pages of a conversation, as a person uses them."""

from datetime import timedelta

import pytest

from netpwa.contacts.model import phone_href
from netpwa.interviews.store import InterviewStore
from tests import factories
from tests.reading import Page
from tests.world import OWN_QUESTION, TALK

DATE = "There is no such day. Write it like 2027-03-31."
TIME = "There is no such time. Write it like 14:30."


@pytest.fixture
def book(world):
    return f"/contacts/{world['contact_id']}/book"


@pytest.fixture
def talk(world):
    return f"/interviews/{world['interview_id']}"


def test_a_booked_conversation_shows_when_where_what_to_ask_and_what_to_have_ready(ada, book):
    words = Page(ada.get(ada.send(book, **TALK).location)).words
    for text in ("Thursday", "By video", "30 minutes", "3:30", "for them", "The link opens",
                 "Which part of your work", "28 of 30 minutes planned"):  # fmt: skip
        assert text in words, text


def test_the_form_begins_with_the_persons_own_zone_and_no_mode_is_put_first(ada, book):
    fields = Page(ada.get(book)).form().fields
    assert fields["time_zone"] == "America/Toronto"
    assert fields["minutes"] == "20"
    assert "mode" not in fields


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"local_date": ""}, "Choose the day."),
        ({"local_date": "2027-02-30"}, DATE),
        ({"local_date": "tomorrow"}, DATE),
        ({"local_date": "0000-00-00"}, DATE),
        ({"local_date": "2207-03-01"}, "That is years away."),
        ({"local_date": "1926-03-01"}, "That is years away."),
        ({"local_time": ""}, "Choose the time."),
        ({"local_time": "25:00"}, TIME),
        ({"local_time": "half two"}, TIME),
        ({"time_zone": "Moon/Base"}, "Choose the city nearest to you"),
        ({"minutes": "7"}, "Choose the minutes."),
        ({"minutes": ""}, "Choose the minutes."),
        ({"mode": ""}, "Choose one; none is better than another."),
        ({"mode": "pigeon"}, "Choose one; none is better than another."),
        ({"place": "x" * 2001}, "1 character too long"),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_what_was_typed_is_kept(ada, book, db, wrong, said):
    before = db.query("select id from interview")
    response = ada.send(book, **{**TALK, **wrong})
    page = Page(response)
    assert response.status_code == 422
    assert said in page.words
    fields = page.form().fields
    for name in ("local_date", "local_time", "place"):
        assert fields[name] == {**TALK, **wrong}[name]
    assert db.query("select id from interview") == before


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        ("2027-03-14", "02:30", "skip 02:30, so 3:00 AM is when it begins. Agree on another time"),
        ("2027-11-07", "01:30", ""),  # twice: it is the first, and nobody wonders
        ("2027-03-14", "03:00", ""),
    ],
)
def test_a_time_that_the_clocks_skip_is_said_on_its_page(ada, book, day, hour, said):
    agreed = {"local_date": day, "local_time": hour, "time_zone": "America/Toronto"}
    booked = ada.send(book, **{**TALK, **agreed})
    words = Page(ada.get(booked.location)).words
    assert said in words
    assert ("The clocks go forward" in words) is bool(said)


def test_an_edit_begins_with_what_was_agreed(ada, talk):
    fields = Page(ada.get(talk + "/edit")).form().fields
    assert (fields["local_date"], fields["local_time"]) == ("2026-11-25", "14:00")
    assert (fields["minutes"], fields["mode"], fields["rev"]) == ("20", "phone", "1")


def test_ticks_stay_and_are_counted(ada, talk):
    page = Page(ada.get(talk))
    ticks = [form for form in page.forms if "/checklist/" in form.action]
    asked = [form for form in page.forms if "/questions/" in form.action]
    for form in (ticks[0], ticks[3], asked[1]):
        assert ada.send(form.action, **form.fields).location.startswith(talk)
    again = Page(ada.get(talk))
    assert f"1 of {len(asked)} asked" in again.words
    on = [form for form in again.forms if form.fields.get("on") == "0"]
    assert {form.action for form in on} == {ticks[0].action, ticks[3].action, asked[1].action}
    assert ada.send(ticks[0].action, on="0").status_code == 303
    assert ada.send(asked[1].action, on="0").status_code == 303
    assert f"0 of {len(asked)} asked" in Page(ada.get(talk)).words


def test_the_lists_of_the_days_before_fold_away_when_it_is_close(ada, talk, watch):
    def week_comes_first():
        words = Page(ada.get(talk)).words
        return words.index("It is in my calendar") < words.index("Ten minutes before")

    assert week_comes_first()
    watch.move(timedelta(hours=24))
    assert not week_comes_first()


def test_we_talked_and_undo(ada, talk, world):
    page = Page(ada.get(ada.send(talk + "/hold").location))
    assert "You talked" in page.words
    assert "You talked" in Page(ada.get(f"/contacts/{world['contact_id']}")).words
    again = Page(ada.get(ada.send(page.form("/reopen").action).location))
    assert "You talked" not in again.words
    assert "You talked ·" not in Page(ada.get(f"/contacts/{world['contact_id']}")).words


def test_cancelled_and_undo(ada, talk, world):
    page = Page(ada.get(ada.send(talk + "/cancel").location))
    assert "This was cancelled" in page.words
    assert "A conversation was cancelled" in ada.get(f"/contacts/{world['contact_id']}").text
    assert "This was cancelled" not in ada.get(ada.send(talk + "/reopen").location).text


def test_a_question_of_ones_own_joins_the_list_of_this_conversation(ada, talk):
    where = ada.send(talk + "/questions/new", **OWN_QUESTION).location
    words = Page(ada.get(where.split("#")[0])).words
    assert "What would you undo?" in words
    assert words.index("What would you undo?") < words.index("who else should I meet")
    assert "22 minutes planned for 20" in words


def test_more_than_fits_is_not_called_room_to_breathe(ada, talk):
    assert "room to breathe" in Page(ada.get(talk)).words
    ada.send(talk + "/questions/new", **{**OWN_QUESTION, "minutes": "20"})
    assert "room to breathe" not in Page(ada.get(talk)).words


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": ""}, "Write the question."),
        ({"text": "x" * 501}, "1 character too long"),
        ({"stage": "x"}, "Choose one from the list."),
        ({"minutes": "0"}, "Write a number from 0.25 to 20."),
        ({"minutes": "21"}, "Write a number from 0.25 to 20."),
        ({"minutes": "two"}, "Write a number from 0.25 to 20."),
        ({"minutes": "9" * 5000}, "Write a number from 0.25 to 20."),
    ],
)
def test_a_question_that_cannot_be_kept_says_why(ada, wrong, said):
    response = ada.send("/questions", **{**OWN_QUESTION, **wrong})
    assert response.status_code == 422
    assert said in Page(response).words


def test_a_kept_question_stands_first_in_its_stage(ada):
    ada.send("/questions", **OWN_QUESTION)
    words = Page(ada.get("/questions")).words
    assert words.index("What would you undo?") < words.index("Which part of your work")


def test_whom_to_meet_is_searched_for(ada, db):
    factories.contact(db, ada.account_id, "Ana Ruiz")
    factories.contact(db, ada.account_id, "Ben Okafor")
    assert "Ben Okafor" in ada.get("/interviews/new").text
    assert "Ben Okafor" not in ada.get("/interviews/new?q=ruiz").text
    assert "Nobody found." in ada.get("/interviews/new?q=nobody").text


def test_what_is_ahead_and_what_has_been_stand_apart(ada, talk, world, db):
    other = factories.contact(db, ada.account_id, "Ana Ruiz")
    held = factories.interview(db, ada.account_id, other)
    ada.send(f"/interviews/{held}/hold")
    words = Page(ada.get("/interviews")).words
    assert words.index("Coming up") < words.index("Grace Hopper") < words.index("Past")
    assert words.index("Past") < words.index("Ana Ruiz")


@pytest.mark.parametrize(
    ("mode", "place", "href"),
    [
        ("phone", "+1 416 555 0134", "tel:+14165550134"),
        ("phone", "+1 416 555 0134 ext. 22", "tel:+14165550134,22"),
        ("phone", "416-555-0134 or 416 555 0199, after 5pm", "tel:4165550134"),
        ("video", "Join https://meet.example.org/a now", "https://meet.example.org/a"),
    ],
)
def test_a_number_or_a_link_can_be_tapped(ada, book, mode, place, href):
    page = ada.get(ada.send(book, **{**TALK, "mode": mode, "place": place}).headers["Location"])
    assert f'href="{href}"' in page.text


@pytest.mark.parametrize(
    ("mode", "place"),
    [("phone", "ext. 12"), ("video", "javascript:alert(1)"), ("in_person", "https://a.example")],
)
def test_what_is_no_number_and_no_link_stays_text(ada, book, mode, place):
    page = ada.get(ada.send(book, **{**TALK, "mode": mode, "place": place}).headers["Location"])
    assert place in page.text
    assert "dial" not in page.text


def test_only_the_first_number_of_a_text_is_dialled():
    assert phone_href("call 416-555-0134, room 12") == "tel:4165550134"


def test_a_tick_sent_again_after_its_list_was_replaced_is_not_found(ada, db, talk, world):
    item = world["interviews.set_done item_id"]
    keys = {"id": item, "idempotency_key": "k1", "on": "1"}
    headers = {"HX-Request": "true"}
    assert ada.send(f"{talk}/checklist/{item}", headers, **keys).status_code == 200
    ada.send(f"{talk}/edit", **{**TALK, "rev": "1"})
    now = InterviewStore(db, ada.account_id).checklist(world["interview_id"])
    assert item not in {each.id for each in now}
    assert ada.send(f"{talk}/checklist/{item}", headers, **keys).status_code == 404
