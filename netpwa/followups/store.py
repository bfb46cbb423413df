"""One account's thank-yous in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import maybe_from_text, maybe_to_text, to_text
from netpwa.errors import StaleError
from netpwa.followups.model import ThankYou

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.followups.model import ThankYouDraft


class ThankYouStore:
    """The thank-yous of one account, one for each conversation."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, interview_id: str) -> ThankYou | None:
        """Read the thank-you for a conversation, if one was begun."""
        row = self.db.one(
            "select specific, body, sent_at, rev from thank_you"
            " where account_id = :account_id and interview_id = :id",
            {"account_id": self.account_id, "id": interview_id},
        )
        return ThankYou(**{**row, "sent_at": maybe_from_text(row["sent_at"])}) if row else None

    def save(
        self,
        interview_id: str,
        draft: ThankYouDraft,
        rev: int,
        *,
        sent_at: datetime | None,
        at: datetime,
    ) -> None:
        """Keep what was written; StaleError when it was changed since `rev` (0: not begun yet)."""
        changed = self.db.run(
            "insert into thank_you"
            " (account_id, interview_id, specific, body, sent_at, updated_at)"
            " values (:account_id, :id, :specific, :body, :sent_at, :at)"
            " on conflict (account_id, interview_id) do update set specific = excluded.specific,"
            " body = excluded.body, sent_at = coalesce(thank_you.sent_at, excluded.sent_at),"
            " updated_at = excluded.updated_at, rev = thank_you.rev + 1"
            " where thank_you.rev = :rev",
            {
                "account_id": self.account_id,
                "id": interview_id,
                "specific": draft.specific,
                "body": draft.body,
                "sent_at": maybe_to_text(sent_at),
                "rev": rev,
                "at": to_text(at),
            },
        )
        if not changed:
            raise StaleError
