"""What a store may ask of a database, whichever engine is behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

Value = str | int | float | None
Row = dict[str, Any]


class Database(Protocol):
    """A connection that one thread uses.

    SQL is a constant string in the subset that SQLite and PostgreSQL share, with `:named`
    parameters. Engine errors arrive as `netpwa.errors`.
    """

    def query(self, sql: str, parameters: Mapping[str, Value] = ...) -> list[Row]:
        """Run a statement that gives rows, and read them all."""
        ...

    def one(self, sql: str, parameters: Mapping[str, Value] = ...) -> Row | None:
        """Run a statement that gives at most one row."""
        ...

    def run(self, sql: str, parameters: Mapping[str, Value] = ...) -> int:
        """Run a statement that changes rows; give how many it changed."""
        ...

    def write(self) -> AbstractContextManager[None]:
        """Begin with the write lock, then commit or roll back as one."""
        ...

    def settle(self) -> None:
        """Let nothing that was deleted linger in the engine's own files; not inside a write."""
        ...


def write(db: Database) -> AbstractContextManager[None]:
    """Open a transaction that writes; inside another one it is a savepoint."""
    return db.write()
