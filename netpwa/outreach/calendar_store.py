"""The secret address of somebody's calendar feed, in the database; only its hash is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import to_text
from netpwa.errors import NotFoundError

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database


class CalendarStore:
    """The feed of one account."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def link_id(self) -> str | None:
        """Give what the secret was made from; None while there is no feed."""
        row = self.db.one(
            "select id from calendar_link where account_id = :account_id",
            {"account_id": self.account_id},
        )
        return row["id"] if row else None

    def open(self, link_id: str, token_hash: str, *, at: datetime) -> None:
        """Give the feed an address; an earlier one is good for nothing from now on."""
        self.db.run(
            "insert into calendar_link (account_id, id, token_hash, created_at)"
            " values (:account_id, :id, :hash, :at)"
            " on conflict (account_id) do update set id = excluded.id,"
            " token_hash = excluded.token_hash, created_at = excluded.created_at",
            {"account_id": self.account_id, "id": link_id, "hash": token_hash, "at": to_text(at)},
        )

    def close(self) -> None:
        """Take the feed away; without one there is nothing to do."""
        self.db.run(
            "delete from calendar_link where account_id = :account_id",
            {"account_id": self.account_id},
        )


class CalendarLinkStore:
    """Whose feed an address is: a calendar program signs in to nothing."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def owner(self, token_hash: str) -> str:
        """Give the account that a secret opens; NotFoundError when it opens none."""
        row = self.db.one(
            "select account_id from calendar_link where token_hash = :hash", {"hash": token_hash}
        )
        if row is None:
            raise NotFoundError
        return str(row["account_id"])
