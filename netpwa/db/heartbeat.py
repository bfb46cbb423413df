"""When each of our processes was last seen alive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import from_text, to_text

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database

WORKER = "worker"


def beat(db: Database, name: str, *, at: datetime) -> None:
    """Note that a process is alive."""
    db.run(
        "insert into heartbeat (name, at) values (:name, :at)"
        " on conflict (name) do update set at = excluded.at",
        {"name": name, "at": to_text(at)},
    )


def last_beat(db: Database, name: str) -> datetime | None:
    """Give when a process was last seen alive, or None."""
    row = db.one("select at from heartbeat where name = :name", {"name": name})
    return from_text(row["at"]) if row else None
