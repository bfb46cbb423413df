"""`netpwa serve` as it runs: the site, the worker beside it, and the end of both."""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from urllib.request import urlopen

import pytest

from netpwa import server as server_module
from netpwa.server import WorkerProcess
from tests.browser.server import ROOT, Server
from tests.fakes.background import poll


def children(process):
    """Give the numbers of a process's children by their command, from /proc."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            state, parent = (folder / "stat").read_text().rpartition(") ")[2].split()[:2]
            words = (folder / "cmdline").read_bytes().decode().split("\0")
        except OSError:  # it has just ended
            continue
        if int(parent) == process and state != "Z":
            found[int(folder.name)] = words
    return found


def worker_of(process):
    return next((n for n, words in children(process).items() if "worker" in words), None)


def is_running(process):
    return Path(f"/proc/{process}").exists()


@pytest.fixture
def server(tmp_path):
    with Server(tmp_path / "data") as running:
        yield running


def test_a_worker_that_was_killed_is_started_again_and_both_end_together(server):
    main = server.process.pid
    first = poll(lambda: worker_of(main), "the worker", 10)
    os.kill(first, signal.SIGKILL)
    second = poll(lambda: worker_of(main) not in {None, first} and worker_of(main), "another", 10)
    assert second != first
    began = time.monotonic()
    family = children(main)
    assert second in family
    assert server.stop() == 0
    assert time.monotonic() - began < 8
    poll(lambda: not any(is_running(process) for process in family), "all of it to end", 3)
    with socket.socket() as knock:
        assert knock.connect_ex(("127.0.0.1", server.port)) != 0


def test_when_the_server_is_killed_its_worker_does_not_outlive_it(server):
    worker = poll(lambda: worker_of(server.process.pid), "the worker", 10)
    time.sleep(1)  # it has to have looked who its parent is
    family = children(server.process.pid)
    server.process.kill()
    server.process.wait()
    try:
        poll(lambda: not is_alive(worker), "the worker to follow", 10)
    finally:
        for process in filter(is_alive, family):  # granian's own does not
            os.kill(process, signal.SIGKILL)


def is_alive(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def test_a_worker_that_dies_at_once_is_started_ever_more_seldom(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(server_module, "SHORTEST_REST", 0.1)
    starts = tmp_path / "starts"
    script = f"import time; open({str(starts)!r}, 'a').write(f'{{time.monotonic()}}\\n'); exit(3)"
    loop = WorkerProcess([sys.executable, "-c", script])
    loop.start()
    poll(lambda: starts.exists() and len(starts.read_text().split()) >= 4, "four starts", 15)
    loop.stop()
    times = [float(line) for line in starts.read_text().split()]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert gaps[0] > 0.19
    assert gaps[1] > 0.39
    assert gaps[2] > 0.79
    assert "ended with 3" in caplog.text


def test_stopping_twice_is_harmless():
    loop = WorkerProcess([sys.executable, "-c", "import time; time.sleep(60)"])
    loop.start()
    poll(lambda: loop.child, "the child")
    began = time.monotonic()
    loop.stop()
    loop.stop()
    assert time.monotonic() - began < 5
    assert loop.child.poll() == -signal.SIGTERM


def test_a_second_server_at_the_same_port_is_refused_in_a_sentence(server, tmp_path):
    clean = {name: value for name, value in os.environ.items() if "NETPWA_" not in name}
    second = subprocess.run(
        [sys.executable, "-m", "netpwa", "serve"],
        cwd=ROOT,
        env={**clean, "NETPWA_DATA": str(tmp_path / "second"), "NETPWA_PORT": str(server.port)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert second.returncode == 2
    assert second.stderr == (
        f"NETPWA_PORT is {server.port}: Address already in use. End what runs there, or give"
        " another.\n"
    )


def test_four_servers_that_start_at_once_on_an_empty_folder_all_come_up(tmp_path):
    servers = [Server(tmp_path / "data") for _ in range(4)]
    try:
        with ThreadPoolExecutor(4) as together:
            list(together.map(Server.start, servers))
        for server in servers:
            with urlopen(server.origin + "/sign-in", timeout=5) as page:  # noqa: S310  loopback
                assert page.status == 200
    finally:
        for server in servers:
            server.stop()
