"""One open connection per thread: opening one for each request costs more than routing it."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from netpwa.db.sqlite import SqliteDatabase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def connection_per_thread(path: Path) -> Callable[[], SqliteDatabase]:
    """Give a function that returns the calling thread's connection, opening it the first time.

    A forked process opens its own: a connection carried across a fork can damage the file.
    """
    local = threading.local()

    def connection() -> SqliteDatabase:
        if getattr(local, "process", None) != os.getpid():
            local.database = SqliteDatabase(path)
            local.process = os.getpid()
        database: SqliteDatabase = local.database
        return database

    return connection
