"""What happened, as the reminder rules see it: ids and instants, never a name or a text.

The caller makes these from rows; a screen that does not exist yet makes none. `at` is when it
happened, in UTC. A set of events has no order of its own: the rules go by `at` alone.
Source: PRODUCT.md D4, the columns "when" and "stops when".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime

Answer = Literal["yes", "no", "later"]
Cadence = Literal["unset", "monthly", "quarterly", "half_year", "no"]


class Subject(NamedTuple):
    """What an event or a reminder is about: one row of one kind."""

    kind: str
    id: str


ACCOUNT = Subject("account", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened `at` an instant. Its `KIND` names the field with the id it is of."""

    KIND: ClassVar[str]
    at: datetime

    @property
    def subject(self) -> Subject:
        """What it happened to."""
        return Subject(self.KIND, getattr(self, self.KIND))


@dataclass(frozen=True, slots=True)
class OfContact(Event):
    """Something that happened with a person."""

    KIND: ClassVar[str] = "contact"
    contact: str


@dataclass(frozen=True, slots=True)
class Captured(OfContact):
    """A person was written down."""


@dataclass(frozen=True, slots=True)
class ResearchNoted(OfContact):
    """Something was found out about them; each `note` counts once."""

    note: str


@dataclass(frozen=True, slots=True)
class ResearchDismissed(OfContact):
    """Enough is known of them."""


@dataclass(frozen=True, slots=True)
class KeepWarm(OfContact):
    """It was settled how often to be in touch with them."""

    cadence: Cadence


@dataclass(frozen=True, slots=True)
class Touched(OfContact):
    """There was any contact with them, either way."""


@dataclass(frozen=True, slots=True)
class UpdateSent(OfContact):
    """They were told what came of their advice."""


@dataclass(frozen=True, slots=True)
class OfRequest(Event):
    """Something that happened to a request for a conversation."""

    KIND: ClassVar[str] = "request"
    request: str


@dataclass(frozen=True, slots=True)
class DraftKept(OfRequest):
    """A draft to this person was begun or changed."""

    contact: str


@dataclass(frozen=True, slots=True)
class DraftDropped(OfRequest):
    """The draft was thrown away."""


@dataclass(frozen=True, slots=True)
class RequestSent(OfRequest):
    """The request went to this person."""

    contact: str


@dataclass(frozen=True, slots=True)
class Replied(OfRequest):
    """They answered."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class OtherContactAsked(OfRequest):
    """Somebody else at their organisation was asked instead, or that was put aside."""


@dataclass(frozen=True, slots=True)
class Nudged(OfRequest):
    """They were reminded politely."""


@dataclass(frozen=True, slots=True)
class ClosedKindly(OfRequest):
    """The request was let go."""


@dataclass(frozen=True, slots=True)
class OfInterview(Event):
    """Something that happened to a conversation."""

    KIND: ClassVar[str] = "interview"
    interview: str


@dataclass(frozen=True, slots=True)
class Booked(OfInterview):
    """A conversation was agreed on, or moved: `at` is when its time was last settled.

    `first_at` is when it was agreed on in the first place, if that was earlier.
    """

    contact: str
    starts_at: datetime
    ends_at: datetime
    first_at: datetime | None = None
    is_rehearsal: bool = False

    @property
    def agreed_at(self) -> datetime:
        """When it was agreed on, as far as this event knows."""
        return self.first_at or self.at


@dataclass(frozen=True, slots=True)
class Cancelled(OfInterview):
    """It will not take place."""


@dataclass(frozen=True, slots=True)
class Confirmed(OfInterview):
    """They were asked to confirm, or did."""


@dataclass(frozen=True, slots=True)
class BriefOpened(OfInterview):
    """Its page was opened to prepare."""


@dataclass(frozen=True, slots=True)
class Ended(OfInterview):
    """It is over: End was tapped, or it was marked as held."""


@dataclass(frozen=True, slots=True)
class CapturedAfter(OfInterview):
    """The sixty seconds after it were saved."""


@dataclass(frozen=True, slots=True)
class Thanked(OfInterview):
    """The thank-you was marked as sent."""


@dataclass(frozen=True, slots=True)
class Reflected(OfInterview):
    """A reflection on it was written."""


@dataclass(frozen=True, slots=True)
class ReflectionSkipped(OfInterview):
    """No reflection is wanted."""


@dataclass(frozen=True, slots=True)
class RechargeUntil(OfInterview):
    """Space was asked for after it, from `at` until an instant; the latest such word holds."""

    until: datetime


@dataclass(frozen=True, slots=True)
class OfIntro(Event):
    """Something that happened to an introduction."""

    KIND: ClassVar[str] = "intro"
    intro: str


@dataclass(frozen=True, slots=True)
class Introduced(OfIntro):
    """Somebody made this person known to me."""

    contact: str


@dataclass(frozen=True, slots=True)
class IntroducerThanked(OfIntro):
    """Whoever introduced us knows that we talked."""


@dataclass(frozen=True, slots=True)
class OfPromise(Event):
    """Something that happened to a promise of mine."""

    KIND: ClassVar[str] = "promise"
    promise: str


@dataclass(frozen=True, slots=True)
class PromiseMade(OfPromise):
    """I promised this person something, perhaps by a day; the latest day set for it holds."""

    contact: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class PromiseKept(OfPromise):
    """It is done, or let go."""


@dataclass(frozen=True, slots=True)
class OfName(Event):
    """Something that happened to a name that was given to me."""

    KIND: ClassVar[str] = "name"
    name: str


@dataclass(frozen=True, slots=True)
class NameReceived(OfName):
    """The contact said whom to talk to."""

    contact: str


@dataclass(frozen=True, slots=True)
class ReferralAsked(OfName):
    """That somebody was written to."""


@dataclass(frozen=True, slots=True)
class ReferralDropped(OfName):
    """The name is not wanted."""


@dataclass(frozen=True, slots=True)
class OfOutcome(Event):
    """Something that happened to an outcome: a job, a course, a path."""

    KIND: ClassVar[str] = "outcome"
    outcome: str


@dataclass(frozen=True, slots=True)
class OutcomeLogged(OfOutcome):
    """It came about."""


@dataclass(frozen=True, slots=True)
class HelpersThanked(OfOutcome):
    """Everybody who helped knows."""
