"""What comes due for anybody: the worker's side of reminders, for every account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import to_text
from netpwa.reminders.model import Told
from netpwa.reminders.rules import DIGEST

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Value

TELL = """
update reminder set told_at = :now, notify_at = null where (account_id, id) in (
    select account_id, id from reminder where ended_at is null and notify_at <= :now
        and expires_at > :now
    order by notify_at limit :limit)
returning account_id, id, generation, rule, subject_id, counts
"""
# A plan is old when its day is over, when it was made by another edition of the zone rules, or when
# a notice of it was missed: then it may be the wrong moment for it now.
OLD = """
select account_id from reminder_plan where again_at <= :now
union select reminder.account_id from reminder
    join reminder_plan on reminder_plan.account_id = reminder.account_id
    where reminder.ended_at is null and reminder.notify_at <= :missed
        and reminder_plan.planned_at <= :missed
limit :limit
"""


class DueStore:
    """What comes due, for every account: it serves no single owner."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def is_anything_due(self, *, at: datetime, missed: datetime) -> bool:
        """Say whether a notice has to go out or a plan is old: looks at indexes, not a write."""
        values: dict[str, Value] = {"now": to_text(at)}
        told = self.db.one(
            "select 1 as found from reminder where ended_at is null and notify_at <= :now"
            " and expires_at > :now limit 1",
            values,
        )
        return told is not None or bool(self.old_plans(at=at, missed=missed, limit=1))

    def old_plans(self, *, at: datetime, missed: datetime, limit: int) -> list[str]:
        """Name the accounts whose plan is old; a notice was missed if it was due by `missed`."""
        rows = self.db.query(OLD, {"now": to_text(at), "missed": to_text(missed), "limit": limit})
        return [row["account_id"] for row in rows]

    def planned_by_other_rules(self, tzdata: str, *, limit: int) -> list[str]:
        """Name accounts that have a reminder by another edition of the zone rules."""
        rows = self.db.query(
            "select distinct account_id from reminder where ended_at is null"
            " and tzdata <> :tzdata and tzdata <> '' limit :limit",
            {"tzdata": tzdata, "limit": limit},
        )
        return [row["account_id"] for row in rows]

    def tell(self, *, at: datetime, limit: int) -> list[Told]:
        """Take the notices that are due, the oldest first; nobody else gets them."""
        rows = self.db.query(TELL, {"now": to_text(at), "limit": limit})
        told = [Told(**{**row, "counts": row["counts"] == 1}) for row in rows]
        for each in told:
            self._note(each, at)
        return told

    def _note(self, told: Told, at: datetime) -> None:
        values: dict[str, Value] = {
            "account_id": told.account_id,
            "id": told.id,
            "at": to_text(at),
            "day": told.subject_id,
        }
        if told.counts:
            self.db.run(
                "insert into counted_notice (account_id, reminder_id, at)"
                " values (:account_id, :id, :at) on conflict do nothing",
                values,
            )
        if told.rule == DIGEST.name:
            self.db.run(
                "update reminder set told_at = :at where account_id = :account_id"
                " and digest = :day and ended_at is null",
                values,
            )
