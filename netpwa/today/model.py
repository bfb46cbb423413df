"""What Today shows first, chosen from what is booked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# So many of what is due are shown at once.
UNFOLDED = 7


class Talk(Protocol):
    """A booked conversation, as far as Today cares."""

    def is_over(self, at: datetime) -> bool:
        """Say whether it should have ended a while ago."""
        ...


T = TypeVar("T", bound=Talk)


@dataclass(frozen=True, slots=True)
class Agenda(Generic[T]):
    """The next conversation, those after it, and those that nobody said took place."""

    coming: T | None
    later: Sequence[T]
    unanswered: Sequence[T]


def agenda(talks: Sequence[T], at: datetime) -> Agenda[T]:
    """Sort open conversations, the earliest first, into what Today shows."""
    unanswered = [talk for talk in talks if talk.is_over(at)]
    ahead = [talk for talk in talks if not talk.is_over(at)]
    return Agenda(ahead[0] if ahead else None, ahead[1:], unanswered)
