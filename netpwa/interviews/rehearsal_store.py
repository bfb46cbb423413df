"""Dry runs, what they measured, and the warm-up ladder of one account, in the database."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from netpwa.db.values import from_text, to_text
from netpwa.errors import NotFoundError, StaleError
from netpwa.interviews.call import Tap
from netpwa.interviews.rehearsal import CRITERIA, Rehearsal, SelfNote, Step

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value

GET = """
select id, interview_id, intention_score, intention_line, sequence_score, sequence_line,
    listening_score, listening_line, pace_score, pace_line, ending_score, ending_line, to_keep,
    to_change, learned, rev from rehearsal where account_id = :account_id and id = :id
"""
SAVE = """
update rehearsal set intention_score = :intention_score, intention_line = :intention_line,
    sequence_score = :sequence_score, sequence_line = :sequence_line,
    listening_score = :listening_score, listening_line = :listening_line,
    pace_score = :pace_score, pace_line = :pace_line, ending_score = :ending_score,
    ending_line = :ending_line, to_keep = :to_keep, to_change = :to_change, learned = :learned,
    noted_at = :at, rev = rev + 1
where account_id = :account_id and id = :id and rev = :rev
"""
RECENT = """
select call_tap.interview_id, call_tap.id, call_tap.kind, call_tap.item_id, call_tap.text,
    call_tap.detail, call_tap.at
from call_tap where call_tap.account_id = :account_id and call_tap.interview_id in (
    select interview.id from interview where interview.account_id = :account_id
        and interview.held_at is not null
        and exists (select 1 from call_tap as any_tap
            where any_tap.account_id = interview.account_id
                and any_tap.interview_id = interview.id)
    order by interview.held_at desc, interview.id limit :limit)
order by call_tap.interview_id, call_tap.at, call_tap.id
"""
CLIMBED = """
select rung, count(*) as times from (
    select warm_up_step.rung from warm_up_step where warm_up_step.account_id = :account_id
    union all
    select case when contact.is_mentor = 1 or interview.kind = 'dry_run' then 'mentor'
        else contact_tier.tier end
    from interview
    join contact on contact.account_id = interview.account_id
        and contact.id = interview.contact_id
    join contact_tier on contact_tier.account_id = contact.account_id
        and contact_tier.id = contact.id
    where interview.account_id = :account_id and interview.held_at is not null
        and contact.deleted_at is null
) as climbed group by rung
"""
RECENT_TALKS = 12


class RehearsalStore:
    """The dry runs of one account."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, interview_id: str) -> Rehearsal:
        """Read what came of a dry run."""
        row = self.db.one(GET, self._keys(interview_id))
        if row is None:
            raise NotFoundError
        return _rehearsal(row)

    def add(self, interview_id: str, rehearses: str) -> None:
        """Let a conversation be a dry run of another one."""
        self.db.run(
            "insert into rehearsal (account_id, id, interview_id)"
            " values (:account_id, :id, :interview_id)",
            self._keys(interview_id, interview_id=rehearses),
        )

    def save(self, rehearsal: Rehearsal, *, at: datetime) -> None:
        """Keep what came of it; StaleError when it was changed since `rehearsal.rev`."""
        values: dict[str, Value] = {}
        for name in CRITERIA:
            values[f"{name}_score"] = rehearsal.scores[name]
            values[f"{name}_line"] = rehearsal.lines[name]
        changed = self.db.run(
            SAVE,
            self._keys(
                rehearsal.id,
                **values,
                to_keep=rehearsal.to_keep,
                to_change=rehearsal.to_change,
                learned=rehearsal.learned,
                rev=rehearsal.rev,
                at=to_text(at),
            ),
        )
        if not changed:
            self.get(rehearsal.id)
            raise StaleError

    def of_interview(self, interview_id: str) -> list[str]:
        """List the dry runs of a talk, by id."""
        rows = self.db.query(
            "select id from rehearsal where account_id = :account_id and interview_id = :id"
            " order by id",
            self._keys(interview_id),
        )
        return [row["id"] for row in rows]

    def about_myself(self) -> list[SelfNote]:
        """List what was learned about oneself, the latest first."""
        rows = self.db.query(
            "select id, learned, noted_at from rehearsal where account_id = :account_id"
            " and learned <> '' order by noted_at desc, id desc limit 100",
            self._keys(""),
        )
        return [SelfNote(row["id"], row["learned"], from_text(row["noted_at"])) for row in rows]

    def recent_taps(self) -> dict[str, list[Tap]]:
        """Give what was tapped in the last talks that were held, by conversation."""
        found: dict[str, list[Tap]] = defaultdict(list)
        for row in self.db.query(RECENT, self._keys("", limit=RECENT_TALKS)):
            fields = {name: row[name] for name in Tap.__slots__}
            found[row["interview_id"]].append(Tap(**fields))
        return dict(found)

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


class LadderStore:
    """The warm-up ladder of one account."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def climbed(self) -> dict[str, int]:
        """Count each rung: the steps noted, and the talks that were held."""
        rows = self.db.query(CLIMBED, {"account_id": self.account_id})
        return {row["rung"]: row["times"] for row in rows}

    def steps(self) -> list[Step]:
        """List the steps that were noted, the latest first."""
        rows = self.db.query(
            "select id, rung, note, at from warm_up_step where account_id = :account_id"
            " order by at desc, id desc limit 50",
            {"account_id": self.account_id},
        )
        return [Step(**{**row, "at": from_text(row["at"])}) for row in rows]

    def add(self, step_id: str, rung: str, note: str, *, at: datetime) -> None:
        """Note a step."""
        self.db.run(
            "insert into warm_up_step (account_id, id, rung, note, at)"
            " values (:account_id, :id, :rung, :note, :at)",
            {
                "account_id": self.account_id,
                "id": step_id,
                "rung": rung,
                "note": note,
                "at": to_text(at),
            },
        )

    def remove(self, step_id: str) -> None:
        """Take a step back."""
        changed = self.db.run(
            "delete from warm_up_step where account_id = :account_id and id = :id",
            {"account_id": self.account_id, "id": step_id},
        )
        if not changed:
            raise NotFoundError


def _rehearsal(row: Row) -> Rehearsal:
    return Rehearsal(
        row["id"],
        row["interview_id"],
        {name: row[f"{name}_score"] for name in CRITERIA},
        {name: row[f"{name}_line"] for name in CRITERIA},
        row["to_keep"],
        row["to_change"],
        row["learned"],
        row["rev"],
    )
