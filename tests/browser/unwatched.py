"""A tab of Chromium with nobody looking into its service workers.

A worker that Playwright looks into is not stopped when its registration goes; a person's is.
Playwright lets go of what is in no context of its own, so this tab is spoken to past it.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession, Page

SECONDS = 15
MOMENT_MS = 30


class Tab:
    """One page, spoken to by the browser's own protocol and by nothing else."""

    def __init__(self, tools: CDPSession, clock: Page) -> None:
        self.tools, self.clock = tools, clock
        self.asked, self.answers = 0, {}
        self.target = tools.send("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = tools.send("Target.attachToTarget", {"targetId": self.target})
        self.session = attached["sessionId"]
        tools.on("Target.receivedMessageFromTarget", self._hear)

    def _hear(self, event: dict[str, Any]) -> None:
        message = json.loads(event["message"])
        self.answers[message.get("id")] = message.get("result")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send one command, and give its result."""
        self.asked += 1
        command = {"id": self.asked, "method": method, "params": parameters}
        message = {"sessionId": self.session, "message": json.dumps(command)}
        self.tools.send("Target.sendMessageToTarget", message)
        for _ in range(SECONDS * 1000 // MOMENT_MS):
            if self.asked in self.answers:
                result: dict[str, Any] = self.answers[self.asked]
                return result
            self.clock.wait_for_timeout(MOMENT_MS)
        msg = "the page does not answer any more"
        raise AssertionError(msg)

    def tell(self, script: str) -> Any:
        """Run a script in the page, and give its value."""
        asked = self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        return asked["result"].get("value")

    def go(self, url: str) -> None:
        """Open a page."""
        self.ask("Page.navigate", url=url)
        self.until(f"location.href == {json.dumps(url)} && document.readyState == 'complete'")

    def until(self, script: str) -> None:
        """Wait until a script is true."""
        for _ in range(SECONDS * 1000 // MOMENT_MS):
            if self.tell(script) is True:
                return
            self.clock.wait_for_timeout(MOMENT_MS)
        msg = f"never {script} at {self.tell('location.href')}"
        raise AssertionError(msg)


@contextmanager
def unwatched(browser: Browser) -> Iterator[Tab]:
    """Open such a tab, and close it."""
    clock = browser.new_page()
    tools = browser.new_browser_cdp_session()
    tab = Tab(tools, clock)
    try:
        yield tab
    finally:
        tools.send("Target.closeTarget", {"targetId": tab.target})
        tools.detach()
        clock.close()
