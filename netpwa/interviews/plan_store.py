"""The questions planned for one account's conversations, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import maybe_from_text, maybe_to_text
from netpwa.errors import NotFoundError
from netpwa.interviews.model import PlanItem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value


class PlanStore:
    """What is planned, in order, and what was left out."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def plan(self, interview_id: str) -> list[PlanItem]:
        """List the questions planned, in order, without what was left out."""
        return [item for item in self.whole(interview_id) if item.is_planned]

    def whole(self, interview_id: str) -> list[PlanItem]:
        """List the questions planned, in order, with what was left out in its place."""
        rows = self.db.query(
            "select id, stage, text, minutes, must, asked_at, starter, question_id, usual, counts,"
            " is_left_out, template, rank, rev from plan_item where account_id = :account_id"
            " and interview_id = :id order by position, id",
            self._keys(interview_id),
        )
        return [_plan_item(row) for row in rows]

    def replace(self, interview_id: str, items: Iterable[PlanItem]) -> None:
        """Plan these in this order, instead of what was planned."""
        self.db.run(
            "delete from plan_item where account_id = :account_id and interview_id = :id",
            self._keys(interview_id),
        )
        for position, item in enumerate(items):
            self._add(interview_id, item, position)

    def add(self, interview_id: str, item: PlanItem, position: int) -> None:
        """Plan one more question, in this place; RefusedError when the id is taken."""
        self.db.run(
            "update plan_item set position = position + 1 where account_id = :account_id"
            " and interview_id = :id and position >= :position",
            self._keys(interview_id, position=position),
        )
        self._add(interview_id, item, position)

    def arrange(self, interview_id: str, items: Iterable[PlanItem]) -> None:
        """Give these, which are planned already, their order, words and minutes."""
        for position, item in enumerate(items):
            self.db.run(
                "update plan_item set position = :position, minutes = :minutes, text = :text,"
                " template = :template, is_left_out = :is_left_out, must = :must, usual = :usual,"
                " stage = :stage, rev = :rev"
                " where account_id = :account_id and interview_id = :id and id = :item_id",
                self._values(interview_id, item, position),
            )

    def set_asked(self, interview_id: str, item_id: str, asked_at: datetime | None) -> None:
        """Tick a question as asked, or take the tick back with None."""
        changed = self.db.run(
            "update plan_item set asked_at = :asked_at where account_id = :account_id"
            " and interview_id = :id and id = :item_id",
            self._keys(interview_id, item_id=item_id, asked_at=maybe_to_text(asked_at)),
        )
        if not changed:
            raise NotFoundError

    def _add(self, interview_id: str, item: PlanItem, position: int) -> None:
        self.db.run(
            "insert into plan_item (account_id, id, interview_id, starter, question_id, stage,"
            " text, template, minutes, usual, must, counts, rank, rev, is_left_out, position,"
            " asked_at)"
            " values (:account_id, :item_id, :id, :starter, :question_id, :stage, :text,"
            " :template, :minutes, :usual, :must, :counts, :rank, :rev, :is_left_out, :position,"
            " :asked_at)",
            self._values(interview_id, item, position),
        )

    def _values(self, interview_id: str, item: PlanItem, position: int) -> dict[str, Value]:
        return self._keys(
            interview_id,
            item_id=item.id,
            starter=item.starter,
            question_id=item.question_id,
            stage=item.stage,
            text=item.text,
            template=item.template,
            minutes=float(item.minutes),
            usual=float(item.usual or item.minutes),
            must=int(item.must),
            counts=int(item.counts),
            rank=item.rank,
            rev=item.rev,
            is_left_out=int(item.is_left_out),
            position=position,
            asked_at=maybe_to_text(item.asked_at),
        )

    def _keys(self, interview_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": interview_id, **more}


def _plan_item(row: Row) -> PlanItem:
    flags = {name: row[name] == 1 for name in ("must", "counts", "is_left_out")}
    return PlanItem(**{**row, **flags, "asked_at": maybe_from_text(row["asked_at"])})
