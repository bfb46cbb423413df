"""However an address is written or looked up, the sender opens no socket into a private network."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Any

import pytest

from netpwa.push.endpoint import Allowed
from netpwa.push.model import Verdict
from netpwa.push.sender import Sender
from tests.push.conftest import CONTACT, ORIGIN, real_time
from tests.push.sending import NOTICE

if TYPE_CHECKING:
    from netpwa.push.keys import VapidKey
    from netpwa.push.model import Outcome, Subscription
    from tests.fakes.push_service import PushService


def send_once(
    key: VapidKey, service: PushService, allowed: Allowed, subscription: Subscription
) -> Outcome:
    """Send one notice, trusting the fakes' certificates."""

    async def work() -> Outcome:
        async with Sender(
            key,
            CONTACT,
            origin=ORIGIN,
            allowed=allowed,
            clock=real_time,
            tls=service.authority.client(),
        ) as send:
            return await send.one(subscription, NOTICE)

    return asyncio.run(work())


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"])
def test_a_mapping_to_this_machine_is_refused_away_from_localhost(
    key: VapidKey, push_service: PushService, host: str
) -> None:
    device = push_service.subscribe("fcm", key.public)
    port = push_service.hosts[0].rpartition(":")[2]
    allowed = Allowed({device.origin: f"https://{host}:{port}"}, local=False)
    outcome = send_once(key, push_service, allowed, device.subscription)
    assert outcome.verdict is Verdict.REFUSED
    assert "public internet" in outcome.reason
    assert device.requests == []


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["10.0.0.1", "192.168.0.1"], ["::1", "127.0.0.1"], ["64:ff9b::a00:1"]],
)
def test_a_well_known_name_that_leads_inside_is_refused(
    key: VapidKey,
    push_service: PushService,
    monkeypatch: pytest.MonkeyPatch,
    addresses: list[str],
) -> None:
    def look_up(_host: object, port: object, **_: object) -> list[tuple[Any, ...]]:
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
            if ":" in address
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in addresses
        ]

    opened: list[object] = []
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, port, *_, **more: look_up(host, port, **more)
    )
    monkeypatch.setattr(socket.socket, "connect", lambda *args: opened.append(args))
    device = push_service.subscribe("fcm", key.public)
    outcome = send_once(key, push_service, Allowed({}), device.subscription)
    assert outcome.verdict is Verdict.REFUSED
    assert "public internet" in outcome.reason
    assert opened == []


def test_a_certificate_that_nobody_vouches_for_is_not_taken(
    key: VapidKey, push_service: PushService
) -> None:
    device = push_service.subscribe("fcm", key.public)
    port = push_service.hosts[0].rpartition(":")[2]
    allowed = Allowed({device.origin: f"https://127.0.0.1:{port}"}, local=True)

    async def work() -> Outcome:
        async with Sender(key, CONTACT, origin=ORIGIN, allowed=allowed, clock=real_time) as send:
            return await send.one(device.subscription, NOTICE)

    assert asyncio.run(work()).verdict is Verdict.RETRY
    assert device.requests == []
