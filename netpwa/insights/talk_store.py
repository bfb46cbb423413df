"""What was planned, tapped and written in one account's latest talks, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from netpwa.db.port import Database, Row

LATEST = 60
PLANNED = """
select plan_item.interview_id, plan_item.id, plan_item.stage, plan_item.text, plan_item.minutes,
    plan_item.must, plan_item.asked_at, plan_item.starter, plan_item.counts, plan_item.usual,
    plan_item.rank, plan_item.is_left_out
from plan_item join (
    select id from interview where account_id = :account_id and held_at is not null
        and cancelled_at is null and kind = 'real' order by starts_at desc, id desc limit :limit
) as held on held.id = plan_item.interview_id
where plan_item.account_id = :account_id
order by plan_item.interview_id, plan_item.position, plan_item.id
"""
TAPPED = """
select call_tap.interview_id, call_tap.id, call_tap.kind, call_tap.item_id, call_tap.text,
    call_tap.detail, call_tap.at
from call_tap join (
    select id from interview where account_id = :account_id and held_at is not null
        and cancelled_at is null and kind = 'real' order by starts_at desc, id desc limit :limit
) as held on held.id = call_tap.interview_id
where call_tap.account_id = :account_id
order by call_tap.interview_id, call_tap.at, call_tap.id
"""
WRITTEN = """
select reflection_answer.interview_id, reflection_answer.prompt, reflection_answer.text
from reflection_answer join (
    select id from interview where account_id = :account_id and held_at is not null
        and cancelled_at is null and kind = 'real' order by starts_at desc, id desc limit :limit
) as held on held.id = reflection_answer.interview_id
where reflection_answer.account_id = :account_id
order by reflection_answer.interview_id, reflection_answer.prompt
"""


class Written(NamedTuple):
    """What was written to one prompt of a reflection."""

    interview_id: str
    prompt: str
    text: str


class TalkStore:
    """The latest talks of one account, as they were held."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def planned(self) -> list[Row]:
        """List the questions of the latest talks, in order."""
        return self.db.query(PLANNED, {"account_id": self.account_id, "limit": LATEST})

    def tapped(self) -> list[Row]:
        """List what was tapped in them, in order."""
        return self.db.query(TAPPED, {"account_id": self.account_id, "limit": LATEST})

    def written(self) -> list[Written]:
        """List what was written about them afterwards."""
        rows = self.db.query(WRITTEN, {"account_id": self.account_id, "limit": LATEST})
        return [Written(**row) for row in rows]

    def moved(self) -> dict[str, str]:
        """Give the theme that a piece was moved to, by the piece's id."""
        rows = self.db.query(
            "select piece, theme from theme_choice where account_id = :account_id",
            {"account_id": self.account_id},
        )
        return {row["piece"]: row["theme"] for row in rows}

    def move(self, piece: str, theme: str) -> None:
        """Put a piece into another theme."""
        self.db.run(
            "insert into theme_choice (account_id, piece, theme)"
            " values (:account_id, :piece, :theme)"
            " on conflict (account_id, piece) do update set theme = excluded.theme",
            {"account_id": self.account_id, "piece": piece, "theme": theme},
        )
