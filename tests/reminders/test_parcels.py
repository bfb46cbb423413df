"""What a notice says, and what follows from an answer: pure rules of the worker."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.push.delivery_store import Parcel
from netpwa.push.model import Outcome, Subscription, Verdict
from netpwa.push.payload import payload
from netpwa.reminders.notices import notice_for
from netpwa.reminders.rules import RULES
from netpwa.reminders.worker import MOST_ATTEMPTS, settlement
from tests.reminders.conftest import WARNED

AN_HOUR = timedelta(hours=1)
ORIGIN = "https://meet.example.org"


def a_parcel(**changes):
    usual = {
        "account_id": "ada",
        "reminder_id": "reminder-1",
        "generation": 1,
        "subscription_id": "phone",
        "lease": "here:1:one",
        "attempts": 1,
        "rule": "thank",
        "step": 0,
        "page": "/interviews/talk-1/thank-you",
        "expires_at": WARNED + AN_HOUR,
        "contact_name": None,
        "names": False,
        "badge": 1,
        "to": Subscription("https://fcm.googleapis.com/x", "key", "secret"),
    }
    return Parcel(**{**usual, **changes})


def test_an_endpoint_is_not_in_what_a_parcel_prints():
    assert "googleapis" not in repr(a_parcel())


STEPS = [(rule.name, step) for rule in RULES for step in range(len(rule.steps))]


@pytest.mark.parametrize(("rule", "step"), [*STEPS, ("digest", 0), ("test", 0)])
def test_every_step_of_every_rule_makes_a_notice_that_can_be_written_and_leads_home(rule, step):
    parcel = a_parcel(rule=rule, step=step, contact_name="Grace Hopper", names=True)
    assert payload(notice_for(parcel, at=WARNED), ORIGIN)


@pytest.mark.parametrize(("rule", "step"), STEPS)
def test_no_notice_names_anybody_unless_its_owner_allows_it(rule, step):
    notice = notice_for(a_parcel(rule=rule, step=step, contact_name="Grace Hopper"), at=WARNED)
    assert "Grace" not in notice.title + notice.body + notice.navigate


def test_what_can_be_done_with_a_notice_stands_on_it_and_nothing_on_a_warning():
    buttons = notice_for(a_parcel(), at=WARNED).actions
    assert [(each.name, each.navigate) for each in buttons] == [
        ("done", "/reminders/reminder-1"),
        ("snooze", "/reminders/reminder-1"),
    ]
    assert notice_for(a_parcel(rule="prepare", step=1), at=WARNED).actions == ()


def test_a_notice_is_in_the_words_of_its_reader():
    notice = notice_for(a_parcel(), at=WARNED, say=str.upper)
    assert notice.title == "A THANK-YOU IS DUE TODAY"


@pytest.mark.property
@given(
    st.sampled_from(Verdict),
    st.integers(1, 40),
    st.none() | st.floats(0, 86400),
    st.floats(0, 1),
)
def test_whatever_is_answered_a_parcel_ends_or_is_tried_again_while_it_is_of_use(
    verdict, attempts, after, jitter
):
    parcel = a_parcel(attempts=attempts)
    settled = settlement(parcel, Outcome(verdict, after=after), at=WARNED, jitter=jitter)
    assert (settled.sent_at is not None) is (verdict is Verdict.SENT)
    if settled.state == "pending":
        assert verdict in {Verdict.RETRY, Verdict.MISCONFIGURED}
        assert WARNED + timedelta(seconds=after or 0) <= settled.next_at < parcel.expires_at
    else:
        assert settled.state in {"sent", "gone", "refused", "expired"}


def test_it_is_tried_a_dozen_times_and_no_more():
    tried = settlement(
        a_parcel(attempts=MOST_ATTEMPTS - 1, expires_at=WARNED + 48 * AN_HOUR),
        Outcome(Verdict.RETRY), at=WARNED, jitter=0.5,
    )  # fmt: skip
    given_up = settlement(
        a_parcel(attempts=MOST_ATTEMPTS, expires_at=WARNED + 48 * AN_HOUR),
        Outcome(Verdict.RETRY), at=WARNED, jitter=0.5,
    )  # fmt: skip
    assert (tried.state, given_up.state) == ("pending", "expired")
