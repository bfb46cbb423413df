"""A conversation for a calendar, read by two parsers that know nothing of each other."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from tests import factories
from tests.outreach.content_lines import parse
from tests.reading import Page


def flat(part, above=""):
    """Give every property by its path, with what is within a component after it."""
    path = f"{above}{part.name}/"
    found = {path + name: value for name, value in part.values.items()}
    for inner in part.parts:
        found |= flat(inner, path)
    return found


@pytest.fixture
def address(world):
    return f"/interviews/{world['interview_id']}/calendar.ics"


def read(who, address):
    response = who.get(address)
    assert response.mimetype == "text/calendar"
    text = response.text
    event = icalendar.Calendar.from_ical(text).walk("VEVENT")[0]
    return flat(parse(text)), event


def test_both_parsers_read_the_same(ada, address, world):
    plain, event = read(ada, address)
    assert event["UID"] == plain["VCALENDAR/VEVENT/UID"] == f"{world['interview_id']}@localhost"
    assert event["SUMMARY"] == plain["VCALENDAR/VEVENT/SUMMARY"] == "Conversation"
    assert int(event["SEQUENCE"]) == int(plain["VCALENDAR/VEVENT/SEQUENCE"]) == 0
    begins = datetime(2026, 11, 25, 19, 0, tzinfo=UTC)
    assert event.start == begins
    assert event.end == begins + timedelta(minutes=20)
    assert plain["VCALENDAR/VEVENT/DTSTART"] == "20261125T190000Z"
    assert event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(minutes=-10)
    assert plain["VCALENDAR/VEVENT/VALARM/TRIGGER"] == "-PT10M"


def test_moved_it_keeps_its_uid_and_its_sequence_grows(ada, address, world):
    before, _ = read(ada, address)
    edit = f"/interviews/{world['interview_id']}/edit"
    fields = Page(ada.get(edit)).form().fields | {
        "local_time": "16:00",
        "place": "a, b; c\\d 🌱" * 9,
    }
    assert ada.send(edit, **fields).status_code == 303
    after, event = read(ada, address)
    assert after["VCALENDAR/VEVENT/UID"] == before["VCALENDAR/VEVENT/UID"]
    assert int(after["VCALENDAR/VEVENT/SEQUENCE"]) == 1
    assert "LOCATION" not in event, "a calendar without names tells no place either"
    theirs, event = read(ada, address + "?for=them")
    assert event["LOCATION"] == theirs["VCALENDAR/VEVENT/LOCATION"] == "a, b; c\\d 🌱" * 9


def test_cancelled_it_says_so(ada, address, world):
    ada.send(f"/interviews/{world['interview_id']}/cancel")
    assert read(ada, address)[1]["STATUS"] == "CANCELLED"


def test_a_name_is_in_it_only_when_allowed(ada, address):
    assert "Grace" not in ada.get(address).text
    ada.send("/me/asking", notes_a_month="5", names_in_calendar="y", rev="0")
    assert read(ada, address)[1]["SUMMARY"] == "Conversation with Grace Hopper"


def test_the_one_for_them_names_me_and_rings_nothing(ada, address):
    _, event = read(ada, address + "?for=them")
    assert event["SUMMARY"] == "Conversation with Ada"
    assert event.walk("VALARM") == []


def test_no_name_is_in_the_files_name(ada, address):
    assert ada.get(address).headers["Content-Disposition"] == (
        'attachment; filename="conversation.ics"'
    )


def test_the_day_before_is_confirmed_with_a_number_or_says_what_is_missing(ada, db, world):
    page = f"/interviews/{world['interview_id']}/confirm"
    assert "Say where you can be reached" in Page(ada.get(page)).words
    db.run("insert into story values (:id, '', 'student', '', '555 0134', '', '', '', 1, '')",
           {"id": ada.account_id})  # fmt: skip
    shown = Page(ada.get(page)).words
    assert "I can be reached at 555 0134." in shown
    assert "2:00" in shown


def test_their_clock_stands_beside_mine(ada, db, world):
    talk = factories.talk("phone", zone="Europe/Berlin")
    other = factories.interview(db, ada.account_id, world["contact_id"], talk)
    shown = Page(ada.get(f"/interviews/{other}/confirm")).words
    assert "Europe/Berlin" in shown
    assert "America/Toronto" in shown
