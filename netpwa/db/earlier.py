"""Texts that were written over, and those that came too late: kept so that no device loses any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpwa.db.values import fresh_id, from_text, to_text

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Value

LISTED = 100


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text that does not stand in its field. `why` is replaced or refused."""

    id: str
    page: str
    field: str
    text: str
    why: str
    at: datetime


class EarlierStore:
    """The earlier texts of one account."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def keep(self, page: str, field: str, text: str, why: str, *, at: datetime) -> None:
        """Keep a text; the same one for the same reason is kept once. Call inside `write`.

        Its days count from the last time that it gave way.
        """
        values: dict[str, Value] = {
            "account_id": self.account_id,
            "page": page,
            "field": field,
            "text": text,
            "why": why,
            "at": to_text(at),
        }
        is_kept = self.db.run(
            "update earlier_text set at = :at where account_id = :account_id and page = :page"
            " and field = :field and text = :text and why = :why",
            values,
        )
        if not is_kept:
            self.db.run(
                "insert into earlier_text (account_id, id, page, field, text, why, at)"
                " values (:account_id, :id, :page, :field, :text, :why, :at)",
                {**values, "id": fresh_id()},
            )

    def all(self, *, limit: int = LISTED, offset: int = 0) -> list[EarlierText]:
        """List them, the newest first."""
        rows = self.db.query(
            "select id, page, field, text, why, at from earlier_text"
            " where account_id = :account_id order by at desc, id desc limit :most offset :offset",
            {"account_id": self.account_id, "most": limit, "offset": offset},
        )
        return [EarlierText(**{**row, "at": from_text(row["at"])}) for row in rows]
