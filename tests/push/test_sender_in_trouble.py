"""The sender against push services that refuse, hang, lie, flood or lead astray."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest

from netpwa.push.model import Notice, Urgency, Verdict
from netpwa.push.sender import Limits
from tests.fakes.misbehaviour import (
    Accept,
    accept_then_reset,
    drip,
    flood,
    hang,
    reset,
    slow,
    status,
)
from tests.push.sending import NOTICE, QUICK, deliver

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp import web

    from netpwa.push.keys import VapidKey
    from netpwa.push.model import Outcome
    from tests.fakes.push_service import PushService
    from tests.push.sending import Maker


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        (404, Verdict.GONE),
        (410, Verdict.GONE),
        (413, Verdict.REFUSED),
        (429, Verdict.RETRY),
        (500, Verdict.RETRY),
        (503, Verdict.RETRY),
    ],
)
def test_every_status_has_its_outcome(
    sender_to: Maker, push_service: PushService, key: VapidKey, code: int, verdict: Verdict
) -> None:
    device = push_service.subscribe("fcm", key.public)
    device.script.append(status(code))
    [outcome] = deliver(sender_to(), device)
    assert (outcome.verdict, outcome.status) == (verdict, code)


def test_retry_after_is_read_as_seconds_and_as_a_date(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    device = push_service.subscribe("fcm", key.public)
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    device.script += [
        status(429, {"Retry-After": "120"}),
        status(429, {"Retry-After": date}),
    ]
    first, second = deliver(sender_to(), device, device)
    assert sorted([first.after or 0, second.after or 0]) == pytest.approx([90, 120], abs=2)


def test_a_redirect_is_never_followed(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    device, trap = (push_service.subscribe("fcm", key.public) for _ in range(2))
    for code in (301, 302, 303, 307, 308):
        device.script.append(status(code, {"Location": trap.subscription.endpoint}))
    outcomes = deliver(sender_to(), *[device] * 5)
    assert {outcome.verdict for outcome in outcomes} == {Verdict.REFUSED}
    assert trap.requests == []


def test_a_service_that_hangs_delays_nobody_else(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    hung = push_service.subscribe("apple", key.public)
    hung.script += [hang] * 6
    others = [push_service.subscribe(s, key.public) for s in ("fcm", "mozilla", "windows")] * 4

    async def work() -> tuple[list[Outcome], float, bool]:
        async with sender_to(Limits(deadline=1.5, places=2)) as send:
            stuck = asyncio.ensure_future(send.all([(hung.subscription, NOTICE)] * 6))
            await asyncio.sleep(0.1)
            begin = time.monotonic()
            outcomes = await send.all([(device.subscription, NOTICE) for device in others])
            took, pending = time.monotonic() - begin, not stuck.done()
            assert {o.verdict for o in await stuck} == {Verdict.RETRY}
            return outcomes, took, pending

    outcomes, took, was_still_pending = asyncio.run(work())
    assert {outcome.verdict for outcome in outcomes} == {Verdict.SENT}
    assert was_still_pending
    assert took < 1.4
    # A place that comes free at the very deadline may still be taken by those who wait for one.
    assert len(hung.requests) <= 2 * 2


def test_a_service_in_trouble_is_left_to_rest(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    device = push_service.subscribe("fcm", key.public)
    device.script += [status(500)] * 8

    async def work() -> Outcome:
        async with sender_to() as send:
            await send.all([(device.subscription, NOTICE)] * 8)
            return await send.one(device.subscription, NOTICE)

    outcome = asyncio.run(work())
    assert (outcome.verdict, outcome.status) == (Verdict.RETRY, None)
    assert 0 < (outcome.after or 0) <= 2
    assert len(device.requests) == 8


def test_a_503_that_says_when_closes_the_service_until_then(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    first, second = (push_service.subscribe("fcm", key.public) for _ in range(2))
    first.script.append(status(503, {"Retry-After": "30"}))

    async def work() -> Outcome:
        async with sender_to() as send:
            await send.one(first.subscription, NOTICE)
            return await send.one(second.subscription, NOTICE)

    assert asyncio.run(work()).after == pytest.approx(30, abs=1)
    assert second.requests == []


def test_a_huge_answer_is_read_no_further_than_needed(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    device = push_service.subscribe("fcm", key.public)
    counted: list[int] = []
    device.script.append(flood(400, 4096, counted))
    [outcome] = deliver(sender_to(), device)
    assert outcome.verdict is Verdict.REFUSED
    assert len(outcome.reason) < 200
    assert counted[0] * 65536 < 8 << 20


@pytest.mark.parametrize(("code", "verdict"), [(201, Verdict.SENT), (500, Verdict.RETRY)])
def test_an_answer_that_never_ends_takes_no_longer_than_the_deadline(
    sender_to: Maker, push_service: PushService, key: VapidKey, code: int, verdict: Verdict
) -> None:
    device = push_service.subscribe("mozilla", key.public)
    device.script.append(drip(code))
    begin = time.monotonic()
    [outcome] = deliver(sender_to(Limits(deadline=3)), device)
    assert (outcome.verdict, outcome.status) == (verdict, code)
    assert time.monotonic() - begin < 3


@pytest.mark.parametrize("step", [hang, reset])
def test_no_answer_means_try_again(
    sender_to: Maker,
    push_service: PushService,
    key: VapidKey,
    step: Callable[[web.Request, Accept], web.StreamResponse],
) -> None:
    device = push_service.subscribe("apple", key.public)
    device.script.append(step)  # type: ignore[arg-type]
    [outcome] = deliver(sender_to(QUICK), device)
    assert (outcome.verdict, outcome.status) == (Verdict.RETRY, None)


def test_a_lost_answer_costs_a_second_request_but_no_second_notice(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    device = push_service.subscribe("apple", key.public)
    device.online = False
    device.script.append(accept_then_reset)
    [lost] = deliver(sender_to(), device)
    [again] = deliver(sender_to(), device)
    assert (lost.verdict, again.verdict) == (Verdict.RETRY, Verdict.SENT)
    assert len(device.stored) == 1


def test_a_slow_service_is_waited_for(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    device = push_service.subscribe("apple", key.public)
    device.script.append(slow(0.3))
    [outcome] = deliver(sender_to(), device)
    assert outcome.verdict is Verdict.SENT


def test_without_a_contact_nothing_leaves_this_machine(
    push_service: PushService, key: VapidKey, sender_to: Maker
) -> None:
    sender = sender_to(contact=None)
    device = push_service.subscribe("fcm", key.public)
    stranger = device.phone.subscription("https://android.googleapis.com/gcm/send/abc")

    async def work() -> Outcome:
        async with sender as send:
            return await send.one(stranger, NOTICE)

    outcome = asyncio.run(work())
    assert outcome.verdict is Verdict.MISCONFIGURED
    assert "NETPWA_CONTACT" in outcome.reason


def test_a_notice_that_leads_elsewhere_stops_nothing_else(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    device = push_service.subscribe("fcm", key.public)
    foreign = Notice("r", "Look", "https://elsewhere.example.net/", ttl=60)

    async def work() -> list[Outcome]:
        async with sender_to() as send:
            return await send.all(
                [(device.subscription, foreign), (device.subscription, NOTICE)],
            )

    bad, good = asyncio.run(work())
    assert (bad.verdict, good.verdict) == (Verdict.REFUSED, Verdict.SENT)


def test_no_log_line_holds_an_endpoint_or_a_key(
    sender_to: Maker,
    push_service: PushService,
    key: VapidKey,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    device = push_service.subscribe("fcm", key.public)
    endpoint = device.subscription.endpoint
    device.script += [
        status(400, body=f"cannot push to {endpoint} because"),
        reset,
        hang,
        status(307, {"Location": endpoint}),
    ]
    outcomes = deliver(sender_to(QUICK), *[device] * 5)
    seen = caplog.text + repr(outcomes) + repr(device.subscription)
    assert device.subscription.label in caplog.text
    assert [s for s in (device.token, *device.subscription.p256dh.split()) if s in seen] == []


def test_urgency_is_the_notices_own(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    device = push_service.subscribe("fcm", key.public)
    deliver(sender_to(), device, notice=Notice("r", "Hm", "/", ttl=60, urgency=Urgency.LOW))
    assert device.shown[0].urgency == "low"
