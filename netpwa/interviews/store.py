"""One account's conversations, with their checklists, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import fresh_id, from_text, maybe_from_text, maybe_to_text, to_text
from netpwa.errors import NotFoundError, StaleError
from netpwa.interviews.model import ChecklistItem, Interview
from netpwa.interviews.plan_store import PlanStore

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value
    from netpwa.interviews.model import InterviewDraft, PlanItem

COLUMNS = """
select interview.id, interview.contact_id, contact.name as contact_name, interview.mode,
    interview.local_date, interview.local_time, interview.time_zone, interview.starts_at,
    interview.minutes, interview.place, interview.held_at, interview.cancelled_at, interview.rev,
    interview.kind, interview.pace,
    case when interview.confirmed_at >= interview.settled_at then 1 else 0 end as confirmed
from interview join contact on contact.account_id = interview.account_id
    and contact.id = interview.contact_id
where interview.account_id = :account_id and contact.deleted_at is null
"""
GET = COLUMNS + "and interview.id = :id"
OF_CONTACT = COLUMNS + "and interview.contact_id = :id order by interview.starts_at desc"
OPEN = (
    COLUMNS + "and interview.held_at is null and interview.cancelled_at is null"
    " order by interview.starts_at, interview.id limit :limit"
)
SINCE = COLUMNS + "and interview.starts_at >= :since order by interview.starts_at, interview.id"
PAST = (
    COLUMNS + "and (interview.held_at is not null or interview.cancelled_at is not null)"
    " order by interview.starts_at desc, interview.id desc limit :limit"
)


class InterviewStore:
    """Everything about the conversations of one account."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, interview_id: str) -> Interview:
        """Read one conversation."""
        row = self.db.one(GET, self._keys(interview_id))
        if row is None:
            raise NotFoundError
        return _interview(row)

    def of_contact(self, contact_id: str) -> list[Interview]:
        """List the conversations with one person, the latest first."""
        return [_interview(row) for row in self.db.query(OF_CONTACT, self._keys(contact_id))]

    def since(self, instant: datetime) -> list[Interview]:
        """List all from an instant on, also what was held or cancelled, the earliest first."""
        return [
            _interview(row) for row in self.db.query(SINCE, self._keys("", since=to_text(instant)))
        ]

    def open(self, limit: int = 500) -> list[Interview]:
        """List what is neither held nor cancelled, the earliest first."""
        return [_interview(row) for row in self.db.query(OPEN, self._keys("", limit=limit))]

    def past(self, limit: int = 50) -> list[Interview]:
        """List what was held or cancelled, the latest first."""
        return [_interview(row) for row in self.db.query(PAST, self._keys("", limit=limit))]

    def create(
        self,
        contact_id: str,
        draft: InterviewDraft,
        starts_at: datetime,
        *,
        at: datetime,
    ) -> None:
        """Book a conversation; RefusedError when there is no such person or the id is taken."""
        self.db.run(
            "insert into interview (account_id, id, contact_id, mode, local_date, local_time,"
            " time_zone, starts_at, settled_at, minutes, place, kind, pace, created_at, updated_at)"
            " values (:account_id, :id, :contact_id, :mode, :local_date, :local_time, :time_zone,"
            " :starts_at, :at, :minutes, :place, :kind, :pace, :at, :at)",
            {
                **self._values(draft, starts_at, at),
                "contact_id": contact_id,
                "kind": draft.kind,
                "pace": draft.pace,
            },
        )

    def update(self, draft: InterviewDraft, starts_at: datetime, rev: int, *, at: datetime) -> None:
        """Change time, mode or place; StaleError when `rev` is no longer the newest."""
        changed = self.db.run(
            "update interview set mode = :mode, local_date = :local_date,"
            " local_time = :local_time, time_zone = :time_zone, starts_at = :starts_at,"
            " settled_at = case when starts_at = :starts_at then settled_at else :at end,"
            " minutes = :minutes, place = :place, updated_at = :at, rev = rev + 1"
            " where account_id = :account_id and id = :id and rev = :rev",
            {**self._values(draft, starts_at, at), "rev": rev},
        )
        if not changed:
            self.get(draft.id)
            raise StaleError

    def set_minutes(self, interview_id: str, minutes: int, *, at: datetime) -> None:
        """Say how many minutes there are now."""
        self.db.run(
            "update interview set minutes = :minutes, updated_at = :at, rev = rev + 1"
            " where account_id = :account_id and id = :id and minutes <> :minutes",
            self._keys(interview_id, minutes=minutes, at=to_text(at)),
        )

    def set_pace(self, interview_id: str, pace: float) -> None:
        """Say what pace its plan reckons with now."""
        self.db.run(
            "update interview set pace = :pace where account_id = :account_id and id = :id",
            self._keys(interview_id, pace=pace),
        )

    def set_cancelled(self, interview_id: str, cancelled_at: datetime | None) -> None:
        """Cancel a conversation, or take that back with None."""
        self.db.run(
            "update interview set cancelled_at = :cancelled_at, rev = rev + 1"
            " where account_id = :account_id and id = :id",
            self._keys(interview_id, cancelled_at=maybe_to_text(cancelled_at)),
        )

    def set_held(self, interview_id: str, held_at: datetime | None) -> None:
        """Mark a conversation as held, or take that back with None."""
        self.db.run(
            "update interview set held_at = :held_at, rev = rev + 1"
            " where account_id = :account_id and id = :id",
            self._keys(interview_id, held_at=maybe_to_text(held_at)),
        )

    def confirmed_at(self, interview_id: str) -> datetime | None:
        """Read when they were asked whether the time still suits them."""
        row = self.db.one(
            "select confirmed_at from interview where account_id = :account_id and id = :id",
            self._keys(interview_id),
        )
        return maybe_from_text(row["confirmed_at"]) if row else None

    def set_confirmed(self, interview_id: str, at: datetime | None) -> None:
        """Note when they were asked to confirm the time, or take that back with None."""
        self.db.run(
            "update interview set confirmed_at = :at where account_id = :account_id and id = :id",
            self._keys(interview_id, at=maybe_to_text(at)),
        )

    def plan(self, interview_id: str) -> list[PlanItem]:
        """List the questions planned, in order, without what was left out."""
        return PlanStore(self.db, self.account_id).plan(interview_id)

    def checklist(self, interview_id: str) -> list[ChecklistItem]:
        """List what to have ready, in order."""
        rows = self.db.query(
            "select id, moment, text, done_at from checklist_item"
            " where account_id = :account_id and interview_id = :id order by position, id",
            self._keys(interview_id),
        )
        return [
            ChecklistItem(**{**row, "done_at": maybe_from_text(row["done_at"])}) for row in rows
        ]

    def replace_checklist(self, interview_id: str, items: Iterable[tuple[str, str]]) -> None:
        """List these (moment, text) in this order; a text that was ticked stays ticked."""
        done = {item.text: item.done_at for item in self.checklist(interview_id)}
        self.db.run(
            "delete from checklist_item where account_id = :account_id and interview_id = :id",
            self._keys(interview_id),
        )
        for position, (moment, text) in enumerate(items):
            self.db.run(
                "insert into checklist_item"
                " (account_id, id, interview_id, moment, text, position, done_at)"
                " values (:account_id, :item_id, :id, :moment, :text, :position, :done_at)",
                self._keys(
                    interview_id,
                    item_id=fresh_id(),
                    moment=moment,
                    text=text,
                    position=position,
                    done_at=maybe_to_text(done.get(text)),
                ),
            )

    def set_done(self, interview_id: str, item_id: str, done_at: datetime | None) -> None:
        """Tick a thing as ready, or take the tick back with None."""
        changed = self.db.run(
            "update checklist_item set done_at = :done_at where account_id = :account_id"
            " and interview_id = :id and id = :item_id",
            self._keys(interview_id, item_id=item_id, done_at=maybe_to_text(done_at)),
        )
        if not changed:
            raise NotFoundError

    def _values(self, draft: InterviewDraft, starts_at: datetime, at: datetime) -> dict[str, Value]:
        return self._keys(
            draft.id,
            mode=draft.mode,
            local_date=draft.local_date.isoformat(),
            local_time=draft.local_time.isoformat("minutes"),
            time_zone=draft.time_zone,
            starts_at=to_text(starts_at),
            minutes=draft.minutes,
            place=draft.place,
            at=to_text(at),
        )

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


def _interview(row: Row) -> Interview:
    return Interview(
        **{
            **row,
            "starts_at": from_text(row["starts_at"]),
            "held_at": maybe_from_text(row["held_at"]),
            "cancelled_at": maybe_from_text(row["cancelled_at"]),
            "confirmed": row["confirmed"] == 1,
        }
    )
