"""How soon a kept page opens without a network: `python -m tests.bench.offline`.

Chromium at a quarter of its speed, the server stopped. The baseline of the same run is a page of
the frame, which the worker gives as it is: a ratio of 1 means that a copy costs nothing more.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests import factories
from tests.browser.conftest import CHROMIUM, PHONE, PLACE
from tests.browser.house import House, day, now
from tests.browser.offline import take_in_hand
from tests.browser.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROUNDS = 15
SLOWER = 4
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
        person = factories.contact(house.db, account, at=now())
        talk = factories.interview(house.db, account, person, factories.talk("phone", day=day(3)))
        page = context.new_page()
        take_in_hand(page)
        server.stop()
        tools = context.new_cdp_session(page)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        static = milliseconds(page, "/none")
        checklist = milliseconds(page, f"/interviews/{talk}")
        browser.close()
        house.close()
    sys.stdout.write(
        f"offline at a quarter of the speed: a page of the frame {static:.0f} ms, a checklist"
        f" {checklist:.0f} ms, ratio {checklist / static:.2f}\n"
    )


def milliseconds(page: Page, address: str) -> float:
    """Open a page some times and give the median until it can be used."""
    times = []
    for _ in range(ROUNDS):
        page.goto(address)
        times.append(page.evaluate(OPENED))
    return statistics.median(times)


if __name__ == "__main__":
    main()
