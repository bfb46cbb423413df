"""One account's files of people, waiting or brought in, in the database."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from netpwa.bringing.model import ADDS, NEW, Found, Import, StagedRow
from netpwa.db.values import from_text, maybe_from_text, to_text
from netpwa.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from netpwa.bringing.model import Added, Judged
    from netpwa.db.port import Database, Row, Value

COLUMNS = """
select id, file_name, kind, made_at, brought_at, undone_at, created, changed from import
where account_id = :account_id
"""
ROWS = """
select import_row.position, import_row.line, import_row.state, import_row.wanted,
    import_row.contact_id, import_row.same_as, import_row.trouble, import_row.found,
    coalesce(contact.name, '') as who
from import_row left join contact on contact.account_id = import_row.account_id
    and contact.id = import_row.contact_id and contact.deleted_at is null
where import_row.account_id = :account_id and import_row.import_id = :id
"""
# What asks for a look comes first.
PAGE = (
    ROWS
    + """
order by case import_row.state when 'alike' then 0 when 'bad' then 1 when 'adds' then 2
    when 'new' then 3 when 'twice' then 4 else 5 end, import_row.position
limit :limit offset :offset
"""
)
WANTED = ROWS + "and import_row.wanted = 1 order by import_row.position"
# Everybody who is here with what they can be told by, the oldest first.
PEOPLE = """
select contact.id, contact.name, contact.title, coalesce(organisation.name, '') as organisation,
    contact.city, contact.met_at, contact.note, contact.follow_up_on
from contact left join organisation on organisation.account_id = contact.account_id
    and organisation.id = contact.organisation_id
where contact.account_id = :account_id and contact.deleted_at is null
order by contact.created_at, contact.id
"""
POINTS = """
select contact_point.contact_id, contact_point.value from contact_point
join contact on contact.account_id = contact_point.account_id
    and contact.id = contact_point.contact_id
where contact_point.account_id = :account_id and contact.deleted_at is null
order by contact_point.contact_id, contact_point.position, contact_point.id
"""
FRESH_ORGANISATIONS = """
delete from organisation where account_id = :account_id and created_at = :at
    and not exists (select 1 from contact where contact.account_id = organisation.account_id
        and contact.organisation_id = organisation.id)
    and not exists (select 1 from research where research.account_id = organisation.account_id
        and research.organisation_id = organisation.id)
"""
FIELDS = tuple(each.name for each in fields(Found))


class ImportStore:
    """The files that one account read, and their lines."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def people(self) -> Iterator[tuple[str, Found]]:
        """Give everybody with what they can be told by, the oldest first."""
        points: dict[str, list[str]] = {}
        for row in self.db.query(POINTS, {"account_id": self.account_id}):
            points.setdefault(row["contact_id"], []).append(row["value"])
        for row in self.db.query(PEOPLE, {"account_id": self.account_id}):
            who = row.pop("id")
            day = row.pop("follow_up_on")
            yield (
                who,
                Found(
                    **row,
                    points=tuple(points.get(who, ())),
                    follow_up_on=date.fromisoformat(day) if day else None,
                ),
            )

    def spellings(self) -> dict[str, str]:
        """Give how each organisation is written, by its folded name."""
        rows = self.db.query(
            "select name, name_folded from organisation where account_id = :account_id",
            {"account_id": self.account_id},
        )
        return {row["name_folded"]: row["name"] for row in rows}

    def stage(
        self, import_id: str, file_name: str, kind: str, rows: Iterable[Judged], *, at: datetime
    ) -> None:
        """Keep what a file says until its ticks are set; RefusedError when the id is taken."""
        self.db.run(
            "insert into import (account_id, id, file_name, kind, made_at)"
            " values (:account_id, :id, :file_name, :kind, :at)",
            self._keys(import_id, file_name=file_name, kind=kind, at=to_text(at)),
        )
        for position, each in enumerate(rows):
            self.db.run(
                "insert into import_row (account_id, import_id, position, line, state, wanted,"
                " contact_id, same_as, trouble, found) values (:account_id, :id, :position, :line,"
                " :state, :wanted, :contact_id, :same_as, :trouble, :found)",
                self._keys(
                    import_id,
                    position=position,
                    line=each.row.line,
                    state=each.state,
                    wanted=int(each.state in {NEW, ADDS}),
                    contact_id=each.contact_id,
                    same_as=each.same_as,
                    trouble=each.row.trouble,
                    found=_written(each.row.found, each.adds),
                ),
            )

    def get(self, import_id: str) -> Import:
        """Read about one file."""
        row = self.db.one(COLUMNS + "and id = :id", self._keys(import_id))
        if row is None:
            raise NotFoundError
        return _import(row)

    def brought(self, *, limit: int = 20) -> list[Import]:
        """List the files that were brought in, the newest first."""
        rows = self.db.query(
            COLUMNS + "and brought_at is not null order by brought_at desc, id desc limit :limit",
            {"account_id": self.account_id, "limit": limit},
        )
        return [_import(row) for row in rows]

    def counts(self, import_id: str) -> dict[str, tuple[int, int]]:
        """Count the lines of each state, and how many of them are ticked."""
        rows = self.db.query(
            "select state, count(*) as n, sum(wanted) as wanted from import_row"
            " where account_id = :account_id and import_id = :id group by state",
            self._keys(import_id),
        )
        return {row["state"]: (row["n"], row["wanted"]) for row in rows}

    def page(self, import_id: str, *, offset: int, limit: int) -> list[StagedRow]:
        """List lines: first those that ask for a look, else in the order of the file."""
        rows = self.db.query(PAGE, self._keys(import_id, offset=offset, limit=limit))
        return [_staged(row) for row in rows]

    def wanted(self, import_id: str) -> list[StagedRow]:
        """List the lines that are ticked."""
        return [_staged(row) for row in self.db.query(WANTED, self._keys(import_id))]

    def want(self, import_id: str, position: int, *, on: bool) -> None:
        """Tick a line or not; a line with nobody new in it stays as it is."""
        self.db.run(
            "update import_row set wanted = :on where account_id = :account_id"
            " and import_id = :id and position = :position and wanted <> :on"
            " and state in ('new', 'adds', 'alike')",
            self._keys(import_id, position=position, on=int(on)),
        )

    def want_all(self, import_id: str, *, on: bool) -> None:
        """Tick every line with somebody new or something new in it, or none at all."""
        self.db.run(
            "update import_row set wanted = :on where account_id = :account_id"
            " and import_id = :id and (state in ('new', 'adds') or (state = 'alike' and :on = 0))",
            self._keys(import_id, on=int(on)),
        )

    def note_brought(
        self, import_id: str, gained: list[tuple[str, Added]], *, created: int, at: datetime
    ) -> None:
        """Say that a file was brought in; of its lines only who gained what is kept."""
        self.db.run(
            "update import set brought_at = :at, created = :created, changed = :changed"
            " where account_id = :account_id and id = :id",
            self._keys(
                import_id, created=created, changed=len({who for who, _ in gained}), at=to_text(at)
            ),
        )
        self.db.run(
            "delete from import_row where account_id = :account_id and import_id = :id",
            self._keys(import_id),
        )
        for position, (who, added) in enumerate(gained):
            self.db.run(
                "insert into import_row (account_id, import_id, position, line, state, wanted,"
                " contact_id, trouble, found)"
                " values (:account_id, :id, :position, 0, 'adds', 1, :who, '', :found)",
                self._keys(import_id, position=position, who=who, found=json.dumps(added)),
            )

    def added(self, import_id: str) -> list[tuple[str, Added]]:
        """List who gained what, for undoing it."""
        rows = self.db.query(
            "select contact_id, found from import_row where account_id = :account_id"
            " and import_id = :id order by position",
            self._keys(import_id),
        )
        return [(row["contact_id"], json.loads(row["found"])) for row in rows]

    def mark(self, contact_id: str, import_id: str) -> None:
        """Say which file somebody came in with."""
        self.db.run(
            "update contact set import_id = :import_id where account_id = :account_id and id = :id",
            self._keys(contact_id, import_id=import_id),
        )

    def note_undone(self, import_id: str, *, brought_at: datetime, at: datetime) -> None:
        """Say that a file was taken back, and forget the organisations that only it had named."""
        self.db.run(
            "update import set undone_at = :at where account_id = :account_id and id = :id",
            self._keys(import_id, at=to_text(at)),
        )
        self.db.run(FRESH_ORGANISATIONS, {"account_id": self.account_id, "at": to_text(brought_at)})

    def drop(self, import_id: str) -> None:
        """Forget a file that was not brought in; NotFoundError when there is none."""
        self.get(import_id)
        self.db.run(
            "delete from import where account_id = :account_id and id = :id and brought_at is null",
            self._keys(import_id),
        )

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


def _written(found: Found, adds: tuple[str, ...]) -> str:
    said = {name: value for name in FIELDS if (value := getattr(found, name))}
    return json.dumps({**said, "adds": adds}, default=str, ensure_ascii=False)


def _import(row: Row) -> Import:
    times = {name: maybe_from_text(row[name]) for name in ("brought_at", "undone_at")}
    return Import(**{**row, **times, "made_at": from_text(row["made_at"])})


def _staged(row: Row) -> StagedRow:
    said = json.loads(row.pop("found"))
    adds = tuple(said.pop("adds", ()))
    day = said.pop("follow_up_on", None)
    found = Found(
        **{**said, "points": tuple(said.get("points", ()))},
        follow_up_on=date.fromisoformat(day) if day else None,
    )
    is_wanted = row.pop("wanted") == 1
    return StagedRow(**row, is_wanted=is_wanted, adds=adds, found=found)
