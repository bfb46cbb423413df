"""A page as a person meets it: its words, its links, its forms with what stands in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

UNSEEN = {"script", "style", "svg"}
TICKED = {"radio", "checkbox"}
SPOKEN = ("aria-label", "placeholder", "alt", "title")


@dataclass
class SeenForm:
    """A form: where it goes and what it would send if nothing were changed."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    words: str = ""


class Page(HTMLParser):
    """A whole page or a fragment, read."""

    def __init__(self, response: TestResponse) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.forms: list[SeenForm] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._open: list[str] = []
        self._form: SeenForm | None = None
        self._area: str | None = None
        self._select: str | None = None
        self.feed(response.text)

    @property
    def words(self) -> str:
        """All that can be read or is read out."""
        return " ".join(" ".join(self.texts).split())

    def form(self, ending: str = "") -> SeenForm:
        """Give the first form whose address ends like this; "" is one that posts to its own."""
        return next(
            form for form in self.forms if form.action.endswith(ending) or form.action == ending
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag in UNSEEN:
            self._open.append(tag)
        self.texts += [given[name] for name in SPOKEN if given.get(name)]
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "form":
            self._form = SeenForm(given.get("action", ""), given.get("method", "get"))
            self.forms.append(self._form)
        elif self._form:
            self._in_form(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._form and self._area:
            # As a browser does: plain line ends, and the one that opens the area is dropped.
            typed = self._form.fields[self._area].replace("\r\n", "\n")
            self._form.fields[self._area] = typed.removeprefix("\n")
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._open:
            return
        self.texts.append(data)
        if self._form:
            self._form.words += data
            if self._area:
                self._form.fields[self._area] += data

    def _in_form(self, tag: str, given: dict[str, str]) -> None:
        name, sent = given.get("name", ""), self._form.fields
        if tag == "textarea":
            self._area = name
            sent[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or self._select not in sent):
            sent[self._select] = given.get("value", "")
        elif tag == "input" and name and (given.get("type") not in TICKED or "checked" in given):
            sent[name] = given.get("value", "")
