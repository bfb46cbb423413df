"""What the tests of reminders share: phones, a sender that only remembers, rows as they stand."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.push.model import Outcome, Subscription, Verdict
from netpwa.push.store import PushStore
from netpwa.reminders.planning import replan
from netpwa.reminders.settings_store import RhythmStore
from netpwa.reminders.worker import Worker
from tests import factories

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row
    from netpwa.push.model import Notice
    from tests.cast import Watch

SENT = Outcome(Verdict.SENT, status=201)


class FakeSend:
    """A push service that takes everything, or answers an endpoint as it was told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Notice]] = []
        self.answers: dict[str, list[Outcome]] = {}
        self.patience = 0.0

    async def one(self, subscription: Subscription, notice: Notice) -> Outcome:
        self.sent.append((subscription.endpoint, notice))
        await asyncio.sleep(self.patience)
        answers = self.answers.get(subscription.endpoint)
        return answers.pop(0) if answers else SENT

    @property
    def titles(self) -> list[str]:
        """What every notice said."""
        return [notice.title for _, notice in self.sent]


def phone(db: Database, account_id: str, to: Subscription | None = None) -> str:
    """Turn notices on in one more browser and give the subscription's id."""
    subscription_id = fresh_id()
    to = to or Subscription(
        f"https://fcm.googleapis.com/fcm/send/{subscription_id}",
        factories.SUBSCRIPTION["p256dh"],
        factories.SUBSCRIPTION["auth"],
    )
    with write(db):
        PushStore(db, account_id).subscribe(
            subscription_id,
            to,
            origin="/".join(to.endpoint.split("/")[:3]),
            vapid_key="B" + "A" * 86,
            label="Chrome on Android",
            device_id=factories.device(db, account_id),
            at=factories.AT,
        )
    return subscription_id


def endpoint_of(db: Database, subscription_id: str) -> str:
    row = db.one("select endpoint from push_subscription where id = :id", {"id": subscription_id})
    return row["endpoint"]


def booked(db: Database, account_id: str, name: str = "Grace Hopper", **talk: object) -> str:
    """Book a conversation with somebody new and give its id."""
    contact_id = factories.contact(db, account_id, name)
    return factories.interview(db, account_id, contact_id, factories.talk(**talk))


def reminders(db: Database, interview_id: str) -> dict[str, Row]:
    """Give a conversation's reminders by rule; a second and third thank-you have a number."""
    rows = db.query("select * from reminder where subject_id = :id", {"id": interview_id})
    later = {row["id"] for row in rows if row["rule"] == "thank" and row["step"]}
    return {row["rule"] + (f" {row['step']}" if row["id"] in later else ""): row for row in rows}


def standing(db: Database, interview_id: str) -> set[str]:
    """Name those of a conversation's reminders that have not ended."""
    return {name for name, row in reminders(db, interview_id).items() if not row["ended_at"]}


def deliveries(db: Database) -> list[Row]:
    return db.query("select * from delivery order by reminder_id, generation, subscription_id")


def hush(db: Database, account_id: str, *switches: str) -> None:
    """Turn kinds of reminders off, so that a test hears of one alone."""
    with write(db):
        for switch in switches:
            RhythmStore(db, account_id).set_switch(switch, is_on=False)
        replan(db, account_id, at=factories.AT)


@dataclass(frozen=True, slots=True)
class Scene:
    """Ada with a phone, and perhaps a conversation; a worker; a clock that stands still."""

    db: Database
    watch: Watch
    send: FakeSend
    ada_id: str
    phone_id: str
    talk_id: str = ""

    def worker(self) -> Worker:
        """Start a worker that has done nothing yet."""
        return Worker(self.db, self.send, now=self.watch.now, real_now=self.watch.now)

    def work(self) -> None:
        """Let a worker do what is due now."""
        asyncio.run(self.worker().run_once())

    def work_until(self, end: datetime, step: timedelta = timedelta(seconds=10)) -> None:
        """Let a worker look every few seconds."""
        while self.watch.now() < end:
            self.work()
            self.watch.move(step)

    def answer(self, subscription_id: str, *outcomes: Outcome) -> None:
        """Tell the push service how to answer for one browser; then it takes everything."""
        self.send.answers[endpoint_of(self.db, subscription_id)] = list(outcomes)

    def phone(self) -> str:
        """Turn notices on in one more browser."""
        return phone(self.db, self.ada_id)

    def booked(self, name: str, **talk: object) -> str:
        """Book one more conversation."""
        return booked(self.db, self.ada_id, name, **talk)
