"""What is sent, to whom, and what the answer of a push service means.

Everything here is a value or a pure rule: no network, no clock, no chance. Instants and random
numbers come in as arguments.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_TTL = 28 * 24 * 3600
"""Seconds: the most that every push service keeps a message for (FCM's limit is the lowest)."""

LONGEST_RETRY_AFTER = 24 * 3600
LONGEST_BACKOFF = 900
FAILURES_TO_OPEN = 8
LONGEST_PAUSE = 60
LONGEST_ASKED_PAUSE = 900
MOST_ACTIONS = 2
SERVICE_UNAVAILABLE = 503
SERVER_ERRORS = 5


class Urgency(StrEnum):
    """How soon a phone should be woken (RFC 8030 section 5.3)."""

    VERY_LOW = "very-low"
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Verdict(Enum):
    """What to do with one delivery, and with the subscription that it went to."""

    SENT = "sent"
    """The service took it. It may still be waiting for the phone."""
    GONE = "gone"
    """The person unsubscribed: forget the subscription."""
    OTHER_KEY = "other key"
    """The subscription belongs to another VAPID key: forget it, the page will make a new one."""
    RETRY = "retry"
    """Nothing is wrong with message or subscription: try again later."""
    REFUSED = "refused"
    """Do not try again. With a `status` the service said so, and a subscription that collects
    several has had its day; without one it was us, and the subscription is not to blame."""
    MISCONFIGURED = "misconfigured"
    """Our key, clock or contact is wrong, for everybody: keep all and tell the operator."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A browser's address for notices, as `PushSubscription.toJSON()` gives it.

    All three texts are secrets: whoever holds `endpoint` can wake the phone. `repr` shows none.
    """

    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)

    @property
    def label(self) -> str:
        """A name that is safe in a log: the beginning of a hash of the endpoint."""
        return hashlib.sha256(self.endpoint.encode("utf-8", "replace")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Action:
    """A button on a notice. `name` is what the service worker hears, `navigate` where it leads."""

    name: str
    title: str
    navigate: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reminder says on a phone.

    `tag` is the reminder's id: a second notice with the same tag takes the place of the first.
    `navigate` is a path of ours or an absolute address on our own origin. `ttl` is in seconds:
    after that the notice is useless and the service throws it away. `badge` is the number on the
    app's icon; 0 clears it, None leaves it alone. Reminders are urgent unless said otherwise,
    because Android holds anything else back for minutes while the phone sleeps.
    """

    tag: str
    title: str
    navigate: str
    ttl: int
    body: str = ""
    badge: int | None = None
    urgency: Urgency = Urgency.HIGH
    lang: str = "en"
    actions: tuple[Action, ...] = ()

    def __post_init__(self) -> None:
        """Refuse, with ValueError, what no push service or browser would take."""
        if not self.tag or not self.title.strip():
            msg = "a notice needs a tag and a title"
            raise ValueError(msg)
        if not 0 < self.ttl <= LONGEST_TTL:
            msg = f"a notice lives from 1 to {LONGEST_TTL} seconds, not {self.ttl}"
            raise ValueError(msg)
        if self.badge is not None and self.badge < 0:
            msg = "a badge cannot be negative"
            raise ValueError(msg)
        if len(self.actions) > MOST_ACTIONS:
            msg = f"browsers show at most {MOST_ACTIONS} actions"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, the raw `Retry-After` header, and the beginning of the body."""

    status: int
    retry_after: str | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one delivery.

    `reason` is for the operator and holds no secret. `status` is None when no answer came.
    `after` is in seconds: how long the service asked us to wait.
    """

    verdict: Verdict
    reason: str = ""
    status: int | None = None
    after: float | None = None


class Send(Protocol):
    """What the reminder worker needs of a sender; a test may give it another."""

    async def one(self, subscription: Subscription, notice: Notice) -> Outcome:
        """Send one notice to one device and say what became of it."""
        ...

    async def all(self, batch: Iterable[tuple[Subscription, Notice]]) -> list[Outcome]:
        """Send many at once; the outcomes come in the order of the batch."""
        ...


ENDED = (Verdict.GONE, "the subscription has ended")
NOT_US = (Verdict.MISCONFIGURED, "our VAPID key, clock or contact was not accepted")
SLOW_DOWN = (Verdict.RETRY, "the service asks us to slow down")
REFUSED = (Verdict.REFUSED, "the service refused the message")
BY_STATUS = {
    401: NOT_US,
    403: NOT_US,
    404: ENDED,
    406: SLOW_DOWN,
    408: SLOW_DOWN,
    410: ENDED,
    425: SLOW_DOWN,
    429: SLOW_DOWN,
}
BY_HUNDRED = {
    2: (Verdict.SENT, "accepted"),
    3: (Verdict.REFUSED, "the service answered with a redirect, which is never followed"),
    5: (Verdict.RETRY, "the service is in trouble"),
}


def judge(answer: Answer, at: datetime) -> Outcome:
    """Turn the answer of a push service into what to do (RFC 8030 sections 5 and 7, RFC 8292).

    `at` is the present instant; it gives a date in `Retry-After` its length.
    """
    verdict, reason = _verdict(answer)
    after = retry_after(answer.retry_after, at) if verdict is Verdict.RETRY else None
    said = "" if verdict is Verdict.SENT else _harmless(answer.body)
    return Outcome(verdict, f"{reason}: {said}" if said else reason, answer.status, after)


def _verdict(answer: Answer) -> tuple[Verdict, str]:
    if answer.status in {400, 401, 403} and _names_other_key(answer.body):
        return Verdict.OTHER_KEY, "the subscription was made with another VAPID key"
    return BY_STATUS.get(answer.status) or BY_HUNDRED.get(answer.status // 100, REFUSED)


def _names_other_key(body: str) -> bool:
    # Apple; FCM in two wordings; Mozilla. None of them has a status of its own for this.
    known = ("vapidpkhashmismatch", "do not correspond", "does not correspond", "key mismatch")
    return any(words in body.lower() for words in known)


def _harmless(text: str) -> str:
    """Shorten what a service said, without any word long enough to be an address or a token."""
    printable = "".join(c if c.isascii() and c.isprintable() else " " for c in text)
    return re.sub(r"\S{24,}", "…", " ".join(printable.split()))[:120]


def retry_after(header: str | None, at: datetime) -> float | None:
    """Read `Retry-After`, seconds or a date, as seconds from `at` (RFC 9110 section 10.2.3).

    Never negative and never more than a day; None when there is none or it makes no sense.
    """
    text = (header or "").strip()
    if re.fullmatch(r"[0-9]{1,12}", text):
        return float(min(int(text), LONGEST_RETRY_AFTER))
    try:
        date = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    instant = date if date.tzinfo else date.replace(tzinfo=UTC)
    return min(max((instant - at).total_seconds(), 0.0), float(LONGEST_RETRY_AFTER))


def delay(failures: int, after: float | None, jitter: float) -> float:
    """Say how many seconds to wait before the next try.

    `failures` counts the tries so far (1 after the first). `after` is what the service asked for:
    never come sooner. `jitter` is a random number from 0 to 1, so that a thousand deliveries that
    failed together do not come back together.
    """
    backoff = min(2.0 ** min(failures, 20), LONGEST_BACKOFF) * (0.5 + jitter)
    return max(backoff, (after or 0.0) * (1 + jitter / 10))


@dataclass(frozen=True, slots=True)
class Circuit:
    """Whether a push service is worth asking at the moment; instants are monotonic seconds.

    After eight failures in a row it opens for 2 s, then 4 s, up to a minute. A 503 that says how
    long to wait opens it for that long. Any sound answer closes it.
    """

    failures: int = 0
    openings: int = 0
    open_until: float = 0.0

    def wait(self, at: float) -> float:
        """Give the seconds until the service may be asked again; 0 means now."""
        return max(self.open_until - at, 0.0)

    def after(self, outcome: Outcome, at: float) -> Circuit:
        """Give the state that follows from one more outcome."""
        if self.wait(at) > 0:
            # Deliveries that were under way when it opened must not open it further.
            return self
        if outcome.status == SERVICE_UNAVAILABLE and outcome.after:
            return Circuit(0, self.openings, at + min(outcome.after, LONGEST_ASKED_PAUSE))
        no_answer = outcome.status is None or outcome.status // 100 == SERVER_ERRORS
        broken = outcome.verdict is Verdict.RETRY and no_answer
        if not broken and outcome.verdict is not Verdict.MISCONFIGURED:
            return Circuit()
        if self.failures + 1 < FAILURES_TO_OPEN:
            return Circuit(self.failures + 1, self.openings, 0.0)
        pause = min(2.0 ** (self.openings + 1), LONGEST_PAUSE)
        return Circuit(0, self.openings + 1, at + pause)
