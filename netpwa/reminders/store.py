"""One account's reminders in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import fresh_id, from_text, maybe_from_text, maybe_to_text, to_text
from netpwa.errors import NotFoundError
from netpwa.reminders.events import Subject
from netpwa.reminders.marks import Identity
from netpwa.reminders.model import TEST, TEST_LASTS, Due, Kept, Standing, standing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value
    from netpwa.reminders.schedule import Planned

# Many rows for each statement: a new home zone may move a thousand reminders at once.
TOGETHER = 50
COLUMNS = (
    "id", "rule", "subject_kind", "subject_id", "step", "contact_id", "page", "local_at",
    "time_zone", "due_at", "tzdata", "expires_at", "notify_at", "counts", "digest",
)  # fmt: skip
# Put together once, from names that stand above: nothing that anybody typed is among the parts.
INTO = "insert into reminder (account_id, " + ", ".join(COLUMNS) + ") values "  # noqa: S608
# A reminder that moved, or that is to ring again, is another one to whatever is on its way.
OR_MOVE = """
on conflict (account_id, rule, subject_kind, subject_id, step) do update set
    contact_id = excluded.contact_id, page = excluded.page, local_at = excluded.local_at,
    time_zone = excluded.time_zone, due_at = excluded.due_at, tzdata = excluded.tzdata,
    expires_at = excluded.expires_at, notify_at = excluded.notify_at, counts = excluded.counts,
    digest = excluded.digest, ended_at = null,
    generation = reminder.generation + case when reminder.ended_at is not null
        or reminder.due_at <> excluded.due_at
        or (excluded.notify_at is not null and reminder.told_at is not null) then 1 else 0 end
"""


def _row_values(number: int) -> str:
    return "(:account_id, " + ", ".join(f":{column}{number}" for column in COLUMNS) + ")"


PUT_MANY = INTO + ", ".join(map(_row_values, range(TOGETHER))) + OR_MOVE
PUT_ONE = INTO + _row_values(0) + OR_MOVE
SOME_IDS = " and id in (" + ", ".join(f":id{number}" for number in range(TOGETHER)) + ")"
END_MANY = (
    "update reminder set ended_at = :at, notify_at = null where account_id = :account_id"  # noqa: S608
    + SOME_IDS
)
LET_GO_MANY = (
    "update reminder set done_at = :at where account_id = :account_id and ended_at is null"  # noqa: S608
    + SOME_IDS
)
DUE = """
select reminder.id, reminder.rule, reminder.step, reminder.contact_id,
    contact.name as contact_name, reminder.page, reminder.due_at, reminder.expires_at,
    coalesce(promise.text, referral.name, '') as about
from reminder left join contact on contact.account_id = reminder.account_id
    and contact.id = reminder.contact_id
left join promise on promise.account_id = reminder.account_id
    and promise.id = reminder.subject_id and reminder.rule = 'promise'
left join referral on referral.account_id = reminder.account_id
    and referral.id = reminder.subject_id and reminder.rule = 'referral'
where reminder.account_id = :account_id and reminder.ended_at is null
    and reminder.due_at <= :now and reminder.expires_at > :now
    and reminder.rule not in ('prepare', 'digest', 'test')
"""
ALL_DUE = DUE + "order by reminder.due_at, reminder.id"
ONE_DUE = DUE + "and reminder.id = :id"


class ReminderStore:
    """The reminders of one account."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def kept(self) -> list[Kept]:
        """List every reminder that there is or was; test notices are not among them."""
        rows = self.db.query(
            "select id, rule, subject_kind, subject_id, step, contact_id, page, local_at,"
            " time_zone, due_at, tzdata, expires_at, notify_at, counts, digest, told_at,"
            " snoozed_at, snoozed_until, done_at, ended_at from reminder"
            " where account_id = :account_id and rule <> :test",
            {"account_id": self.account_id, "test": TEST},
        )
        return [_kept(row) for row in rows]

    def counted(self, *, since: datetime) -> list[tuple[Identity, datetime]]:
        """List the notices that were among those of their day."""
        rows = self.db.query(
            "select reminder.rule, reminder.subject_kind, reminder.subject_id, reminder.step,"
            " counted_notice.at from counted_notice join reminder"
            " on reminder.account_id = counted_notice.account_id"
            " and reminder.id = counted_notice.reminder_id"
            " where counted_notice.account_id = :account_id and counted_notice.at >= :since",
            {"account_id": self.account_id, "since": to_text(since)},
        )
        return [(_identity(row), from_text(row["at"])) for row in rows]

    def put(self, reminders: Sequence[Planned], tzdata: str) -> None:
        """Write down what is planned, many rows for each statement."""
        whole = len(reminders) - len(reminders) % TOGETHER
        for begin in range(0, whole, TOGETHER):
            values: dict[str, Value] = {"account_id": self.account_id}
            for number, planned in enumerate(reminders[begin : begin + TOGETHER]):
                values |= _numbered(planned, tzdata, number)
            self.db.run(PUT_MANY, values)
        for planned in reminders[whole:]:
            one = {"account_id": self.account_id, **_numbered(planned, tzdata, 0)}
            self.db.run(PUT_ONE, one)

    def end(self, ids: Iterable[str], *, at: datetime) -> None:
        """End what nothing calls for any more; what is on its way to a phone stops."""
        for values in self._together(ids, at):
            self.db.run(END_MANY, values)

    def due(self, *, at: datetime) -> list[Due]:
        """List what has come due and is still of use, the oldest first."""
        rows = self.db.query(ALL_DUE, {"account_id": self.account_id, "now": to_text(at)})
        return [_due(row) for row in rows]

    def notices_of(self, subject: Subject, *, at: datetime) -> list[tuple[str, int, datetime]]:
        """List the notices still to come about a subject: rule, step, and when."""
        rows = self.db.query(
            "select rule, step, notify_at from reminder where account_id = :account_id"
            " and subject_kind = :kind and subject_id = :subject_id and ended_at is null"
            " and notify_at > :at order by notify_at, rule, step",
            {
                "account_id": self.account_id,
                "kind": subject.kind,
                "subject_id": subject.id,
                "at": to_text(at),
            },
        )
        return [(row["rule"], row["step"], from_text(row["notify_at"])) for row in rows]

    def get_due(self, reminder_id: str, *, at: datetime) -> Due | None:
        """Read one that has come due; None when it is dealt with or not due yet.

        NotFoundError when there is no such reminder.
        """
        known = self.db.one(
            "select 1 as found from reminder where account_id = :account_id and id = :id",
            self._keys(reminder_id),
        )
        if known is None:
            raise NotFoundError
        row = self.db.one(ONE_DUE, self._keys(reminder_id, now=to_text(at)))
        return _due(row) if row else None

    def done_at(self, reminder_id: str) -> datetime | None:
        """Read when one was said to be done."""
        row = self.db.one(
            "select done_at from reminder where account_id = :account_id and id = :id",
            self._keys(reminder_id),
        )
        if row is None:
            raise NotFoundError
        return maybe_from_text(row["done_at"])

    def set_done(self, reminder_id: str, done_at: datetime | None) -> None:
        """Say that it is done or not wanted, or take that back with None."""
        self._change(
            "update reminder set done_at = :done_at where account_id = :account_id and id = :id",
            self._keys(reminder_id, done_at=maybe_to_text(done_at)),
        )

    def snooze(self, reminder_id: str, until: datetime, *, at: datetime) -> None:
        """Put a reminder off."""
        self._change(
            "update reminder set snoozed_at = :at, snoozed_until = :until"
            " where account_id = :account_id and id = :id",
            self._keys(reminder_id, at=to_text(at), until=to_text(until)),
        )

    def let_go(self, ids: Iterable[str], *, at: datetime) -> None:
        """Say of many at once that they are done with."""
        for values in self._together(ids, at):
            self.db.run(LET_GO_MANY, values)

    def take_back(self, *, let_go_at: datetime) -> None:
        """Bring back what was let go together at an instant."""
        self.db.run(
            "update reminder set done_at = null"
            " where account_id = :account_id and done_at = :let_go_at",
            {"account_id": self.account_id, "let_go_at": to_text(let_go_at)},
        )

    def add_test(self, test_id: str, local_at: datetime, zone: str, *, at: datetime) -> None:
        """Add a test notice, due at once; `local_at` is the same instant on its owner's clock."""
        self.db.run(
            "insert into reminder (account_id, id, rule, subject_kind, subject_id, step, page,"
            " local_at, time_zone, due_at, tzdata, expires_at, counts, told_at) values"
            " (:account_id, :id, 'test', 'test', :id, 0, '/me/notices', :local_at, :time_zone,"
            " :at, '', :expires_at, 0, :at)",
            self._keys(
                test_id,
                local_at=local_at.replace(tzinfo=None).isoformat("T", "minutes"),
                time_zone=zone,
                at=to_text(at),
                expires_at=to_text(at + TEST_LASTS),
            ),
        )

    def _together(self, ids: Iterable[str], at: datetime) -> Iterator[dict[str, Value]]:
        wanted = list(ids)
        for begin in range(0, len(wanted), TOGETHER):
            some = wanted[begin : begin + TOGETHER]
            padded = some + [""] * (TOGETHER - len(some))
            yield {
                "account_id": self.account_id,
                "at": to_text(at),
                **{f"id{number}": each for number, each in enumerate(padded)},
            }

    def _change(self, sql: str, values: dict[str, Value]) -> None:
        if not self.db.run(sql, values):
            raise NotFoundError

    def _keys(self, reminder_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": reminder_id, **more}


def _numbered(planned: Planned, tzdata: str, number: int) -> dict[str, Value]:
    of, now = planned.of, standing_of(planned, tzdata)
    cells: tuple[Value, ...] = (
        fresh_id(), of.rule, of.subject.kind, of.subject.id, of.step, now.contact_id, now.page,
        now.local_at, now.time_zone, to_text(now.due_at), tzdata, to_text(now.expires_at),
        maybe_to_text(now.notify_at), int(now.counts), now.digest,
    )  # fmt: skip
    return {f"{column}{number}": cell for column, cell in zip(COLUMNS, cells, strict=True)}


def _identity(row: Row) -> Identity:
    subject = Subject(row.pop("subject_kind"), row.pop("subject_id"))
    return Identity(row.pop("rule"), subject, row.pop("step"))


def _kept(row: Row) -> Kept:
    standing = Standing(
        row["contact_id"],
        row["page"],
        row["local_at"],
        row["time_zone"],
        from_text(row["due_at"]),
        row["tzdata"],
        from_text(row["expires_at"]),
        maybe_from_text(row["notify_at"]),
        row["counts"] == 1,
        row["digest"],
    )
    marks = ("told_at", "snoozed_at", "snoozed_until", "done_at", "ended_at")
    when = {name: maybe_from_text(row[name]) for name in marks}
    return Kept(row["id"], _identity(row), standing, **when)


def _due(row: Row) -> Due:
    return Due(
        **{
            **row,
            "due_at": from_text(row["due_at"]),
            "expires_at": from_text(row["expires_at"]),
        }
    )
