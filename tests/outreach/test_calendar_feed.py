"""The feed of all conversations: secret, revocable, discreet, and read by two parsers."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.interviews.model import Interview
from netpwa.outreach.calendar_file import Shown, calendar_feed
from tests import factories
from tests.factories import AT
from tests.outreach.content_lines import parse
from tests.reading import Page


@pytest.fixture
def feed(ada, world):
    """Give the address of Ada's feed, as a calendar program calls it."""

    def address():
        ada.send("/me/calendar", on="1")
        page = Page(ada.get("/me/calendar"))
        whole = next(given["value"] for _, given in page.tags if given.get("id") == "address")
        assert whole.startswith("http://localhost")
        return whole[whole.index("/calendar/") :]

    return address


@pytest.fixture
def stranger(app):
    return app.test_client()


@pytest.fixture
def event(world, stranger):
    """Give the world's next conversation as a feed shows it."""

    def read(address, **headers):
        events = parse(stranger.get(address, headers=headers).text).named("VEVENT")
        uid = f"{world['interview_id']}@localhost"
        [found] = [event for event in events if event.values["UID"] == uid]
        return found

    return read


def test_there_is_no_feed_until_it_is_asked_for(ada, stranger):
    assert "Make the address" in Page(ada.get("/me/calendar")).words
    assert stranger.get("/calendar/guess.ics").status_code == 404


def test_whoever_has_the_address_reads_it_with_both_parsers(ada, db, world, feed, stranger):
    factories.interview(
        db, ada.account_id, world["contact_id"],
        factories.talk("video", day=date(2026, 12, 24), starts=time(9), zone="Europe/Berlin"),
    )  # fmt: skip
    answer = stranger.get(feed())
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    by_hand = parse(answer.text)
    by_library = icalendar.Calendar.from_ical(answer.data)
    events, known = by_hand.named("VEVENT"), by_library.walk("VEVENT")
    assert len(events) == len(known) > 1
    for plain, event in zip(events, known, strict=True):
        assert plain.values["UID"] == event["UID"]
        assert plain.values["SUMMARY"] == event["SUMMARY"] == "Conversation"
        starts = datetime.strptime(plain.values["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        assert starts == event.start
        rings = [part.values["TRIGGER"] for part in plain.named("VALARM")]
        assert rings == ([] if plain.values["STATUS"] == "CANCELLED" else ["-PT10M"])
    assert known[-1].start == datetime(2026, 12, 24, 8, tzinfo=UTC)
    assert by_hand.values["X-PUBLISHED-TTL"] == by_hand.values["REFRESH-INTERVAL"] == "PT1H"
    assert by_hand.parameters["REFRESH-INTERVAL"] == ["VALUE=DURATION"]


def test_the_feed_and_the_file_speak_of_the_same_event(ada, world, feed, event):
    one = parse(ada.get(f"/interviews/{world['interview_id']}/calendar.ics").text)
    [of_file] = one.named("VEVENT")
    of_feed = event(feed()).values
    for name in ("UID", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY"):
        assert of_file.values[name] == of_feed[name]


def test_no_name_place_or_organisation_is_in_it_unless_switched_on(
    ada, db, world, feed, stranger, event
):
    db.run("update interview set place = 'Navy yard, ask for Grace'")
    address = feed()
    for word in ("Grace", "Hopper", "Navy", "admiral", "grace@"):
        assert word not in stranger.get(address).text
        assert word not in address
    ada.send("/me/asking", notes_a_month="5", names_in_calendar="y", rev="0")
    shown = event(address).values
    assert shown["SUMMARY"] == "Conversation with Grace Hopper"
    assert shown["LOCATION"] == "Navy yard, ask for Grace"


def test_a_new_address_ends_the_old_one_and_closing_ends_it_for_good(ada, feed, stranger):
    first, second = feed(), feed()
    assert first != second
    assert stranger.get(first).status_code == 404
    assert stranger.get(second).status_code == 200
    ada.send("/me/calendar", on="0")
    assert stranger.get(second).status_code == 404


def test_the_database_alone_does_not_give_the_address_away(ada, db, feed):
    token = feed().removeprefix("/calendar/").removesuffix(".ics")
    row = db.one("select id, token_hash from calendar_link")
    assert token not in row.values()


def test_nothing_of_bobs_is_in_adas_feed(db, bob, feed, stranger):
    his = factories.contact(db, bob.account_id, "Barbara Liskov")
    talk = factories.interview(db, bob.account_id, his)
    assert talk not in stranger.get(feed()).text.replace("\r\n ", "")


def test_unchanged_it_is_not_sent_again_and_a_move_is_told(
    ada, world, feed, stranger, watch, event
):
    address = feed()
    first = stranger.get(address)
    watch.move(timedelta(hours=1))
    again = stranger.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    ada.send(f"/interviews/{world['interview_id']}/cancel")
    moved = event(address, **{"If-None-Match": first.headers["ETag"]})
    assert moved.values["STATUS"] == "CANCELLED"
    assert int(moved.values["SEQUENCE"]) > 0
    assert moved.named("VALARM") == []


def test_the_page_with_the_secret_is_kept_nowhere(ada, feed):
    feed()
    assert ada.get("/me/calendar").headers["Cache-Control"] == "no-store"


def test_asked_to_confirm_they_are_not_to_be_asked_again_until_it_moves(ada, db, world):
    page = f"/interviews/{world['interview_id']}/confirm"
    ada.send("/me/reminders/switches", switch="confirm", on="1")
    standing = "select count(*) as n from reminder where rule = 'confirm' and ended_at is null"
    assert db.one(standing) == {"n": 1}
    ada.send(page, on="1")
    assert db.one(standing) == {"n": 0}
    ada.send(page, on="0")
    assert db.one(standing) == {"n": 1}
    ada.send(page, on="1")
    db.run("update interview set confirmed_at = '2026-11-24T14:00:00Z'")
    ada.send("/me/reminders/switches", switch="confirm", on="1")
    assert db.one(standing) == {"n": 1}


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=120)


@pytest.mark.property
@given(st.lists(st.tuples(TEXTS, TEXTS, st.integers(1, 90), st.integers(1, 99)), max_size=5))
def test_whatever_is_typed_both_parsers_read_the_same(typed):
    entries = [
        (
            Interview(str(n), "1", name, "phone", "", "", "UTC", AT + timedelta(days=n), minutes,
                      place, None, None, rev),
            Shown(f"Talk {name}", "localhost", AT),
        )
        for n, (name, place, minutes, rev) in enumerate(typed)
    ]  # fmt: skip
    body = calendar_feed(entries, "All")
    by_hand = parse(body.decode()).named("VEVENT")
    by_library = icalendar.Calendar.from_ical(body).walk("VEVENT")
    assert [part.values["SUMMARY"] for part in by_hand] == [str(e["SUMMARY"]) for e in by_library]
    assert [part.values.get("LOCATION", "") for part in by_hand] == [
        str(event.get("LOCATION", "")) for event in by_library
    ]
    assert [int(part.values["SEQUENCE"]) for part in by_hand] == [rev - 1 for *_, rev in typed]
