"""One account's requests in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import from_text, maybe_from_text, to_text
from netpwa.errors import NotFoundError, StaleError
from netpwa.outreach.model import Request, RequestParts, Tally

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value
    from netpwa.outreach.compose import Composed

COLUMNS = """
select request.id, request.contact_id, contact.name as contact_name, request.channel,
    request.introducer, request.connection, request.who_i_am, request.intention, request.topic,
    request.subject_line, request.minutes, request.time_window, request.own_words,
    request.subject, request.body, request.guard_kept_at, request.self_checked_at,
    request.created_at, request.updated_at, request.sent_at, request.nudges, request.nudged_at,
    request.reply, request.replied_at, request.closed_at, request.rev
from request join contact on contact.account_id = request.account_id
    and contact.id = request.contact_id
where request.account_id = :account_id and contact.deleted_at is null
    and request.dropped_at is null
"""
GET = COLUMNS + "and request.id = :id"
OF_CONTACT = (
    COLUMNS + "and request.contact_id = :id order by request.created_at desc, request.id desc"
)
OPEN = (
    COLUMNS + "and request.reply is null and request.closed_at is null"
    " order by request.sent_at is null, request.sent_at, request.created_at, request.id"
    " limit :limit"
)
SENT = (
    COLUMNS + "and request.sent_at is not null"
    " order by request.sent_at desc, request.id desc limit :limit"
)
AGREED = """update request set reply = 'yes', replied_at = :at where account_id = :account_id
    and contact_id = :id and sent_at <= :at and reply is null and closed_at is null
    and dropped_at is null"""
# People of the same organisation who wait for nothing and were not closed.
OTHERS = """
select other.id, other.name from contact join contact as other
    on other.account_id = contact.account_id
    and other.organisation_id = contact.organisation_id and other.id <> contact.id
where contact.account_id = :account_id and contact.id = :id and other.deleted_at is null
    and not exists (select 1 from request where request.account_id = other.account_id
        and request.contact_id = other.id and request.sent_at is not null)
order by other.name_folded, other.id limit 3
"""
# Somebody known directly who was never asked: the easiest step there is.
EASIEST = """
select contact.id, contact.name from contact join contact_tier
    on contact_tier.account_id = contact.account_id and contact_tier.id = contact.id
where contact.account_id = :account_id and contact.deleted_at is null
    and contact_tier.tier = 'primary'
    and not exists (select 1 from request where request.account_id = contact.account_id
        and request.contact_id = contact.id and request.sent_at is not null)
order by contact.name_folded, contact.id limit 1
"""
PARTS = ("channel", "introducer", "connection", "who_i_am", "intention", "topic", "subject_line",
         "minutes", "time_window", "own_words")  # fmt: skip
INSTANTS = ("guard_kept_at", "self_checked_at", "sent_at", "nudged_at", "replied_at", "closed_at")


class RequestStore:
    """The requests of one account. What is sent is waited for; for drafts see DraftStore, too."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, request_id: str) -> Request:
        """Read one request."""
        row = self.db.one(GET, self._keys(request_id))
        if row is None:
            raise NotFoundError
        return _request(row)

    def of_contact(self, contact_id: str) -> list[Request]:
        """List what one person was asked, the newest first."""
        return [_request(row) for row in self.db.query(OF_CONTACT, self._keys(contact_id))]

    def open(self, limit: int = 200) -> list[Request]:
        """List what is waited for, the longest first, then the drafts."""
        return [_request(row) for row in self.db.query(OPEN, self._keys("", limit=limit))]

    def latest(self, limit: int = 10) -> list[Request]:
        """List what was sent last, the newest first, whatever came of it."""
        return [_request(row) for row in self.db.query(SENT, self._keys("", limit=limit))]

    def add(
        self,
        request_id: str,
        contact_id: str,
        parts: RequestParts,
        composed: Composed,
        *,
        at: datetime,
    ) -> None:
        """Keep a draft; RefusedError when there is no such person or the id is taken."""
        self.db.run(
            "insert into request (account_id, id, contact_id, channel, introducer, connection,"
            " who_i_am, intention, topic, subject_line, minutes, time_window, own_words, subject,"
            " body, created_at, updated_at) values (:account_id, :id, :contact_id, :channel,"
            " :introducer, :connection, :who_i_am, :intention, :topic, :subject_line, :minutes,"
            " :time_window, :own_words, :subject, :body, :at, :at)",
            {**self._values(request_id, parts, composed, at), "contact_id": contact_id},
        )

    def update(
        self, request_id: str, parts: RequestParts, composed: Composed, rev: int, *, at: datetime
    ) -> None:
        """Change a draft; StaleError when `rev` is no longer the newest, or it was sent."""
        changed = self.db.run(
            "update request set channel = :channel, introducer = :introducer,"
            " connection = :connection, who_i_am = :who_i_am, intention = :intention,"
            " topic = :topic, subject_line = :subject_line, minutes = :minutes,"
            " time_window = :time_window, own_words = :own_words, subject = :subject,"
            " body = :body, updated_at = :at, rev = rev + 1,"
            " guard_kept_at = case when body = :body then guard_kept_at end"
            " where account_id = :account_id and id = :id and rev = :rev and sent_at is null",
            {**self._values(request_id, parts, composed, at), "rev": rev},
        )
        if not changed:
            self.get(request_id)
            raise StaleError

    def keep_as_worded(self, request_id: str, *, at: datetime) -> None:
        """Note that its owner read the remark about jobs, and keeps the text."""
        self._set(
            "update request set guard_kept_at = coalesce(guard_kept_at, :at)"
            " where account_id = :account_id and id = :id",
            request_id,
            at,
        )

    def set_self_checked(self, request_id: str, *, is_on: bool, at: datetime) -> None:
        """Note that its owner asks to learn, or take that back."""
        self._set(
            "update request set self_checked_at = case when :is_on = 1 then :at end"
            " where account_id = :account_id and id = :id",
            request_id,
            at,
            is_on=int(is_on),
        )

    def mark_sent(self, request_id: str, *, at: datetime) -> bool:
        """Start the clock; False when nothing could be sent or it was sent already."""
        return self._try(
            "update request set sent_at = :at, rev = rev + 1 where account_id = :account_id"
            " and id = :id and sent_at is null and body <> '' and dropped_at is null",
            request_id,
            at,
        )

    def mark_nudged(self, request_id: str, *, most: int, at: datetime) -> bool:
        """Note a reminder to them; False when there were `most` already, or none is called for."""
        return self._try(
            "update request set nudges = nudges + 1, nudged_at = :at, rev = rev + 1"
            " where account_id = :account_id and id = :id and sent_at is not null"
            " and reply is null and closed_at is null and nudges < :most",
            request_id,
            at,
            most=most,
        )

    def agree(self, contact_id: str, *, at: datetime) -> None:
        """Take a date with somebody as their yes to whatever waits for an answer."""
        values = {"account_id": self.account_id, "id": contact_id, "at": to_text(at)}
        self.db.run(AGREED, values)

    def set_reply(self, request_id: str, reply: str, *, at: datetime) -> None:
        """Record what they answered; a later word replaces an earlier one."""
        self._set(
            "update request set replied_at = case when reply = :reply then replied_at else :at end,"
            " reply = :reply, rev = rev + 1"
            " where account_id = :account_id and id = :id and sent_at is not null",
            request_id,
            at,
            reply=reply,
        )

    def close(self, request_id: str, *, at: datetime) -> None:
        """Let a request go kindly."""
        self._set(
            "update request set closed_at = coalesce(closed_at, :at), rev = rev + 1"
            " where account_id = :account_id and id = :id and sent_at is not null",
            request_id,
            at,
        )

    def reopen(self, request_id: str, *, at: datetime) -> None:
        """Take back an answer or a closing that was recorded by mistake; the nudges stay."""
        self._set(
            "update request set closed_at = null, reply = null, replied_at = null, rev = rev + 1,"
            " updated_at = :at where account_id = :account_id and id = :id",
            request_id,
            at,
        )

    def notes_sent(self, *, since: datetime) -> int:
        """Count the LinkedIn notes sent since an instant."""
        row = self.db.one(
            "select count(*) as n from request where account_id = :account_id"
            " and channel = 'linkedin_note' and sent_at >= :since",
            {"account_id": self.account_id, "since": to_text(since)},
        )
        return int(row["n"]) if row else 0

    def others_there(self, contact_id: str) -> list[Row]:
        """List up to three people of the same organisation who were not asked yet."""
        return self.db.query(OTHERS, self._keys(contact_id))

    def easiest(self) -> Row | None:
        """Give somebody who is known directly and was not asked yet."""
        return self.db.one(EASIEST, {"account_id": self.account_id})

    def tally(self) -> Tally:
        """Count what was sent, what was answered at all, and the yes among it."""
        row = self.db.one(
            "select count(*) as sent, count(reply) as answered,"
            " coalesce(sum(case when reply = 'yes' then 1 else 0 end), 0) as agreed from request"
            " where account_id = :account_id and sent_at is not null",
            {"account_id": self.account_id},
        )
        return Tally(**row) if row else Tally(0, 0, 0)

    def set_raised_jobs(self, contact_id: str, *, is_on: bool, at: datetime) -> None:
        """Note that somebody brought up jobs themselves, or take that back."""
        self._set(
            "update contact set raised_jobs_at = case when :is_on = 1"
            " then coalesce(raised_jobs_at, :at) end where account_id = :account_id and id = :id"
            " and deleted_at is null",
            contact_id,
            at,
            is_on=int(is_on),
        )

    def has_raised_jobs(self, contact_id: str) -> bool:
        """Say whether somebody brought up jobs themselves."""
        row = self.db.one(
            "select 1 as yes from contact where account_id = :account_id and id = :id"
            " and raised_jobs_at is not null",
            self._keys(contact_id),
        )
        return row is not None

    def _values(
        self, request_id: str, parts: RequestParts, composed: Composed, at: datetime
    ) -> dict[str, Value]:
        typed: dict[str, Value] = {name: getattr(parts, name) for name in PARTS}
        return self._keys(
            request_id, **typed, subject=composed.subject, body=composed.body, at=to_text(at)
        )

    def _set(self, sql: str, row_id: str, at: datetime, **more: Value) -> None:
        if not self._try(sql, row_id, at, **more):
            raise NotFoundError

    def _try(self, sql: str, row_id: str, at: datetime, **more: Value) -> bool:
        return self.db.run(sql, self._keys(row_id, at=to_text(at), **more)) > 0

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


def _request(row: Row) -> Request:
    parts = RequestParts(**{name: row[name] for name in PARTS})
    times = {name: maybe_from_text(row[name]) for name in INSTANTS}
    rest = {name: value for name, value in row.items() if name not in PARTS}
    made = {name: from_text(row[name]) for name in ("created_at", "updated_at")}
    return Request(**{**rest, **times, **made}, parts=parts)
