"""The sender against push services that check everything, and against ones that misbehave."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from netpwa.push.model import Verdict
from tests.fakes.misbehaviour import (
    status,
)
from tests.fakes.phone import decode
from tests.push.sending import NOTICE, deliver

if TYPE_CHECKING:
    from netpwa.push.keys import VapidKey
    from netpwa.push.model import Outcome
    from tests.fakes.push_service import PushService
    from tests.push.sending import Maker


@pytest.mark.parametrize("service", ["fcm", "mozilla", "apple", "windows"])
def test_a_notice_arrives_readable_at_every_service(
    sender_to: Maker, push_service: PushService, key: VapidKey, service: str
) -> None:
    device = push_service.subscribe(service, key.public)
    [outcome] = deliver(sender_to(), device)
    assert (outcome.verdict, outcome.status) == (Verdict.SENT, 201)
    [message] = device.shown
    assert json.loads(message.text)["notification"]["title"] == "Say thank you"
    assert len(message.text) == 2048
    assert (message.ttl, message.urgency) == (3600, "high")
    assert message.topic is not None
    assert NOTICE.tag not in message.topic


def test_a_batch_comes_back_in_its_order(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    good = [push_service.subscribe("mozilla", key.public) for _ in range(5)]
    good[2].is_gone = True
    verdicts = [outcome.verdict for outcome in deliver(sender_to(), *good)]
    sent, gone = Verdict.SENT, Verdict.GONE
    assert verdicts == [sent, sent, gone, sent, sent]


def test_two_notices_of_one_reminder_wait_as_one(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    device = push_service.subscribe("fcm", key.public)
    device.online = False
    deliver(sender_to(), device, device)
    device.come_online()
    assert len(device.shown) == 1


def test_each_service_gets_a_token_made_for_it_alone(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    devices = [push_service.subscribe(s, key.public) for s in ("fcm", "mozilla", "apple", "fcm")]
    assert {outcome.status for outcome in deliver(sender_to(), *devices)} == {201}
    tokens = [device.requests[0]["Authorization"] for device in devices]
    claims = [json.loads(decode(token.split(".")[1])) for token in tokens]
    assert [claim["aud"] for claim in claims] == [device.origin for device in devices]
    assert tokens[0] == tokens[3]


def test_a_token_is_replaced_long_before_it_ends(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    device = push_service.subscribe("apple", key.public)
    now = datetime.now(UTC)
    times = {"now": now}

    async def work() -> None:
        async with sender_to(clock=lambda: times["now"]) as send:
            for minutes in (0, 59, 61):
                times["now"] = now + timedelta(minutes=minutes)
                await send.one(device.subscription, NOTICE)

    asyncio.run(work())
    first, second, third = (
        json.loads(decode(request["Authorization"].split(".")[1]))["exp"]
        for request in device.requests
    )
    assert first == second == int(now.timestamp()) + 7200
    assert third == first + 61 * 60


def test_a_refused_token_is_replaced_once_and_then_reported(
    sender_to: Maker, push_service: PushService, key: VapidKey
) -> None:
    device = push_service.subscribe("mozilla", key.public)

    async def work() -> list[Outcome]:
        async with sender_to() as send:
            await send.one(device.subscription, NOTICE)
            device.script.append(status(401))
            mended = await send.one(device.subscription, NOTICE)
            push_service.skew = 3 * 3600
            return [mended, await send.one(device.subscription, NOTICE)]

    mended, broken = asyncio.run(work())
    assert mended.verdict is Verdict.SENT
    assert (broken.verdict, broken.status) == (Verdict.MISCONFIGURED, 401)
    assert len(device.requests) == 5
    tokens = [request["Authorization"] for request in device.requests]
    assert (tokens[0], tokens[2]) == (tokens[1], tokens[3])
    assert len({tokens[0], tokens[2], tokens[4]}) == 3


@pytest.mark.parametrize("service", ["fcm", "mozilla", "apple"])
def test_a_subscription_made_with_another_key_is_told_apart_from_our_own_mistakes(
    sender_to: Maker, push_service: PushService, service: str
) -> None:
    device = push_service.subscribe(service, "BOther-key")
    [outcome] = deliver(sender_to(), device)
    assert outcome.verdict is Verdict.OTHER_KEY


@pytest.mark.parametrize("skew", [-3500, 3500])
def test_a_service_whose_clock_is_almost_an_hour_off_still_accepts(
    sender_to: Maker, push_service: PushService, key: VapidKey, skew: float
) -> None:
    push_service.skew = skew
    [outcome] = deliver(sender_to(), push_service.subscribe("apple", key.public))
    assert outcome.verdict is Verdict.SENT
