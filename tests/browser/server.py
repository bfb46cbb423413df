"""A freshly started `bin/serve` for a browser to visit, in a folder of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.request import urlopen

if TYPE_CHECKING:
    from types import TracebackType

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 30


class Server:
    """The real server as a process; use it with `with`. `tree` is the deployment that it runs."""

    tree = ROOT

    def __init__(self, data: Path, *arguments: str, **settings: str) -> None:
        chosen = socket.socket()
        chosen.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        chosen.bind(("127.0.0.1", 0))
        self.port = chosen.getsockname()[1]
        if sys.platform == "linux":
            # Kept while nobody listens there, lest a test that runs beside is given it meanwhile.
            weakref.finalize(self, chosen.close)
        else:
            chosen.close()
        self.origin = f"http://localhost:{self.port}"
        self.data = data
        self.arguments = arguments
        self.settings = settings
        self.log = data / "server.log"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.data.mkdir(parents=True, exist_ok=True)
        clean = {name: value for name, value in os.environ.items() if "NETPWA_" not in name}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self._command(), *self.arguments],
                cwd=self.tree,
                stdout=log,
                stderr=log,
                env={
                    **clean,
                    "NETPWA_DATA": str(self.data),
                    "NETPWA_PORT": str(self.port),
                    **self.settings,
                },
            )
        end = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if time.monotonic() > end or self.process.poll() is not None:
                self.stop()
                raise AssertionError("the server did not start:\n" + self.said())
            time.sleep(0.05)

    def stop(self) -> int:
        """Ask it to stop, and give its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(30)
        finally:
            self.process.kill()
            self.process.wait()
            self.process = None

    def said(self) -> str:
        """Give what it printed so far."""
        return self.log.read_text()

    def sign_up_link(self) -> str:
        """Give the one-time link that it printed."""
        return found(r"http://\S+/sign-up/\S+", self.said())

    def _command(self) -> list[str]:
        # A copy of the tree, made to stand for another release, has no packages of its own.
        if self.tree == ROOT:
            return [str(ROOT / "bin" / "serve")]
        return [sys.executable, "-m", "netpwa", "serve"]

    def _answers(self) -> bool:
        try:
            with urlopen(self.origin + "/healthz", timeout=2) as answer:  # noqa: S310  loopback
                return bool(answer.status == 200)
        except OSError:
            return False


def found(pattern: str, text: str) -> str:
    """Give the first match, or fail with the text."""
    match = re.search(pattern, text)
    assert match, f"no {pattern} in:\n{text}"
    return match.group()
