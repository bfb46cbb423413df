"""The only place that asks what time it is, and the rules between local time and instants."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from pathlib import Path

# The rules come from the pinned package, never from the machine: they are kept with each reminder.
zoneinfo.reset_tzpath(to=())
TZDATA = version("tzdata")
_offset_file: Path | None = None


def set_offset_file(path: Path | None) -> None:
    """Let a test move the clock: `path` holds seconds to add, and is read at every question."""
    global _offset_file  # noqa: PLW0603  one clock per process is the point
    _offset_file = path


def real_now() -> datetime:
    """Give the true instant, which no test moves: for tokens, TLS and leases."""
    return datetime.now(UTC).replace(microsecond=0)


def now() -> datetime:
    """Give the present instant in UTC, to the second."""
    instant = real_now()
    if _offset_file is None:
        return instant
    try:
        seconds = float(_offset_file.read_text(encoding="ascii").strip() or 0)
    except FileNotFoundError:
        seconds = 0
    return instant + timedelta(seconds=int(seconds))


def to_local(instant: datetime, zone: str) -> datetime:
    """Show an instant on the wall clock of `zone`."""
    return instant.astimezone(ZoneInfo(zone))


def to_instant(day: date, wall_time: time, zone: str) -> datetime:
    """Find the instant at which the clocks of `zone` show `wall_time` on `day`.

    When the clocks go back, the first of the two; when they skip it, the first valid minute after.
    """
    tz = ZoneInfo(zone)
    wanted = datetime.combine(day, wall_time, tzinfo=tz)
    instant = wanted.astimezone(UTC)
    if instant.astimezone(tz).replace(tzinfo=None) == wanted.replace(tzinfo=None):
        return instant
    # PEP 495: inside a gap, fold=1 maps before the jump and fold=0 after it.
    before = wanted.replace(fold=1).astimezone(UTC)
    after = instant
    while after - before > timedelta(minutes=1):
        middle = before + ((after - before) / 2)
        middle = middle.replace(second=0, microsecond=0)
        if middle <= before:
            break
        if middle.astimezone(tz).utcoffset() == before.astimezone(tz).utcoffset():
            before = middle
        else:
            after = middle
    return after
