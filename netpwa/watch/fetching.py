"""Fetch a page that somebody follows: from the public internet only, and no more than is needed.

The address comes from a person, and so may lead anywhere. These rules hold at every step of the
way, redirects included:

* https only, on its usual port, without a user name in the address;
* every socket is checked against the address that it really connects to, after every look-up;
* one deadline for all of it, at most three redirects, at most one mebibyte, unpacked or not;
* no cookie, proxy or .netrc is used, and no address is logged.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin
from weakref import WeakSet

import aiohttp
from yarl import URL

from netpwa.push.endpoint import NOT_PUBLIC, Allowed, check_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netpwa.watch.model import Feed

HTTPS = 443
LARGEST = 1024 * 1024
MOST_REDIRECTS = 3
DEADLINE = 15.0
LONGEST_HEADER = 300
KEPT_HEADERS = ("Content-Type", "ETag", "Last-Modified")
REDIRECTS = {301, 302, 303, 307, 308}
NOTHING_EXTRA = Allowed({})
OK, NOT_MODIFIED, LOWEST_ERROR, LOWEST_FAULT = 200, 304, 400, 500
GONE = {404, 410}
ASKS_FOR = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.8"
WHO_ASKS = "CommonGround/1 (reads a feed once a day for one person)"


class TroubleError(Exception):
    """A page that cannot be read; its text is the code that is kept with it."""


@dataclass(frozen=True, slots=True)
class Page:
    """What was read; `body` is None when nothing is new."""

    url: str
    body: bytes | None
    content_type: str
    etag: str
    modified: str


class Fetcher:
    """Fetches for as long as it is open: `async with Fetcher() as fetch: page = await fetch(…)`.

    `allowed` and `tls` let a test have its server on this machine; nobody else gives them.
    """

    def __init__(
        self,
        *,
        allowed: Allowed = NOTHING_EXTRA,
        tls: ssl.SSLContext | None = None,
        deadline: float = DEADLINE,
    ) -> None:
        self._allowed = allowed
        self._tls = tls or ssl.create_default_context()
        self._deadline = deadline
        self._session: aiohttp.ClientSession | None = None
        self._sockets: WeakSet[socket.socket] = WeakSet()

    async def __aenter__(self) -> Self:
        """Open the session; every page gets a connection of its own."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                ssl=self._tls, socket_factory=self._open_socket, force_close=True
            ),
            timeout=aiohttp.ClientTimeout(total=None),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it; TLS takes a moment to say goodbye, but not more than that."""
        if self._session:
            await self._session.close()
        for _moment in range(20):
            if all(sock.fileno() == -1 for sock in self._sockets):
                break
            await asyncio.sleep(0.01)

    async def __call__(self, feed: Feed) -> Page:
        """Read a page, or raise TroubleError with a code that says why not."""
        try:
            async with asyncio.timeout(self._deadline):
                return await self._follow(feed)
        except TimeoutError:
            code = "slow"
        except (aiohttp.ClientError, OSError, ValueError) as error:
            code = "private" if getattr(error, "errno", None) == NOT_PUBLIC else "down"
        raise TroubleError(code)

    async def _follow(self, feed: Feed) -> Page:
        url = feed.feed_url or feed.url
        asked = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
        for _step in range(MOST_REDIRECTS + 1):
            found = await self._get(url, {name: text for name, text in asked.items() if text})
            if isinstance(found, Page):
                return found
            url = found
        code = "redirects"
        raise TroubleError(code)

    async def _get(self, url: str, asked: Mapping[str, str]) -> Page | str:
        """Give the page, or the address that the answer leads on to."""
        address = self._checked(url)
        if self._session is None:
            msg = "a Fetcher works inside `async with` only"
            raise RuntimeError(msg)
        headers = {"Accept": ASKS_FOR, "Accept-Encoding": "gzip", "User-Agent": WHO_ASKS, **asked}
        async with self._session.get(address, headers=headers, allow_redirects=False) as answer:
            try:
                return await _taken(url, answer)
            finally:
                if answer.connection and answer.connection.transport:
                    # Whatever was left unread is not waited for.
                    answer.connection.transport.abort()

    def _checked(self, url: str) -> URL:
        address = URL(url)
        ports = {HTTPS, *self._allowed.loopback_ports}
        is_plain = address.user is None and address.password is None and address.port in ports
        if address.scheme != "https" or not address.host or not is_plain:
            code = "address"
            raise TroubleError(code)
        return address

    def _open_socket(self, address: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, target = address
        check_address(str(target[0]), int(target[1]), self._allowed)
        sock = socket.socket(family, kind, protocol)
        self._sockets.add(sock)
        return sock


async def _taken(url: str, answer: aiohttp.ClientResponse) -> Page | str:
    said = answer.headers
    if answer.status in REDIRECTS and said.get("Location"):
        return urljoin(url, said["Location"])
    _check_status(answer.status)
    body = None if answer.status == NOT_MODIFIED else await _read(answer)
    told = (said.get(name, "")[:LONGEST_HEADER] for name in KEPT_HEADERS)
    return Page(url, body, *told)


def _check_status(status: int) -> None:
    if status in {OK, NOT_MODIFIED}:
        return
    if status in GONE:
        code = "gone"
    else:
        code = "refused" if LOWEST_ERROR <= status < LOWEST_FAULT else "down"
    raise TroubleError(code)


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    """Read and unpack a body, and stop as soon as it is too big."""
    coding = answer.headers.get("Content-Encoding", "identity").lower()
    if coding not in {"identity", "", "gzip", "x-gzip"}:
        code = "down"
        raise TroubleError(code)
    unpack = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS) if "gzip" in coding else None
    body = bytearray()
    async for part in answer.content.iter_chunked(64 * 1024):
        try:
            body += unpack.decompress(part, LARGEST + 1 - len(body)) if unpack else part
        except zlib.error as error:
            raise TroubleError("down") from error  # noqa: EM101  a code, not a message
        if len(body) > LARGEST:
            code = "big"
            raise TroubleError(code)
    return bytes(body)
