"""Google's push service, as far as a real Chromium needs it to subscribe and to receive.

Chromium first checks in over HTTP and is given a device id, then registers each subscription, and
keeps one TLS connection open over which messages arrive (MCS, “mobile connection server”). The
messages of all three are protocol buffers: google_apis/gcm/protocol/*.proto in Chromium's source.

    with running(Fcm(folder)) as fcm:
        chromium.launch_persistent_context(profile, args=fcm.switches)
        allowed = allowed_from(fcm.hosts, local=True)
"""

from __future__ import annotations

import asyncio
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes import wire
from tests.fakes.authority import Authority
from tests.fakes.rules import Fault, fault, refusal

if TYPE_CHECKING:
    from pathlib import Path

ORIGINS = ("https://jmt17.google.com", "https://fcm.googleapis.com")
"""Builds without Google's keys, such as Debian's, use the first; Chrome uses the second."""

ANDROID_ID, SECURITY_TOKEN = 1234567890123456789, 987654321987654321
MCS_VERSION = 41
HEARTBEAT_PING, HEARTBEAT_ACK, LOGIN, LOGIN_ANSWER, IQ, DATA = 0, 1, 2, 3, 7, 8
LAST_RECEIVED_FIELD = {HEARTBEAT_PING: 2, HEARTBEAT_ACK: 2, IQ: 10, DATA: 11}
"""Where each kind of stanza says how many of ours have arrived."""


@dataclass(frozen=True, slots=True)
class Registration:
    """What a subscription was made for: `sender` is the VAPID key, the others name the page."""

    app: str
    sender: str
    subtype: str


@dataclass(slots=True)
class Connection:
    """One MCS connection: what was sent on it, by its number in the stream."""

    writer: asyncio.StreamWriter
    sent: int = 0
    received: int = 0
    numbers: dict[int, str] = field(default_factory=dict)

    def send(self, tag: int, message: bytes, persistent_id: str = "") -> None:
        """Send one stanza: its tag, its length, itself."""
        self.sent += 1
        if persistent_id:
            self.numbers[self.sent] = persistent_id
        self.writer.write(bytes([tag]) + wire.varint(len(message)) + message)


class Fcm:
    """Check-in, registration, the long connection, and the address that senders post to.

    `arrived` lists the messages that Chromium has acknowledged.
    """

    def __init__(self, folder: Path) -> None:
        """Keep certificates in `folder`; nothing listens yet."""
        self._authority = Authority(folder, ["localhost"])
        self.registrations: dict[str, Registration] = {}
        self.ended: set[str] = set()
        self.waiting: dict[str, bytes] = {}
        self.arrived: list[str] = []
        self.port = 0
        self._mcs_port = 0
        self._connection: Connection | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def switches(self) -> list[str]:
        """Chromium's command line. It needs a persistent profile as well."""
        here = f"http://127.0.0.1:{self.port}"
        return [
            f"--gcm-checkin-url={here}/checkin",
            f"--gcm-registration-url={here}/register",
            f"--gcm-mcs-endpoint=https://127.0.0.1:{self._mcs_port}",
            f"--ignore-certificate-errors-spki-list={self._authority.fingerprint}",
        ]

    @property
    def hosts(self) -> list[str]:
        """The operator's setting that leads the app here."""
        return [f"{origin}=http://127.0.0.1:{self.port}" for origin in ORIGINS]

    async def start(self) -> None:
        """Listen on one port for HTTP and one for MCS."""
        app = web.Application()
        app.router.add_post("/checkin", self._check_in)
        app.router.add_post("/register", self._register)
        app.router.add_post("/fcm/send/{token}", self._receive)
        self._runner = web.AppRunner(
            app, access_log=None, auto_decompress=False, shutdown_timeout=0.1
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        tls = self._authority.server()
        self._mcs = await asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=tls)
        self._mcs_port = self._mcs.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Break every connection off."""
        self._mcs.close()
        for task in self._tasks:
            task.cancel()
        await self._runner.cleanup()

    async def _check_in(self, _request: web.Request) -> web.Response:
        """Give the device its id and secret (AndroidCheckinResponse)."""
        answer = (
            wire.integer(1, 1)
            + wire.fixed64(7, ANDROID_ID)
            + wire.fixed64(8, SECURITY_TOKEN)
            + wire.text(11, "1")
        )
        return web.Response(body=answer, content_type="application/x-protobuffer")

    async def _register(self, request: web.Request) -> web.Response:
        """Give a subscription its token, or end one."""
        form = {name: str(value) for name, value in (await request.post()).items()}
        subtype = form.get("X-subtype", "")
        if form.get("delete") == "true":
            self.ended |= {t for t, r in self.registrations.items() if r.subtype == subtype}
            return web.Response(text=f"token={subtype}")
        token = uuid.uuid4().hex
        self.registrations[token] = Registration(form["app"], form["sender"], subtype)
        return web.Response(text=f"token={token}")

    async def _receive(self, request: web.Request) -> web.Response:
        """Take a message from an application server (RFC 8030 section 5)."""
        token, body = request.match_info["token"], await request.read()
        origin = f"https://{request.host}"
        registration = self.registrations.get(token)
        if not registration:
            return refusal(origin, Fault.UNKNOWN)
        if token in self.ended:
            return refusal(origin, Fault.GONE)
        found = fault(request.headers, body, origin, registration.sender, time.time())
        if found:
            return refusal(origin, found)
        self._push(registration, body)
        return web.Response(status=201, headers={"Location": f"{origin}/m/{uuid.uuid4().hex}"})

    def _push(self, registration: Registration, body: bytes) -> None:
        """Send a DataMessageStanza, and keep it until Chromium says that it arrived."""
        persistent_id = uuid.uuid4().hex

        def app_data(key: str, value: str) -> bytes:
            return wire.text(7, wire.text(1, key) + wire.text(2, value))

        ask_for_receipt = wire.integer(24, 1)
        stanza = (
            wire.text(2, uuid.uuid4().hex)
            + wire.text(3, registration.sender)
            + wire.text(5, registration.app)
            + app_data("subtype", registration.subtype)
            + app_data("content-encoding", "aes128gcm")
            + wire.text(9, persistent_id)
            + wire.text(21, body)
            + ask_for_receipt
        )
        self.waiting[persistent_id] = stanza
        if self._connection:
            self._connection.send(DATA, stanza, persistent_id)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one MCS connection until either side ends it."""
        task = asyncio.current_task()
        if task:
            self._tasks.add(task)
        connection = Connection(writer)
        try:
            with suppress(asyncio.IncompleteReadError, OSError):
                await reader.readexactly(1)
                writer.write(bytes([MCS_VERSION]))
                while True:
                    await self._handle(connection, reader)
        finally:
            if self._connection is connection:
                self._connection = None
            writer.close()

    async def _handle(self, connection: Connection, reader: asyncio.StreamReader) -> None:
        """Read one stanza and answer it."""
        tag = (await reader.readexactly(1))[0]
        stanza = wire.Fields(await reader.readexactly(await wire.read_varint(reader)))
        connection.received += 1
        if tag == LOGIN:
            self._log_in(connection, stanza)
        elif tag == HEARTBEAT_PING:
            connection.send(HEARTBEAT_ACK, wire.integer(2, connection.received))
        last = stanza.number(LAST_RECEIVED_FIELD.get(tag, 0))
        self._acknowledge([i for number, i in connection.numbers.items() if number <= last])
        await connection.writer.drain()

    def _log_in(self, connection: Connection, request: wire.Fields) -> None:
        """Greet, and send again what was lost.

        Chromium reconnects right after its first registration: a message that was under way then
        would be gone for good. It lists in field 10 what it has already.
        """
        self._acknowledge(request.texts(10))
        answer = wire.text(1, "login") + wire.integer(5, 1) + wire.integer(6, connection.received)
        connection.send(LOGIN_ANSWER, answer)
        self._connection = connection
        for persistent_id, stanza in self.waiting.items():
            connection.send(DATA, stanza, persistent_id)

    def _acknowledge(self, persistent_ids: list[str]) -> None:
        for persistent_id in persistent_ids:
            if self.waiting.pop(persistent_id, None):
                self.arrived.append(persistent_id)
