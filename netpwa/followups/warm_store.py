"""With whom one account keeps in touch, and what it wrote to them, in the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpwa.db.values import from_text, maybe_from_text, to_text

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row

WARM = """
select contact.id, contact.name, contact.keep_warm as cadence, contact.created_at,
    (select max(touch.at) from touch where touch.account_id = contact.account_id
        and touch.contact_id = contact.id) as last_touch_at
from contact
where contact.account_id = :account_id and contact.deleted_at is null
    and contact.keep_warm in ('monthly', 'quarterly', 'half_year')
order by contact.name_folded, contact.id limit 500
"""
# Whoever one has talked with, and of whom nothing is settled.
UNSETTLED = """
select contact.id, contact.name, contact.keep_warm as cadence, contact.created_at,
    (select max(touch.at) from touch where touch.account_id = contact.account_id
        and touch.contact_id = contact.id) as last_touch_at
from contact
where contact.account_id = :account_id and contact.deleted_at is null
    and contact.keep_warm = 'unset'
    and exists (select 1 from interview where interview.account_id = contact.account_id
        and interview.contact_id = contact.id and interview.held_at is not null)
order by contact.name_folded, contact.id limit 50
"""


@dataclass(frozen=True, slots=True)
class Warm:
    """Somebody to keep in touch with, or of whom that is not settled."""

    id: str
    name: str
    cadence: str
    created_at: datetime
    last_touch_at: datetime | None

    @property
    def since(self) -> datetime:
        """When it counts from: the last touch, or else when they were written down."""
        return self.last_touch_at or self.created_at


@dataclass(frozen=True, slots=True)
class Word:
    """What was written to somebody, and what it carries."""

    id: str
    contact_id: str
    carries: str
    body: str


class WarmStore:
    """With whom one account keeps in touch."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def warm(self) -> list[Warm]:
        """List whom one means to be in touch with every so often."""
        return [_warm(row) for row in self.db.query(WARM, {"account_id": self.account_id})]

    def unsettled(self) -> list[Warm]:
        """List those one has talked with, of whom nothing is settled."""
        return [_warm(row) for row in self.db.query(UNSETTLED, {"account_id": self.account_id})]

    def add_update(self, word: Word, *, at: datetime) -> bool:
        """Keep what was written to somebody; False when it was kept already.

        Sent again after it was mended, it is worded anew.
        """
        values = {
            "account_id": self.account_id,
            "id": word.id,
            "contact_id": word.contact_id,
            "carries": word.carries,
            "body": word.body,
            "at": to_text(at),
        }
        is_there = self.db.run(
            "update update_note set carries = :carries, body = :body"
            " where account_id = :account_id and id = :id",
            values,
        )
        if not is_there:
            self.db.run(
                "insert into update_note (account_id, id, contact_id, carries, body, sent_at)"
                " values (:account_id, :id, :contact_id, :carries, :body, :at)",
                values,
            )
        return not is_there


def _warm(row: Row) -> Warm:
    times = {
        "created_at": from_text(row["created_at"]),
        "last_touch_at": maybe_from_text(row["last_touch_at"]),
    }
    return Warm(**{**row, **times})
