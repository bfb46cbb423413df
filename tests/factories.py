"""People, conversations and all else that a test may begin with: plain functions with defaults."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from netpwa.accounts.model import SignUpDraft
from netpwa.accounts.passwords import hash_password
from netpwa.accounts.store import AccountStore, SignInStore
from netpwa.contacts.model import ContactDraft, Touch, fold, recognise
from netpwa.contacts.store import ContactStore
from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.interviews import booking
from netpwa.interviews.model import InterviewDraft, Question
from netpwa.interviews.question_store import QuestionStore
from netpwa.network.introduction_store import IntroductionStore
from netpwa.network.model import Link
from netpwa.network.store import NetworkStore
from netpwa.outreach.compose import Composed
from netpwa.outreach.model import RequestParts
from netpwa.outreach.store import RequestStore
from netpwa.push.model import Subscription
from netpwa.push.store import PushStore
from netpwa.reminders.planning import replan
from netpwa.research.model import NoteDraft
from netpwa.research.store import ResearchStore
from netpwa.watch.model import Feed, Title, WatchDraft
from netpwa.watch.store import FeedStore, WatchStore

if TYPE_CHECKING:
    from netpwa.db.port import Database

# A Tuesday, ten in the morning in Toronto.
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
TOMORROW = date(2026, 11, 25)
ZONE = "America/Toronto"
PASSWORD = "five odd teacups sing"  # noqa: S105  an example

SUBSCRIPTION = {
    "endpoint": "https://fcm.googleapis.com/fcm/send/one",
    "p256dh": "BDQE_3ylpKSTVy0Z6Laq2Zi_xa1aYIWxmIqLAInhJe8MREa_IvUF8UM8xTFfv0K0geasmCv3ZToRB"
    "-4SU0wMjuE",
    "auth": "VZO4hClrXLgMOLZUaEF9Ew",
}


@cache
def password_hash() -> str:
    """Hash the password of everybody here, once: it is slow on purpose."""
    return hash_password(PASSWORD)


def account(db: Database, name: str = "Ada", zone: str = ZONE, at: datetime = AT) -> str:
    """Make an account and give its id."""
    draft = SignUpDraft(fresh_id(), name, f"{name.lower()}@example.org", "", zone)
    with write(db):
        SignInStore(db).create(draft, password_hash(), at=at)
    return draft.id


def device(
    db: Database, account_id: str, label: str = "Firefox on Linux", at: datetime = AT
) -> str:
    """Sign a browser in and give its id."""
    device_id = fresh_id()
    with write(db):
        AccountStore(db, account_id).add_device(device_id, label, at=at)
    return device_id


def contact(
    db: Database, account_id: str, name: str = "Grace Hopper", at: datetime = AT, **known: str
) -> str:
    """Capture a person and give their id; `reach` is one line, `id` may be given."""
    contact_id = known.pop("id", None) or fresh_id()
    reach = known.pop("reach", "")
    points = (recognise(reach),) if reach else ()
    draft = ContactDraft(contact_id, name, points=points, **known)
    with write(db):
        ContactStore(db, account_id).create(draft, at=at)
    return draft.id


def touch(
    db: Database, account_id: str, contact_id: str, kind: str = "email", at: datetime = AT
) -> str:
    """Log that the two were in touch and give the touch's id."""
    touch_id = fresh_id()
    with write(db):
        ContactStore(db, account_id).add_touch(contact_id, Touch(touch_id, kind, at, "", None))
    return touch_id


def talk(
    mode: str = "phone",
    *,
    day: date = TOMORROW,
    starts: time = time(14),
    zone: str = ZONE,
    minutes: int = 20,
    place: str = "",
    interview_id: str | None = None,
) -> InterviewDraft:
    """Write down a conversation as somebody would type it."""
    return InterviewDraft(interview_id or fresh_id(), mode, day, starts, zone, minutes, place)


def interview(
    db: Database, account_id: str, contact_id: str, draft: InterviewDraft | None = None
) -> str:
    """Book a conversation and give its id."""
    draft = draft or talk()
    with write(db):
        booking.book(db, account_id, contact_id, draft, say=str, at=AT)
    work_out(db, account_id)
    return draft.id


def work_out(db: Database, account_id: str, *, at: datetime = AT) -> None:
    """Work an account's reminders out again, as every write does."""
    with write(db):
        replan(db, account_id, at=at)


def question(
    db: Database,
    account_id: str,
    text: str = "What keeps you up at night?",
    code: str | None = None,
) -> str:
    """Keep a question of somebody's own, or a line of ours in their words, and give its id."""
    question_id = fresh_id()
    with write(db):
        QuestionStore(db, account_id).add(
            question_id, Question("role", text, 2.0, code=code), at=AT
        )
    return question_id


def subscription(db: Database, account_id: str) -> str:
    """Turn notices on in a browser of its own and give the subscription's id."""
    subscription_id = fresh_id()
    with write(db):
        PushStore(db, account_id).subscribe(
            subscription_id,
            Subscription(**SUBSCRIPTION),
            origin="https://fcm.googleapis.com",
            vapid_key="B" + "A" * 86,
            label="Chrome on Android",
            device_id=device(db, account_id),
            at=AT,
        )
    return subscription_id


def link(
    db: Database,
    account_id: str,
    from_id: str,
    to_id: str,
    kind: str = "can_introduce",
    strength: int = 2,
) -> str:
    """Let somebody known lead to somebody and give the link's id."""
    link_id = fresh_id()
    with write(db):
        store = NetworkStore(db, account_id)
        store.set_known(from_id, on=True)
        store.add_link(Link(link_id, from_id, to_id, kind, strength), at=AT)
    return link_id


def introduction(db: Database, account_id: str, introducer_id: str, target_id: str) -> str:
    """Begin an introduction and give its id."""
    introduction_id = fresh_id()
    with write(db):
        store = IntroductionStore(db, account_id)
        store.start(introduction_id, introducer_id, target_id, at=AT)
    return introduction_id


def note(
    db: Database, account_id: str, contact_id: str, kind: str = "shared", text: str = "Compilers"
) -> str:
    """Note something about somebody and give the note's id."""
    note_id = fresh_id()
    with write(db):
        draft = NoteDraft(note_id, kind, text)
        ResearchStore(db, account_id).add(draft, contact_id=contact_id, fold=fold, at=AT)
    return note_id


def only(db: Database, account_id: str, table: str) -> str:
    """Give the id of the first row that an account has in a table."""
    row = db.one(
        f"select min(id) as id from {table} where account_id = :id",  # noqa: S608  named by a test
        {"id": account_id},
    )
    assert row
    return str(row["id"])


def request(
    db: Database, account_id: str, contact_id: str, channel: str = "email", at: datetime = AT
) -> str:
    """Write a request that is ready to be sent, and give its id."""
    request_id = fresh_id()
    subject = "A question" if channel == "email" else None
    parts = RequestParts(channel, "I read your book.", "a student", "how clocks are made")
    composed = Composed(subject, "Hello Grace, may I ask?", subject, "")
    with write(db):
        RequestStore(db, account_id).add(request_id, contact_id, parts, composed, at=at)
    return request_id


def followed(
    db: Database, account_id: str, name: str = "Navy news", *, is_feed: bool = True
) -> str:
    """Follow a page and give its id."""
    draft = WatchDraft(fresh_id(), name, "https://example.org/news", "employer", is_feed=is_feed)
    with write(db):
        WatchStore(db, account_id).add(draft, at=AT)
    return draft.id


def title(
    db: Database, account_id: str, watch_id: str, text: str = "New ships", at: datetime = AT
) -> str:
    """Let a feed bring a title and give its id."""
    feed = Feed(account_id, watch_id, "https://example.org/news", "", "", 0)
    found = Title(fresh_id(), text, "https://example.org/news/1", at)
    with write(db):
        FeedStore(db).keep(feed, [found], at=at)
    return WatchStore(db, account_id).new_titles(since=at - timedelta(days=1))[0].id
