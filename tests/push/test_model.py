"""What the answers of push services mean, and when to try again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.push.model import (
    Answer,
    Circuit,
    Notice,
    Outcome,
    Subscription,
    Verdict,
    delay,
    judge,
    retry_after,
)

AT = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
BROKEN = Outcome(Verdict.RETRY, status=500)


@pytest.mark.parametrize(
    ("status", "body", "verdict"),
    [
        (200, "", Verdict.SENT),
        (201, "", Verdict.SENT),
        (202, "", Verdict.SENT),
        (204, "", Verdict.SENT),
        (301, "", Verdict.REFUSED),
        (307, "", Verdict.REFUSED),
        (400, "", Verdict.REFUSED),
        (400, '{"reason":"VapidPkHashMismatch"}', Verdict.OTHER_KEY),
        (401, '{"errno":109,"message":"VAPID public key mismatch"}', Verdict.OTHER_KEY),
        (403, "the VAPID credentials do not correspond to the credentials", Verdict.OTHER_KEY),
        (401, "", Verdict.MISCONFIGURED),
        (403, '{"reason":"BadJwtToken"}', Verdict.MISCONFIGURED),
        (404, "", Verdict.GONE),
        (410, "", Verdict.GONE),
        (406, "", Verdict.RETRY),
        (408, "", Verdict.RETRY),
        (413, "", Verdict.REFUSED),
        (429, "", Verdict.RETRY),
        (500, "", Verdict.RETRY),
        (502, "", Verdict.RETRY),
        (503, "", Verdict.RETRY),
        (599, "", Verdict.RETRY),
    ],
)
def test_every_answer_has_one_meaning(status: int, body: str, verdict: Verdict) -> None:
    outcome = judge(Answer(status, body=body), AT)
    assert (outcome.verdict, outcome.status) == (verdict, status)


@given(st.integers(100, 599), st.none() | st.text(), st.text())
def test_no_answer_however_odd_is_left_without_a_meaning(
    status: int, header: str | None, body: str
) -> None:
    outcome = judge(Answer(status, header, body), AT)
    assert outcome.reason
    assert outcome.reason.isprintable()
    assert 0 <= (outcome.after or 0) <= 86400


def test_the_reason_repeats_words_but_no_address() -> None:
    said = "cannot push to https://fcm.googleapis.com/fcm/send/abcdef because of x"
    assert judge(Answer(400, body=said), AT).reason.endswith("cannot push to … because of x")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("\u0661", None),
        ("0", 0),
        (" 120 ", 120),
        ("999999999", 86400),
        (format_datetime(AT + timedelta(minutes=5), usegmt=True), 300),
        (format_datetime(AT - timedelta(minutes=5), usegmt=True), 0),
        ("Sunday, 29-Mar-26 01:02:00 GMT", 120),
        ("Sun, 99 Mar 2026 01:02:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, AT) == seconds


@given(st.integers(1, 60), st.none() | st.floats(0, 86400), st.floats(0, 1))
def test_the_next_try_comes_never_sooner_than_asked_and_not_for_ever_later(
    failures: int, after: float | None, jitter: float
) -> None:
    seconds = delay(failures, after, jitter)
    assert (after or 1) <= seconds <= max(900 * 1.5, (after or 0) * 1.1)


def test_the_pause_between_tries_doubles() -> None:
    assert [delay(n, None, 0.5) for n in (1, 2, 3, 9, 10, 99)] == [2, 4, 8, 512, 900, 900]


def test_a_service_rests_after_eight_failures_and_longer_each_time() -> None:
    circuit, at, pauses = Circuit(), 0.0, []
    for _ in range(7):
        for _ in range(8):
            assert circuit.wait(at) == 0
            circuit = circuit.after(BROKEN, at)
        pauses.append(circuit.wait(at))
        at += pauses[-1]
    assert pauses == [2, 4, 8, 16, 32, 60, 60]


def test_deliveries_under_way_do_not_lengthen_a_rest() -> None:
    circuit = Circuit()
    for _ in range(64):
        circuit = circuit.after(BROKEN, 100.0)
    assert circuit.wait(100.0) == 2


@pytest.mark.parametrize("verdict", [Verdict.SENT, Verdict.GONE, Verdict.REFUSED])
def test_any_sound_answer_ends_the_counting(verdict: Verdict) -> None:
    circuit = Circuit(failures=7, openings=3)
    assert circuit.after(Outcome(verdict, status=201), 0.0) == Circuit()


def test_being_told_to_slow_down_is_not_a_failure_of_the_service() -> None:
    slow_down = Outcome(Verdict.RETRY, status=429, after=60)
    assert Circuit(failures=7).after(slow_down, 0.0) == Circuit()


def test_a_subscription_shows_no_secret() -> None:
    subscription = Subscription("https://push.example.org/token", "key", "secret")
    assert repr(subscription) == "Subscription()"
    assert "token" not in subscription.label


@pytest.mark.parametrize(
    "wrong",
    [{"tag": ""}, {"title": " "}, {"ttl": 0}, {"ttl": 28 * 86400 + 1}, {"badge": -1}],
)
def test_a_notice_that_nobody_would_take_cannot_be_made(wrong: dict[str, str | int]) -> None:
    right = {"tag": "r", "title": "T", "navigate": "/", "ttl": 60}
    with pytest.raises(ValueError, match=r"."):
        Notice(**{**right, **wrong})  # type: ignore[arg-type]
