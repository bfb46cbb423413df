"""A bad line between browser and server: it loses replies, or answers in the server's place."""

from __future__ import annotations

import http.client
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

import pytest

from tests.browser.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

OF_ONE_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}


@dataclass(frozen=True)
class Answer:
    """What the line answers itself; status 0 is no answer at all."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)


LOST = Answer(0)
REFUSAL = b"<h1>The line says no</h1>"


class Line:
    """A proxy on loopback. `before` may answer for the server, `after` may lose its reply.

    `loses` are the headers of a reply that do not get through.
    """

    def __init__(self) -> None:
        self.server: Server | None = None
        self.before: Callable[[str, str], Answer | None] = lambda _method, _path: None
        self.after: Callable[[str, str], Answer | None] = lambda _method, _path: None
        self.posts: list[str] = []
        self.loses = set(OF_ONE_HOP)
        line = self

        class Handler(BaseHTTPRequestHandler):
            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except OSError:
                    self.close_connection = True  # the browser has left

            def do_GET(self) -> None:
                line.pass_on(self)

            def do_POST(self) -> None:
                line.pass_on(self)

            def do_HEAD(self) -> None:
                line.pass_on(self)

            def log_message(self, *_arguments: Any) -> None:
                pass

        self.web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.web.daemon_threads = True
        self.origin = f"http://localhost:{self.web.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.web.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.web.shutdown()
        self.web.server_close()

    def pass_on(self, request: BaseHTTPRequestHandler) -> None:
        """Carry one request to the server and its reply back."""
        method, path = request.command, request.path
        body = request.rfile.read(int(request.headers.get("Content-Length", 0)))
        request.close_connection = True
        own = self.before(method, path)
        if own is None:
            reply, text = self._ask(method, path, dict(request.headers), body)
            own = self.after(method, path) if reply else LOST
            if method == "POST" and reply:
                self.posts.append(path)
        if own is None:
            given = [pair for pair in reply.getheaders() if pair[0].lower() not in self.loses]
            self._answer(request, reply.status, given, text)
        elif own.status:
            self._answer(
                request, own.status, list(own.headers.items()), b"<h1>The line says no</h1>"
            )

    def _ask(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[Any, bytes]:
        assert self.server
        wire = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        try:
            wire.request(method, path, body, headers)
            reply = wire.getresponse()
            return reply, reply.read()
        except OSError:
            return None, b""
        finally:
            wire.close()

    @staticmethod
    def _answer(
        request: BaseHTTPRequestHandler, status: int, headers: list[tuple[str, str]], text: bytes
    ) -> None:
        request.send_response(status)
        for name, value in headers:
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(text)))
        request.end_headers()
        if request.command != "HEAD":
            request.wfile.write(text)


@pytest.fixture
def line() -> Iterator[Line]:
    """Start a line."""
    with Line() as line:
        yield line


@pytest.fixture
def server(tmp_path: Path, line: Line) -> Iterator[Server]:
    """Start a server at the other end of the line."""
    server = Server(tmp_path / "data", NETPWA_PUBLIC_ORIGIN=line.origin)
    server.origin = line.origin
    line.server = server
    with server:
        yield server
