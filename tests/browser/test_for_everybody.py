"""Every page for everybody: axe, narrow screens, large text, thumbs, light and dark."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.conftest import PHONE

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = "(runOnly) => axe.run(document, {runOnly, resultTypes: ['violations']})"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The filters scroll within themselves; whatever else is words or can be tapped stays in sight.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (it) => it && it !== document.body
    && (["auto", "scroll"].includes(getComputedStyle(it).overflowX) || scrolls(it.parentElement));
  const hasWords = (it) => it.matches("a, button, input, select, textarea")
    || [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const beyond = [...document.querySelectorAll("body *")]
    .filter((it) => hasWords(it) && it.checkVisibility() && !scrolls(it))
    .filter((it) => {
      const box = it.getBoundingClientRect();
      return box.width > 1 && (box.right > width + 1 || box.left < -1);
    })
    .map((it) => it.outerHTML.slice(0, 120));
  if (document.documentElement.scrollWidth > width) beyond.push("the page scrolls sideways");
  return beyond;
}"""
LARGER_TEXT = "() => { document.documentElement.style.fontSize = '200%'; }"
USUAL_TEXT = "() => { document.documentElement.style.fontSize = ''; }"
SMALL_TARGETS = """(least) => [
    ...document.querySelectorAll(".tabbar a, .tick, .tile, .button, .icon-button, .row, .chip")]
  .filter((it) => it.matches("a, button, summary") && it.checkVisibility())
  .map((it) => [it.getBoundingClientRect(), it.textContent.trim().slice(0, 40)])
  .filter(([box]) => box.width < least || box.height < least)
  .map(([box, text]) => `${text}: ${box.width} by ${box.height}`)"""
CUT_OFF = """() => [...document.querySelectorAll("h1, h2, .button, .tick .label, .tabbar span")]
  .filter((it) => getComputedStyle(it).overflow === "hidden" && it.clientWidth > 1
    && it.scrollWidth > it.clientWidth + 1)
  .map((it) => it.textContent.trim())"""
# Ornaments are pseudo elements, which axe cannot see through: it judges the ground they lie on. A
# colour that is inherited changes one element after the other where each has a transition.
BARE_GROUND = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.rings::before, .rings::after { display: none !important }
    *, ::before, ::after { transition-property: none !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
HIDDEN_FOCUS = """() => [
    ...document.querySelectorAll("main :is(a, button, input, textarea, select)")]
  .filter((it) => it.type !== "hidden" && it.checkVisibility())
  .filter((it) => {
    document.activeElement.blur();
    it.focus();
    const box = it.getBoundingClientRect();
    const middle = (box.left + box.right) / 2;
    // A long text or row may reach beyond the screen; its beginning or its end has to be seen.
    const places = [middle, box.left + 4, box.right - 4]
      .flatMap((x) => [[x, box.top + 4], [x, box.bottom - 4]]);
    return !places.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top && (it.contains(top) || top.contains(it) || top.closest("label"));
    });
  })
  .map((it) => it.outerHTML.slice(0, 120))"""
IDS_GIVEN_TWICE = """() => [...document.querySelectorAll("[id]")].map((it) => it.id)
  .filter((id, place, all) => all.indexOf(id) !== place)"""
LEAST = 44
STRANGERS_PAGES = ("/sign-in", "/sign-up/none", "/install", "/offline")


@pytest.fixture(scope="module")
def home(house):
    """Give Ada's pages, furnished once for all of these tests."""
    account = house.account()
    return account, house.furnish(account)


@pytest.fixture
def visit(open_phone, house, home, faults):
    """Give a way to look at every page, each as whoever may see it."""
    faults.forgive("status of 404")
    faults.forgive("status of 410")
    faults.forgive("Service Worker registration blocked")

    def look(*checks):
        found = {}
        account, pages = home
        # These look at what the server gives; warming a phone would fetch every page again.
        page = open_phone(reduced_motion="reduce", service_workers="block", device_scale_factor=1)
        page.context.add_init_script(AXE)  # half a megabyte, sent only once

        def look_at(address):
            page.goto(address)
            for check in checks:
                found[address, check.__name__] = check(page)

        for address in (*STRANGERS_PAGES, house.link()):
            look_at(address)
        house.let_in(page.context, account)
        for address in pages:
            look_at(address)
        assert len(found) > 25
        return {where: wrong for where, wrong in found.items() if wrong}

    return look


def by_axe(page, rules=None):
    found = page.evaluate(RUN, rules or {"type": "tag", "values": LEVELS})
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


# On a screen as tall as the page nothing lies beneath the bars; `hidden_focus` sees to those.
TALL = {"width": 412, "height": 4000}


def by_every_rule(page):
    page.set_viewport_size(TALL)
    page.evaluate(BARE_GROUND)
    return by_axe(page)


def by_the_colours_of_the_dark(page):
    page.emulate_media(color_scheme="dark")
    wrong = by_axe(page, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]})
    page.emulate_media(color_scheme="light")
    return wrong


def small_targets(page):
    return page.evaluate(SMALL_TARGETS, LEAST)


def hidden_focus(page):
    page.set_viewport_size(PHONE["viewport"])
    return page.evaluate(HIDDEN_FOCUS)


def ids_given_twice(page):
    return page.evaluate(IDS_GIVEN_TWICE)


def too_large_at_twice_the_text(page):
    page.set_viewport_size(PHONE["viewport"])
    page.evaluate(LARGER_TEXT)
    return page.evaluate(TOO_WIDE) + page.evaluate(CUT_OFF)


def too_wide_for_320(page):
    page.evaluate(USUAL_TEXT)
    page.set_viewport_size({"width": 320, "height": 640})
    return page.evaluate(TOO_WIDE)


# In an order that needs few turns of the screen.
CHECKS = (ids_given_twice, by_every_rule, by_the_colours_of_the_dark, small_targets, hidden_focus,
          too_large_at_twice_the_text, too_wide_for_320)  # fmt: skip


@pytest.mark.timeout(300)
def test_every_page_is_read_aloud_seen_in_light_and_dark_and_fits_thumbs_and_narrow_screens(visit):
    assert visit(*CHECKS) == {}


def test_these_checks_would_notice(phone):
    phone.goto("/sign-in")
    phone.evaluate(
        "() => document.querySelector('form .button').style.setProperty('height', '20px')"
    )
    phone.evaluate(
        "() => document.querySelector('form .button').style.setProperty('min-height', 0)"
    )
    assert small_targets(phone)
    phone.evaluate("() => document.querySelector('h1').style.setProperty('width', '500px')")
    assert too_wide_for_320(phone)
    assert too_large_at_twice_the_text(phone)
    phone.evaluate("() => document.querySelector('.skip').style.setProperty('inset', 0)")
    phone.evaluate("() => document.querySelector('.skip').style.setProperty('transform', 'none')")
    assert hidden_focus(phone)
    phone.evaluate("() => { document.querySelector('h1').id = 'main'; }")
    assert ids_given_twice(phone) == ["main"]


def test_axe_would_find_what_is_wrong(phone):
    phone.context.add_init_script(AXE)
    phone.goto("/sign-in")
    phone.evaluate("() => document.querySelector('label').remove()")
    paint = "(colour) => document.querySelector('.after').style.setProperty('color', colour)"
    phone.evaluate(paint, "#ddd")
    assert {line.split(":")[0] for line in by_every_rule(phone)} >= {"label", "color-contrast"}
    assert by_the_colours_of_the_dark(phone) == []
    phone.evaluate(paint, "#222")
    dark = by_the_colours_of_the_dark(phone)
    assert {line.split(":")[0] for line in dark} == {"color-contrast"}


def test_pages_load_few_and_small_files(phone, house, home):
    account, _ = home
    house.let_in(phone.context, account)
    sizes = {}
    phone.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()}))
    phone.goto("/today", wait_until="networkidle")
    code = [
        size["responseBodySize"]
        for url, size in sizes.items()
        if url.split("?")[0].endswith((".js", ".css"))
    ]
    assert code
    assert sum(code) <= 60 * 1024
