"""Events sorted into the story of each subject, and of the person behind it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from netpwa.reminders import events as e

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

E = TypeVar("E", bound=e.Event)
LATE_END = timedelta(hours=1)


class Talk(NamedTuple):
    """A conversation that stands: when it was settled, and from when to when it lasts or lasted."""

    booked: datetime
    starts: datetime
    ends: datetime
    planned_end: datetime
    is_over: bool
    is_rehearsal: bool


class Story:
    """What happened to one subject, by kind of event.

    `person` is the story of the contact behind it: of all that is known to be with them.
    `talks` are the stories of a contact's conversations.
    """

    __slots__ = ("_kinds", "_latest", "_talk", "person", "subject", "talks")

    def __init__(self, subject: e.Subject) -> None:
        self.subject = subject
        self.person: Story | None = self if subject.kind == "contact" else None
        self.talks: list[Story] = []
        self._kinds: dict[type[e.Event], list[e.Event]] = {}
        self._latest: dict[type[e.Event], e.Event] = {}
        self._talk: Talk | None = None

    def add(self, event: e.Event) -> None:
        """Take an event in; of two of a kind at one instant, their contents decide the later."""
        kind = type(event)
        self._kinds.setdefault(kind, []).append(event)
        latest = self._latest.get(kind)
        if (
            latest is None
            or event.at > latest.at
            or (event.at == latest.at and repr(event) > repr(latest))
        ):
            self._latest[kind] = event

    def all(self, kind: type[E]) -> list[E]:
        """List the events of a kind, in no order."""
        return cast("list[E]", self._kinds.get(kind, []))

    def last(self, kind: type[E]) -> E | None:
        """Give the latest event of a kind."""
        return cast("E | None", self._latest.get(kind))

    def has(self, *kinds: type[e.Event], since: datetime | None = None) -> bool:
        """Say whether an event of these kinds happened, at or after an instant if one is given."""
        found = (self._latest.get(kind) for kind in kinds)
        return any(event and (since is None or event.at >= since) for event in found)

    def latest(self, *kinds: type[e.Event]) -> datetime | None:
        """Give when one of these kinds happened last."""
        return max((self._latest[kind].at for kind in kinds if kind in self._latest), default=None)

    def talk(self) -> Talk | None:
        """Give a conversation as it stands; None if it is cancelled or was never booked.

        It ends as planned, unless it was said to be over around that time. Marked as held long
        after, or before it began, it is over, but its end is as planned.
        """
        booked = self.last(e.Booked)
        if self._talk or booked is None or self.has(e.Cancelled, since=booked.at):
            return self._talk
        ended = self.last(e.Ended)
        ends = booked.ends_at
        if ended and booked.starts_at <= ended.at <= ends + LATE_END:
            ends = ended.at
        is_over, is_rehearsal = ended is not None, booked.is_rehearsal
        self._talk = Talk(booked.at, booked.starts_at, ends, booked.ends_at, is_over, is_rehearsal)
        return self._talk

    def talk_in_earnest(self) -> Talk | None:
        """Give it unless it was a dry run: that leaves nothing to catch and nobody to thank."""
        talk = self.talk()
        return None if talk is None or talk.is_rehearsal else talk


def tell(events: Iterable[e.Event]) -> dict[str, list[Story]]:
    """Sort events into stories by kind of subject; that of the account is always there.

    A person's story holds what happened with them in any request,
    conversation, introduction, promise or name that says it is theirs.
    """
    account = Story(e.ACCOUNT)
    stories: dict[e.Subject, Story] = {e.ACCOUNT: account}
    known = tuple(events)
    for event in known:
        subject = event.subject
        story = stories.get(subject)
        if story is None:
            story = stories[subject] = Story(subject)
        story.add(event)
    for story in list(stories.values()):
        _join(story, stories)
    for event in known:
        story = stories[event.subject]
        if story.person and story.person is not story:
            story.person.add(event)
    by_kind: dict[str, list[Story]] = {}
    for story in stories.values():
        by_kind.setdefault(story.subject.kind, []).append(story)
    return by_kind


def _join(story: Story, stories: dict[e.Subject, Story]) -> None:
    # Which events say whose a subject is; the latest word holds.
    owners: tuple[type[Any], ...] = (
        e.RequestSent, e.DraftKept, e.Booked, e.Introduced, e.PromiseMade, e.NameReceived,
    )  # fmt: skip
    said = [event for kind in owners if (event := story.last(kind)) is not None]
    if not said or story.subject.kind == "contact":
        return
    contact = max(said, key=lambda event: event.at).contact
    subject = e.Subject("contact", contact)
    if subject not in stories:
        stories[subject] = Story(subject)
    story.person = stories[subject]
    if story.subject.kind == "interview":
        story.person.talks.append(story)
