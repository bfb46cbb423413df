"""How values stand in rows: instants as UTC text, ids as UUIDv7."""

from __future__ import annotations

from datetime import UTC, datetime

from uuid6 import uuid7


def to_text(instant: datetime) -> str:
    """Write an instant as the database keeps it: `2026-11-23T09:30:00Z`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_text(text: str) -> datetime:
    """Read an instant that `to_text` wrote."""
    return datetime.fromisoformat(text)


def maybe_to_text(instant: datetime | None) -> str | None:
    """Write an instant that may not have come yet."""
    return to_text(instant) if instant else None


def maybe_from_text(text: str | None) -> datetime | None:
    """Read an instant that may not have come yet."""
    return from_text(text) if text else None


def fresh_id() -> str:
    """Make a UUIDv7 (RFC 9562): ids sort by time, and a phone may make its own."""
    return str(uuid7())
