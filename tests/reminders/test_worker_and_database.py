"""The worker and the web share one database: neither must keep the other from its work."""

import asyncio
import logging
import threading
import time

from netpwa.db.port import write
from netpwa.db.sqlite import SqliteDatabase
from netpwa.errors import BusyError
from netpwa.reminders import worker as worker_module
from netpwa.reminders.worker import Worker
from tests import factories
from tests.reminders.conftest import WARNED
from tests.reminders.scene import SENT, FakeSend, booked, deliveries, phone

UNSETTLED = """
select 1 as found from reminder where ended_at is null and notify_at <= :now
union select 1 from delivery where state = 'pending'
"""


def test_a_busy_database_makes_it_wait_and_then_go_on(file_db, tmp_path, watch, monkeypatch):
    send = FakeSend()
    ada_id = factories.account(file_db)
    booked(file_db, ada_id)
    phone(file_db, ada_id)
    watch.at = WARNED
    monkeypatch.setattr(worker_module, "TURN", 0.05)
    file_db.connection.execute("pragma busy_timeout = 20")
    hog = SqliteDatabase(tmp_path / "netpwa.db")
    stop = asyncio.Event()

    async def run():
        running = asyncio.create_task(
            Worker(file_db, send, now=watch.now, real_now=watch.now).run(stop)
        )
        with hog.write():
            await asyncio.sleep(0.4)
            assert not running.done()
            assert send.sent == []
        for _ in range(100):
            await asyncio.sleep(0.02)
            if send.sent:
                break
        stop.set()
        await running

    asyncio.run(run())
    hog.close()
    assert len(send.sent) == 1
    assert [row["state"] for row in deliveries(file_db)] == ["sent"]


def test_what_was_sent_while_the_database_was_busy_is_written_down_later(
    scene, monkeypatch, caplog
):
    scene.watch.at = WARNED
    monkeypatch.setattr(worker_module, "TURN", 0.01)
    stop = asyncio.Event()
    is_busy = []

    class Flaky:
        """The database, but for a while its lock is held by somebody else."""

        def __getattr__(self, name):
            return getattr(scene.db, name)

        def write(self):
            if is_busy and is_busy.pop():
                msg = "database is locked"
                raise BusyError(msg)
            return scene.db.write()

    async def slow_lock(to, notice):
        is_busy.extend([True] * 5)
        scene.send.sent.append((to.endpoint, notice))
        return SENT

    scene.send.one = slow_lock

    async def run():
        running = asyncio.create_task(
            Worker(Flaky(), scene.send, now=scene.watch.now, real_now=scene.watch.now).run(stop)
        )
        while not deliveries(scene.db) or deliveries(scene.db)[0]["state"] == "pending":  # noqa: ASYNC110  rows tell nobody
            await asyncio.sleep(0.01)
        stop.set()
        await running

    with caplog.at_level(logging.WARNING):
        asyncio.run(asyncio.wait_for(run(), 10))
    assert caplog.text.count("the database would not have it") == 5
    assert len(scene.send.sent) == 1


def test_people_can_write_while_two_thousand_notices_go_out(file_db, tmp_path, watch):
    send = FakeSend()
    with write(file_db):
        for number in range(10):
            ada_id = factories.account(file_db, f"Ada{number}")
            for _ in range(10):
                phone(file_db, ada_id)
            for person in range(20):
                booked(file_db, ada_id, f"Person {person}")
    watch.at = WARNED
    waits, is_done = [], threading.Event()

    def write_now_and_then():
        web = SqliteDatabase(tmp_path / "netpwa.db")
        while not is_done.is_set():
            began = time.perf_counter()
            with web.write():
                web.run("update account set name = name")
            waits.append(time.perf_counter() - began)
            time.sleep(0.01)
        web.close()

    web = threading.Thread(target=write_now_and_then)
    web.start()
    began = time.perf_counter()
    asyncio.run(asyncio.wait_for(drain(file_db, send, watch), 60))
    took = time.perf_counter() - began
    is_done.set()
    web.join()
    assert len(send.sent) == 2000
    assert {row["state"] for row in deliveries(file_db)} == {"sent"}
    assert len(waits) > 5 * took  # the writer got its turn all along
    assert sorted(waits)[len(waits) // 2] < 0.5
    assert max(waits) < 3


async def drain(db, send, watch):
    stop = asyncio.Event()
    running = asyncio.create_task(Worker(db, send, now=watch.now, real_now=watch.now).run(stop))
    while db.one(UNSETTLED, {"now": "2026-11-25T18:50:00Z"}):  # noqa: ASYNC110  rows tell nobody
        await asyncio.sleep(0.05)
    stop.set()
    await running
