"""Which conversations a phone should have with it, signal or not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

DAYS_AHEAD = timedelta(days=14)
# One that went on for long, or that was noted late, is wanted for a while.
DAYS_BACK = timedelta(days=1)
# All that is listed must leave room for what a person opens besides in what the service worker
# keeps (MOST_COPIES in static/sw/copies.js). The soonest have all their pages, some eight each.
MOST_TALKS, WITH_ALL_PAGES = 30, 10
# Whoever was captured last is looked up next.
MOST_PEOPLE = 10


class Talk(Protocol):
    """A booked conversation, as far as a phone cares."""

    @property
    def starts_at(self) -> datetime:
        """When it begins."""
        ...


T = TypeVar("T", bound=Talk)


def taken_along(talks: Sequence[T], at: datetime) -> list[T]:
    """Give the conversations of the next 14 days, the soonest first."""
    near = [talk for talk in talks if at - DAYS_BACK <= talk.starts_at <= at + DAYS_AHEAD]
    return sorted(near, key=lambda talk: talk.starts_at)[:MOST_TALKS]
