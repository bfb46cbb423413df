"""The production server: granian with one worker process and two threads, and the reminder loop."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

from granian import Granian
from granian.constants import HTTPModes, Interfaces

from netpwa.config import BadSettingError

if TYPE_CHECKING:
    from netpwa.config import Settings

log = logging.getLogger(__name__)

# One thread alone would let a password hash hold everybody up; more gain nothing on one core.
THREADS = 2
SECONDS_TO_FINISH = 20
SHORTEST_REST, LONGEST_REST = 1.0, 30.0
SOUND_RUN = 60.0


def serve(settings: Settings) -> None:
    """Serve until told to stop, the reminder loop beside; requests in hand are finished first."""
    address = "127.0.0.1" if settings.is_local else "0.0.0.0"  # noqa: S104  behind a proxy there
    server = Granian(
        "app:app",
        address=address,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        http=HTTPModes.http1,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level="warning",  # type: ignore[arg-type]  # its enumeration takes the text
    )
    loop = WorkerProcess([sys.executable, "-m", "netpwa", "worker"])
    server.on_startup(loop.start)
    server.on_shutdown(loop.stop)
    _refuse_taken_port(address, settings.port)
    server.serve()


def _refuse_taken_port(address: str, port: int) -> None:
    # Two servers of this kind would share a port without a word, and each answer by chance.
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            msg = f"NETPWA_PORT is {port}: {error.strerror}. End what runs there, or give another."
            raise BadSettingError(msg) from error


class WorkerProcess:
    """The reminder loop as a child process that is started again whenever it dies."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.child: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._watch = threading.Thread(target=self._keep_running, daemon=True)

    def start(self) -> None:
        """Start it, and watch over it from a thread."""
        self._spawn()
        self._watch.start()

    def stop(self) -> None:
        """Let it finish what it has in hand, for a while."""
        self._stopping.set()
        if self.child and self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(SECONDS_TO_FINISH)
            except subprocess.TimeoutExpired:
                self.child.kill()
        self._watch.join(1)

    def _spawn(self) -> None:
        # Without closing what is never inherited anyway, Python starts it by posix_spawn. The other
        # way waits for a pipe to close, and granian, forking at that moment, holds it for ever.
        self.child = subprocess.Popen(self.command, env=os.environ, close_fds=False)  # noqa: S603  our own

    def _keep_running(self) -> None:
        rest = SHORTEST_REST
        while self.child:
            began = time.monotonic()
            code = self.child.wait()
            if self._stopping.is_set():
                return
            # One that dies at once again and again must not take the machine with it.
            rest = SHORTEST_REST if time.monotonic() - began > SOUND_RUN else rest * 2
            rest = min(rest, LONGEST_REST)
            log.error("the reminder worker ended with %s; again in %.0f s", code, rest)
            if self._stopping.wait(rest):
                return
            self._spawn()
            if self._stopping.is_set():  # just as it was started
                self.child.terminate()
