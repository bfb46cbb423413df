"""A desktop that shows notices to a test instead of a person.

Chromium on Linux hands every notice to whoever owns `org.freedesktop.Notifications` on the session
bus. Here that is us, on a private bus, so a click is as real to the browser as one with a mouse.
Protocol: https://specifications.freedesktop.org/notification-spec/

    with desktop() as daemon:
        launch(..., env={**os.environ, **daemon.environment})
        shown = poll(daemon.titled("Say thank you"), "the notice")
        daemon.click(shown, "Done")
"""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dbus_next.aio.message_bus import MessageBus
from dbus_next.constants import MessageType
from dbus_next.message import Message

from tests.fakes.background import Background

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAME = "org.freedesktop.Notifications"
OBJECT = "/org/freedesktop/Notifications"
CAPABILITIES = ["actions", "body", "body-markup", "icon-static", "persistence"]
CLOSED_BY_APP = 3
BODY = "default"
"""The action that stands for the notice itself."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One notice on the desktop. `actions` maps each button's text to its key."""

    number: int
    title: str
    body: str
    actions: dict[str, str]


class NotificationDaemon:
    """Owns the desktop's notices on the bus at `address`: records each, and can click on it.

    `shown` has every notice in the order of arrival, a changed one anew; `closed` the numbers of
    those that the browser took away.
    """

    def __init__(self, address: str) -> None:
        """Nothing is connected yet."""
        self.environment = {"DBUS_SESSION_BUS_ADDRESS": address}
        self.shown: list[Shown] = []
        self.closed: list[int] = []
        self._background = Background()
        self._address = address

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Own the name for the length of a `with` block."""
        with self._background:
            self._background.run(self._connect())
            try:
                yield
            finally:
                self._background.run(self._disconnect())

    def titled(self, title: str) -> Callable[[], Shown | None]:
        """Give a question for `poll`: the latest notice with this title, if it is there."""
        return lambda: next((s for s in reversed(self.shown) if s.title == title), None)

    def click(self, shown: Shown, button: str | None = None) -> None:
        """Click on the notice itself, or on the button with this text."""
        key = BODY if button is None else shown.actions[button]
        self._background.run(self._signal("ActionInvoked", "us", [shown.number, key]))

    async def _connect(self) -> None:
        self._bus = await MessageBus(bus_address=self._address).connect()
        self._bus.add_message_handler(self._handle)
        await self._bus.request_name(NAME)

    async def _disconnect(self) -> None:
        self._bus.disconnect()  # type: ignore[no-untyped-call]
        await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
        # The library only shuts its socket down, and leaves both for the garbage collector.
        self._bus._stream.close()  # noqa: SLF001
        self._bus._sock.close()  # noqa: SLF001

    async def _signal(self, member: str, signature: str, body: list[int | str]) -> None:
        await self._bus.send(Message.new_signal(OBJECT, NAME, member, signature, body))

    def _handle(self, message: Message) -> Message | bool | None:
        """Answer a call on our interface; leave everything else to the library."""
        if message.message_type is not MessageType.METHOD_CALL or message.interface != NAME:
            return None
        if message.member == "GetCapabilities":
            return Message.new_method_return(message, "as", [CAPABILITIES])
        if message.member == "GetServerInformation":
            about = ["test desktop", "netpwa", "1", "1.2"]
            return Message.new_method_return(message, "ssss", about)
        if message.member == "Notify":
            return Message.new_method_return(message, "u", [self._notify(message.body)])
        if message.member == "CloseNotification":
            number = int(message.body[0])
            self.closed.append(number)
            signal = self._signal("NotificationClosed", "uu", [number, CLOSED_BY_APP])
            self._background.spawn(signal)
            return Message.new_method_return(message)
        return None

    def _notify(self, body: list[object]) -> int:
        """Show a notice, or change the one whose number is given."""
        _app, replaces, _icon, title, text, actions, _hints, _timeout = body
        keys = list(map(str, actions)) if isinstance(actions, list) else []
        buttons = dict(zip(keys[1::2], keys[::2], strict=True))
        number = int(str(replaces)) or len(self.shown) + 1
        self.shown.append(Shown(number, str(title), str(text), buttons))
        return number


@contextmanager
def desktop() -> Iterator[NotificationDaemon]:
    """Run a private session bus with a notification daemon on it."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as bus:
        try:
            address = bus.stdout.readline().strip() if bus.stdout else ""
            daemon = NotificationDaemon(address)
            with daemon.connected():
                yield daemon
        finally:
            bus.terminate()
