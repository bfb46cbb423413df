"""A real browser on a freshly started server. Whatever the browser complains about fails a test."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.house import House
from tests.browser.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

CHROMIUM = "/usr/bin/chromium"
FIREFOX = "/usr/bin/firefox-esr"
FAILURES = Path("build/failures")
PATIENCE = 8000
PNG = b"\x89PNG\r\n\x1a\n"
PHONE = {
    "viewport": {"width": 412, "height": 839},
    "device_scale_factor": 2.625,
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Mobile Safari/537.36",
}
PLACE = {"locale": "en-CA", "timezone_id": "America/Toronto"}
TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} refused ${event.blockedURI}`));
"""
# Chromium says so when a page is left within the 140 ms in which it fades in.
LEFT_IN_A_HURRY = "Transition was"
# It also says so of an icon when it broke the download off itself, leaving the page.
ICON_TROUBLE = re.compile(r"following icon from the Manifest: (\S+)")
OUTCOME = pytest.StashKey[dict[str, bool]]()
expect.set_options(timeout=PATIENCE)


class Faults:
    """What a browser complained about, less what the test said it would."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.found: list[str] = []
        self.forgiven: list[str] = [LEFT_IN_A_HURRY]

    def forgive(self, text: str) -> None:
        """Expect a complaint that holds this text, such as a 409 that the test provokes."""
        self.forgiven.append(text)

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of a context."""
        context.add_init_script(TELL_VIOLATIONS)
        context.set_default_timeout(PATIENCE)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.found.append(f"error: {error.error}"))
        context.on("request", lambda request: self._on_request(request.url))
        context.on("response", lambda answer: self._on_response(answer.status, answer.url))

    def check(self) -> None:
        """Fail when there were any."""
        left = [one for one in self.found if not any(text in one for text in self.forgiven)]
        assert [one for one in left if not is_about_a_good_icon(one)] == []

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.found.append(f"{message.type} in the console: {message.text}")

    def _on_response(self, status: int, url: str) -> None:
        if status >= 500:
            self.found.append(f"{status} from {url}")

    def _on_request(self, url: str) -> None:
        if not url.startswith((self.origin + "/", "data:", "blob:")):
            self.found.append(f"request to {url}")


def is_about_a_good_icon(complaint: str) -> bool:
    """Say whether an icon that a browser complains of is there after all, and a picture."""
    icon = ICON_TROUBLE.search(complaint)
    if icon is None:
        return False
    try:
        with urlopen(icon[1], timeout=PATIENCE / 1000) as answer:  # noqa: S310  loopback
            return bool(answer.read(len(PNG)) == PNG)
    except HTTPError:
        return False
    except URLError:
        return True  # the test has stopped the server, so no icon could be had


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: Any = yield
    item.stash.setdefault(OUTCOME, {})[report.when] = report.failed
    return report


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture(scope="session")
def house(server: Server) -> Iterator[House]:
    house = House(server)
    yield house
    house.close()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=FIREFOX)
    yield browser
    browser.close()


@pytest.fixture
def faults(server: Server) -> Iterator[Faults]:
    faults = Faults(server.origin)
    yield faults
    faults.check()


@pytest.fixture
def open_phone(
    request: pytest.FixtureRequest, chromium: Browser, server: Server, faults: Faults
) -> Iterator[Callable[..., Page]]:
    """Give a maker of pages, each in a browser profile of its own at phone size."""
    pages: list[Page] = []

    def open_page(**options: Any) -> Page:
        context = chromium.new_context(**{**PHONE, **PLACE, "base_url": server.origin, **options})
        faults.watch(context)
        page = context.new_page()
        pages.append(page)
        return page

    yield open_page
    if any(request.node.stash.get(OUTCOME, {}).values()):
        leave_screenshots(request.node.name, pages)
    for page in pages:
        page.context.close()


@pytest.fixture
def phone(open_phone: Callable[..., Page]) -> Page:
    """Give a page at phone size with nobody signed in."""
    return open_phone()


def leave_screenshots(test: str, pages: list[Page]) -> None:
    FAILURES.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w-]+", "-", test)
    for number, page in enumerate(pages, 1):
        if not page.is_closed():
            page.screenshot(path=FAILURES / f"{name}-{number}.png", full_page=True)
