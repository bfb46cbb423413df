"""Using a page by keyboard alone, as somebody does who cannot use a pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from playwright.sync_api import Page

MOST_TABS = 90
NAME = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return "";
  const label = it.labels && it.labels.length ? it.labels[0].innerText : "";
  const read = it.cloneNode(true);
  read.querySelectorAll("[aria-hidden=true]").forEach((hidden) => hidden.remove());
  return (it.getAttribute("aria-label") || label || read.textContent || "")
    .replace(/\\s+/g, " ").trim();
}"""
SHOWS_FOCUS = """() => {
  const shows = (it) => {
    const style = getComputedStyle(it);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      || style.boxShadow !== "none";
  };
  const it = document.activeElement;
  // A radio button is drawn by the words beside it, a search field by its form.
  return [it, it.nextElementSibling, it.parentElement].filter(Boolean).some(shows);
}"""


class Keyboard:
    """A page and the keys that are pressed on it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab(self) -> None:
        """Go one stop further."""
        self.page.keyboard.press("Tab")

    def focused(self) -> str:
        """Give the name of what has the focus."""
        return str(self.page.evaluate(NAME))

    def shows_focus(self) -> bool:
        """Say whether one can see what has the focus."""
        return bool(self.page.evaluate(SHOWS_FOCUS))

    def go_to(self, name: str) -> None:
        """Tab until what is so named has the focus."""
        seen = []
        for _ in range(MOST_TABS):
            if self.focused().startswith(name):
                return
            self.tab()
            seen.append(self.focused())
        msg = f"{name!r} cannot be reached by Tab; these can: {list(dict.fromkeys(seen))}"
        raise AssertionError(msg)

    def write(self, name: str, text: str) -> None:
        """Go to a field and write into it."""
        self.go_to(name)
        self.page.keyboard.type(text)

    def press(self, name: str) -> None:
        """Go to a button that stays on this page, and press Enter."""
        self.go_to(name)
        self.page.keyboard.press("Enter")

    def follow(self, name: str) -> None:
        """Go to a link or a button that leads to another page, and press Enter."""
        self.go_to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def choose(self, name: str) -> None:
        """Choose one of a group of radio buttons: Tab reaches the group, Space the first."""
        self.go_to(name)
        self.page.keyboard.press("Space")

    def type_date(self, day: date) -> None:
        """Fill a date field part by part, in the order of Chromium's own language."""
        self.page.keyboard.type(f"{day:%m%d%Y}")

    def type_time(self, hour: str, minute: str, half: str) -> None:
        """Fill a time field part by part."""
        self.page.keyboard.type(hour + minute + half)
