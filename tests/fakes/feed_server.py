"""A web site on this machine that answers as a test says, and remembers what it was asked."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from netpwa.push.endpoint import Allowed
from tests.fakes.authority import Authority

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:news</id>
<updated>2026-11-20T10:00:00Z</updated>
<entry><id>urn:2</id><title>Night buses &amp;amp; sleep</title>
<link href="https://example.org/2"/><updated>2026-11-20T10:00:00Z</updated></entry>
<entry><id>urn:1</id><title type="html">The &lt;b>long&lt;/b> bridge</title>
<link href="/1"/><updated>2026-11-19T10:00:00Z</updated></entry>
</feed>"""


@dataclass
class Answer:
    """What the site says to one address."""

    body: bytes = ATOM
    status: int = 200
    headers: dict[str, str] = field(
        default_factory=lambda: {"Content-Type": "application/atom+xml"}
    )
    patience: threading.Event | None = None  # waits for it before it goes on


class Site:
    """The site while it is open."""

    def __init__(self, authority: Authority, port: int) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.authority = authority
        self.origin = f"https://localhost:{port}"
        self.allowed = Allowed({self.origin: self.origin}, local=True)


@contextmanager
def open_site(folder: Path) -> Iterator[Site]:
    """Open a site at localhost for as long as the block lasts."""
    authority = Authority(folder, ["localhost"])
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.socket = authority.server().wrap_socket(server.socket, server_side=True)
    server.site = Site(authority, server.server_port)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.site  # type: ignore[attr-defined]
    finally:
        for answer in server.site.answers.values():  # type: ignore[attr-defined]
            if answer.patience:
                answer.patience.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site = self.server.site  # type: ignore[attr-defined]
        site.asked.append((self.path, dict(self.headers)))
        answer = site.answers.get(self.path, Answer(b"", 404))
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            if answer.patience:
                self.wfile.write(answer.body[:10])
                answer.patience.wait(20)
            self.wfile.write(answer.body)
        except OSError:
            pass  # whoever asked has heard enough

    def log_message(self, *_: object) -> None:
        pass
