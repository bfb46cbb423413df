"""The worker as a process: it starts with `python -m netpwa worker`, without Flask."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from netpwa import clock, logs
from netpwa.db.port import write
from netpwa.db.retention import forget_the_old
from netpwa.db.sqlite import SqliteDatabase
from netpwa.errors import BusyError, NotSavedError
from netpwa.push import keys
from netpwa.push.endpoint import allowed_from
from netpwa.push.sender import Sender
from netpwa.reminders.planning import retime
from netpwa.reminders.worker import BREATH, Worker
from netpwa.watch.reading import read_for_ever

if TYPE_CHECKING:
    from netpwa.config import Settings

log = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 2.0
A_DAY = 24 * 3600


def run(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT, or until the process that started this one is gone."""
    logs.start(settings.log_level)
    clock.set_offset_file(settings.clock)
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    database = SqliteDatabase(settings.database)
    await _retime(database, stop)
    sender = Sender(
        keys.load(settings.data / keys.FILE),
        settings.contact,
        origin=settings.public_origin,
        allowed=allowed_from(settings.push_hosts, local=settings.is_local),
        clock=clock.real_now,
    )
    beside = [
        asyncio.create_task(_stop_when_orphaned(stop)),
        asyncio.create_task(_forget_daily(database)),
        asyncio.create_task(read_for_ever(database)),
    ]
    async with sender as send:
        await Worker(database, send).run(stop)
    for task in beside:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    database.close()


async def _retime(database: SqliteDatabase, stop: asyncio.Event) -> None:
    is_done = False
    while not is_done and not stop.is_set():
        try:
            with write(database):
                is_done = not retime(database, at=clock.now())
        except (BusyError, NotSavedError) as error:
            log.warning("time zones have to wait: %s", error)
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        await asyncio.sleep(BREATH)


async def _forget_daily(database: SqliteDatabase) -> None:
    while True:
        try:
            forget_the_old(database, at=clock.real_now())
            database.settle()
        except (BusyError, NotSavedError) as error:
            log.warning("what is past its time stays another day: %s", error)
        await asyncio.sleep(A_DAY)


async def _stop_when_orphaned(stop: asyncio.Event) -> None:
    parent = os.getppid()
    while os.getppid() == parent:  # noqa: ASYNC110  nobody tells a process of its parent's death
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
    stop.set()
