"""How far things have come with the people of one account, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.errors import NotFoundError

if TYPE_CHECKING:
    from netpwa.db.port import Database


class StageStore:
    """The stages of one account's people."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def decide(self, contact_id: str, stage: str | None) -> None:
        """Decide on a stage until something new happens; None lets it be worked out again."""
        changed = self.db.run(
            "update contact set stage_override = :stage, stage_override_over ="
            " (select worked_out from contact_stage where contact_stage.account_id = :account_id"
            " and contact_stage.id = :id)"
            " where account_id = :account_id and id = :id and deleted_at is null",
            {"account_id": self.account_id, "id": contact_id, "stage": stage},
        )
        if not changed:
            raise NotFoundError
