"""Send notices to push services (RFC 8030): the one place that touches the network for it.

pywebpush encrypts and does nothing else: its own way of sending follows redirects, waits for ever
and reads answers of any size. aiohttp sends, under these rules:

* one deadline covers everything that one message may take, waiting for its turn included;
* every push service has its own number of places, and a rest after repeated failures, so that one
  that hangs delays nobody who uses another;
* no redirect is followed, no cookie, proxy or .netrc is used, and an answer is read to 2 KiB;
* every socket is checked against the address that it really connects to;
* no endpoint is ever logged, only the beginning of its hash.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self
from weakref import WeakSet

import aiohttp
from pywebpush import WebPusher
from yarl import URL

from netpwa.push.endpoint import (
    NOT_PUBLIC,
    SubscriptionRefusedError,
    check_address,
    check_subscription,
)
from netpwa.push.model import Answer, Circuit, Outcome, Verdict, judge
from netpwa.push.payload import PayloadError, payload, topic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from netpwa.push.endpoint import Allowed, Destination
    from netpwa.push.keys import VapidKey
    from netpwa.push.model import Notice, Subscription

log = logging.getLogger(__name__)

TOKEN_LIFE, TOKEN_RENEWAL = 2 * 3600, 3600
"""Seconds: a token is good for two hours and replaced after one, so a service's clock may be an
hour off in either direction."""

LARGEST_ANSWER = 2048
ANSWER_PATIENCE = 1.0
MOST_SERVICES = 256
LEVELS = {Verdict.SENT: logging.DEBUG, Verdict.MISCONFIGURED: logging.ERROR}


@dataclass(frozen=True, slots=True)
class Limits:
    """The most seconds that a message may take; the most messages at once to one service."""

    deadline: float = 8.0
    places: int = 64


@dataclass(slots=True)
class _Service:
    """What we remember of one push service while the sender is open."""

    places: asyncio.Semaphore
    using: int = 0
    circuit: Circuit = field(default_factory=Circuit)
    authorization: str = ""
    renew_at: float = 0.0


class Sender:
    """Sends notices for as long as it is open; keep one for the life of the worker.

        async with Sender(key, contact, origin=…, allowed=…, clock=…) as send:
            outcomes = await send.all([(subscription, notice), …])

    It is a `model.Send`.
    """

    def __init__(
        self,
        key: VapidKey,
        contact: str | None,
        *,
        origin: str,
        allowed: Allowed,
        clock: Callable[[], datetime],
        limits: Limits | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Take what is needed; nothing is opened yet.

        `key` is our VAPID key and `contact` the address for complaints, both from `keys`. Without
        a contact only services that the operator named are used. `origin` is our own, to which
        every notice must lead. `clock` gives the real time in UTC: tokens are useless by any other.
        `tls` is for a private certificate authority.
        """
        self._key = key
        self._contact = contact
        self._origin = origin
        self._allowed = allowed
        self._clock = clock
        self._limits = limits or Limits()
        self._tls = tls or ssl.create_default_context()
        self._services: dict[str, _Service] = {}
        self._session: aiohttp.ClientSession | None = None
        self._sockets: WeakSet[socket.socket] = WeakSet()

    async def __aenter__(self) -> Self:
        """Open the connections' pool."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                # The bulkhead below sets the limits; a common one would let one service starve all.
                limit=0,
                ssl=self._tls,
                socket_factory=self._open_socket,
                # Services drop idle connections silently, and a POST must not find out.
                keepalive_timeout=15,
            ),
            # `_try` has the one deadline, which covers waiting and connecting as well.
            timeout=aiohttp.ClientTimeout(total=None),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close every connection; TLS takes a moment to say goodbye, but not more than that."""
        await self._opened().close()
        for _moment in range(20):
            if all(sock.fileno() == -1 for sock in self._sockets):
                break
            await asyncio.sleep(0.01)

    async def all(self, batch: Iterable[tuple[Subscription, Notice]]) -> list[Outcome]:
        """Send a batch; give the outcomes in its order, at most a deadline later.

        Never raises for a message: whatever goes wrong is an outcome. A caller who wants to record
        each outcome as soon as it is known calls `one` in tasks of its own.
        """
        return list(await asyncio.gather(*(self.one(to, notice) for to, notice in batch)))

    async def one(self, subscription: Subscription, notice: Notice) -> Outcome:
        """Send one notice to one device (RFC 8030 section 5) and say what became of it."""
        self._opened()
        try:
            outcome = await self._try(subscription, notice)
        except (SubscriptionRefusedError, PayloadError) as error:
            outcome = Outcome(Verdict.REFUSED, str(error))
        except Exception as error:  # noqa: BLE001  one bad message must not stop the others
            outcome = Outcome(Verdict.RETRY, f"our mistake: {type(error).__name__}")
            # Where, but not what: the text of an exception may hold an endpoint.
            log.error("push failed:\n%s", "".join(traceback.format_tb(error.__traceback__)))  # noqa: TRY400
        log.log(
            LEVELS.get(outcome.verdict, logging.INFO),
            "push to %s: %s (%s) %s",
            subscription.label,
            outcome.verdict.value,
            outcome.status or "no answer",
            outcome.reason,
        )
        return outcome

    async def _try(self, subscription: Subscription, notice: Notice) -> Outcome:
        to = check_subscription(subscription, self._allowed)
        if not self._contact and to.origin not in self._allowed.extra:
            return Outcome(Verdict.MISCONFIGURED, "NETPWA_CONTACT is not set")
        text = payload(notice, self._origin)
        loop = asyncio.get_running_loop()
        service = self._service(to.origin)
        if wait := service.circuit.wait(loop.time()):
            return Outcome(Verdict.RETRY, f"{to.host} is resting after failures", after=wait)
        service.using += 1
        placed = False
        try:
            async with asyncio.timeout(self._limits.deadline), service.places:
                placed = True
                body = encrypt(subscription, text)
                outcome = await self._exchange(to, service, notice, body)
        except TimeoutError:
            if not placed:
                return Outcome(Verdict.RETRY, f"no place was free at {to.host}")
            outcome = Outcome(Verdict.RETRY, f"{to.host} did not answer in time")
        finally:
            service.using -= 1
        service.circuit = service.circuit.after(outcome, loop.time())
        return outcome

    async def _exchange(
        self, to: Destination, service: _Service, notice: Notice, body: bytes
    ) -> Outcome:
        was_fresh = self._renew(service, to)
        outcome = await self._post(to, self._headers(to, service, notice), body)
        if outcome.verdict is Verdict.MISCONFIGURED and not was_fresh:
            # The token may have been made before our clock was set right: one new one, once.
            service.renew_at = 0.0
            self._renew(service, to)
            outcome = await self._post(to, self._headers(to, service, notice), body)
        return outcome

    def _renew(self, service: _Service, to: Destination) -> bool:
        """Sign a token for `to` if there is none or it grows old; say whether it is a new one.

        Its claims are made afresh each time: a token for one service must never reach another.
        """
        now = self._clock().timestamp()
        if 0 < service.renew_at - now <= TOKEN_RENEWAL:
            return False
        expires = int(now) + TOKEN_LIFE
        service.authorization = self._key.authorization(to.origin, self._contact, expires)
        service.renew_at = now + TOKEN_RENEWAL
        return True

    def _headers(self, to: Destination, service: _Service, notice: Notice) -> dict[str, str]:
        """Give the headers of RFC 8030 section 5, RFC 8291 section 4 and RFC 8292 section 3."""
        headers = {
            "Authorization": service.authorization,
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "Host": to.host,
            "Topic": topic(self._key.topic_key, notice.tag),
            "TTL": str(notice.ttl),
            "Urgency": notice.urgency.value,
        }
        if to.host.endswith(".notify.windows.com"):
            # Without it Windows answers 400: a TTL above zero contradicts its default policy.
            headers["X-WNS-Cache-Policy"] = "cache"
        return headers

    async def _post(self, to: Destination, headers: dict[str, str], body: bytes) -> Outcome:
        try:
            async with self._opened().post(
                URL(to.url, encoded=True),
                data=body,
                headers=headers,
                allow_redirects=False,
                server_hostname=URL(to.origin).host,
            ) as response:
                return judge(await _read(response), self._clock())
        except (aiohttp.ClientError, OSError) as error:
            if getattr(error, "errno", None) == NOT_PUBLIC:
                return Outcome(Verdict.REFUSED, f"{to.host} is not on the public internet")
            return Outcome(Verdict.RETRY, f"no answer from {to.host}: {type(error).__name__}")

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            msg = "a Sender works inside `async with` only"
            raise RuntimeError(msg)
        return self._session

    def _open_socket(self, address: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, target = address
        check_address(str(target[0]), int(target[1]), self._allowed)
        sock = socket.socket(family, kind, protocol)
        self._sockets.add(sock)
        return sock

    def _service(self, origin: str) -> _Service:
        if origin not in self._services:
            if len(self._services) >= MOST_SERVICES:
                # Some services have endless subdomains; idle ones can be forgotten.
                self._services = {o: s for o, s in self._services.items() if s.using}
            self._services[origin] = _Service(asyncio.Semaphore(self._limits.places))
        return self._services[origin]


def encrypt(subscription: Subscription, text: bytes) -> bytes:
    """Encrypt for one browser in one record (RFC 8291); a new key and salt each time."""
    keys = {"p256dh": subscription.p256dh, "auth": subscription.auth}
    pusher = WebPusher({"endpoint": subscription.endpoint, "keys": keys})
    return bytes(pusher.encode(text, content_encoding="aes128gcm")["body"])


async def _read(response: aiohttp.ClientResponse) -> Answer:
    """Take the status and the beginning of the body: at most 2 KiB and one second's worth."""
    said = b""
    # What a service does after its status is its own affair: the answer is known.
    with suppress(TimeoutError, aiohttp.ClientError):
        async with asyncio.timeout(ANSWER_PATIENCE):
            while len(said) < LARGEST_ANSWER:
                part = await response.content.read(LARGEST_ANSWER - len(said))
                if not part:
                    break
                said += part
    if response.connection and response.connection.transport:
        # It is not finished: such a connection cannot be used again.
        response.connection.transport.abort()
    # Windows explains itself in a header and leaves the body empty.
    reason = response.headers.get("X-WNS-Error-Description", "")
    text = f"{reason} {said.decode('utf-8', 'replace')}".strip()
    return Answer(response.status, response.headers.get("Retry-After"), text)
