"""Real browsers subscribe, our sender sends, and they decrypt, show and let a person click."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect, sync_playwright

from netpwa.push.endpoint import allowed_from
from netpwa.push.model import Action, Notice, Subscription, Verdict
from netpwa.push.sender import Sender
from tests.push.conftest import CONTACT, real_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

    from netpwa.push.keys import VapidKey
    from netpwa.push.model import Outcome
    from tests.fakes.autopush import Autopush
    from tests.fakes.background import Background
    from tests.fakes.fcm import Fcm
    from tests.fakes.notification_daemon import NotificationDaemon

CHROMIUM, FIREFOX = shutil.which("chromium"), shutil.which("firefox-esr")
PATIENCE_MS = 20_000


class Quiet(SimpleHTTPRequestHandler):
    """Serves the test page without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Say nothing."""


@pytest.fixture
def origin() -> Iterator[str]:
    """Serve `page/` and give its origin."""
    handler = functools.partial(Quiet, directory=Path(__file__).parent / "page")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(5)


@pytest.fixture
def send(
    key: VapidKey, origin: str, background: Background
) -> Callable[[list[str], Subscription, Notice], Outcome]:
    """Give a function that sends one notice by a real Sender, to the services allowed."""

    def work(hosts: list[str], subscription: Subscription, notice: Notice) -> Outcome:
        allowed = allowed_from(hosts, local=True)

        async def once() -> Outcome:
            async with Sender(
                key, CONTACT, origin=origin, allowed=allowed, clock=real_time
            ) as sender:
                return await sender.one(subscription, notice)

        return background.run(once())

    return work


def subscribe(context: BrowserContext, page: Page, origin: str, key: VapidKey) -> Subscription:
    """Let the page subscribe as ours does."""
    context.set_default_timeout(PATIENCE_MS)
    context.grant_permissions(["notifications"], origin=origin)
    page.goto(origin)
    found: dict[str, Any] = page.evaluate("key => subscribe(key)", key.public)
    return Subscription(found["endpoint"], found["keys"]["p256dh"], found["keys"]["auth"])


def until(page: Page, question: Callable[[], object], what: str) -> Any:
    """Ask until the answer is truthy; unlike `poll` it lets the browser's events in."""
    for _ in range(PATIENCE_MS // 30):
        if answer := question():
            return answer
        page.wait_for_timeout(30)
    msg = f"never saw {what}"
    raise AssertionError(msg)


@contextmanager
def chromium_with(
    profile: Path, fcm: Fcm, notices: NotificationDaemon
) -> Iterator[tuple[BrowserContext, Page]]:
    """Run Chromium with a profile, for without one it neither subscribes nor hears clicks."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=CHROMIUM,
            args=["--disable-quic", *fcm.switches],
            env={**os.environ, **notices.environment},
        )
        try:
            yield context, context.pages[0]
        finally:
            context.close()


@pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")
def test_chromium_shows_a_notice_and_a_click_on_it_is_trusted(
    *,
    origin: str,
    key: VapidKey,
    send: Callable[[list[str], Subscription, Notice], Outcome],
    fcm: Fcm,
    notices: NotificationDaemon,
    tmp_path: Path,
) -> None:
    done = Action("done", "Done", "/done")
    thanks = Notice(
        "r1", "Say thank you", "/?from=notice", ttl=60, body="Grüße, «now»", actions=(done,)
    )
    with chromium_with(tmp_path / "profile", fcm, notices) as (context, page):
        subscription = subscribe(context, page, origin, key)
        assert send(fcm.hosts, subscription, thanks).verdict is Verdict.SENT
        shown = until(page, notices.titled("Say thank you"), "the notice on the desktop")
        assert "Grüße, «now»" in shown.body

        notices.click(shown, "Done")
        until(page, lambda: page.evaluate("heard.length"), "the click")
        assert page.evaluate("heard") == [{"action": "done", "isTrusted": True}]
        until(page, lambda: shown.number in notices.closed, "the notice to go")

        send(fcm.hosts, subscription, Notice("r2", "Next call", "/?from=body", ttl=60))
        shown = until(page, notices.titled("Next call"), "the second notice")
        with context.expect_page() as opening:
            notices.click(shown)
        expect(opening.value).to_have_url(f"{origin}/?from=body")
        assert {"action": "", "isTrusted": True} in page.evaluate("heard")

        until(page, lambda: len(fcm.arrived) == 2, "both receipts")
        assert fcm.waiting == {}
        assert page.evaluate("unsubscribe()")
        until(page, lambda: fcm.ended, "the end of the subscription")
        assert send(fcm.hosts, subscription, thanks).verdict is Verdict.GONE


@pytest.mark.skipif(not FIREFOX, reason="firefox-esr is not installed")
def test_firefox_shows_a_notice(
    origin: str,
    key: VapidKey,
    send: Callable[[list[str], Subscription, Notice], Outcome],
    autopush: Autopush,
) -> None:
    notice = Notice("r1", "Say thank you", "/followups/1", ttl=60, body="Grüße, «now»")
    with sync_playwright() as playwright:
        browser = playwright.firefox.launch(
            channel="moz-firefox",
            executable_path=FIREFOX,
            firefox_user_prefs={**autopush.preferences},
        )
        context = browser.new_context()
        page = context.new_page()
        subscription = subscribe(context, page, origin, key)
        assert send(autopush.hosts, subscription, notice).verdict is Verdict.SENT
        shown = until(page, lambda: page.evaluate("shown()"), "the notice")
        assert shown == [{"title": "Say thank you", "body": "Grüße, «now»", "tag": "r1"}]
        until(page, lambda: autopush.arrived, "the receipt")

        assert page.evaluate("unsubscribe()")
        until(page, lambda: any(c.is_gone for c in autopush.channels.values()), "the end")
        assert send(autopush.hosts, subscription, notice).verdict is Verdict.GONE
        browser.close()
