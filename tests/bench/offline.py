"""How soon a kept page opens without a network: `python -m tests.bench.offline`.

Chromium at a quarter of its speed, the server stopped. The baseline of the same run, in turn with
it, is the very same page as a static one: its bytes, its styles and its scripts from a plain web
server on loopback, at an origin that has no service worker, and from the browser's cache what may
be cached. A ratio of 1 means that the worker costs nothing. Beside the static page it finds the
copy, gives its forms new keys, says how old it is, and hands out every file. Browsers slow no
worker, only pages, so the worker's own part counts at full speed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import expect, sync_playwright

from tests import factories
from tests.browser.conftest import CHROMIUM, PHONE, PLACE
from tests.browser.house import House, day, now
from tests.browser.line import OF_ONE_HOP
from tests.browser.offline import take_in_hand
from tests.browser.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    Files = dict[str, tuple[dict[str, str], bytes]]

NAME = "Annie Easley"
ROUNDS = 31
SLOWER = 4
# Headers that are about the way, or about a visitor.
UNSAID = OF_ONE_HOP | {"content-encoding", "set-cookie", "vary"}
LOADED = """() => performance.getEntriesByType("resource").map((one) => one.name)"""
OPENED = """() => {
  const [page] = performance.getEntriesByType("navigation");
  return page.domContentLoadedEventEnd - page.startTime;
}"""


def main() -> None:
    """Print the medians and their ratio."""
    with (
        tempfile.TemporaryDirectory() as data,
        Server(Path(data)) as server,
        sync_playwright() as playwright,
    ):
        house = House(server)
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        context = browser.new_context(**PHONE, **PLACE, base_url=server.origin)
        account = house.sign_in(context)
        person = factories.contact(house.db, account, NAME, at=now())
        talk = factories.interview(house.db, account, person, factories.talk("phone", day=day(3)))
        address = f"/interviews/{talk}"
        page = context.new_page()
        take_in_hand(page)
        page.goto(address)
        with static_server(files_of(page, context)) as origin:
            server.stop()
            kept, static = in_turn(
                slowed(page, address), slowed(plain_page(browser), origin + address)
            )
        browser.close()
        house.close()
    sys.stdout.write(
        f"offline at a quarter of the speed: a checklist {kept:.0f} ms, the same as a static page"
        f" {static:.0f} ms, ratio {kept / static:.2f}\n"
    )


def files_of(page: Page, context: BrowserContext) -> Files:
    """Give an open page and all that it loads as the server sends them, by their paths."""
    files = {}
    for url in {page.url, *page.evaluate(LOADED)}:
        answer = context.request.get(url)
        headers = {name: text for name, text in answer.headers.items() if name not in UNSAID}
        files[urlsplit(url).path] = headers, answer.body()
    return files


@contextmanager
def static_server(files: Files) -> Iterator[str]:
    """Run a plain web server that has these files and nothing else, and give its origin."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers, body = files.get(urlsplit(self.path).path, ({}, b""))
            self.send_response(200 if body else 404)
            for name, text in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as web:
        web.daemon_threads = True
        threading.Thread(target=web.serve_forever, daemon=True).start()
        yield f"http://localhost:{web.server_port}"
        web.shutdown()


def plain_page(browser: Browser) -> Page:
    """Open a page in a profile of its own, as the phone that is measured beside it."""
    return browser.new_context(**PHONE, **PLACE).new_page()


def slowed(page: Page, address: str) -> tuple[Page, str]:
    """Let a page run at a quarter of its speed, and open it once: caches are full afterwards."""
    tools = page.context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address)
    return page, address


def in_turn(*pages: tuple[Page, str]) -> list[float]:
    """Open each some times, in turn, and give the medians until it can be used."""
    times: list[list[float]] = [[] for _ in pages]
    for _ in range(ROUNDS):
        for (page, address), taken in zip(pages, times, strict=True):
            page.goto(address)
            expect(page.locator("h1")).to_have_text(NAME)
            taken.append(page.evaluate(OPENED))
    return [statistics.median(taken) for taken in times]


if __name__ == "__main__":
    main()
