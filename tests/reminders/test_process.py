"""The worker as the process that it is: stopped, killed, orphaned, run twice."""

import random
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from netpwa import clock
from netpwa.db.heartbeat import WORKER, last_beat
from tests.fakes.background import poll
from tests.reminders.scene import deliveries
from tests.reminders.workplace import ROOT, clean_environment, end, open_workplace

NEVER_NEEDED = {"flask", "flask_babel", "flask_login", "wtforms", "jinja2", "werkzeug", "granian"}
LOADED = """
import sys, netpwa.cli, netpwa.reminders.process
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
PARENT = """
import subprocess, sys
print(subprocess.Popen([sys.executable, "-m", "netpwa", "worker"]).pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def workplace(tmp_path):
    with open_workplace(tmp_path / "data") as place:
        yield place


def test_the_worker_carries_nothing_of_the_web():
    said = subprocess.check_output([sys.executable, "-c", LOADED], cwd=ROOT, text=True)
    assert {"aiohttp", "netpwa"} <= set(said.split())
    assert NEVER_NEEDED & set(said.split()) == set()


def test_told_to_stop_it_finishes_what_it_has_in_hand(workplace):
    workplace.phone()
    workplace.book_soon(3)
    workplace.service.patience = 2
    worker = workplace.start_worker()
    workplace.until_received(3)
    worker.terminate()
    assert worker.wait(10) == 0
    assert len(workplace.service.received) == 3
    assert [(row["state"], row["lease"]) for row in deliveries(workplace.db)] == [
        ("sent", None)
    ] * 3


def test_told_to_stop_with_nothing_to_do_it_stops_at_once_and_was_seen_alive(workplace):
    worker = workplace.start_worker()
    seen = poll(lambda: last_beat(workplace.db, WORKER), "a sign of life", 15)
    assert abs(clock.real_now() - seen) < timedelta(seconds=10)
    worker.terminate()
    began = time.monotonic()
    assert worker.wait(10) == 0
    assert time.monotonic() - began < 3


def test_it_stops_when_what_started_it_is_gone(workplace):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        cwd=ROOT,
        env={**clean_environment(), **workplace.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        process = int(parent.stdout.readline())
        poll(lambda: last_beat(workplace.db, WORKER), "a sign of life", 15)
        assert is_running(process)
    finally:
        end(parent)
        parent.stdin.close()
        parent.stdout.close()
    poll(lambda: not is_running(process), "the worker to follow", 10)


def is_running(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(") ")[2][0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_two_at_once_send_each_notice_once(workplace):
    phones = [workplace.phone() for _ in range(3)]
    workplace.book_soon(40)
    workplace.service.patience = 0.2
    workers = [workplace.start_worker() for _ in range(2)]
    workplace.until_settled()
    for worker in workers:
        worker.terminate()
        assert worker.wait(10) == 0
    shown = Counter(workplace.service.shown())
    assert set(shown.values()) == {1}
    assert Counter(phone for phone, _ in shown) == dict.fromkeys(phones, 40)
    assert {row["state"] for row in deliveries(workplace.db)} == {"sent"}


def test_killed_twenty_times_between_sending_and_recording_it_loses_no_reminder(workplace):
    phones = [workplace.phone() for _ in range(3)]
    workplace.service.patience = 0.1
    for _ in range(20):
        workplace.book_soon(2)
        before = len(workplace.service.received)
        worker = workplace.start_worker()
        workplace.until_received(before + 1)
        time.sleep(random.random() * 0.12)  # noqa: S311  no secret
        worker.kill()
        assert worker.wait() == -9
    workplace.start_worker()
    workplace.until_settled()
    posted = workplace.service.shown()
    shown = set(posted)  # a phone replaces what has the same tag
    assert len(shown) == 20 * 2 * 3
    assert Counter(phone for phone, _ in shown) == dict.fromkeys(phones, 40)
    # Some were sent again, or nobody was killed at the moment that matters; none of them for ever.
    assert len(shown) < len(posted) < 5 * len(shown)
    rows = deliveries(workplace.db)
    assert len(rows) == len(shown)
    assert {row["state"] for row in rows} == {"sent"}
