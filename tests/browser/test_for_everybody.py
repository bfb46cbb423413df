"""Every page for everybody: axe, narrow screens, large text, thumbs, light and dark."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run(document, {
  runOnly: {type: "tag", values: [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
  resultTypes: ["violations"],
})"""
# Contents of a list that scrolls within itself, such as the filters, may be wider than the page.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((it) => it.getBoundingClientRect().right > width + 1)
    .map((it) => it.outerHTML.slice(0, 120));
}"""
LARGER_TEXT = "() => { document.documentElement.style.fontSize = '200%'; }"
SMALL_TARGETS = """(least) => [
    ...document.querySelectorAll(".tabbar a, .tick, .tile, .button, .icon-button, .row, .chip")]
  .filter((it) => it.matches("a, button, summary") && it.getClientRects().length)
  .map((it) => [it.getBoundingClientRect(), it.textContent.trim().slice(0, 40)])
  .filter(([box]) => box.width < least || box.height < least)
  .map(([box, text]) => `${text}: ${box.width} by ${box.height}`)"""
CUT_OFF = """() => [...document.querySelectorAll("h1, h2, .button, .tick .label, .tabbar span")]
  .filter((it) => getComputedStyle(it).overflow === "hidden" && it.clientWidth > 1
    && it.scrollWidth > it.clientWidth + 1)
  .map((it) => it.textContent.trim())"""
# Ornaments are pseudo elements, which axe cannot see through: it judges the ground they lie on.
BARE_GROUND = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".rings::before, .rings::after { display: none !important }");
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
    // A long text may reach beyond the screen; its beginning or its end has to be seen.
    return ![box.top + 4, box.bottom - 4].some((y) => {
      const top = document.elementFromPoint(middle, y);
      return top && (it.contains(top) || top.contains(it) || top.closest("label"));
    });
  })
  .map((it) => it.outerHTML.slice(0, 120))"""
LEAST = 44
STRANGERS_PAGES = ("/sign-in", "/sign-up/none", "/install", "/offline")


@pytest.fixture(scope="module")
def home(house):
    """Give Ada's pages, furnished once for all of these tests."""
    account = house.account()
    return account, house.furnish(account)


@pytest.fixture
def visit(open_phone, house, home, faults):
    """Give a way to look at each page in turn with given options, for whoever may see it."""
    faults.forgive("status of 404")
    faults.forgive("status of 410")

    def look(check, **options):
        found = {}
        account, pages = home
        page = open_phone(**options)
        for address in (*STRANGERS_PAGES, house.link()):
            page.goto(address)
            found[f"{address} as a stranger"] = check(page)
        house.let_in(page.context, account)
        for address in pages:
            page.goto(address)
            found[address] = check(page)
        return {address: wrong for address, wrong in found.items() if wrong}

    return look


def by_axe(page):
    page.evaluate(AXE + ";0")
    page.evaluate(BARE_GROUND)
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in page.evaluate(RUN)["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(visit, scheme):
    # On a screen as tall as the page nothing lies beneath the bars; the next test sees to those.
    tall = {"width": 412, "height": 4000}
    assert visit(by_axe, color_scheme=scheme, reduced_motion="reduce", viewport=tall) == {}


def test_no_bar_hides_what_has_the_focus(visit):
    assert visit(lambda page: page.evaluate(HIDDEN_FOCUS), reduced_motion="reduce") == {}


def test_axe_would_find_what_is_wrong(phone):
    phone.goto("/sign-in")
    phone.evaluate("() => document.querySelector('label').remove()")
    phone.evaluate("() => document.querySelector('.after').style.setProperty('color', '#ddd')")
    assert {line.split(":")[0] for line in by_axe(phone)} >= {"label", "color-contrast"}


def test_nothing_scrolls_sideways_on_the_narrowest_screen(visit):
    viewport = {"width": 320, "height": 640}
    assert visit(lambda page: page.evaluate(TOO_WIDE), viewport=viewport) == {}


def test_nothing_scrolls_sideways_or_is_cut_off_with_text_twice_as_large(visit):
    def look(page):
        page.evaluate(LARGER_TEXT)
        return page.evaluate(TOO_WIDE) + page.evaluate(CUT_OFF)

    assert visit(look) == {}


def test_whatever_is_tapped_is_large_enough_for_a_thumb(visit):
    assert visit(lambda page: page.evaluate(SMALL_TARGETS, LEAST)) == {}


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
