"""One account's introductions and how far each has come, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import from_text, maybe_from_text, to_text
from netpwa.errors import NotFoundError, StaleError
from netpwa.network.model import Introduction

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value
    from netpwa.network.model import AskOfIntroducer

COLUMNS = """
select introduction.id, introduction.introducer_id, introducer.name as introducer,
    introduction.via_id, via.name as via, introduction.target_id, target.name as target,
    introduction.state, introduction.blurb, introduction.created_at, introduction.rev,
    introduction.asked_at, introduction.introducer_ok_at, introduction.target_ok_at,
    introduction.introduced_at, introduction.declined_at, introduction.thanked_at,
    introduction.loop_closed_at, introduction.who_i_am, introduction.intention,
    introduction.minutes, introduction.takeaway, introduction.news
from introduction
join contact as introducer on introducer.account_id = introduction.account_id
    and introducer.id = introduction.introducer_id
join contact as target on target.account_id = introduction.account_id
    and target.id = introduction.target_id
left join contact as via on via.account_id = introduction.account_id
    and via.id = introduction.via_id
where introduction.account_id = :account_id and introducer.deleted_at is null
    and target.deleted_at is null
"""
GET = COLUMNS + "and introduction.id = :id"
AROUND = (
    COLUMNS + "and (introduction.target_id = :id or introduction.introducer_id = :id)"
    " order by introduction.created_at desc, introduction.id desc"
)
OPEN = (
    COLUMNS + "and introduction.state <> 'loop_closed'"
    " order by introduction.created_at, introduction.id limit :limit"
)
TIMES = ("asked_at", "introducer_ok_at", "target_ok_at", "introduced_at", "declined_at",
         "thanked_at", "loop_closed_at")  # fmt: skip


class IntroductionStore:
    """The introductions of one account."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, introduction_id: str) -> Introduction:
        """Read one introduction."""
        row = self.db.one(GET, self._keys(introduction_id))
        if row is None:
            raise NotFoundError
        return _introduction(row)

    def around(self, contact_id: str) -> list[Introduction]:
        """List those that lead to somebody or were asked of them, the newest first."""
        return [_introduction(row) for row in self.db.query(AROUND, self._keys(contact_id))]

    def under_way(self, limit: int = 100) -> list[Introduction]:
        """List those whose loop is not closed, the oldest first."""
        return [_introduction(row) for row in self.db.query(OPEN, self._keys("", limit=limit))]

    def open_asks(self, introducer_id: str) -> int:
        """Count what an introducer has on their desk."""
        row = self.db.one(
            "select count(*) as n from introduction where account_id = :account_id"
            " and introducer_id = :id"
            " and state in ('idea', 'asked', 'introducer_ok', 'target_ok')",
            self._keys(introducer_id),
        )
        return int(row["n"]) if row else 0

    def start(
        self,
        introduction_id: str,
        introducer_id: str,
        target_id: str,
        *,
        via_id: str | None = None,
        at: datetime,
    ) -> None:
        """Begin one, as an idea; RefusedError when there is no such person."""
        self.db.run(
            "insert into introduction (account_id, id, introducer_id, via_id, target_id,"
            " created_at) values (:account_id, :id, :introducer_id, :via_id, :target_id, :at)",
            self._keys(
                introduction_id,
                introducer_id=introducer_id,
                via_id=via_id,
                target_id=target_id,
                at=to_text(at),
            ),
        )

    def reach(self, introduction_id: str, state: str, *, at: datetime) -> None:
        """Bring one to a state; the instant stays that of the first time."""
        self._change(
            "update introduction set state = :state, rev = rev + 1,"
            " asked_at = case when :state = 'asked' then coalesce(asked_at, :at) else asked_at end,"
            " introducer_ok_at = case when :state = 'introducer_ok'"
            " then coalesce(introducer_ok_at, :at) else introducer_ok_at end,"
            " target_ok_at = case when :state = 'target_ok'"
            " then coalesce(target_ok_at, :at) else target_ok_at end,"
            " introduced_at = case when :state = 'introduced'"
            " then coalesce(introduced_at, :at) else introduced_at end,"
            " declined_at = case when :state = 'declined'"
            " then coalesce(declined_at, :at) else declined_at end,"
            " thanked_at = case when :state = 'thanked'"
            " then coalesce(thanked_at, :at) else thanked_at end,"
            " loop_closed_at = case when :state = 'loop_closed'"
            " then coalesce(loop_closed_at, :at) else loop_closed_at end"
            " where account_id = :account_id and id = :id",
            self._keys(introduction_id, state=state, at=to_text(at)),
        )

    def step_back(self, introduction_id: str, *, to: str) -> None:
        """Take back the last step, which was a slip; its instant goes with it."""
        self._change(
            "update introduction set rev = rev + 1,"
            " asked_at = case when state <> 'asked' then asked_at end,"
            " introducer_ok_at = case when state <> 'introducer_ok' then introducer_ok_at end,"
            " target_ok_at = case when state <> 'target_ok' then target_ok_at end,"
            " introduced_at = case when state <> 'introduced' then introduced_at end,"
            " declined_at = case when state <> 'declined' then declined_at end,"
            " thanked_at = case when state <> 'thanked' then thanked_at end,"
            " loop_closed_at = case when state <> 'loop_closed' then loop_closed_at end,"
            " state = :to where account_id = :account_id and id = :id",
            self._keys(introduction_id, to=to),
        )

    def write(self, introduction_id: str, typed: AskOfIntroducer, rev: int) -> None:
        """Keep what is to be asked; StaleError when it changed since `rev` or was asked already."""
        changed = self.db.run(
            "update introduction set who_i_am = :who_i_am, intention = :intention,"
            " minutes = :minutes, blurb = :blurb, rev = rev + 1 where account_id = :account_id"
            " and id = :id and rev = :rev and state = 'idea'",
            self._keys(
                introduction_id,
                who_i_am=typed.who_i_am,
                intention=typed.intention,
                minutes=typed.minutes,
                blurb=typed.blurb,
                rev=rev,
            ),
        )
        if not changed:
            self.get(introduction_id)
            raise StaleError

    def write_back(self, introduction_id: str, *, takeaway: str, news: str, rev: int) -> None:
        """Keep what the introducer is told; StaleError when it changed since `rev`."""
        changed = self.db.run(
            "update introduction set takeaway = :takeaway, news = :news, rev = rev + 1"
            " where account_id = :account_id and id = :id and rev = :rev",
            self._keys(introduction_id, takeaway=takeaway, news=news, rev=rev),
        )
        if not changed:
            self.get(introduction_id)
            raise StaleError

    def drop(self, introduction_id: str) -> None:
        """Forget an introduction that nobody was asked for yet."""
        self._change(
            "delete from introduction where account_id = :account_id and id = :id"
            " and state = 'idea'",
            self._keys(introduction_id),
        )

    def _change(self, sql: str, values: dict[str, Value]) -> None:
        if not self.db.run(sql, values):
            raise NotFoundError

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


def _introduction(row: Row) -> Introduction:
    times = {name: maybe_from_text(row[name]) for name in TIMES}
    return Introduction(**{**row, **times, "created_at": from_text(row["created_at"])})
