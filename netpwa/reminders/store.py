"""Reminders in the database: one account's, and what comes due for anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import fresh_id, from_text, to_text
from netpwa.reminders.model import TEST, Due, Slot

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from netpwa.db.port import Database, Value


class ReminderStore:
    """The reminders of one account."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def plan(self, interview_id: str, rule: str, slot: Slot) -> None:
        """Plan a reminder, or move it; the same facts again change nothing.

        A moved one keeps its identity and gets the next generation, so that what was on its way
        to a phone for the old time is not sent any more.
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
            " where reminder.due_at <> excluded.due_at"
            " or reminder.state in ('done', 'superseded')",
            self._values(fresh_id(), slot, rule=rule, interview_id=interview_id),
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
            "local_at": slot.local_at.isoformat("T", "minutes"),
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
        row = self.db.one(
            "select 1 as found from reminder where state = 'planned' and due_at <= :now limit 1",
            {"now": to_text(at)},
        )
        return row is not None

    def come_due(self, *, at: datetime, limit: int) -> list[tuple[str, str, int]]:
        """Turn what is due from planned to due; give (account, reminder, generation) of each.

        What is of no use any more is ended instead.
        """
        values: dict[str, Value] = {"now": to_text(at), "limit": limit}
        self.db.run(
            "update reminder set state = 'superseded'"
            " where state = 'planned' and due_at <= :now and expires_at <= :now",
            values,
        )
        rows = self.db.query(
            "update reminder set state = 'due' where (account_id, id) in"
            " (select account_id, id from reminder where state = 'planned' and due_at <= :now"
            " order by due_at limit :limit) returning account_id, id, generation",
            values,
        )
        return [(row["account_id"], row["id"], row["generation"]) for row in rows]

    def retime(self, tzdata: str, resolve: Callable[[str, str], datetime]) -> int:
        """Work out again, by a new edition of the time zone rules, when each one is due.

        `resolve` gives the instant for a local time and a zone. Gives how many were looked at.
        """
        rows = self.db.query(
            "select account_id, id, local_at, time_zone from reminder"
            " where state = 'planned' and tzdata <> :tzdata",
            {"tzdata": tzdata},
        )
        for row in rows:
            self.db.run(
                "update reminder set due_at = :due_at, tzdata = :tzdata"
                " where account_id = :account_id and id = :id",
                {
                    "due_at": to_text(resolve(row["local_at"], row["time_zone"])),
                    "tzdata": tzdata,
                    "account_id": row["account_id"],
                    "id": row["id"],
                },
            )
        return len(rows)
