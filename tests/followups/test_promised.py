"""A promise that names its day is reminded of on that day."""

from datetime import date

import pytest

from netpwa.followups.promise_store import PromiseStore
from netpwa.followups.promised import promised_day
from tests.interviews.test_call_routes import send
from tests.reading import Page

TUESDAY = date(2026, 11, 24)
WITH_A_DAY = {
    "Send my essay by Friday": date(2026, 11, 27),
    "Introduce me to Ben tomorrow": date(2026, 11, 25),
    "Share my notes by Monday.": date(2026, 11, 30),
    "Send the map before Dec 5, with the key": date(2026, 12, 5),
    "Ring the studio next week": date(2026, 12, 1),
    "On Thursday I send the two links": date(2026, 11, 26),
    "Écrire avant vendredi": date(2026, 11, 27),
}
WITHOUT = (
    "Send my map",
    "Send the plan of March 3 on streets",
    "Write about May",
    "Introduce me to April",
    "Send what I wrote on Nov 3, 2025",
    "Look up the report from last week",
    "Send the agenda for Friday",
)


@pytest.mark.parametrize("text", WITH_A_DAY)
def test_the_day_of_a_promise_is_read_from_its_words(text):
    assert promised_day(text, TUESDAY) == WITH_A_DAY[text]


@pytest.mark.parametrize("text", WITHOUT)
def test_a_day_that_something_is_about_is_not_the_promise_s(text):
    assert promised_day(text, TUESDAY) is None


def days_of(db, world):
    promises = PromiseStore(db, world.account_id).of_interview(world["interview_id"])
    return [one.due_on for one in promises]


def test_a_promise_caught_in_a_call_has_the_day_it_names(ada, db, world):
    talk = f"/interviews/{world['interview_id']}"
    send(ada, talk, 1, kind="i_promised", text="Send my essay by Friday",
         at="2026-11-24T14:00:00.000Z")  # fmt: skip
    assert days_of(db, world) == [date(2026, 11, 27)]


def test_one_of_the_sixty_seconds_has_it_too_unless_another_day_was_chosen(ada, db, world):
    after = f"/interviews/{world['interview_id']}/after"
    for chosen, due in (("", date(2026, 11, 27)), ("2026-12-09", date(2026, 12, 9))):
        fields = Page(ada.get(after)).form().fields
        ada.client.post(after, data=fields | {"promise": "Send it by Friday", "due_on": chosen})
        assert due in days_of(db, world)
