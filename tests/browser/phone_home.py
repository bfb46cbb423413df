"""A phone of its own: a browser whose profile lasts, a desktop that shows its notices, a clock.

Chromium lets only a profile on disk subscribe, be installed and hear a click on a notice. Its push
service is ours on loopback; everything else is as people have it.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CHROMIUM, OUTCOME, PHONE, PLACE, Faults, leave_screenshots
from tests.browser.server import Server
from tests.factories import PASSWORD
from tests.fakes.fixtures import fcm, notices  # noqa: F401  pytest finds them here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page, Playwright

    from tests.fakes.fcm import Fcm
    from tests.fakes.notification_daemon import NotificationDaemon, Shown

PATIENCE_MS = 15_000
TORONTO = ZoneInfo(PLACE["timezone_id"])
# Chromium says so when a page is left within the 140 ms in which it fades in.
LEFT_IN_A_HURRY = "Transition was aborted"
SHOWN = """navigator.serviceWorker.ready.then((it) => it.getNotifications()).then((all) =>
  all.map(({ title, data }) => ({ title, open: data.navigate })))"""
TALK = re.compile(r"/interviews/[0-9a-f-]{36}$")


class Clock:
    """The clock of the server and its worker. It begins tomorrow at ten, far from quiet hours."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.day = datetime.now(TORONTO).date() + timedelta(days=1)
        self.set(10)

    def at(self, hour: int, minute: int = 0) -> datetime:
        """Give a time of the day in Toronto."""
        return datetime.combine(self.day, time(hour, minute), TORONTO)

    def set(self, hour: int, minute: int = 0) -> None:
        """Let it be that time."""
        ahead = self.at(hour, minute) - datetime.now(UTC)
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str(int(ahead.total_seconds())), encoding="ascii")
        fresh.replace(self.file)  # nobody reads half of it


@dataclass(slots=True)
class Home:
    """A freshly started server and the phone of somebody who uses it."""

    server: Server
    clock: Clock
    context: BrowserContext
    page: Page
    desktop: NotificationDaemon
    apps: Path
    faults: Faults

    def notice(self, title: str) -> Shown:
        """Wait until a notice is shown."""
        shown: Shown = until(self.page, self.desktop.titled(title), f"the notice {title!r}")
        return shown

    def badge(self, page: Page) -> int:
        """Give the number on the app's icon."""
        tools = self.context.new_cdp_session(page)
        state = tools.send("PWA.getOsAppState", {"manifestId": f"{self.server.origin}/"})
        tools.detach()
        return int(state["badgeCount"])

    def titles(self) -> list[str]:
        """Give the titles of all notices so far."""
        return [shown.title for shown in self.desktop.shown]


class Workers:
    """The service workers of a page, as the browser's own tools see them."""

    def __init__(self, page: Page) -> None:
        self.tools = page.context.new_cdp_session(page)
        self.registrations: list[str] = []
        self.states: dict[str, str] = {}
        self.tools.on("ServiceWorker.workerRegistrationUpdated", self._registered)
        self.tools.on("ServiceWorker.workerVersionUpdated", self._changed)
        self.tools.send("ServiceWorker.enable")

    def deliver(self, origin: str, text: str) -> None:
        """Hand a push message to the worker as if it had been decrypted."""
        where = {"origin": origin, "registrationId": self.registrations[0]}
        self.tools.send("ServiceWorker.deliverPushMessage", {**where, "data": text})

    def sync(self, origin: str) -> None:
        """Let the signal come back, as the browser's Background Sync hears of it."""
        where = {"origin": origin, "registrationId": self.registrations[0]}
        tag = {"tag": "outbox", "lastChance": False}
        self.tools.send("ServiceWorker.dispatchSyncEvent", {**where, **tag})

    def _registered(self, event: dict[str, Any]) -> None:
        self.registrations = [one["registrationId"] for one in event["registrations"]]

    def _changed(self, event: dict[str, Any]) -> None:
        self.states |= {one["versionId"]: one["status"] for one in event["versions"]}


@pytest.fixture
def home(
    request: pytest.FixtureRequest,
    playwright: Playwright,
    fcm: Fcm,  # noqa: F811  the fixture
    notices: NotificationDaemon,  # noqa: F811  the fixture
    tmp_path: Path,
) -> Iterator[Home]:
    """Start the server, and open the phone on a page where nobody is signed in."""
    clock = Clock(tmp_path / "clock")
    apps = tmp_path / "share"
    with (
        server_with(clock, fcm.hosts, tmp_path) as server,
        phone_at(
            server, playwright, tmp_path / "profile", *fcm.switches,
            **notices.environment, XDG_DATA_HOME=str(apps),
        ) as context,
    ):  # fmt: skip
        faults = Faults(server.origin)
        faults.forgive(LEFT_IN_A_HURRY)
        faults.watch(context)
        context.grant_permissions(["notifications"], origin=server.origin)
        yield Home(server, clock, context, context.pages[0], notices, apps, faults)
        if any(request.node.stash.get(OUTCOME, {}).values()):
            leave_screenshots(request.node.name, context.pages)
        faults.check()


def server_with(clock: Clock, hosts: list[str], folder: Path) -> Server:
    """Give a server, not started yet, with that clock and those push services."""
    return Server(
        folder / "server",
        NETPWA_CLOCK=str(clock.file),
        NETPWA_PUSH_HOSTS=" ".join(hosts),
        NETPWA_CONTACT="mailto:reminders@example.org",
    )


@contextmanager
def phone_at(
    server: Server, playwright: Playwright, profile: Path, *switches: str, **environment: str
) -> Iterator[BrowserContext]:
    """Run Chromium at phone size with a profile that lasts."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=CHROMIUM,
        args=["--disable-quic", "--enable-devtools-pwa-handler", *switches],
        env={**os.environ, **environment},
        base_url=server.origin,
        **PHONE,
        **PLACE,
    )
    try:
        yield context
    finally:
        context.close()


def until(page: Page, question: Callable[[], object], what: str) -> Any:
    """Ask until the answer is truthy; unlike `poll` it lets the browser's events in."""
    for _ in range(PATIENCE_MS // 30):
        if answer := question():
            return answer
        page.wait_for_timeout(30)
    msg = f"never saw {what}"
    raise AssertionError(msg)


def sign_up(page: Page, link: str, name: str = "Ada") -> None:
    """Make an account by the link that the server printed."""
    page.goto(link)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail").fill(f"{name.lower()}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def sign_in(page: Page, name: str = "Ada") -> None:
    """Sign in on the page that asks for it."""
    page.get_by_label("E-mail").fill(f"{name.lower()}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def turn_notices_on(page: Page) -> None:
    """Answer the soft question with a tap, and wait until the list has this browser."""
    page.goto("/me/notices")
    page.get_by_role("button", name="Turn notices on here").click()
    expect(page.get_by_text("Notices are on in this browser.")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("heading", name="Where notices go")).to_be_visible()


def book(page: Page, name: str, at: datetime) -> str:
    """Capture somebody, book a conversation, and give the address of its checklist."""
    page.goto("/contacts/new")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Book a conversation").click()
    page.get_by_label("Day").fill(f"{at:%Y-%m-%d}")
    page.get_by_label("Starts at").fill(f"{at:%H:%M}")
    page.get_by_role("radio", name="25").check()
    page.get_by_role("radio", name="Phone").check()
    page.get_by_role("button", name="Book it").click()
    expect(page).to_have_url(TALK)
    return page.url


def install(home: Home) -> Page:
    """Install the app as the browser's own menu does, and go on in its own window."""
    page = home.page
    page.goto("/install")
    expect(page.get_by_role("button", name="Install Common Ground")).to_be_visible()
    home.page = installed(home.context)()
    return home.page


def installed(context: BrowserContext) -> Callable[[], Page]:
    """Install the app from the page that is open, and give a way to open it from its icon."""
    [page] = context.pages
    tools = context.new_cdp_session(page)
    assert tools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    assert tools.send("Page.getAppManifest")["errors"] == []
    app = {"manifestId": tools.send("Page.getAppId")["appId"]}
    tools.send("PWA.install", {**app, "installUrlOrBundleUrl": page.url})
    tools.send("PWA.changeAppUserSettings", {**app, "displayMode": "standalone"})

    def launch() -> Page:
        with context.expect_page() as opening:
            tools.send("PWA.launch", app)
        page.close()
        opened = opening.value
        expect(opened.get_by_role("heading", name="Today")).to_be_visible()
        assert opened.evaluate("matchMedia('(display-mode: standalone)').matches")
        return opened

    return launch
