"""What a conversation leaves: a thank-you, promises, leads, names and things to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

_ = str  # Marks text for translators; it is translated when it is shown.

HELLO = _("Hello {first},")
THANKS = _("Thank you for the time you gave me.")
SPECIFIC = _("What stays with me: {specific}")
NAMED = _("Thank you for the name of {names}; I will write to them soon.")
PROMISED = _("I have not forgotten what I promised: {promise}.")
# Begun with one of these, a promise goes on within a sentence; with another word it may be a name.
DOING = frozenset(
    ("ask", "bring", "call", "check", "come", "email", "find", "follow", "forward", "get", "give",
     "introduce", "keep", "let", "look", "mail", "make", "meet", "pass", "put", "read", "return",
     "send", "share", "show", "tell", "think", "to", "try", "write")
)  # fmt: skip
GAP = "…"
ENDS = (".", "?", "!", "…")
CLOSE = _("I will let you know how it goes.")
BRIEF = 150  # words; a thank-you is read standing up
OWNERS = ("me", "them")
MAY_USE_NAME = ("yes", "no", "not_asked")
LEAD_STATES = ("open", "following", "applied", "closed")
REFERRAL_LINE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class ThankYouDraft:
    """What somebody wrote: the one thing, and the message itself."""

    specific: str
    body: str


@dataclass(frozen=True, slots=True)
class ThankYou:
    """A thank-you as it is kept."""

    specific: str
    body: str
    sent_at: datetime | None
    rev: int


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """What one of the two said they would do; `owner` is me or them."""

    id: str
    owner: str
    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as it is kept."""

    id: str
    contact_id: str
    contact_name: str
    interview_id: str | None
    owner: str
    text: str
    due_on: date | None
    made_at: datetime
    done_at: datetime | None
    rev: int


@dataclass(frozen=True, slots=True)
class LeadDraft:
    """An opening that somebody mentioned; `whom` is whom to write to."""

    id: str
    text: str
    organisation: str = ""
    role: str = ""
    whom: str = ""
    may_use_name: str = "not_asked"
    deadline: date | None = None
    state: str = "open"


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead as it is kept; `chain` are those it came through, who was heard last first."""

    id: str
    contact_id: str
    contact_name: str
    interview_id: str | None
    text: str
    organisation: str
    role: str
    whom: str
    may_use_name: str
    deadline: date | None
    state: str
    heard_at: datetime
    rev: int
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Referral:
    """A name that was given, and what became of it."""

    id: str
    contact_id: str
    contact_name: str
    interview_id: str | None
    name: str
    note: str
    received_at: datetime
    became_contact_id: str | None
    asked_at: datetime | None
    dropped_at: datetime | None
    thanked_at: datetime | None
    rev: int

    @property
    def is_waiting(self) -> bool:
        """Say whether that somebody has still to be written to."""
        return not (self.asked_at or self.dropped_at)

    @property
    def write_by(self) -> datetime:
        """Give when whoever named them begins to wonder."""
        return self.received_at + REFERRAL_LINE


@dataclass(frozen=True, slots=True)
class ResourceDraft:
    """What somebody typed of something worth reading or looking at."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Resource:
    """Something worth reading or looking at, as it is kept."""

    id: str
    contact_id: str
    contact_name: str
    interview_id: str | None
    text: str
    at: datetime
    rev: int


def compose(
    first: str,
    me: str,
    specific: str,
    say: Callable[[str], str],
    *,
    names: Sequence[str] = (),
    promises: Sequence[str] = (),
) -> str:
    """Write the message around the one thing; without it the gap shows.

    `names` are those that were given, `promises` what the writer said they would do.
    """
    said = what_stays(specific, say) if specific else GAP
    more = []
    if promises:
        more.append(_filled(say(PROMISED), "promise", "; ".join(map(_within, promises))))
    if names:
        # Where somebody works may have been caught with the name.
        alone = [name.split(",")[0].strip() for name in names]
        more.append(_filled(say(NAMED), "names", ", ".join(alone)))
    lines = [
        say(HELLO).replace("{first}", first),
        f"{say(THANKS)} {said}",
        " ".join([*more, say(CLOSE)]),
        me,
    ]
    return "\n\n".join(lines)


def _within(promise: str) -> str:
    first = promise.split(maxsplit=1)[0] if promise.strip() else ""
    begins = promise[:1].lower() if first.lower() in DOING else promise[:1]
    return begins + promise[1:].strip().rstrip(".!")


def what_stays(specific: str, say: Callable[[str], str]) -> str:
    """Write the one thing as a sentence."""
    end = "" if specific.endswith(ENDS) else "."
    return say(SPECIFIC).replace("{specific}", f"{specific}{end}")


def with_sentence(body: str, sentence: str) -> str:
    """Write a sentence into a message: into our gap, or after the greeting and first paragraph."""
    if GAP in body:
        return body.replace(GAP, sentence, 1)
    parts = body.split("\n\n")
    return "\n\n".join([*parts[:2], sentence, *parts[2:]])


def is_brief(body: str) -> bool:
    """Say whether a message is short enough to be read at once."""
    return len(body.split()) <= BRIEF


def _filled(sentence: str, slot: str, text: str) -> str:
    return sentence.replace(f"{{{slot}}}", text.rstrip(".?!… "))
