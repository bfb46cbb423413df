"""Making one of two of an account's people, and two of one again, in the database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netpwa.db.values import from_text, to_text
from netpwa.errors import NotFoundError
from netpwa.tidying.model import Merged
from netpwa.tidying.moves_store import MOVES

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value

# What is noted about a person beside what is typed on their page.
FLAGS = """
select knows, tier_override, is_connector, is_mentor, catch_up_on, keep_warm, captured, say_name,
    address_as, stage_override, stage_override_over, raised_jobs_at, follow_up_set_at,
    follow_up_done_at, import_id from contact
where account_id = :account_id and id = :id
"""
SET_FLAGS = """
update contact set knows = :knows, tier_override = :tier_override, is_connector = :is_connector,
    is_mentor = :is_mentor, catch_up_on = :catch_up_on, keep_warm = :keep_warm,
    captured = :captured, say_name = :say_name, address_as = :address_as,
    stage_override = :stage_override, stage_override_over = :stage_override_over,
    raised_jobs_at = :raised_jobs_at, follow_up_set_at = :follow_up_set_at,
    follow_up_done_at = :follow_up_done_at, import_id = :import_id
where account_id = :account_id and id = :id
"""
# The same said of both towards a third: the stronger stands, with both notes.
SAME_LINKS = """
select mine.id, mine.strength, mine.note, theirs.strength as other_strength,
    theirs.note as other_note
from link as theirs join link as mine on mine.account_id = theirs.account_id
    and mine.kind = theirs.kind
    and ((theirs.from_contact_id = :gone and mine.from_contact_id = :kept
            and mine.to_contact_id = theirs.to_contact_id)
        or (theirs.to_contact_id = :gone and mine.to_contact_id = :kept
            and mine.from_contact_id = theirs.from_contact_id))
where theirs.account_id = :account_id
"""
MERGES = """
select merge.id, merge.kept_id, kept.name as kept, merge.gone_id, gone.name as gone, merge.at
from merge join contact as kept on kept.account_id = merge.account_id and kept.id = merge.kept_id
join contact as gone on gone.account_id = merge.account_id and gone.id = merge.gone_id
where merge.account_id = :account_id and merge.id = :id
"""
# One who was kept and then went into somebody else has to come back first.
OPEN = MERGES + "and merge.undone_at is null and kept.deleted_at is null"


class MergeStore:
    """What it takes to make one of two, and to take it back."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, merge_id: str) -> Merged:
        """Read a merge that can be undone; NotFoundError while the kept one is in the bin."""
        return _merged(self.db.one(OPEN, self._keys(merge_id)))

    def known(self, merge_id: str) -> Merged:
        """Read a merge, whatever became of it."""
        return _merged(self.db.one(MERGES, self._keys(merge_id)))

    def is_undone(self, merge_id: str) -> bool:
        """Say whether a merge was taken back already."""
        row = self.db.one(
            "select undone_at from merge where account_id = :account_id and id = :id",
            self._keys(merge_id),
        )
        return row is not None and row["undone_at"] is not None

    def begin(self, merge_id: str, kept: str, gone: str, *, at: datetime) -> None:
        """Note a merge and let the rows of the one who goes follow; RefusedError when known."""
        keys = self._keys(merge_id, kept=kept, gone=gone)
        self.db.run(
            "insert into merge (account_id, id, kept_id, gone_id, at, before)"
            " values (:account_id, :id, :kept, :gone, :at, '')",
            {**keys, "at": to_text(at)},
        )
        pair: dict[str, Value] = {"account_id": self.account_id, "merge_id": merge_id}
        for each in MOVES:
            self.db.run(each.mark, {**pair, "kept": kept, "gone": gone})
        self._move(merge_id, from_id=gone, to_id=kept)

    def end(self, merge_id: str, gone: str, before: dict[str, Any], *, at: datetime) -> None:
        """Keep what stood before, and put the one who goes in the bin."""
        self.db.run(
            "update merge set before = :before where account_id = :account_id and id = :id",
            self._keys(merge_id, before=json.dumps(before, default=str)),
        )
        self.db.run(
            "update contact set deleted_at = :at where account_id = :account_id and id = :id",
            self._keys(gone, at=to_text(at)),
        )

    def take_back(self, merged: Merged, *, at: datetime) -> dict[str, Any]:
        """Let the rows go back, and the one who went too; give what stood before."""
        self.db.run(
            "update contact set deleted_at = null where account_id = :account_id and id = :id",
            self._keys(merged.gone_id),
        )
        self._move(merged.id, from_id=merged.kept_id, to_id=merged.gone_id)
        self.db.run(
            "update merge set undone_at = :at where account_id = :account_id and id = :id",
            self._keys(merged.id, at=to_text(at)),
        )
        row = self.db.one(
            "select before from merge where account_id = :account_id and id = :id",
            self._keys(merged.id),
        )
        before: dict[str, Any] = json.loads(row["before"]) if row else {}
        return before

    def flags(self, contact_id: str) -> Row:
        """Read what is noted about somebody beside what is typed on their page."""
        row = self.db.one(FLAGS, self._keys(contact_id))
        if row is None:
            raise NotFoundError
        return row

    def set_flags(self, contact_id: str, flags: Row) -> None:
        """Write all of that."""
        self.db.run(SET_FLAGS, self._keys(contact_id, **flags))

    def join_links(self, kept: str, gone: str) -> list[list[Any]]:
        """Let the stronger of two same links stand; give what stood before and after."""
        done = []
        for row in self.db.query(SAME_LINKS, self._pair(kept, gone)):
            notes = [row["note"], row["other_note"]]
            strength = max(row["strength"], row["other_strength"])
            after = (strength, "\n".join(dict.fromkeys(note for note in notes if note)))
            self.set_link(row["id"], *after)
            done.append([row["id"], row["strength"], row["note"], *after])
        return done

    def set_link(self, link_id: str, strength: int, note: str) -> None:
        """Say how strong a link is, with its note."""
        self.db.run(
            "update link set strength = :strength, note = :note"
            " where account_id = :account_id and id = :id",
            self._keys(link_id, strength=strength, note=note),
        )

    def link(self, link_id: str) -> list[Any]:
        """Read how strong a link is, with its note."""
        row = self.db.one(
            "select strength, note from link where account_id = :account_id and id = :id",
            self._keys(link_id),
        )
        return [row["strength"], row["note"]] if row else []

    def boundaries(self, contact_id: str) -> str:
        """Read what one keeps in mind about somebody."""
        row = self.db.one(
            "select text from boundary_note where account_id = :account_id and contact_id = :id",
            self._keys(contact_id),
        )
        return str(row["text"]) if row else ""

    def set_boundaries(self, contact_id: str, text: str) -> None:
        """Write what one keeps in mind about somebody, where that is noted."""
        self.db.run(
            "update boundary_note set text = :text, rev = rev + 1"
            " where account_id = :account_id and contact_id = :id",
            self._keys(contact_id, text=text),
        )

    def counts(self, contact_id: str) -> Row:
        """Count what hangs on somebody, for showing what follows."""
        row = self.db.one(COUNTS, self._keys(contact_id))
        return row or {}

    def _move(self, merge_id: str, *, from_id: str, to_id: str) -> None:
        keys: dict[str, Value] = {"account_id": self.account_id, "merge_id": merge_id}
        for each in MOVES:
            self.db.run(each.move, {**keys, "from_id": from_id, "to_id": to_id})

    def _pair(self, kept: str, gone: str) -> dict[str, Value]:
        return {"account_id": self.account_id, "kept": kept, "gone": gone}

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


COUNTS = """
select (select count(*) from touch where account_id = :account_id and contact_id = :id) as touches,
    (select count(*) from interview where account_id = :account_id and contact_id = :id) as talks,
    (select count(*) from research where account_id = :account_id and contact_id = :id) as notes,
    (select count(*) from request where account_id = :account_id and contact_id = :id
        and dropped_at is null) as requests,
    (select count(*) from link where account_id = :account_id
        and (from_contact_id = :id or to_contact_id = :id)) as links
"""


def _merged(row: Row | None) -> Merged:
    if row is None:
        raise NotFoundError
    return Merged(**{**row, "at": from_text(row["at"])})
