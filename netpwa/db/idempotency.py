"""Which writes have taken effect already, kept in the same transaction as the effect itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import to_text
from netpwa.errors import KeyReusedError

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database


class IdempotencyStore:
    """The keys one account has used (draft-ietf-httpapi-idempotency-key-header-07)."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def claim(self, key: str, fingerprint: str, *, at: datetime) -> bool:
        """Give True the first time, False for the same request again. Call inside `write`.

        Raises KeyReusedError when the key came before with another fingerprint.
        """
        values = {"account_id": self.account_id, "key": key}
        seen = self.db.one(
            "select fingerprint from idempotency where account_id = :account_id and key = :key",
            values,
        )
        if seen is None:
            self.db.run(
                "insert into idempotency (account_id, key, fingerprint, created_at)"
                " values (:account_id, :key, :fingerprint, :created_at)",
                {**values, "fingerprint": fingerprint, "created_at": to_text(at)},
            )
            return True
        if seen["fingerprint"] != fingerprint:
            raise KeyReusedError
        return False

    def knows(self, key: str) -> bool:
        """True for a key that took effect."""
        return bool(
            self.db.query(
                "select 1 from idempotency where account_id = :account_id and key = :key",
                {"account_id": self.account_id, "key": key},
            )
        )
