"""The loop that sends what is due: a process of its own, safe to kill, harmless when run twice.

Each turn is one short transaction: write down what became of the last parcels, plan anew where a
plan is old, turn what has come due into parcels, and claim some with a lease. Sending happens
outside any transaction. A worker that dies leaves its parcels leased; the next one takes them over,
and the phone replaces a notice that comes twice by its tag.
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
import socket
from datetime import timedelta
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.db.heartbeat import WORKER, beat
from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.db.versions import bump
from netpwa.errors import BusyError, NotSavedError
from netpwa.push.delivery_store import DeliveryStore, Settlement
from netpwa.push.model import Verdict, delay
from netpwa.reminders.due_store import DueStore
from netpwa.reminders.notices import notice_for
from netpwa.reminders.planning import replan

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.push.delivery_store import Parcel
    from netpwa.push.model import Outcome, Send

log = logging.getLogger(__name__)

BATCH = 96
PLANS_A_TURN = 24
# A notice that is later than this may be at the wrong moment: the worker was away, or put to sleep.
MISSED = timedelta(minutes=5)
MOST_IN_HAND = 256
LEASE = timedelta(seconds=45)
# A thank-you is of use for two days; at a quarter of an hour between tries that is about 200.
MOST_ATTEMPTS = 200
TURN = 1.0
# Without a pause between transactions a busy loop keeps the web's writers waiting for seconds.
BREATH = 0.005
BEAT = timedelta(seconds=30)
OUR_FAULT_WAIT = 300
STATES = {
    Verdict.SENT: "sent",
    Verdict.GONE: "gone",
    Verdict.OTHER_KEY: "gone",
    Verdict.REFUSED: "refused",
}


class Worker:
    """One loop. `now` may be moved by a test; `real_now` is for leases and must not be."""

    def __init__(
        self,
        db: Database,
        send: Send,
        *,
        now: Callable[[], datetime] = clock.now,
        real_now: Callable[[], datetime] = clock.real_now,
    ) -> None:
        self.db = db
        self.send = send
        self.now = now
        self.real_now = real_now
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.in_hand: set[asyncio.Task[Settlement]] = set()
        self.settled: list[Settlement] = []
        self._beat_at: datetime | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then finish what is in hand."""
        has_released = False
        while not stop.is_set() or self.in_hand or self.settled:
            try:
                if not has_released:
                    release_the_dead(self.db)
                    has_released = True
                self.turn(is_stopping=stop.is_set())
            except (BusyError, NotSavedError) as error:
                log.warning("the database would not have it; again in a second: %s", error)
                await asyncio.sleep(TURN)
            await self._wait(stop)

    async def run_once(self) -> None:
        """Do what is due now, to the end: what a test calls."""
        self.turn()
        while self.in_hand or self.settled:
            if self.in_hand:
                await asyncio.wait(self.in_hand)
            self.turn(is_stopping=True)

    def turn(self, *, is_stopping: bool = False) -> None:
        """Settle, come due, claim: one transaction, and none at all when there is nothing."""
        now, real = self.now(), self.real_now()
        if self._beat_at is None or real - self._beat_at >= BEAT:
            with write(self.db):
                beat(self.db, WORKER, at=real)
            self._beat_at = real
        room = 0 if is_stopping else min(BATCH, MOST_IN_HAND - len(self.in_hand))
        if not self.settled and not (room and self._is_anything_due(now, real)):
            return
        deliveries = DeliveryStore(self.db)
        parcels: list[Parcel] = []
        with write(self.db):
            deliveries.settle(self.settled)
            if room:
                self._come_due(deliveries, now)
                parcels = deliveries.claim(
                    # A lease of its own for each claim: what was in hand before is not taken again.
                    f"{self.name}:{fresh_id()}",
                    at=now,
                    lease_at=real,
                    until=real + LEASE,
                    limit=room,
                )
        self.settled.clear()
        for parcel in parcels:
            self._start(parcel)

    def _come_due(self, deliveries: DeliveryStore, now: datetime) -> None:
        store = DueStore(self.db)
        for account_id in store.old_plans(at=now, missed=now - MISSED, limit=PLANS_A_TURN):
            replan(self.db, account_id, at=now)
        for told in store.tell(at=now, limit=BATCH):
            deliveries.fan_out(told.account_id, told.id, told.generation, at=now)
            bump(self.db, told.account_id)

    def _is_anything_due(self, now: datetime, real: datetime) -> bool:
        due = DueStore(self.db).is_anything_due(at=now, missed=now - MISSED)
        return due or DeliveryStore(self.db).is_any_waiting(at=now, lease_at=real)

    def _start(self, parcel: Parcel) -> None:
        task = asyncio.create_task(self._deliver(parcel))
        self.in_hand.add(task)
        task.add_done_callback(self._finish)

    def _finish(self, task: asyncio.Task[Settlement]) -> None:
        self.in_hand.discard(task)
        self.settled.append(task.result())

    async def _deliver(self, parcel: Parcel) -> Settlement:
        outcome = await self.send.one(parcel.to, notice_for(parcel, at=self.now()))
        return settlement(parcel, outcome, at=self.now(), jitter=random.random())  # noqa: S311  spreads retries

    async def _wait(self, stop: asyncio.Event) -> None:
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait(
            {*self.in_hand, stopping} if not stop.is_set() else self.in_hand or {stopping},
            timeout=TURN,
            return_when=asyncio.FIRST_COMPLETED,
        )
        stopping.cancel()
        await asyncio.sleep(BREATH)


def settlement(parcel: Parcel, outcome: Outcome, *, at: datetime, jitter: float) -> Settlement:
    """Say what follows from the answer of a push service; `jitter` is from 0 to 1."""
    state = STATES.get(outcome.verdict)
    if state:
        sent_at = at if state == "sent" else None
        return Settlement(parcel, state, outcome.status, at, at, sent_at)
    seconds = delay(parcel.attempts, outcome.after, jitter)
    # Until the operator has mended what is ours, no number of attempts says anything.
    is_ours = outcome.verdict is Verdict.MISCONFIGURED
    if is_ours:
        seconds = max(seconds, OUR_FAULT_WAIT)
    again = at + timedelta(seconds=seconds)
    has_tried_enough = parcel.attempts >= MOST_ATTEMPTS and not is_ours
    is_hopeless = again >= parcel.expires_at or has_tried_enough
    state = "expired" if is_hopeless else "pending"
    return Settlement(parcel, state, outcome.status, at, again)


def release_the_dead(db: Database) -> None:
    """Take over at once what a worker had in hand that is no longer alive on this machine."""
    store = DeliveryStore(db)
    dead = [lease for lease in store.leases() if _is_dead(lease)]
    if dead:
        with write(db):
            for lease in dead:
                store.release(lease)


def _is_dead(lease: str) -> bool:
    host, process, _unique = lease.rsplit(":", 2)
    if host != socket.gethostname():
        return False
    if int(process) == os.getpid():
        return True  # a container gives an earlier worker's number out again
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass  # alive, and somebody else's
    return False
