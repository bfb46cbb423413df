"""Mozilla's push service, as far as a real Firefox needs it to subscribe and to receive.

Firefox keeps a WebSocket open and speaks JSON over it (autopush's “WebPush” protocol): `hello`,
`register`, `notification`, `ack`, `unregister`. Its subscriptions point straight to this port.

    with running(Autopush()) as autopush:
        firefox.launch(firefox_user_prefs=autopush.preferences)
        allowed = allowed_from(autopush.hosts, local=True)
"""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.fakes.phone import decode, encode
from tests.fakes.rules import Fault, fault, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    Reply = dict[str, Any]


@dataclass(slots=True)
class Channel:
    """One subscription: its owner (`uaid`), its name there, and the VAPID key it is bound to."""

    uaid: str
    name: str
    key: str
    is_gone: bool = False


class Autopush:
    """The WebSocket that Firefox keeps open, and the address that senders post to.

    `arrived` lists the messages that Firefox has acknowledged.
    """

    def __init__(self) -> None:
        """Nothing listens yet."""
        self.channels: dict[str, Channel] = {}
        self.waiting: dict[str, tuple[str, Reply]] = {}
        self.arrived: list[str] = []
        self.port = 0
        self._sockets: dict[str, web.WebSocketResponse] = {}

    @property
    def preferences(self) -> dict[str, str | bool]:
        """What to change in Firefox. The last one keeps notices inside, as there is no desktop."""
        return {
            "dom.push.serverURL": f"ws://127.0.0.1:{self.port}/",
            "dom.push.testing.allowInsecureServerURL": True,
            "dom.push.connection.enabled": True,
            "alerts.useSystemBackend": False,
        }

    @property
    def hosts(self) -> list[str]:
        """The operator's setting that allows this address."""
        return [f"http://127.0.0.1:{self.port}"]

    async def start(self) -> None:
        """Listen for both on one port."""
        app = web.Application()
        app.router.add_get("/", self._connect)
        app.router.add_post("/wpush/v2/{token}", self._receive)
        self._runner = web.AppRunner(
            app, access_log=None, auto_decompress=False, shutdown_timeout=0.1
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Break every connection off."""
        await self._runner.cleanup()

    async def _connect(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one Firefox until it leaves."""
        socket = web.WebSocketResponse(protocols=("push-notification",))
        await socket.prepare(request)
        uaid = ""
        handlers: dict[str, Callable[[str, Reply], Reply]] = {
            "register": self._register,
            "unregister": self._unregister,
        }
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                break
            message = json.loads(frame.data)
            kind = message.get("messageType", "ping")
            if kind == "hello":
                uaid = message.get("uaid") or uuid.uuid4().hex
                await self._greet(uaid, socket)
            elif kind == "ack":
                self._acknowledge(message)
            elif kind in handlers:
                await socket.send_json(handlers[kind](uaid, message))
            elif kind == "ping":
                await socket.send_str("{}")
        return socket

    async def _greet(self, uaid: str, socket: web.WebSocketResponse) -> None:
        """Say hello, and send again what was not acknowledged."""
        self._sockets[uaid] = socket
        await socket.send_json(
            {
                "messageType": "hello",
                "uaid": uaid,
                "status": 200,
                "use_webpush": True,
                "broadcasts": {},
            }
        )
        for owner, notification in list(self.waiting.values()):
            if owner == uaid:
                await socket.send_json(notification)

    def _register(self, uaid: str, message: Reply) -> Reply:
        """Make a subscription; `key` is the VAPID key that it is bound to."""
        token, name = uuid.uuid4().hex, message["channelID"]
        key = encode(decode(message.get("key", "").rstrip("=")))
        self.channels[token] = Channel(uaid, name, key)
        return {
            "messageType": "register",
            "channelID": name,
            "status": 200,
            "pushEndpoint": f"http://127.0.0.1:{self.port}/wpush/v2/{token}",
        }

    def _unregister(self, uaid: str, message: Reply) -> Reply:
        """End a subscription."""
        name = message["channelID"]
        for channel in self.channels.values():
            if (channel.uaid, channel.name) == (uaid, name):
                channel.is_gone = True
        return {"messageType": "unregister", "channelID": name, "status": 200}

    def _acknowledge(self, message: Reply) -> None:
        for update in message.get("updates", []):
            if self.waiting.pop(update["version"], None):
                self.arrived.append(update["version"])

    async def _receive(self, request: web.Request) -> web.Response:
        """Take a message from an application server (RFC 8030 section 5)."""
        origin = f"http://{request.host}"
        channel = self.channels.get(request.match_info["token"])
        body = await request.read()
        if not channel:
            return refusal("mozilla", Fault.UNKNOWN)
        if channel.is_gone:
            return refusal("mozilla", Fault.GONE)
        found = fault(request.headers, body, origin, channel.key, time.time())
        if found:
            return refusal("mozilla", found)
        version = uuid.uuid4().hex
        notification = {
            "messageType": "notification",
            "channelID": channel.name,
            "version": version,
            "data": encode(body),
            "headers": {"encoding": "aes128gcm"},
        }
        self.waiting[version] = (channel.uaid, notification)
        socket = self._sockets.get(channel.uaid)
        if socket and not socket.closed:
            await socket.send_json(notification)
        headers = {"Location": f"{origin}/m/{version}", "TTL": request.headers["TTL"]}
        return web.Response(status=201, headers=headers)
