"""Who may be here twice, and who is in the bin, of one account, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import from_text
from netpwa.tidying.model import Binned, Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from netpwa.db.port import Database, Value

ENTRIES = """
select contact.id, contact.name_folded as name, contact.name as shown, contact.title,
    coalesce(organisation.name, '') as place,
    coalesce(organisation.name_folded, '') as organisation
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
"""
BIN = """
select contact.id, contact.name, contact.title, coalesce(organisation.name, '') as place,
    contact.deleted_at, merge.id as merge_id, kept.name as kept,
    kept.deleted_at is not null as kept_in_bin
from contact left join organisation on organisation.account_id = contact.account_id
    and organisation.id = contact.organisation_id
left join merge on merge.account_id = contact.account_id and merge.gone_id = contact.id
    and merge.undone_at is null
left join contact as kept on kept.account_id = merge.account_id and kept.id = merge.kept_id
where contact.account_id = :account_id and contact.deleted_at is not null
order by contact.deleted_at desc, contact.id desc limit :limit offset :offset
"""
PART_OF = """
select kept.name from merge join contact as kept on kept.account_id = merge.account_id
    and kept.id = merge.kept_id
where merge.account_id = :account_id and merge.gone_id = :id and merge.undone_at is null
"""


class TidyStore:
    """What one account may want to tidy up."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def entries(self, key_of: Callable[[str], tuple[str, str]]) -> list[Entry]:
        """List everybody with what they can be told by, the oldest first."""
        mine: dict[str, Value] = {"account_id": self.account_id}
        keys: dict[str, set[tuple[str, str]]] = {}
        for row in self.db.query(POINTS, mine):
            keys.setdefault(row["contact_id"], set()).add(key_of(row["value"]))
        return [
            Entry(
                row["id"],
                row["name"],
                row["shown"],
                _about(row["title"], row["place"]),
                row["organisation"],
                frozenset(keys.get(row["id"], ())),
            )
            for row in self.db.query(ENTRIES, mine)
        ]

    def apart(self) -> frozenset[tuple[str, str]]:
        """List the pairs that look alike and are not the same."""
        rows = self.db.query(
            "select one_id, other_id from not_same where account_id = :account_id",
            {"account_id": self.account_id},
        )
        return frozenset((row["one_id"], row["other_id"]) for row in rows)

    def set_apart(self, one: str, other: str) -> None:
        """Say that two are not the same; RefusedError when there is no such person."""
        first, second = sorted((one, other))
        self.db.run(
            "insert into not_same (account_id, one_id, other_id)"
            " values (:account_id, :one, :other) on conflict do nothing",
            {"account_id": self.account_id, "one": first, "other": second},
        )

    def bin(self, *, limit: int, offset: int) -> list[Binned]:
        """List who is in the bin, the last first."""
        rows = self.db.query(BIN, {"account_id": self.account_id, "limit": limit, "offset": offset})
        return [
            Binned(
                row["id"],
                row["name"],
                _about(row["title"], row["place"]),
                from_text(row["deleted_at"]),
                row["merge_id"],
                row["kept"],
                row["kept_in_bin"] == 1,
            )
            for row in rows
        ]

    def part_of(self, contact_id: str) -> str | None:
        """Give the name of whom somebody was merged into, if they were."""
        row = self.db.one(PART_OF, {"account_id": self.account_id, "id": contact_id})
        return str(row["name"]) if row else None


def _about(title: str, place: str) -> str:
    return " · ".join(part for part in (title, place) if part)
