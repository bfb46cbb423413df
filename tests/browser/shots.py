"""Screenshots of every page at phone size, light and dark: `bin/shots [FOLDER]`."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.browser.server import Server, found

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZES = {"phone": (390, 844), "small": (320, 640), "wide": (1100, 800)}
CHROMIUM = "/usr/bin/chromium"


def main() -> None:
    """Take them all, into the folder given or build/shots."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/shots")
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        Server(Path(data), "--demo") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        for scheme in ("light", "dark"):
            for size, (width, height) in SIZES.items():
                if scheme == "dark" and size != "phone":
                    continue
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    device_scale_factor=2 if size == "phone" else 1,
                    color_scheme=scheme,
                    base_url=server.origin,
                    locale="en-CA",
                    timezone_id="America/Toronto",
                )
                page = context.new_page()
                page.goto("/sign-in")
                page.screenshot(path=folder / f"sign-in-{size}-{scheme}.png")
                for name, address in _pages(page, found(r"password \S+", server.said()).split()[1]):
                    page.set_viewport_size({"width": width, "height": height})
                    page.goto(address)
                    # A taller window keeps the bars at the end, where a full-page picture does not.
                    whole = page.evaluate("document.documentElement.scrollHeight")
                    page.set_viewport_size({"width": width, "height": max(height, whole)})
                    page.screenshot(path=folder / f"{name}-{size}-{scheme}.png")
                context.close()
        browser.close()
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} screenshots in {folder}\n")


def _pages(page: Page, password: str) -> list[tuple[str, str]]:
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill("demo@example.org")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    pages = [("error", "/contacts/none")]
    pages += [("today", "/today"), ("people", "/contacts"), ("capture", "/contacts/new")]
    page.goto("/contacts?q=ana")
    person = _first_link(page, r"/contacts/[0-9a-f-]{36}$")
    pages += [("person", person), ("person-edit", f"{person}/edit"), ("book", f"{person}/book")]
    page.goto("/interviews")
    talk = _first_link(page, r"/interviews/[0-9a-f-]{36}$")
    pages += [("prepare", "/interviews"), ("choose", "/interviews/new"), ("checklist", talk)]
    pages += [("talk-edit", f"{talk}/edit"), ("add-question", f"{talk}/questions/new")]
    pages += [("bank", "/questions"), ("me", "/me"), ("settings", "/me/settings")]
    pages += [("notices", "/me/notices"), ("install", "/install"), ("offline", "/offline")]
    pages += [("thank-you", f"{talk}/thank-you"), ("nobody-found", "/contacts?q=zzz")]
    return [*pages, ("password", "/me/password")]


def _first_link(page: Page, pattern: str) -> str:
    links = page.locator("main a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return next(link for link in links if re.search(pattern, link))


if __name__ == "__main__":
    main()
