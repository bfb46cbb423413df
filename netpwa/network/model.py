"""Links between people, the tier that follows from them, and the ways to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

TIERS = ("primary", "secondary", "cold")
LINK_KINDS = ("can_introduce", "introduced_me", "referred_me", "works_with")
STRENGTHS = (1, 2, 3)
KEEP_WARM = ("unset", "monthly", "quarterly", "half_year", "no")
INTRODUCTION_STATES = (
    "idea",
    "asked",
    "introducer_ok",
    "target_ok",
    "introduced",
    "declined",
    "thanked",
    "loop_closed",
)
# What may follow on a state.
NEXT_STATES = {
    "idea": ("asked",),
    # Some introduce the two at once, without a word between.
    "asked": ("introducer_ok", "introduced", "declined"),
    "introducer_ok": ("target_ok", "introduced", "declined"),
    "target_ok": ("introduced", "declined"),
    "introduced": ("thanked",),
    "declined": ("thanked",),
    "thanked": ("loop_closed",),
    "loop_closed": (),
}
# Until the two are introduced or it came to nothing, the introducer has it on their desk.
OPEN_STATES = ("idea", "asked", "introducer_ok", "target_ok")
MOST_OPEN_ASKS = 2
FRESH_DAYS = ((30, 3), (120, 2), (365, 1))


@dataclass(frozen=True, slots=True)
class Link:
    """One contact leads to another; working together leads both ways."""

    id: str
    from_id: str
    to_id: str
    kind: str
    strength: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody at the other end of a link; `leads_here` when they can lead to the person shown."""

    link: Link
    contact_id: str
    name: str
    is_primary: bool
    leads_here: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What is noted about how well somebody is known, and how far things have come with them."""

    contact_id: str
    knows: bool = False
    override: str | None = None
    is_connector: bool = False
    is_mentor: bool = False
    catch_up_on: date | None = None
    keep_warm: str = "unset"
    organisation_id: str | None = None
    stage: str = ""
    stage_worked_out: str = ""
    promises_open: int = 0
    names_given: int = 0
    leads_open: int = 0

    @property
    def is_primary(self) -> bool:
        """True when this person counts as known directly, and so may lead to others."""
        return self.override == "primary" if self.override else self.knows


@dataclass(frozen=True, slots=True)
class Tier:
    """How close somebody is, and why: `through` leads there, `by_hand` says it was decided."""

    name: str
    by_hand: bool = False
    through: Neighbour | None = None


def tier_of(standing: Standing, neighbours: Iterable[Neighbour]) -> Tier:
    """Work out the tier: decided by hand, known, one step away, or by reputation only."""
    leading = [one for one in neighbours if one.leads_here and one.is_primary]
    through = max(leading, key=lambda one: (one.link.strength, one.name), default=None)
    if standing.override:
        return Tier(standing.override, by_hand=True)
    if standing.knows:
        return Tier("primary")
    return Tier("secondary", through=through) if through else Tier("cold")


@dataclass(frozen=True, slots=True)
class Dot:
    """Somebody in a picture or a list of the network."""

    id: str
    name: str
    title: str
    tier: str
    is_connector: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody known who leads to somebody one step away, whose name is here."""

    from_id: str
    to_id: str
    name: str
    strength: int


@dataclass(frozen=True, slots=True)
class Route:
    """A way to somebody: the introducer, perhaps one more person, and the target.

    `strength` is that of the weakest link. `open_asks` and `recent_asks` count what the introducer
    was asked already.
    """

    introducer_id: str
    introducer: str
    target_id: str
    target: str
    strength: int
    via_id: str | None = None
    via: str | None = None
    kind: str = "can_introduce"
    is_connector: bool = False
    last_touch_at: datetime | None = None
    open_asks: int = 0
    recent_asks: int = 0

    def freshness(self, at: datetime) -> int:
        """Say how fresh the contact with the introducer is, from 0 to 3."""
        if self.last_touch_at is None:
            return 0
        days = (at - self.last_touch_at).days
        return next((points for most, points in FRESH_DAYS if days <= most), 0)

    def score(self, at: datetime) -> int:
        """Weigh what speaks for this way; the numbers only ever put ways in an order."""
        return (
            6 * self.strength
            + 3 * self.freshness(at)
            + (2 if self.is_connector else 0)
            - (7 if self.via_id else 0)
            - 5 * self.recent_asks
        )


def ranked(routes: Iterable[Route], at: datetime, limit: int | None = None) -> Sequence[Route]:
    """Put ways in order, the best first: one for each introducer and target, nobody overasked."""
    best: dict[tuple[str, str], Route] = {}
    for route in routes:
        ends = (route.introducer_id, route.target_id)
        is_loop = route.introducer_id in {route.target_id, route.via_id}
        if is_loop or route.via_id == route.target_id or route.open_asks >= MOST_OPEN_ASKS:
            continue
        if ends not in best or _order(route, at) < _order(best[ends], at):
            best[ends] = route
    return sorted(best.values(), key=lambda route: _order(route, at))[:limit]


def _order(route: Route, at: datetime) -> tuple[int, str, str, str, str]:
    ends = (route.introducer_id, route.target_id, route.via_id or "")
    return (-route.score(at), route.introducer, *ends)


@dataclass(frozen=True, slots=True)
class AskOfIntroducer:
    """What somebody typed to ask for an introduction; `blurb` is their own paragraph, if any."""

    who_i_am: str
    intention: str
    minutes: int = 20
    blurb: str = ""


@dataclass(frozen=True, slots=True)
class Introduction:
    """An introduction and how far it has come; an instant for each state that it reached.

    `blurb` is the paragraph to forward in somebody's own words; empty, it is put together from
    `who_i_am` and `intention`. `takeaway` and `news` are what the introducer hears back.
    """

    id: str
    introducer_id: str
    introducer: str
    target_id: str
    target: str
    state: str
    blurb: str
    created_at: datetime
    rev: int
    via_id: str | None = None
    via: str | None = None
    asked_at: datetime | None = None
    introducer_ok_at: datetime | None = None
    target_ok_at: datetime | None = None
    introduced_at: datetime | None = None
    declined_at: datetime | None = None
    thanked_at: datetime | None = None
    loop_closed_at: datetime | None = None
    who_i_am: str = ""
    intention: str = ""
    minutes: int = 20
    takeaway: str = ""
    news: str = ""

    @property
    def is_open(self) -> bool:
        """True while the introducer has it on their desk."""
        return self.state in OPEN_STATES

    @property
    def reached(self) -> tuple[tuple[str, datetime], ...]:
        """The states that it went through, in order, each with the first instant of it."""
        instants = ((state, getattr(self, f"{state}_at")) for state in INTRODUCTION_STATES[1:])
        return tuple((state, at) for state, at in instants if at)

    @property
    def before(self) -> str | None:
        """The state that it came from; None for an idea."""
        states = ["idea", *(state for state, _at in self.reached)]
        earlier = states[: states.index(self.state)] if self.state in states else states
        return earlier[-1] if earlier else None

    @property
    def next_states(self) -> tuple[str, ...]:
        """What may come of it next."""
        return NEXT_STATES[self.state]
