"""The names that one account was given, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import from_text, maybe_from_text, to_text
from netpwa.errors import NotFoundError
from netpwa.followups.model import Referral

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value

# Whoever was sent a request, or has a conversation booked, has been asked.
COLUMNS = """
select referral.id, referral.contact_id, contact.name as contact_name, referral.interview_id,
    referral.name, referral.note, referral.received_at, referral.became_contact_id,
    coalesce(
        referral.asked_at,
        (select min(request.sent_at) from request where request.account_id = referral.account_id
            and request.contact_id = referral.became_contact_id and request.dropped_at is null),
        (select min(interview.created_at) from interview
            where interview.account_id = referral.account_id
            and interview.contact_id = referral.became_contact_id)
    ) as asked_at,
    referral.dropped_at, referral.thanked_at, referral.rev
from referral join contact on contact.account_id = referral.account_id
    and contact.id = referral.contact_id
left join contact as became on became.account_id = referral.account_id
    and became.id = referral.became_contact_id
where referral.account_id = :account_id and contact.deleted_at is null
    and became.deleted_at is null
"""
GET = COLUMNS + "and referral.id = :id"
NEWEST_FIRST = " order by referral.received_at desc, referral.id limit :limit"
ALL = COLUMNS + NEWEST_FIRST
OF_CONTACT = COLUMNS + "and referral.contact_id = :id" + NEWEST_FIRST
OF_INTERVIEW = COLUMNS + "and referral.interview_id = :id" + NEWEST_FIRST
BECAME = COLUMNS + "and referral.became_contact_id = :id" + NEWEST_FIRST
MOST = 500


class ReferralStore:
    """Every name that was given to one account."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, referral_id: str) -> Referral:
        """Read one name."""
        row = self.db.one(GET, self._keys(referral_id))
        if row is None:
            raise NotFoundError
        return _referral(row)

    def all(self) -> list[Referral]:
        """List every name, the newest first."""
        values: dict[str, Value] = {"account_id": self.account_id, "limit": MOST}
        return [_referral(row) for row in self.db.query(ALL, values)]

    def of_contact(self, contact_id: str) -> list[Referral]:
        """List the names that somebody gave."""
        return self._about(OF_CONTACT, contact_id)

    def of_interview(self, interview_id: str) -> list[Referral]:
        """List the names that were given in a conversation."""
        return self._about(OF_INTERVIEW, interview_id)

    def that_became(self, contact_id: str) -> list[Referral]:
        """List who gave the name of this person."""
        return self._about(BECAME, contact_id)

    def add(
        self,
        referral_id: str,
        name: str,
        *,
        contact_id: str,
        interview_id: str | None = None,
        note: str = "",
        at: datetime,
    ) -> None:
        """Keep a name, once; RefusedError when there is no such person or conversation."""
        self.db.run(
            "insert into referral (account_id, id, contact_id, interview_id, name, note,"
            " received_at) values (:account_id, :id, :contact_id, :interview_id, :name, :note,"
            " :at) on conflict (account_id, id) do nothing",
            self._keys(
                referral_id,
                contact_id=contact_id,
                interview_id=interview_id,
                name=name,
                note=note,
                at=to_text(at),
            ),
        )

    def set_became(self, referral_id: str, contact_id: str) -> None:
        """Say who that somebody is; the first answer stands."""
        self._change(
            "update referral set became_contact_id = coalesce(became_contact_id, :contact_id),"
            " rev = rev + 1 where account_id = :account_id and id = :id",
            self._keys(referral_id, contact_id=contact_id),
        )

    def set_asked(self, referral_id: str, *, at: datetime) -> None:
        """Say that they were written to."""
        self._change(
            "update referral set asked_at = coalesce(asked_at, :at), dropped_at = null,"
            " rev = rev + 1 where account_id = :account_id and id = :id",
            self._keys(referral_id, at=to_text(at)),
        )

    def set_dropped(self, referral_id: str, at: datetime | None) -> None:
        """Let a name go, or with None take it up again."""
        self._change(
            "update referral set dropped_at = :at, rev = rev + 1"
            " where account_id = :account_id and id = :id",
            self._keys(referral_id, at=to_text(at) if at else None),
        )

    def set_thanked(self, referral_id: str, *, at: datetime) -> None:
        """Say that whoever gave the name knows that the two talked."""
        self._change(
            "update referral set thanked_at = coalesce(thanked_at, :at), rev = rev + 1"
            " where account_id = :account_id and id = :id",
            self._keys(referral_id, at=to_text(at)),
        )

    def remove_unchanged(self, referral_id: str) -> None:
        """Take one away that nobody has worked on since; any other stays."""
        self.db.run(
            "delete from referral where account_id = :account_id and id = :id and rev = 1",
            self._keys(referral_id),
        )

    def _about(self, sql: str, row_id: str) -> list[Referral]:
        return [_referral(row) for row in self.db.query(sql, self._keys(row_id, limit=MOST))]

    def _change(self, sql: str, values: dict[str, Value]) -> None:
        if not self.db.run(sql, values):
            raise NotFoundError

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


def _referral(row: Row) -> Referral:
    times = {name: maybe_from_text(row[name]) for name in ("asked_at", "dropped_at", "thanked_at")}
    return Referral(**{**row, **times, "received_at": from_text(row["received_at"])})
