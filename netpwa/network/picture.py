"""Where everybody stands in the picture of the network: pure geometry, for a phone's width."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netpwa.network.model import Dot, Step

WIDTH, HEIGHT = 360, 440
MOST_CLOSE, MOST_BEYOND = 8, 14
# The rings are ovals, because a phone is taller than wide.
INNER, OUTER = (88, 104), (152, 188)


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place in the picture; `of` is who leads there."""

    id: str
    name: str
    x: float
    y: float
    is_connector: bool = False
    of: Place | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """You in the middle, the people you know around you, and beyond them whom they lead to."""

    close: Sequence[Place]
    beyond: Sequence[Place]
    left_out: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def middle(self) -> tuple[float, float]:
        """Where you are."""
        return self.width / 2, self.height / 2


def draw(close: Sequence[Dot], steps: Sequence[Step]) -> Picture:
    """Place as many as a phone can show: everybody beyond stands behind who leads to them."""
    shown = close[:MOST_CLOSE]
    led = _led_by([dot.id for dot in shown], steps)
    inner = [
        Place(dot.id, dot.name, *_at(n / len(shown), INNER), is_connector=dot.is_connector)
        for n, dot in enumerate(shown)
    ]
    behind = [(n, step) for n, dot in enumerate(shown) for step in led[dot.id]]
    # Evenly spread, so that nobody hides another, and turned to stand behind those who lead there.
    turn = _mean_turn([n / len(shown) - m / len(behind) for m, (n, _) in enumerate(behind)])
    outer = [
        Place(step.to_id, step.name, *_at(m / len(behind) + turn, OUTER), of=inner[n])
        for m, (n, step) in enumerate(behind)
    ]
    everyone = {dot.id for dot in close} | {step.to_id for step in steps}
    return Picture(inner, outer, len(everyone) - len(inner) - len(outer))


def _led_by(ids: Sequence[str], steps: Sequence[Step]) -> dict[str, list[Step]]:
    """Give everybody beyond to one of those who lead to them, the strongest link first."""
    led: dict[str, list[Step]] = defaultdict(list)
    placed: set[str] = set()
    for step in sorted(steps, key=lambda one: -one.strength):
        if step.from_id in ids and step.to_id not in placed and len(placed) < MOST_BEYOND:
            placed.add(step.to_id)
            led[step.from_id].append(step)
    return led


def _mean_turn(turns: Sequence[float]) -> float:
    """Give the mean of angles, which go round."""
    sines = sum(math.sin(2 * math.pi * turn) for turn in turns)
    cosines = sum(math.cos(2 * math.pi * turn) for turn in turns)
    return math.atan2(sines, cosines) / (2 * math.pi)


def _at(turn: float, ring: tuple[int, int]) -> tuple[float, float]:
    angle = 2 * math.pi * turn - math.pi / 2
    return (
        round(WIDTH / 2 + ring[0] * math.cos(angle), 1),
        round(HEIGHT / 2 + ring[1] * math.sin(angle), 1),
    )
