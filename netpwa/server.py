"""The production server: granian with one worker process and two threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from granian import Granian
from granian.constants import HTTPModes, Interfaces

if TYPE_CHECKING:
    from netpwa.config import Settings

# One thread alone would let a password hash hold everybody up; more gain nothing on one core.
THREADS = 2
SECONDS_TO_FINISH = 20


def serve(settings: Settings) -> None:
    """Serve until told to stop; requests in hand are finished first."""
    address = "127.0.0.1" if settings.is_local else "0.0.0.0"  # noqa: S104  behind a proxy there
    Granian(
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
    ).serve()
