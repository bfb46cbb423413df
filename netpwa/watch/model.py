"""A page that is followed, and the titles that its feed brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

CATEGORIES = ("society", "network", "institute", "association", "employer", "group")
A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)
LONGEST_WAIT = timedelta(days=7)
# A title is worth reading for two weeks; then it makes room.
WORTH_READING = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class WatchDraft:
    """What somebody typed to follow a page."""

    id: str
    name: str
    url: str
    category: str
    is_feed: bool


@dataclass(frozen=True, slots=True)
class Watch:
    """A page that is followed. `trouble` is a code for why its feed could not be read."""

    id: str
    name: str
    url: str
    category: str
    is_feed: bool
    created_at: datetime
    looked_at: datetime | None
    read_at: datetime | None
    trouble: str

    @property
    def is_new(self) -> bool:
        """True until the worker has had its first look."""
        return self.is_feed and self.read_at is None and not self.trouble

    def wants_a_look(self, at: datetime) -> bool:
        """Say whether its owner has to look, and has not for a week."""
        is_blind = not self.is_feed or bool(self.trouble)
        return is_blind and at - (self.looked_at or self.created_at) >= A_WEEK


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a feed, before it is kept; `mark` tells it from the others."""

    mark: str
    title: str
    url: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Item:
    """A title that a feed brought."""

    id: str
    watch_id: str
    watch_name: str
    title: str
    url: str
    found_at: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is due to be read, whoever owns it; `feed_url` where its page names another."""

    account_id: str
    id: str
    url: str
    etag: str
    modified: str
    failures: int
    feed_url: str = ""
    read_at: datetime | None = None


def next_reading(failures: int, at: datetime) -> datetime:
    """Say when to read a feed again: daily, and ever less often while it cannot be read."""
    days = int(2 ** min(failures, 3))
    return at + min(A_DAY * days, LONGEST_WAIT)
