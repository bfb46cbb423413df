"""How much room one account wants after a talk, and the talks that ask for it, in the database."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from netpwa.db.values import from_text, maybe_from_text, to_text
from netpwa.errors import StaleError
from netpwa.followups.recharge import Room, Spent, ended_at

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row

TALKS = """
select interview.id, interview.starts_at, interview.minutes, interview.held_at,
    reflection.energy_after, contact.name
from interview join contact on contact.account_id = interview.account_id
    and contact.id = interview.contact_id
left join reflection on reflection.account_id = interview.account_id
    and reflection.interview_id = interview.id
where interview.account_id = :account_id and interview.cancelled_at is null
    and interview.kind = 'real'
    and interview.starts_at >= :since and contact.deleted_at is null
order by interview.starts_at, interview.id
"""


class RoomStore:
    """The room that one account wants."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self) -> Room:
        """Read it; as the app begins when nothing was set."""
        row = self.db.one(
            "select gap_hours, most_a_day, most_a_week, self_care, support, rev"
            " from recharge_setting where account_id = :account_id",
            {"account_id": self.account_id},
        )
        return Room(**row) if row else Room()

    def save(self, room: Room, *, at: datetime) -> None:
        """Keep it; StaleError when it was changed since `room.rev`."""
        changed = self.db.run(
            "insert into recharge_setting (account_id, gap_hours, most_a_day, most_a_week,"
            " self_care, support, updated_at) values (:account_id, :gap_hours, :most_a_day,"
            " :most_a_week, :self_care, :support, :at)"
            " on conflict (account_id) do update set gap_hours = excluded.gap_hours,"
            " most_a_day = excluded.most_a_day, most_a_week = excluded.most_a_week,"
            " self_care = excluded.self_care, support = excluded.support,"
            " updated_at = excluded.updated_at, rev = recharge_setting.rev + 1"
            " where recharge_setting.rev = :rev",
            {
                "account_id": self.account_id,
                "gap_hours": room.gap_hours,
                "most_a_day": room.most_a_day,
                "most_a_week": room.most_a_week,
                "self_care": room.self_care,
                "support": room.support,
                "rev": room.rev,
                "at": to_text(at),
            },
        )
        if not changed:
            raise StaleError

    def talks(self, *, since: datetime) -> list[Spent]:
        """List the talks that begin at an instant or later and are not cancelled, in order."""
        keys = {"account_id": self.account_id, "since": to_text(since)}
        return [_spent(row) for row in self.db.query(TALKS, keys)]


def _spent(row: Row) -> Spent:
    starts = from_text(row["starts_at"])
    planned_end = starts + timedelta(minutes=row["minutes"])
    ends = ended_at(starts, planned_end, maybe_from_text(row["held_at"]))
    return Spent(row["id"], starts, ends, row["energy_after"], row["name"])
