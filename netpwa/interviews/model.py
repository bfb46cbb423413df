"""A conversation, the questions planned for it, and the checklist before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

MODES = ("phone", "video", "in_person")
LENGTHS = (15, 20, 25, 30, 45)
STAGES = (
    "hello",
    "journey",
    "role",
    "trends",
    "advice",
    "organisation",
    "identity",
    "referral",
    "thanks",
)
KINDS = ("real", "dry_run", "warm_up")
MOMENTS = ("week", "day", "minutes")
_NUMBER = re.compile(r"\+?[0-9(](?:[ ().\-/]{0,3}[0-9]){4,}")
STAYS_ON_TODAY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Question:
    """A line of the question bank. `minutes` is the time to allow for it and its answer.

    `code` names a line that ships with the app; a line of the person's own has an `id` instead.
    `counts` says whether it is a question, rather than a greeting or thanks. A line of their own
    that has a `code` stands in the place of that line.
    """

    stage: str
    text: str
    minutes: float
    must: bool = False
    tags: str = ""
    code: str | None = None
    id: str | None = None
    counts: bool = True
    is_starred: bool = False
    is_hidden: bool = False
    rev: int = 1

    @property
    def key(self) -> str:
        """What names it: the code of a line that ships, worded anew or not, else its id."""
        return self.code or self.id or ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody thinks of a line that ships with the app."""

    is_starred: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class InterviewDraft:
    """What somebody typed to book a conversation, on the wall clock of `time_zone`.

    `kind` and `pace` stay as they were booked with.
    """

    id: str
    mode: str
    local_date: date
    local_time: time
    time_zone: str
    minutes: int
    place: str
    kind: str = "real"
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class Interview:
    """A booked conversation. `place` is a number, a link or an address.

    `pace` is how much of the usual minutes its plan reckons with; `confirmed` says that they were
    asked whether the time, as it is now, still suits them.
    """

    id: str
    contact_id: str
    contact_name: str
    mode: str
    local_date: str
    local_time: str
    time_zone: str
    starts_at: datetime
    minutes: int
    place: str
    held_at: datetime | None
    cancelled_at: datetime | None
    rev: int
    kind: str = "real"
    pace: float = 1.0
    confirmed: bool = False

    @property
    def ends_at(self) -> datetime:
        """When it should be over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def has_begun(self, at: datetime) -> bool:
        """Say whether they talk or talked, at an instant: people also meet earlier than agreed.

        A talk that was cancelled never begins.
        """
        is_time = self.starts_at <= at and self.cancelled_at is None
        return is_time or self.held_at is not None

    @property
    def is_open(self) -> bool:
        """True while it is neither held nor cancelled."""
        return self.held_at is None and self.cancelled_at is None

    def is_over(self, at: datetime) -> bool:
        """Say whether it should have ended a while ago, so that one asks whether it took place."""
        return at >= self.ends_at + STAYS_ON_TODAY


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A question planned for one conversation.

    `minutes` is what the plan gives it, `usual` what it takes as a rule. One that was left out
    waits beside the plan. `template` is its text with the gaps in braces;
    the least `rank` stays longest when time is short.
    """

    id: str
    stage: str
    text: str
    minutes: float
    must: bool
    asked_at: datetime | None
    starter: str | None = None
    question_id: str | None = None
    usual: float = 0.0
    counts: bool = True
    is_left_out: bool = False
    template: str = ""
    rank: int = 0
    rev: int = 1

    @property
    def is_planned(self) -> bool:
        """True for what is to be asked, or was, even if the plan had left it out."""
        return not self.is_left_out or self.asked_at is not None

    @property
    def is_theirs(self) -> bool:
        """True for what the person put in, or changed since it was planned."""
        return self.starter is None or self.rev > 1

    @classmethod
    def of(cls, item_id: str, question: Question, rank: int = 0) -> PlanItem:
        """Plan a question, not asked yet."""
        return cls(
            item_id,
            question.stage,
            question.text,
            question.minutes,
            question.must,
            None,
            question.code,
            question.id,
            question.minutes,
            question.counts,
            template=question.text if "{" in question.text else "",
            rank=rank,
        )

    def reworded(self, question: Question) -> PlanItem:
        """Give it other words, minutes, or another stage."""
        return replace(
            self,
            stage=question.stage,
            text=question.text,
            template=question.text if "{" in question.text else "",
            must=question.must,
            minutes=question.minutes,
            usual=question.minutes,
        )


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """A thing to have ready: `moment` is a week, a day or minutes before."""

    id: str
    moment: str
    text: str
    done_at: datetime | None
