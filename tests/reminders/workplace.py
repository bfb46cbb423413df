"""Real worker processes over a real file, and a push service on loopback that keeps every tag."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import uuid
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from netpwa import clock
from netpwa.config import settings_from
from netpwa.db.port import write
from netpwa.db.sqlite import SqliteDatabase
from netpwa.interviews import booking
from netpwa.reminders.planning import replan
from netpwa.start import prepare
from tests import factories
from tests.fakes.background import poll, running
from tests.fakes.phone import Phone
from tests.reminders.scene import phone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpwa.config import Settings

ROOT = Path(__file__).parents[2]


class Loopback:
    """A push service over plain http. It takes a message at once, and answers a while later."""

    def __init__(self) -> None:
        self.origin = ""
        self.phones: dict[str, Phone] = {}
        self.received: list[tuple[str, bytes]] = []
        self.patience = 0.0
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=0.1)

    async def start(self) -> None:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.origin = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        await self._runner.cleanup()

    def shown(self) -> list[tuple[str, str]]:
        """Give (phone, tag) of everything that came, opened as the phone does."""
        return [
            (token, json.loads(self.phones[token].decrypt(body))["notification"]["tag"])
            for token, body in list(self.received)
        ]

    def _app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/push/{token}", self._take)
        return app

    async def _take(self, request: web.Request) -> web.Response:
        self.received.append((request.match_info["token"], await request.read()))
        await asyncio.sleep(random.random() * self.patience)  # noqa: S311  no secret
        return web.Response(status=201)


class Workplace:
    """A data folder, its database, and the workers started on it."""

    def __init__(self, folder: Path, service: Loopback) -> None:
        self.service = service
        self.environment = {
            "NETPWA_DATA": str(folder),
            "NETPWA_PUSH_HOSTS": service.origin,
        }
        self.settings: Settings = settings_from(self.environment)
        prepare(self.settings)
        self.db = SqliteDatabase(self.settings.database)
        self.account_id = factories.account(self.db, zone="UTC")
        self._started: list[subprocess.Popen[bytes]] = []

    def phone(self) -> str:
        """Turn notices on in one more browser and give its name at the service."""
        token, device = uuid.uuid4().hex, Phone()
        self.service.phones[token] = device
        phone(self.db, self.account_id, device.subscription(f"{self.service.origin}/push/{token}"))
        return token

    def book_soon(self, people: int) -> None:
        """Book conversations of which one has to be warned now."""
        now = clock.real_now()
        soon = now.replace(second=0) + timedelta(minutes=9)
        for number in range(people):
            contact_id = factories.contact(self.db, self.account_id, f"Person {number}")
            talk = factories.talk(day=soon.date(), starts=soon.time(), zone="UTC")
            with write(self.db):
                booking.book(self.db, self.account_id, contact_id, talk, say=str, at=now)
                replan(self.db, self.account_id, at=now)

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Start a real worker."""
        worker = subprocess.Popen(
            [sys.executable, "-m", "netpwa", "worker"],
            cwd=ROOT,
            env={**clean_environment(), **self.environment},
            stderr=subprocess.DEVNULL,
        )
        self._started.append(worker)
        return worker

    def until_received(self, count: int, seconds: float = 15) -> None:
        """Wait until the service has taken that many messages."""
        poll(lambda: len(self.service.received) >= count, f"{count} messages", seconds)

    def until_settled(self, seconds: float = 20) -> None:
        """Wait until nothing is due and nothing is on its way."""
        question = (
            "select 1 as found from reminder where notify_at is not null and rule = 'prepare'"
            " and ended_at is null"
            " union select 1 from delivery where state = 'pending'"
        )
        poll(lambda: not self.db.query(question), "everything to be settled", seconds)

    def close(self) -> None:
        """End whatever still runs."""
        for worker in self._started:
            end(worker)
        self.db.close()


def clean_environment() -> dict[str, str]:
    """Give what a process needs, without settings of this one's."""
    return {name: value for name, value in os.environ.items() if "NETPWA_" not in name}


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process of ours if it is still there."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait()


@contextmanager
def open_workplace(folder: Path) -> Iterator[Workplace]:
    """Open a workplace with its push service, and close both."""
    with running(Loopback()) as service:
        workplace = Workplace(folder, service)
        try:
            yield workplace
        finally:
            workplace.close()
