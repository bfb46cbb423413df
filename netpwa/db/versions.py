"""A number for each account that grows with every change: a page it has not outgrown is fresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netpwa.db.port import Database


def bump(db: Database, account_id: str) -> None:
    """Say that something changed; call it in the change's transaction."""
    db.run("update account set version = version + 1 where id = :id", {"id": account_id})
