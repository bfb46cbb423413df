"""What happened in one account, read from the rows of every slice, as events for the rules.

One constant statement for each kind of event; its columns are the event's fields. Who is in the
bin calls for nothing. A slice that brings a new kind of event adds a line to `SOURCES`,
or to left_store.py for what a talk leaves.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from netpwa.db.values import from_text, maybe_from_text, to_text
from netpwa.reminders import events as e
from netpwa.reminders.left_store import OF_WHAT_IS_LEFT

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database

SOURCES: tuple[tuple[type[e.Event], str], ...] = (
    (
        # Whoever came with a file was not captured one by one: hundreds would call at once.
        e.Captured,
        (
            "select id as contact, created_at as at from contact"
            " where account_id = :account_id and deleted_at is null and created_at >= :new_since"
            " and import_id is null"
        ),
    ),
    (
        # Only of those to keep warm, and only the last: an address book holds thousands.
        e.Touched,
        (
            "select contact.id as contact, max(touch.at) as at from contact join touch"
            " on touch.account_id = contact.account_id and touch.contact_id = contact.id"
            " where contact.account_id = :account_id and contact.deleted_at is null"
            " and contact.keep_warm not in ('unset', 'no') group by contact.id"
        ),
    ),
    (
        # A day that somebody set for being in touch is a promise to themselves.
        e.PromiseMade,
        (
            "select id as promise, id as contact, follow_up_on as due_on, follow_up_set_at as at"
            " from contact where account_id = :account_id and deleted_at is null"
            " and follow_up_on is not null"
        ),
    ),
    (
        e.PromiseKept,
        (
            "select id as promise, follow_up_done_at as at from contact"
            " where account_id = :account_id and deleted_at is null"
            " and follow_up_on is not null and follow_up_done_at is not null"
        ),
    ),
    (
        e.Cancelled,
        (
            "select id as interview, cancelled_at as at from interview"
            " where account_id = :account_id and cancelled_at is not null"
        ),
    ),
    (
        # Of a time that was agreed on anew they are asked again.
        e.Confirmed,
        (
            "select id as interview, confirmed_at as at from interview"
            " where account_id = :account_id and confirmed_at >= settled_at"
        ),
    ),
    (
        e.Ended,
        (
            "select id as interview, held_at as at from interview"
            " where account_id = :account_id and held_at is not null"
        ),
    ),
    (
        # Whoever ticks something of it has it open: a GET changes nothing and is not noted.
        e.BriefOpened,
        (
            "select interview_id as interview, max(done_at) as at from checklist_item"
            " where account_id = :account_id and done_at is not null group by interview_id"
        ),
    ),
    (
        # The sixty seconds after a talk are spent on the page of its thank-you.
        e.CapturedAfter,
        (
            "select interview_id as interview, updated_at as at from thank_you"
            " where account_id = :account_id"
        ),
    ),
    (
        e.Thanked,
        (
            "select interview_id as interview, sent_at as at from thank_you"
            " where account_id = :account_id and sent_at is not null"
        ),
    ),
    (
        e.Reflected,
        (
            "select interview_id as interview, written_at as at from reflection"
            " where account_id = :account_id and written_at is not null"
        ),
    ),
    (
        e.ReflectionSkipped,
        (
            "select interview_id as interview, skipped_at as at from reflection"
            " where account_id = :account_id and skipped_at is not null"
        ),
    ),
)
# What happened to requests; one in the bin or thrown away calls for nothing.
OF_REQUESTS: tuple[tuple[type[e.Event], str], ...] = (
    (
        e.DraftKept,
        (
            "select request.id as request, request.contact_id as contact, request.updated_at as at"
            " from request join contact on contact.account_id = request.account_id"
            " and contact.id = request.contact_id where request.account_id = :account_id"
            " and contact.deleted_at is null and request.dropped_at is null"
            " and request.sent_at is null"
        ),
    ),
    (
        e.RequestSent,
        (
            "select request.id as request, request.contact_id as contact, request.sent_at as at"
            " from request join contact on contact.account_id = request.account_id"
            " and contact.id = request.contact_id where request.account_id = :account_id"
            " and contact.deleted_at is null and request.dropped_at is null"
            " and request.sent_at is not null"
        ),
    ),
    (
        e.Replied,
        (
            "select id as request, reply as answer, replied_at as at from request"
            " where account_id = :account_id and dropped_at is null and replied_at is not null"
        ),
    ),
    (
        # Of two nudges only the last has its instant kept: the first counts from the sending.
        e.Nudged,
        (
            "select id as request, nudged_at as at from request"
            " where account_id = :account_id and dropped_at is null and nudges > 0"
            " union all select id as request, sent_at as at from request"
            " where account_id = :account_id and dropped_at is null and nudges > 1"
        ),
    ),
    (
        # One person at a time in an organisation: whoever is asked after them takes their turn.
        e.OtherContactAsked,
        (
            "select request.id as request, min(later.sent_at) as at from request"
            " join contact on contact.account_id = request.account_id"
            " and contact.id = request.contact_id"
            " join contact as other on other.account_id = contact.account_id"
            " and other.organisation_id = contact.organisation_id and other.id <> contact.id"
            " join request as later on later.account_id = other.account_id"
            " and later.contact_id = other.id and later.sent_at > request.sent_at"
            " where request.account_id = :account_id and request.dropped_at is null"
            " and later.dropped_at is null group by request.id"
        ),
    ),
    (
        e.ClosedKindly,
        (
            "select id as request, closed_at as at from request"
            " where account_id = :account_id and dropped_at is null and closed_at is not null"
        ),
    ),
)
OF_PEOPLE: tuple[tuple[type[e.Event], str], ...] = (
    (
        e.ResearchNoted,
        (
            "select contact_id as contact, id as note, found_at as at from research"
            " where account_id = :account_id and contact_id is not null"
            " and found_at >= :new_since"
        ),
    ),
    (
        e.KeepWarm,
        (
            "select id as contact, keep_warm as cadence, created_at as at from contact"
            " where account_id = :account_id and deleted_at is null and keep_warm <> 'unset'"
        ),
    ),
    (
        e.Introduced,
        (
            "select introduction.id as intro, introduction.target_id as contact,"
            " introduction.introduced_at as at from introduction join contact"
            " on contact.account_id = introduction.account_id"
            " and contact.id = introduction.target_id"
            " where introduction.account_id = :account_id and contact.deleted_at is null"
            " and introduction.introduced_at is not null"
        ),
    ),
    (
        e.IntroducerThanked,
        (
            "select id as intro, coalesce(thanked_at, loop_closed_at) as at from introduction"
            " where account_id = :account_id"
            " and (thanked_at is not null or loop_closed_at is not null)"
        ),
    ),
)
TALKS = """
select interview.id, interview.contact_id, interview.local_date, interview.local_time,
    interview.time_zone, interview.minutes, interview.settled_at, interview.held_at,
    interview.created_at, interview.cancelled_at, interview.kind, reflection.energy_after
from interview join contact on contact.account_id = interview.account_id
    and contact.id = interview.contact_id
left join reflection on reflection.account_id = interview.account_id
    and reflection.interview_id = interview.id
where interview.account_id = :account_id and contact.deleted_at is null
"""
NO_INSTANTS = frozenset({"contact", "request", "interview", "intro", "promise", "name", "outcome",
                         "note", "cadence", "answer", "due_on"})  # fmt: skip


class TalkRow(NamedTuple):
    """A conversation as it was agreed on, on the wall clock of its own zone, and how it went."""

    id: str
    contact_id: str
    local_date: str
    local_time: str
    time_zone: str
    minutes: int
    settled_at: datetime
    created_at: datetime
    held_at: datetime | None
    cancelled_at: datetime | None
    kind: str
    energy_after: int | None


class HistoryStore:
    """What happened in one account."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def events(self, *, new_since: datetime) -> list[e.Event]:
        """Read every event but those of bookings, which depend on the rules of time zones.

        Whoever was captured before `new_since` is no longer somebody new.
        """
        keys = {"account_id": self.account_id, "new_since": to_text(new_since)}
        sources = (*SOURCES, *OF_PEOPLE, *OF_REQUESTS, *OF_WHAT_IS_LEFT)
        return [_event(kind, row) for kind, sql in sources for row in self.db.query(sql, keys)]

    def talks(self) -> list[TalkRow]:
        """Read every conversation that was booked."""
        rows = self.db.query(TALKS, {"account_id": self.account_id})
        instants = ("settled_at", "created_at", "held_at", "cancelled_at")
        return [
            TalkRow(**{**row, **{name: maybe_from_text(row[name]) for name in instants}})
            for row in rows
        ]


def _event(kind: type[e.Event], row: dict[str, Any]) -> e.Event:
    values: dict[str, Any] = {
        name: value if name in NO_INSTANTS or value is None else from_text(value)
        for name, value in row.items()
    }
    if values.get("due_on"):
        values["due_on"] = date.fromisoformat(values["due_on"])
    return kind(**values)
