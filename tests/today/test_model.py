"""What Today shows first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.interviews.model import Interview
from netpwa.today.model import agenda
from tests.factories import AT


@dataclass(frozen=True)
class Talk:
    ends: datetime

    def is_over(self, at):
        return at >= self.ends


def test_the_next_comes_first_then_those_after_it_and_what_nobody_answered_stands_apart():
    talks = [Talk(AT + timedelta(hours=hours)) for hours in (-30, -2, 1, 5, 90)]
    found = agenda(talks, AT)
    assert found.unanswered == talks[:2]
    assert found.coming == talks[2]
    assert list(found.later) == talks[3:]


def test_with_nothing_booked_there_is_nothing():
    assert agenda([], AT) == agenda([], AT)
    assert agenda([], AT).coming is None


def test_a_conversation_stays_until_an_hour_after_its_end():
    talk = Interview("1", "2", "Grace", "phone", "2026-11-24", "10:00", "UTC", AT, 20, "",
                     None, None, 1)  # fmt: skip
    end = AT + timedelta(minutes=20)
    assert not talk.is_over(end + timedelta(minutes=59))
    assert talk.is_over(end + timedelta(minutes=60))


@pytest.mark.property
@given(st.lists(st.integers(-10_000, 10_000)))
def test_each_conversation_is_shown_once(minutes):
    talks = [Talk(AT + timedelta(minutes=each)) for each in sorted(minutes)]
    found = agenda(talks, AT)
    coming = [found.coming] if found.coming else []
    assert [*found.unanswered, *coming, *found.later] == talks
