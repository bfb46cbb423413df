"""Screenshots of every page at phone size, light and dark: `bin/shots [FOLDER]`.

It fails when a page of tests/urls.txt is in none of them.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from tests.browser.server import ROOT, Server, found

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = {"phone": (390, 844), "small": (320, 640), "wide": (1100, 800)}
CHROMIUM = "/usr/bin/chromium"
PASTED = """First Name,Last Name,Company
Félix,Gagnon (demo),Atelier Nord
Imani,Cole (demo),Metrolinx
,,Metrolinx"""
NEWCOMER = "five odd teacups sing"
# What gives no page of its own: it leads on, speaks to machines, or is a page with blanks.
NO_PAGE = {"/contacts/<contact_id>/card.vcf", "/people/contacts.csv", "/people/contacts.vcf",
           "/", "/healthz", "/interviews/next", "/manifest.webmanifest", "/service-worker.js",
           "/interviews/<interview_id>/calendar.ics", "/calendar/<token>.ics", "/unsent",
           "/offline/book", "/offline/leads/new", "/offline/promises/new",
           "/offline/resources/new", "/offline/pages", "/waiting",
           "/leads/table.csv", "/static/<path:name>", "/sign-up/<token>"}  # fmt: skip


def main() -> None:
    """Take them all, into the folder given or build/shots."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/shots")
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        Server(Path(data), "--demo", NETPWA_SIGN_UP="open") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        seen = set()
        for scheme in ("light", "dark"):
            for size in SIZES if scheme == "light" else ("phone",):
                camera = Camera(folder, browser, server, size, scheme)
                camera.take_all()
                seen |= camera.seen
        browser.close()
    missing = [rule for rule in _pages_of_the_app() if not _is_among(rule, seen)]
    if missing:
        sys.exit(f"In no screenshot: {', '.join(missing)}")
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} screenshots in {folder}\n")


class Camera:
    """One size and one scheme, in a browser profile of its own."""

    def __init__(
        self, folder: Path, browser: Browser, server: Server, size: str, scheme: str
    ) -> None:
        self.name = f"{size}-{scheme}.png"
        self.folder = folder
        self.width, self.height = SIZES[size]
        self.password = found(r"password \S+", server.said()).split()[1]
        self.who = f"{size}-{scheme}"
        self.seen: set[str] = set()
        self.page = browser.new_context(
            viewport={"width": self.width, "height": self.height},
            device_scale_factor=2 if size == "phone" else 1,
            color_scheme=scheme,
            base_url=server.origin,
            locale="en-CA",
            timezone_id="America/Toronto",
        ).new_page()

    def take_all(self) -> None:
        """Take a newcomer's pages, which are empty, then those of the demo account."""
        self.take("sign-in", "/sign-in")
        self.take("sign-up", "/sign-up")
        _sign_up(self.page, self.who)
        for name, address in (("today", "/today"), ("people", "/contacts"),
                              ("prepare", "/interviews")):  # fmt: skip
            self.take(f"{name}-empty", address)
        self.page.context.clear_cookies()
        _sign_in(self.page, self.password)
        for name, address in _pages(self.page):
            self.take(name, address)
        self.page.goto("/contacts/new")
        self.page.get_by_role("button", name="Save").click()
        self._shoot("capture-error")
        self.page.context.close()

    def take(self, name: str, address: str) -> None:
        """Open a page and take it whole."""
        self.page.set_viewport_size({"width": self.width, "height": self.height})
        self.page.goto(address)
        self.seen.add(address.split("?", maxsplit=1)[0])
        self._shoot(name)

    def _shoot(self, name: str) -> None:
        # A taller window keeps the bars at the end, where a full-page picture does not.
        whole = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": self.width, "height": max(self.height, whole)})
        self.page.screenshot(path=self.folder / f"{name}-{self.name}")


def _sign_up(page: Page, who: str) -> None:
    page.get_by_label("Your name").fill("Newcomer")
    page.get_by_label("E-mail").fill(f"{who}@example.org")
    page.get_by_label("Password").fill(NEWCOMER)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/today")


def _sign_in(page: Page, password: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill("demo@example.org")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/today")


def _pages(page: Page) -> list[tuple[str, str]]:
    page.goto("/contacts?q=ana")
    person = _first_link(page, r"/contacts/[0-9a-f-]{36}$")
    page.goto("/interviews")
    talk = _first_link(page, r"/interviews/[0-9a-f-]{36}$")
    pages = [("error", "/contacts/none"), ("today", "/today"), ("people", "/contacts")]
    pages += [("nobody-found", "/contacts?q=zzz"), ("capture", "/contacts/new")]
    pages += [("person", person), ("person-edit", f"{person}/edit"), ("book", f"{person}/book")]
    pages += [("prepare", "/interviews"), ("choose", "/interviews/new"), ("checklist", talk)]
    pages += [("talk-edit", f"{talk}/edit"), ("add-question", f"{talk}/questions/new")]
    pages += [
        ("thank-you", f"{talk}/thank-you"),
        ("reflection", f"{talk}/reflection"),
        ("sixty-seconds", f"{talk}/after"),
        ("promises", "/promises"),
        ("names", "/names"),
        ("leads", "/leads"),
        ("resources", "/resources"),
        ("keep-warm", "/keep-warm"),
        ("good-news", "/outcomes"),
        ("between", f"{person}/left"),
        ("word", f"{person}/word"),
        ("bank", "/questions"),
        ("me", "/me"),
    ]
    pages += [("settings", "/me/settings"), ("password", "/me/password")]
    pages += [("notices", "/me/notices"), ("install", "/install")]
    page.goto("/today")
    done = page.locator("form[action$='/done']").first.get_attribute("action")
    assert done
    pages += [("reminder", done.removesuffix("/done")), ("reminders", "/me/reminders")]
    pages += [("catch-up", "/reminders/catch-up")]
    pages += [("moved", "/me/settings/moved?was=America/Toronto"), ("call", f"{talk}/call")]
    page.goto("/requests")
    letter = _first_link(page, r"/requests/[0-9a-f-]{36}$")
    pages += [("requests", "/requests"), ("request", letter), ("request-edit", f"{letter}/edit")]
    met = _first_link(page, r"/introductions/[0-9a-f-]{36}$")
    pages += [("introduction", met), ("introduction-ask", f"{met}/edit")]
    pages += [("introduction-thanks", f"{met}/thanks"), ("earlier", "/earlier")]
    pages += [("introducer", met.replace("introductions", "introducers"))]
    pair = _first_link(page, r"/together/[0-9a-f-]{36}$")
    pages += [("together", pair), ("together-edit", f"{pair}/edit")]
    pages += [("together-new", f"{person}/introduce")]
    pages += [("ask", f"{person}/ask"), ("confirm", f"{talk}/confirm"), ("story", "/me/story")]
    pages += [("insights", "/insights"), ("themes", "/insights/themes"), ("tips", "/tips")]
    pages += [("week", "/insights/week"), ("tips-parts", "/tips/parts")]
    pages += [("recharge", "/me/recharge"), ("profile", "/me/profile"), ("asking", "/me/asking")]
    pages += [("calendar", "/me/calendar")]
    pages += [*_pages_of_a_plan(page, talk), *_pages_of_a_review(page)]
    pages += [*_pages_of_a_file(page), *_pages_of_what_was_left(page, person)]
    return [*pages, *_pages_about_people(page), ("offline", "/offline")]


def _pages_of_what_was_left(page: Page, person: str) -> list[tuple[str, str]]:
    kinds = {"promise": ("/promises", r"/edit$"), "lead": ("/leads", r"/edit$"),
             "resource": ("/resources", r"/edit$"),
             "name": ("/names", r"/names/[0-9a-f-]{36}$"),
             "outcome": ("/outcomes", r"/outcomes/[0-9a-f-]{36}$")}  # fmt: skip
    pages = []
    for name, (address, pattern) in kinds.items():
        page.goto(address)
        pages.append((f"{name}-one", _first_link(page, pattern)))
    pages += [
        ("name-thanks", f"{dict(pages)['name-one']}/thanks"),
        ("outcome-new", "/outcomes/new"),
    ]
    pages += [(f"{kind}-new", f"{person}/{kind}s/new") for kind in ("promise", "lead", "resource")]
    return pages


def _pages_of_a_file(page: Page) -> list[tuple[str, str]]:
    page.goto("/people/alike")
    both = _first_link(page, r"/merge/")
    page.goto("/bring")
    page.get_by_text("Or paste its text").click()
    page.get_by_label("Its text").fill(PASTED)
    page.get_by_role("button", name="See who is in it").click()
    page.wait_for_url("**/bring/*")
    pages = [("bring", "/bring"), ("bring-preview", urlsplit(page.url).path), ("merge", both)]
    return [*pages, ("alike", "/people/alike"), ("bin", "/people/bin")]


def _pages_of_a_review(page: Page) -> list[tuple[str, str]]:
    page.goto("/interviews")
    talk = _first_link(page, r"/interviews/[0-9a-f-]{36}$")
    page.goto(f"{talk}/reviews/new")
    review = _first_link(page, r"/reviews/[0-9a-f-]{36}$")
    page.goto(review)
    link = page.locator("#address").input_value()
    page.goto(f"{talk}/rehearse")
    dry_run = _first_link(page, r"/timing$")
    return [
        ("rehearse", f"{talk}/rehearse"),
        ("timing", dry_run),
        ("ladder", "/ladder"),
        ("about-myself", "/me/about-myself"),
        ("share", f"{talk}/reviews/new"),
        ("review", review),
        ("for-mentor", urlsplit(link).path),
    ]


def _pages_about_people(page: Page) -> list[tuple[str, str]]:
    page.goto("/contacts?q=elif")
    person = _first_link(page, r"/contacts/[0-9a-f-]{36}$")
    page.goto(person)
    where = _first_link(page, r"/interests/"), page.locator(".portrait a").get_attribute("href")
    page.goto(f"{person}/research")
    turn, edit = _first_link(page, r"/question$"), _first_link(page, r"/edit$")
    pages = [("secondary", person), ("ways", f"{person}/ways"), ("link", f"{person}/links/new")]
    pages += [("research", f"{person}/research"), ("turn", turn), ("note", edit)]
    pages += [("interest", where[0]), ("organisation", str(where[1]))]
    pages += [("organisation-research", f"{where[1]}/research"), ("network", "/network")]
    pages += [("mentor", f"{person}/mentoring"), ("remember", "/people/remember")]
    page.goto("/watch")
    keep, unfollow = _first_link(page, r"/keep$"), _first_link(page, r"/remove$")
    pages += [("watch", "/watch"), ("watch-new", "/watch/new")]
    pages += [("watch-mention", keep.replace("/keep", "/mention"))]
    return [*pages, ("watch-keep", keep), ("watch-remove", unfollow)]


def _pages_of_a_plan(page: Page, talk: str) -> list[tuple[str, str]]:
    page.goto(f"{talk}/plan")
    item = _first_link(page, r"/plan/[0-9a-f-]{36}/edit$")
    pages = [("plan", f"{talk}/plan"), ("plan-item", item), ("words", f"{talk}/plan/words")]
    page.goto(f"{talk}/brief")
    careful = _first_link(page, r"/careful$")
    pages += [("brief", f"{talk}/brief"), ("careful", careful)]
    return [*pages, ("question-edit", "/questions/r1/edit")]


def _first_link(page: Page, pattern: str) -> str:
    links = page.locator("main a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return next(link for link in links if re.search(pattern, link))


def _pages_of_the_app() -> list[str]:
    table = (ROOT / "tests" / "urls.txt").read_text(encoding="utf-8").splitlines()
    rules = [line.split()[0] for line in table if "GET" in line.split()[1]]
    return [rule for rule in rules if rule not in NO_PAGE]


def _is_among(rule: str, seen: set[str]) -> bool:
    pattern = re.compile(re.sub(r"<[^>]+>", "[^/]+", rule))
    return any(pattern.fullmatch(address) for address in seen)


if __name__ == "__main__":
    main()
