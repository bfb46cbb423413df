"""The push services of Google, Mozilla, Apple and Microsoft, on loopback.

Each has an origin, a certificate and a port of its own, checks a message as the real one does,
opens it as a phone would, and words its refusals in its own way. A device can be told to answer
its next messages badly.

    with running(PushService(folder)) as service:
        device = service.subscribe("apple", key.public)
        device.script.append(status(503, {"Retry-After": "60"}))
        allowed = allowed_from(service.hosts, local=True)      # and tls=service.authority.client()
"""

from __future__ import annotations

import time
import uuid
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.authority import Authority
from tests.fakes.phone import Phone
from tests.fakes.rules import Fault, fault, refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from netpwa.push.model import Subscription
    from tests.fakes.misbehaviour import Step

ORIGINS = {
    "fcm": "https://fcm.googleapis.com",
    "mozilla": "https://updates.push.services.mozilla.com",
    "apple": "https://web.push.apple.com",
    "windows": "https://wns2-par02p.notify.windows.com",
}


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was accepted, opened as the phone does. `ttl` is in seconds."""

    text: bytes
    topic: str | None
    ttl: int
    urgency: str


@dataclass(slots=True)
class Device:
    """One subscription, and what became of messages to it.

    `shown` is what the phone has received; while it is not `online`, messages wait in `stored`,
    where a newer one replaces an older one with the same topic. `script` holds what to do with the
    next requests instead of accepting them.
    """

    phone: Phone
    origin: str
    key: str
    token: str
    online: bool = True
    is_gone: bool = False
    script: deque[Step] = field(default_factory=deque)
    requests: list[dict[str, str]] = field(default_factory=list)
    shown: list[Message] = field(default_factory=list)
    stored: list[Message] = field(default_factory=list)

    @property
    def subscription(self) -> Subscription:
        """What the page would post to the app."""
        return self.phone.subscription(f"{self.origin}/push/{self.token}")

    def take(self, message: Message) -> None:
        """Show a message, or keep it for later (RFC 8030 sections 5.2 and 5.4)."""
        if self.online:
            self.shown.append(message)
        elif message.ttl:
            if message.topic:
                self.stored = [m for m in self.stored if m.topic != message.topic]
            self.stored.append(message)

    def come_online(self) -> None:
        """Receive what was stored."""
        self.online = True
        self.shown += self.stored
        self.stored.clear()


class PushService:
    """All four services together; `skew` is how many seconds their clock is ahead of ours."""

    def __init__(self, folder: Path) -> None:
        """Keep certificates in `folder`; nothing listens yet."""
        names = [origin.removeprefix("https://") for origin in ORIGINS.values()]
        self.authority = Authority(folder, names)
        self.skew = 0.0
        self.hosts: list[str] = []
        self.devices: dict[str, Device] = {}
        self._runners: list[web.AppRunner] = []

    async def start(self) -> None:
        """Listen; from now on `hosts` has the operator's setting that leads here."""
        for origin in ORIGINS.values():
            app = web.Application(client_max_size=1 << 20)
            app.router.add_post("/push/{token}", self._receive)
            runner = web.AppRunner(
                app,
                access_log=None,
                auto_decompress=False,
                handler_cancellation=True,
                shutdown_timeout=0.1,
            )
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=self.authority.server()).start()
            self._runners.append(runner)
            self.hosts.append(f"{origin}=https://127.0.0.1:{runner.addresses[0][1]}")

    async def stop(self) -> None:
        """Stop listening."""
        for runner in self._runners:
            await runner.cleanup()

    def subscribe(self, service: str, key: str) -> Device:
        """Make a subscription at `service` (a name in ORIGINS) for the VAPID key `key`."""
        device = Device(Phone(), ORIGINS[service], key, uuid.uuid4().hex)
        self.devices[device.token] = device
        return device

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        """Take one message (RFC 8030 section 5)."""
        origin = f"https://{request.host}"
        device = self.devices.get(request.match_info["token"])
        if not device or device.origin != origin:
            return refusal(origin, Fault.UNKNOWN)
        body = await request.read()
        device.requests.append(dict(request.headers))

        def accept() -> web.Response:
            return self._accept(device, request.headers, body)

        if device.script:
            step = device.script.popleft()
            return await step(request, accept)
        return accept()

    def _accept(self, device: Device, headers: Mapping[str, str], body: bytes) -> web.Response:
        if device.is_gone:
            return refusal(device.origin, Fault.GONE)
        found = fault(headers, body, device.origin, device.key, time.time() + self.skew)
        if found:
            return refusal(device.origin, found)
        try:
            text = device.phone.decrypt(body)
        except Exception:  # noqa: BLE001  whatever a hostile body provokes, it cannot be read
            return refusal(device.origin, Fault.ENCODING)
        ttl = int(headers["TTL"])
        urgency = headers.get("Urgency", "normal")
        device.take(Message(text, headers.get("Topic"), ttl, urgency))
        location = f"{device.origin}/m/{uuid.uuid4().hex}"
        return web.Response(status=201, headers={"Location": location, "TTL": str(ttl)})
