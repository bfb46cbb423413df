"""One account's questions, beside the lines that ship with the app, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import maybe_to_text, to_text
from netpwa.errors import NotFoundError, StaleError
from netpwa.interviews.model import Mark, Question

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value


class QuestionStore:
    """What somebody keeps in their bank, and what they think of the lines that ship."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def all(self) -> list[Question]:
        """List the person's own questions, the newest first."""
        rows = self.db.query(
            "select id, starter as code, stage, text, minutes, must, is_starred, hidden_at, rev"
            " from question where account_id = :account_id order by created_at desc, id desc",
            {"account_id": self.account_id},
        )
        return [_question(row) for row in rows]

    def get(self, question_id: str) -> Question:
        """Read one of their own."""
        row = self.db.one(
            "select id, starter as code, stage, text, minutes, must, is_starred, hidden_at, rev"
            " from question where account_id = :account_id and id = :id",
            self._keys(question_id),
        )
        if row is None:
            raise NotFoundError
        return _question(row)

    def add(self, question_id: str, question: Question, *, at: datetime) -> None:
        """Keep a question of the person's own; RefusedError when the id is taken."""
        self.db.run(
            "insert into question (account_id, id, starter, stage, text, minutes, must,"
            " created_at) values (:account_id, :id, :starter, :stage, :text, :minutes, :must, :at)",
            self._values(question_id, question, starter=question.code, at=to_text(at)),
        )

    def update(self, question: Question, rev: int) -> None:
        """Change one of their own; StaleError when `rev` is no longer the newest."""
        changed = self.db.run(
            "update question set stage = :stage, text = :text, minutes = :minutes, must = :must,"
            " rev = rev + 1 where account_id = :account_id and id = :id and rev = :rev",
            self._values(str(question.id), question, rev=rev),
        )
        if not changed:
            self.get(str(question.id))
            raise StaleError

    def set_starred(self, question_id: str, *, is_on: bool) -> None:
        """Star one of their own, or take the star back."""
        self._set(
            "update question set is_starred = :on where account_id = :account_id and id = :id",
            question_id,
            on=int(is_on),
        )

    def set_hidden(self, question_id: str, at: datetime | None) -> None:
        """Hide one of their own, or with None show it again."""
        self._set(
            "update question set hidden_at = :at where account_id = :account_id and id = :id",
            question_id,
            at=maybe_to_text(at),
        )

    def drop(self, question_id: str) -> None:
        """Take one of their own out of the bank; plans that hold its words keep them."""
        self.db.run(
            "update plan_item set question_id = null"
            " where account_id = :account_id and question_id = :id",
            self._keys(question_id),
        )
        self.db.run(
            "delete from question where account_id = :account_id and id = :id",
            self._keys(question_id),
        )

    def marks(self) -> dict[str, Mark]:
        """Give what they think of each line that ships, by its code."""
        rows = self.db.query(
            "select code, is_starred, hidden_at from starter_mark where account_id = :account_id",
            {"account_id": self.account_id},
        )
        return {
            row["code"]: Mark(row["is_starred"] == 1, row["hidden_at"] is not None) for row in rows
        }

    def mark_starred(self, code: str, *, is_on: bool) -> None:
        """Star a line that ships, or take the star back."""
        self.db.run(
            "insert into starter_mark (account_id, code, is_starred)"
            " values (:account_id, :code, :on)"
            " on conflict (account_id, code) do update set is_starred = excluded.is_starred",
            {"account_id": self.account_id, "code": code, "on": int(is_on)},
        )

    def mark_hidden(self, code: str, at: datetime | None) -> None:
        """Hide a line that ships, or with None show it again."""
        self.db.run(
            "insert into starter_mark (account_id, code, hidden_at)"
            " values (:account_id, :code, :at)"
            " on conflict (account_id, code) do update set hidden_at = excluded.hidden_at",
            {"account_id": self.account_id, "code": code, "at": maybe_to_text(at)},
        )

    def _set(self, sql: str, question_id: str, **values: Value) -> None:
        if not self.db.run(sql, self._keys(question_id, **values)):
            raise NotFoundError

    def _values(self, question_id: str, question: Question, **more: Value) -> dict[str, Value]:
        return self._keys(
            question_id,
            stage=question.stage,
            text=question.text,
            minutes=float(question.minutes),
            must=int(question.must),
            **more,
        )

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


def _question(row: Row) -> Question:
    known = {name: row[name] for name in ("id", "code", "stage", "text", "minutes", "rev")}
    return Question(
        **known,
        must=row["must"] == 1,
        is_starred=row["is_starred"] == 1,
        is_hidden=row["hidden_at"] is not None,
    )
