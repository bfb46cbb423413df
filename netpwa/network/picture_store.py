"""Who stands where in one account's network, for its picture and for an organisation's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.errors import NotFoundError
from netpwa.network.model import Dot, Step

if TYPE_CHECKING:
    from netpwa.db.port import Database, Row

AT_ORGANISATION = """
select contact.id, contact.name, contact.title, contact_tier.tier, contact.is_connector
from contact join contact_tier on contact_tier.account_id = contact.account_id
    and contact_tier.id = contact.id
where contact.account_id = :account_id and contact.organisation_id = :id
    and contact.deleted_at is null
order by contact.name_folded, contact.id limit 100
"""
CLOSE = """
select contact.id, contact.name, contact.title, 'primary' as tier, contact.is_connector
from contact where contact.account_id = :account_id and contact.deleted_at is null
    and coalesce(contact.tier_override, case when contact.knows = 1 then 'primary' end) = 'primary'
order by (select count(*) from link where link.account_id = contact.account_id
    and link.from_contact_id = contact.id) desc, contact.name_folded, contact.id limit :limit
"""
ONE_STEP = """
with step as (
    select from_contact_id as from_id, to_contact_id as to_id, strength from link
    where account_id = :account_id
    union all
    select to_contact_id, from_contact_id, strength from link
    where account_id = :account_id and kind = 'works_with'
)
select step.from_id, step.to_id, contact.name, max(step.strength) as strength
from step
join contact as other on other.account_id = :account_id and other.id = step.from_id
    and other.deleted_at is null
    and coalesce(other.tier_override, case when other.knows = 1 then 'primary' end) = 'primary'
join contact on contact.account_id = :account_id and contact.id = step.to_id
    and contact.deleted_at is null and contact.tier_override is null and contact.knows = 0
group by step.from_id, step.to_id, contact.name
order by strength desc, contact.name, step.to_id, step.from_id limit :limit
"""


class PictureStore:
    """The people of one account as they stand to each other."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def organisation(self, organisation_id: str) -> str:
        """Give the name of an organisation that somebody works at."""
        row = self.db.one(
            "select name from organisation where account_id = :account_id and id = :id",
            {"account_id": self.account_id, "id": organisation_id},
        )
        if row is None:
            raise NotFoundError
        return str(row["name"])

    def at_organisation(self, organisation_id: str) -> list[Dot]:
        """List who works somewhere, by name."""
        return [
            _dot(row)
            for row in self.db.query(
                AT_ORGANISATION, {"account_id": self.account_id, "id": organisation_id}
            )
        ]

    def close(self, limit: int = 200) -> list[Dot]:
        """List those known directly, who lead to most people first."""
        return [
            _dot(row)
            for row in self.db.query(CLOSE, {"account_id": self.account_id, "limit": limit})
        ]

    def one_step_away(self, limit: int = 400) -> list[Step]:
        """List who leads to whom one step away, the strongest links first."""
        rows = self.db.query(ONE_STEP, {"account_id": self.account_id, "limit": limit})
        return [Step(**row) for row in rows]


def _dot(row: Row) -> Dot:
    return Dot(**{**row, "is_connector": row["is_connector"] == 1})
