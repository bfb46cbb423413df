"""Making what a file says fit a person's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.bringing.model import LONGEST_REACH, MOST_POINTS, NOTE, Found
from netpwa.web.text import tidy

if TYPE_CHECKING:
    from datetime import date

LINE = 200


def line(text: str) -> str:
    """Put a text on one line, made storable."""
    return " ".join(tidy(text).split())


def found_of(  # noqa: PLR0913  a person's fields
    name: str,
    *,
    title: str = "",
    organisation: str = "",
    city: str = "",
    met_at: str = "",
    note: str = "",
    points: list[str] | None = None,
    follow_up_on: date | None = None,
    uid: str = "",
) -> Found:
    """Make what a file says fit a person's page; what is too long for a line goes to the note."""
    over: list[str] = []
    short = {
        key: _shorten(line(text), over)
        for key, text in (
            ("name", name),
            ("title", title),
            ("organisation", organisation),
            ("city", city),
            ("met_at", met_at),
        )
    }
    kept, left = _points(points or [])
    parts = [part for part in (tidy(note), *over, *left) if part]
    return Found(
        **short,
        note="\n".join(parts)[:NOTE].rstrip(),
        points=kept,
        follow_up_on=follow_up_on,
        uid=uid,
    )


def _shorten(text: str, over: list[str]) -> str:
    if len(text) <= LINE:
        return text
    over.append(text)
    return text[: LINE - 1].rstrip() + "…"


def _points(points: list[str]) -> tuple[tuple[str, ...], list[str]]:
    kept: list[str] = []
    left: list[str] = []
    room = LONGEST_REACH
    for value in dict.fromkeys(line(point) for point in points):
        if not value:
            continue
        fits = len(kept) < MOST_POINTS and len(value) < room
        (kept if fits else left).append(value)
        room -= len(value) + 1 if fits else 0
    return tuple(kept), left
