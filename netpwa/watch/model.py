"""A page that is followed, and the titles that its feed brings."""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

CATEGORIES = ("society", "network", "institute", "association", "employer", "group")
A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)
LONGEST_WAIT = timedelta(days=7)
# A title is worth reading for two weeks; then it makes room.
WORTH_READING = timedelta(days=14)
HTTPS = 443
# Names that lead nowhere but home (RFC 6761, RFC 6762, RFC 8375).
_AT_HOME = (".localhost", ".local", ".internal", ".home.arpa", ".lan")
_NUMBER = re.compile(r"(0x[0-9a-f]*|\d+)")


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
    next_at: datetime
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


def why_unreadable(url: str) -> str:
    """Say with a code why no feed can ever be read at an address; nothing when it is worth a try.

    A kindness for whoever types it. What is safe to connect to is decided by whoever connects.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return "address"
    if _is_at_home(host):
        return "private"
    if parts.scheme.lower() != "https":
        return "plain"
    return "" if port in {None, HTTPS} else "port"


def _is_at_home(host: str) -> bool:
    with suppress(ValueError):
        return not ipaddress.ip_address(host).is_global
    # A name of one word is a machine nearby; one that ends in a number is an odd spelling of an IP.
    last = host.rpartition(".")[2]
    return "." not in host or host.endswith(_AT_HOME) or _NUMBER.fullmatch(last) is not None
