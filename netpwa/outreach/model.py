"""A request for a conversation: what it is made of, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

LOOK_AGAIN_AFTER = timedelta(days=182)
CHANNELS = ("email", "linkedin", "linkedin_note", "phone", "in_person")
MINUTES = (15, 20, 30)
REPLIES = ("yes", "no", "later")
# What a person logs when a request went this way.
TOUCH_OF = {"linkedin_note": "linkedin"}


@dataclass(frozen=True, slots=True)
class RequestParts:
    """What somebody typed, from which the message is composed."""

    channel: str
    connection: str
    who_i_am: str
    intention: str
    minutes: int = 20
    time_window: str = ""
    introducer: str = ""
    topic: str = ""
    subject_line: str = ""
    own_words: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it is kept. `subject` is None but for an e-mail."""

    id: str
    contact_id: str
    contact_name: str
    parts: RequestParts
    subject: str | None
    body: str
    guard_kept_at: datetime | None
    self_checked_at: datetime | None
    created_at: datetime
    updated_at: datetime
    sent_at: datetime | None
    nudges: int
    nudged_at: datetime | None
    reply: str | None
    replied_at: datetime | None
    closed_at: datetime | None
    rev: int

    @property
    def state(self) -> str:
        """Say in one word how it stands: what came last decides."""
        if self.reply:
            return self.reply
        if self.closed_at:
            return "closed_kindly"
        if self.nudged_at:
            return "nudged"
        return "sent" if self.sent_at else "draft"

    @property
    def again_at(self) -> datetime | None:
        """When it makes sense to look again at what was let go."""
        return self.closed_at + LOOK_AGAIN_AFTER if self.closed_at else None

    @property
    def is_ready(self) -> bool:
        """True when nothing is missing, so that it may be copied."""
        return bool(self.body)

    @property
    def is_waiting(self) -> bool:
        """True while an answer may still come."""
        return self.state in {"sent", "nudged"}


@dataclass(frozen=True, slots=True)
class Tally:
    """Somebody's own base rate: of so many that were sent, so many were answered, or with a yes."""

    sent: int
    answered: int
    agreed: int

    @property
    def in_ten(self) -> int:
        """Of ten, how many are answered, as far as one can tell."""
        return round(10 * self.answered / self.sent) if self.sent else 0


@dataclass(frozen=True, slots=True)
class AskingSetting:
    """How somebody asks. LinkedIn's own numbers change, so its allowance can be edited."""

    has_premium: bool = False
    notes_a_month: int = 5
    names_in_calendar: bool = False
    rev: int = 0

    @property
    def note_limit(self) -> int:
        """How many characters a LinkedIn note may have."""
        return 300 if self.has_premium else 200
