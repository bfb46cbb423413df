"""What must last, whatever two devices do: each text that a server took, or was sent too late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from netpwa.db.port import Row
    from tests.web.two_devices import Start, Thing

KEPT = timedelta(days=30)
PRIVATE = {"only_if_asked", "to_myself"}
# What goes to the bin, and whether it is in there still.
BINS = {
    "contacts.delete": ("contact_id", "select 1 from contact where id = :id"),
    "drafts.drop": ("request_id", "select 1 from request where id = :id"),
}


class Ledger:
    """Where each text has to be found. The server's own tables are asked, as it is the judge."""

    def __init__(self, start: Start) -> None:
        self.db, self.world, self.watch = start.db, start.world, start.watch
        # When each text of an address stood there for the last time, or came too late.
        self.seen: dict[tuple[str, str], datetime] = {}
        self.binned: dict[str, datetime] = {}
        self.secrets: set[str] = set()
        self.made: list[tuple[str, str]] = []

    def stands(self, things: Iterable[Thing]) -> None:
        """Note what stands there at this moment."""
        for thing in things:
            if thing.is_there and thing.is_written:
                for name, text in thing.row.items():
                    if text and name not in PRIVATE:
                        self.expect(thing.address, text)

    def expect(self, address: str, text: str) -> None:
        """Note that a text is to be found from now on."""
        self.seen[address, text] = self.watch.now()

    def let_go(self, thing: Thing) -> None:
        """Note that somebody took these texts away who had seen them."""
        for text in thing.row.values():
            self.seen.pop((thing.address, text), None)

    def earlier(self) -> list[Row]:
        """List the earlier texts: of which page and field, and why they are there."""
        return self.db.query(
            "select page, field, text, why from earlier_text where account_id = :id",
            {"id": self.world.account_id},
        )

    def came_too_late(self, address: str, text: str) -> None:
        """Find a text that a queue sent too late, and note that it is to be found from now on."""
        refused = [row for row in self.earlier() if row["why"] == "refused"]
        assert (address, text) in {(row["page"], row["text"]) for row in refused}
        self.expect(address, text)

    def check(self, things: dict[str, Thing]) -> None:
        """Find every text, in its row or among the earlier ones, and none of these twice."""
        earlier, now = self.earlier(), self.watch.now()
        there = {row["text"] for row in earlier}
        for (address, text), at in self.seen.items():
            is_due = now - at < KEPT
            assert not is_due or text in there or text in things[address].row.values(), "lost"
        assert len(earlier) == len({tuple(row.values()) for row in earlier}), "kept twice"
        assert not self.secrets & there, "kept where nobody else may look"
        for endpoint, at in self.binned.items():
            who, finds = BINS[endpoint]
            is_there = self.db.query(finds, {"id": self.world[who]})
            assert is_there or now - at >= KEPT, "gone from the bin"

    def check_made(self, *, is_person_there: bool) -> None:
        """Find everything that was added, once; what hangs on somebody goes with them."""
        for finds, text in self.made:
            found = len(self.db.query(finds, {"text": text}))
            assert found == 1 or not (is_person_there or found)
