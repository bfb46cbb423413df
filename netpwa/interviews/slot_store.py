"""What one account put into the gaps of its questions, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import to_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from netpwa.db.port import Database


class SlotStore:
    """The words for the gaps, talk by talk."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def words(self, interview_id: str) -> dict[str, str]:
        """Give what was put into the gaps for one talk."""
        rows = self.db.query(
            "select slot, word from slot_word"
            " where account_id = :account_id and interview_id = :id",
            {"account_id": self.account_id, "id": interview_id},
        )
        return {row["slot"]: row["word"] for row in rows}

    def latest(self) -> dict[str, str]:
        """Give what was put into each gap last, in whichever talk."""
        rows = self.db.query(
            "select slot, word from (select slot, word, row_number() over"
            " (partition by slot order by set_at desc, interview_id desc) as place"
            " from slot_word where account_id = :account_id and word <> '') as ranked"
            " where place = 1",
            {"account_id": self.account_id},
        )
        return {row["slot"]: row["word"] for row in rows}

    def save(self, interview_id: str, words: Mapping[str, str], *, at: datetime) -> None:
        """Keep what was put into the gaps for one talk."""
        for slot, word in words.items():
            self.db.run(
                "insert into slot_word (account_id, interview_id, slot, word, set_at)"
                " values (:account_id, :id, :slot, :word, :at)"
                " on conflict (account_id, interview_id, slot)"
                " do update set word = excluded.word, set_at = excluded.set_at",
                {
                    "account_id": self.account_id,
                    "id": interview_id,
                    "slot": slot,
                    "word": word,
                    "at": to_text(at),
                },
            )
