"""The SQLite adapter: the one place that opens the file, through pysqlite3 and sqlite-utils."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pysqlite3 as engine
from sqlite_utils import Database as SqliteUtils
from sqlite_utils.utils import (  # type: ignore[attr-defined]  # it decides there
    sqlite3 as engine_of_sqlite_utils,
)

from netpwa import errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from netpwa.db.port import Row, Value

# 3.7.0 to 3.51.2 can damage a WAL file when it is reset while another connection writes.
FIRST_SOUND_VERSION = (3, 51, 3)
BUSY_MILLISECONDS = 5000
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: with NORMAL, a power cut takes acknowledged commits with it.
    "foreign_keys": 1,
    "busy_timeout": BUSY_MILLISECONDS,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
    "journal_size_limit": 67108864,
}
NO_PARAMETERS: dict[str, Value] = {}
BUSY = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED"})
NOT_SAVED = frozenset({"SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN"})


class UnsoundEngineError(RuntimeError):
    """The SQLite in use could damage or lose data."""


class SqliteDatabase:
    """One connection to one file (or `:memory:`), for one thread at a time."""

    def __init__(self, path: Path | str, *, for_migration: bool = False) -> None:
        """Open the file and set every pragma.

        `for_migration` leaves foreign keys off, as rebuilding a table needs it.
        Raises UnsoundEngineError when SQLite is too old or a pragma did not take.
        """
        refuse_unsound_engine()
        with _our_errors():
            self.connection = engine.connect(
                str(path),
                timeout=BUSY_MILLISECONDS / 1000,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=256,
            )
            _set_pragmas(self.connection, for_migration=for_migration, in_memory=path == ":memory:")
        self._db = SqliteUtils(self.connection, recursive_triggers=False, execute_plugins=False)

    def query(self, sql: str, parameters: Mapping[str, Value] = NO_PARAMETERS) -> list[Row]:
        """Run a statement that gives rows, and read them all: a half-read one pins the WAL."""
        with _our_errors():
            # Its own `query` wraps each in a savepoint, which costs more than many a statement.
            cursor = self._db.execute(sql, dict(parameters))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def one(self, sql: str, parameters: Mapping[str, Value] = NO_PARAMETERS) -> Row | None:
        """Run a statement that gives at most one row."""
        rows = self.query(sql, parameters)
        return rows[0] if rows else None

    def run(self, sql: str, parameters: Mapping[str, Value] = NO_PARAMETERS) -> int:
        """Run a statement that changes rows; give how many it changed."""
        with _our_errors():
            count: int = self._db.execute(sql, dict(parameters)).rowcount
        return count

    @contextmanager
    def write(self) -> Iterator[None]:
        """Begin with the write lock: a deferred transaction that reads first fails at once."""
        if self.connection.in_transaction:
            with _our_errors(), self._db.atomic():
                yield
            return
        with _our_errors():
            self.connection.execute("begin immediate")
            try:
                yield
                self.connection.execute("commit")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("rollback")
                raise

    @contextmanager
    def traced(self, tracer: Callable[[str], None]) -> Iterator[None]:
        """Tell `tracer` every statement that runs inside, for counting them in tests."""
        with self._db.tracer(lambda sql, _parameters: tracer(sql)):
            yield

    def utils(self) -> SqliteUtils:
        """Give sqlite-utils itself: for migrations and command-line tools, not for requests."""
        return self._db

    def settle(self) -> None:
        """Fold the WAL into the file and empty it, so that nothing deleted lingers there."""
        with _our_errors():
            self.connection.execute("pragma wal_checkpoint(truncate)").fetchall()

    def close(self) -> None:
        """Close the connection; SQLite folds the WAL back when the last one goes."""
        self.connection.close()


def refuse_unsound_engine() -> None:
    """Raise UnsoundEngineError unless one sound SQLite library serves the whole process."""
    if engine.sqlite_version_info < FIRST_SOUND_VERSION:
        msg = f"SQLite {engine.sqlite_version} can damage a database; 3.51.3 or newer is needed."
        raise UnsoundEngineError(msg)
    if engine_of_sqlite_utils is not engine:
        msg = "sqlite-utils uses another SQLite than pysqlite3; two in one process lose commits."
        raise UnsoundEngineError(msg)


def _set_pragmas(connection: engine.Connection, *, for_migration: bool, in_memory: bool) -> None:
    wanted = dict(PRAGMAS)
    if for_migration:
        wanted["foreign_keys"] = 0
    if in_memory:
        wanted["journal_mode"] = "memory"
    for name, value in wanted.items():
        connection.execute(f"pragma {name} = {value}")
        got = connection.execute(f"pragma {name}").fetchone()[0]
        if got != value:
            msg = f"SQLite did not take pragma {name} = {value}; it says {got}."
            raise UnsoundEngineError(msg)


@contextmanager
def _our_errors() -> Iterator[None]:
    try:
        yield
    except engine.IntegrityError as error:
        raise errors.RefusedError(str(error)) from error
    except engine.OperationalError as error:
        # An extended name such as SQLITE_IOERR_WRITE begins with its family's.
        family = "_".join(error.sqlite_errorname.split("_")[:2])
        if family in BUSY:
            raise errors.BusyError(str(error)) from error
        if family in NOT_SAVED:
            raise errors.NotSavedError(str(error)) from error
        raise
