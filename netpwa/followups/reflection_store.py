"""One account's reflections in the database. Nothing else reads their words but its own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import maybe_from_text, to_text
from netpwa.errors import StaleError
from netpwa.followups.reflection import Energy, Felt, Reflection

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Value

GET = """
select energy_before, energy_after, mood, fit, interest, stretch, same_mode, written_at,
    skipped_at, rev
from reflection where account_id = :account_id and interview_id = :id
"""
SAVE = """
insert into reflection (account_id, interview_id, energy_before, energy_after, mood, fit, interest,
    stretch, same_mode, written_at, updated_at)
values (:account_id, :id, :before, :after, :mood, :fit, :interest, :stretch, :same_mode, :at, :at)
on conflict (account_id, interview_id) do update set energy_before = excluded.energy_before,
    energy_after = excluded.energy_after, mood = excluded.mood, fit = excluded.fit,
    interest = excluded.interest, stretch = excluded.stretch, same_mode = excluded.same_mode,
    written_at = coalesce(reflection.written_at, excluded.written_at), skipped_at = null,
    updated_at = excluded.updated_at, rev = reflection.rev + 1
where reflection.rev = :rev
"""
FELT_LATELY = """
select reflection.stretch, reflection.energy_after
from interview left join reflection on reflection.account_id = interview.account_id
    and reflection.interview_id = interview.id
where interview.account_id = :account_id and interview.held_at is not null
order by interview.starts_at desc, interview.id desc limit :limit
"""


class ReflectionStore:
    """The reflections of one account, one for each conversation."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, interview_id: str) -> Reflection:
        """Read the reflection on a conversation; an empty one when nothing was said."""
        row = self.db.one(GET, self._keys(interview_id))
        if row is None:
            return Reflection()
        answers = self.db.query(
            "select prompt, text from reflection_answer"
            " where account_id = :account_id and interview_id = :id order by prompt",
            self._keys(interview_id),
        )
        return Reflection(
            Energy(row["energy_before"], row["energy_after"]),
            row["mood"],
            row["fit"],
            row["interest"],
            row["stretch"],
            row["same_mode"],
            {each["prompt"]: each["text"] for each in answers},
            maybe_from_text(row["written_at"]),
            maybe_from_text(row["skipped_at"]),
            row["rev"],
        )

    def save(self, interview_id: str, reflection: Reflection, *, at: datetime) -> None:
        """Keep a reflection; StaleError when it was changed since its `rev` (0: not begun yet)."""
        changed = self.db.run(
            SAVE,
            self._keys(
                interview_id,
                before=reflection.energy.before,
                after=reflection.energy.after,
                mood=reflection.mood,
                fit=reflection.fit,
                interest=reflection.interest,
                stretch=reflection.stretch,
                same_mode=reflection.same_mode,
                rev=reflection.rev,
                at=to_text(at),
            ),
        )
        if not changed:
            raise StaleError
        self.db.run(
            "delete from reflection_answer where account_id = :account_id and interview_id = :id",
            self._keys(interview_id),
        )
        for prompt, text in reflection.answers.items():
            self.db.run(
                "insert into reflection_answer (account_id, interview_id, prompt, text)"
                " values (:account_id, :id, :prompt, :text)",
                self._keys(interview_id, prompt=prompt, text=text),
            )

    def set_before(self, interview_id: str, energy: int | None, *, at: datetime) -> None:
        """Say how one is before a conversation."""
        self.db.run(
            "insert into reflection (account_id, interview_id, energy_before, updated_at)"
            " values (:account_id, :id, :energy, :at)"
            " on conflict (account_id, interview_id) do update set"
            " energy_before = excluded.energy_before, updated_at = excluded.updated_at,"
            " rev = reflection.rev + 1",
            self._keys(interview_id, energy=energy, at=to_text(at)),
        )

    def set_after(self, interview_id: str, energy: int | None, *, at: datetime) -> None:
        """Say how one is after it."""
        self.db.run(
            "insert into reflection (account_id, interview_id, energy_after, updated_at)"
            " values (:account_id, :id, :energy, :at)"
            " on conflict (account_id, interview_id) do update set"
            " energy_after = excluded.energy_after, updated_at = excluded.updated_at,"
            " rev = reflection.rev + 1",
            self._keys(interview_id, energy=energy, at=to_text(at)),
        )

    def skip(self, interview_id: str, *, at: datetime) -> None:
        """Say that no reflection is wanted; what was said already stays."""
        self.db.run(
            "insert into reflection (account_id, interview_id, skipped_at, updated_at)"
            " values (:account_id, :id, :at, :at)"
            " on conflict (account_id, interview_id) do update set"
            " skipped_at = excluded.skipped_at, updated_at = excluded.updated_at,"
            " rev = reflection.rev + 1 where reflection.written_at is null",
            self._keys(interview_id, at=to_text(at)),
        )

    def felt_lately(self, limit: int = 2) -> list[Felt]:
        """List how the last talks felt, the latest first."""
        rows = self.db.query(FELT_LATELY, {"account_id": self.account_id, "limit": limit})
        return [Felt(**row) for row in rows]

    def talks_before(self, interview_id: str) -> int:
        """Count the conversations that were reflected on before this one was."""
        row = self.db.one(
            "select count(*) as n from reflection"
            " where account_id = :account_id and interview_id < :id and written_at is not null",
            self._keys(interview_id),
        )
        return int(row["n"]) if row else 0

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}
