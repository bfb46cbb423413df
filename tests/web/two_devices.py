"""Two devices of one person as a model knows them: what there is to change, and what waits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netpwa.db.sqlite import SqliteDatabase
from tests import factories
from tests.cast import signed_in
from tests.reading import Page
from tests.world import rows_of

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

    from netpwa.db.port import Row
    from tests.cast import Person, Watch
    from tests.world import World

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LINES = {"text", "tel", "url", "email", "search"}
# What is only added: where the text goes, and where one finds it.
ADDED = {
    "contacts.new": ("note", "select 1 from contact where note = :text"),
    "contacts.log_touch": ("note", "select 1 from touch where note = :text"),
    "calls.call": ("text", "select 1 from call_tap join lead using (id, text) where text = :text"),
    "interviews.add_question": ("text", "select 1 from plan_item where text = :text"),
    "left.add_lead": ("text", "select 1 from lead where text = :text"),
    "left.add_promise": ("text", "select 1 from promise where text = :text"),
    "left.add_resource": ("text", "select 1 from resource where text = :text"),
    "questions.index": ("text", "select 1 from question where text = :text"),
    "research.of_contact": ("said", "select 1 from research where text = :text"),
}
# What takes a text away, closes it, or puts it in the bin and takes it back; and whose text.
REMOVES = {
    "left.remove_lead": "left.edit_lead",
    "left.remove_promise": "left.edit_promise",
    "left.remove_resource": "left.edit_resource",
    "research.remove_of_contact": "research.edit",
    "together.drop": "together.edit",
}
CLOSES = {"outreach.mark_sent": "outreach.edit", "introductions.set_state": "introductions.edit"}
TAKES_BACK = {"contacts.restore": "contacts.delete", "drafts.restore": "drafts.drop"}
HAPPENS = {
    **REMOVES,
    **CLOSES,
    "plans.use_kit": "plans.edit",
    "drafts.drop": "outreach.edit",
    "drafts.restore": "outreach.edit",
    "contacts.delete": "contacts.edit",
    "contacts.restore": "contacts.edit",
}
# Fields that each make a row of their own, and where one finds it.
MAKES = {
    ("fresh.sixty_seconds", "name"): "select 1 from referral where name = :text",
    ("fresh.sixty_seconds", "promise"): "select 1 from promise where text = :text",
}


@dataclass
class Thing:
    """Something with texts that both devices change, as its form shows it.

    `areas` and `lines` name its texts. Of one in the bin, `row` is as it was.
    """

    endpoint: str
    address: str
    form: dict[str, str] = field(default_factory=dict)
    areas: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    needed: frozenset[str] = frozenset()
    row: dict[str, str] = field(default_factory=dict)
    is_there: bool = True
    is_closed: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All of its texts."""
        return self.areas + self.lines

    @property
    def rev(self) -> str:
        """The revision that its form names."""
        return self.form["rev"]

    @property
    def is_written(self) -> bool:
        """True when somebody wrote what stands there; else it is a proposal of ours."""
        return self.rev != ("1" if self.endpoint == "plans.edit" else "")

    def look(self, who: Person) -> None:
        """Read it anew."""
        answer = who.get(self.address)
        assert answer.status_code in {200, 404}
        self.is_there = answer.status_code == 200
        if not self.is_there:
            return
        page = Page(answer)
        tags = [(tag, given) for tag, given in page.tags if "name" in given]
        self.form = form_of(page)
        self.areas = tuple(given["name"] for tag, given in tags if tag == "textarea")
        self.lines = tuple(given["name"] for tag, given in tags
                           if tag == "input" and given.get("type") in LINES)  # fmt: skip
        self.needed = frozenset(given["name"] for _, given in tags if "aria-required" in given)
        self.row = {name: self.form[name] for name in self.names
                    if (self.endpoint, name) not in MAKES}  # fmt: skip

    def sent(self, name: str, typed: str) -> str:
        """Give what a browser sends for a text; a link has to be one, a list be tidy."""
        if name == "url" and typed:
            return "https://example.org/" + "".join(re.findall(r"\w", typed))
        if name == "reach":
            typed = "\n".join(" ".join(line.split()) for line in typed.split("\n") if line)
        return typed.replace("\n", " " if name in self.lines else "\r\n")

    def stored(self, name: str, sent: str) -> str:
        """Give how a text is kept: nothing of it changes that one would miss."""
        text = unicodedata.normalize("NFC", sent.replace("\r\n", "\n")).strip()
        return " ".join(text.split()) if name in self.lines else text


@dataclass
class Op:
    """A form that waits on a device.

    `typed` are the texts that its writer changed in it, `was` is what they saw before, and `finds`
    finds the row that it makes. One that was refused was `given` back, with `theirs` beside it.
    """

    endpoint: str
    address: str
    fields: dict[str, str]
    thing: Thing | None = None
    typed: tuple[str, ...] = ()
    was: dict[str, str] = field(default_factory=dict)
    finds: str = ""
    at: datetime = factories.AT
    is_stuck: bool = False
    given: dict[str, str] = field(default_factory=dict)
    theirs: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What it is known by, however often it is sent."""
        return self.fields["idempotency_key"]

    @property
    def things(self) -> set[str]:
        """Everything that it is about, as a phone sees it."""
        sent = [value for name, value in self.fields.items() if name != "idempotency_key"]
        return set(UUID.findall(" ".join([self.address, *sent]))) or {self.address}


def form_of(page: Page) -> dict[str, str]:
    """Give what the form of a page would send."""
    return next(form.fields for form in page.forms if "rev" in form.fields)


def sendable(queue: list[Op]) -> list[Op]:
    """Give what may be sent: nothing overtakes earlier work on the same thing."""
    waiting = [op for op in queue if not op.is_stuck]
    return [op for n, op in enumerate(waiting)
            if not any(op.things & earlier.things for earlier in waiting[:n])]  # fmt: skip


class Start:
    """How each story begins: one of everything, and two devices signed in. It can begin again."""

    def __init__(
        self, app: Flask, db: SqliteDatabase, world: World, watch: Watch, ada: Person, bob: Person
    ) -> None:
        self.app, self.db, self.world, self.watch, self.bob = app, db, world, watch, bob
        self.devices = {"phone": ada, "desk": signed_in(app, db, ada.account_id)}
        html = next(given for tag, given in Page(ada.get("/today")).tags if tag == "html")
        self.tag = html["data-account"]
        self._kept = SqliteDatabase(":memory:")
        db.connection.backup(self._kept.connection)

    def address(self, endpoint: str) -> str:
        """Give the address of a page of hers."""
        return self.world.address(self.app, endpoint)

    def things(self, endpoints: list[str]) -> list[Thing]:
        """Read everything that has texts to change."""
        things = [Thing(endpoint, self.address(endpoint)) for endpoint in endpoints]
        for thing in things:
            thing.look(self.devices["desk"])
            assert thing.is_there
        return things

    def rows_of_bob(self) -> dict[str, list[Row]]:
        """List what belongs to somebody else, but for when they were here."""
        return rows_of(self.db, self.bob.account_id) | {"device": []}

    def again(self) -> None:
        """Go back to the beginning."""
        self._kept.connection.backup(self.db.connection)
        self.watch.at = factories.AT

    def close(self) -> None:
        """Let go of the beginning."""
        self._kept.close()
