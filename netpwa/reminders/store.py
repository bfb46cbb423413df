"""Reminders in the database: one account's, and what comes due for anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import fresh_id, from_text, to_text
from netpwa.reminders.model import TEST, Come, Due, Slot

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Value

# Both leave out people in the bin: a notice about one would open a page that is not there.
IS_ANY_DUE = """
select 1 as found from reminder where state = 'planned' and due_at <= :now
and (expires_at <= :now or not exists (
    select 1 from interview join contact on contact.account_id = interview.account_id
        and contact.id = interview.contact_id
    where interview.account_id = reminder.account_id and interview.id = reminder.interview_id
        and contact.deleted_at is not null))
limit 1
"""
COME_DUE = """
update reminder set state = 'due' where (account_id, id) in (
    select account_id, id from reminder where state = 'planned' and due_at <= :now
    and not exists (
        select 1 from interview join contact on contact.account_id = interview.account_id
            and contact.id = interview.contact_id
        where interview.account_id = reminder.account_id and interview.id = reminder.interview_id
            and contact.deleted_at is not null)
    order by due_at limit :limit)
returning account_id, id, generation, rule, time_zone
"""


class ReminderStore:
    """The reminders of one account."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def plan(self, interview_id: str, rule: str, slot: Slot, *, at: datetime) -> None:
        """Plan a reminder, or move it; the same facts again change nothing.

        A moved one keeps its identity and gets the next generation, so that what was on its way
        to a phone for the old time is not sent any more. One that has come due stays so, unless
        its new time is still to come: moving it within the past would only ring a second time.
        """
        self.db.run(
            "insert into reminder (account_id, id, rule, interview_id, local_at, time_zone,"
            " due_at, tzdata, expires_at, state) values (:account_id, :id, :rule,"
            " :interview_id, :local_at, :time_zone, :due_at, :tzdata, :expires_at, 'planned')"
            " on conflict (account_id, interview_id, rule) do update set"
            " local_at = excluded.local_at, time_zone = excluded.time_zone,"
            " due_at = excluded.due_at, tzdata = excluded.tzdata,"
            " expires_at = excluded.expires_at, state = 'planned',"
            " generation = reminder.generation + 1"
            " where reminder.state in ('done', 'superseded')"
            " or reminder.due_at <> excluded.due_at"
            " and (reminder.state = 'planned' or excluded.due_at > :at)",
            self._values(fresh_id(), slot, rule=rule, interview_id=interview_id, at=to_text(at)),
        )

    def end(self, interview_id: str, rule: str, state: str) -> None:
        """End a reminder as `done` or `superseded`; nothing more of it is sent."""
        self.db.run(
            "update reminder set state = :state where account_id = :account_id"
            " and interview_id = :interview_id and rule = :rule"
            " and state in ('planned', 'due')",
            {
                "account_id": self.account_id,
                "interview_id": interview_id,
                "rule": rule,
                "state": state,
            },
        )

    def due(self, rule: str) -> list[Due]:
        """List what has come due and is not dealt with, the oldest first."""
        rows = self.db.query(
            "select reminder.id, reminder.rule, reminder.interview_id, reminder.due_at,"
            " contact.name as contact_name, contact.id as contact_id"
            " from reminder join interview on interview.account_id = reminder.account_id"
            " and interview.id = reminder.interview_id"
            " join contact on contact.account_id = interview.account_id"
            " and contact.id = interview.contact_id"
            " where reminder.account_id = :account_id and reminder.rule = :rule"
            " and reminder.state = 'due' and contact.deleted_at is null"
            " order by reminder.due_at, reminder.id",
            {"account_id": self.account_id, "rule": rule},
        )
        return [Due(**{**row, "due_at": from_text(row["due_at"])}) for row in rows]

    def add_test(self, test_id: str, slot: Slot) -> None:
        """Add a test notice, due at once."""
        self.db.run(
            "insert into reminder (account_id, id, rule, local_at, time_zone, due_at, tzdata,"
            " expires_at, state) values (:account_id, :id, :rule, :local_at, :time_zone,"
            " :due_at, :tzdata, :expires_at, 'due')",
            self._values(test_id, slot, rule=TEST),
        )

    def _values(self, reminder_id: str, slot: Slot, **more: Value) -> dict[str, Value]:
        return {
            "account_id": self.account_id,
            "id": reminder_id,
            "local_at": slot.local_at.replace(tzinfo=None).isoformat("T", "minutes"),
            "time_zone": slot.time_zone,
            "due_at": to_text(slot.due_at),
            "tzdata": slot.tzdata,
            "expires_at": to_text(slot.expires_at),
            **more,
        }


class DueStore:
    """What comes due, for every account: it serves no single owner."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def is_any_due(self, *, at: datetime) -> bool:
        """Say whether a planned reminder has come due: a look at an index, not a write."""
        return self.db.one(IS_ANY_DUE, {"now": to_text(at)}) is not None

    def come_due(self, *, at: datetime, limit: int) -> list[Come]:
        """Turn what is due from planned to due, and give it.

        What is of no use any more is ended instead; what is about somebody in the bin waits.
        """
        values: dict[str, Value] = {"now": to_text(at), "limit": limit}
        self.db.run(
            "update reminder set state = 'superseded'"
            " where state = 'planned' and due_at <= :now and expires_at <= :now",
            values,
        )
        return [Come(**row) for row in self.db.query(COME_DUE, values)]

    def by_other_rules(self, tzdata: str, *, limit: int) -> list[tuple[str, str]]:
        """Name (account, conversation) of what was planned by another edition of the zone rules."""
        rows = self.db.query(
            "select distinct account_id, interview_id from reminder"
            " where state = 'planned' and tzdata <> :tzdata and interview_id is not null"
            " limit :limit",
            {"tzdata": tzdata, "limit": limit},
        )
        return [(row["account_id"], row["interview_id"]) for row in rows]

    def mark_retimed(self, account_id: str, interview_id: str, tzdata: str) -> None:
        """Note by which edition of the zone rules a conversation's reminders are planned."""
        self.db.run(
            "update reminder set tzdata = :tzdata where account_id = :account_id"
            " and interview_id = :interview_id and state = 'planned'",
            {"tzdata": tzdata, "account_id": account_id, "interview_id": interview_id},
        )
