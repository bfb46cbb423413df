"""Where everything stands in the pictures: pure geometry for a phone's width, without a colour.

A picture is drawn by a template macro (ui/chart.html); no style is ever written into the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netpwa.insights.model import Branch, Mode, Reached, Talk, Week

WIDTH = 340
TOP = 18
BARS_HIGH, LABEL_HIGH = 96, 24
ROW = 44
SPLIT_ROW = 54
TREE_ROW, TREE_STEP = 34, 24
# Where the five faces stand, from -2 to 2.
FACE_LEFT, FACE_STEP = 110, 52
LEAST = 2


class Bar(NamedTuple):
    """A bar with what stands at it; `kind` says which of two it is."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: str
    kind: str = ""


class Span(NamedTuple):
    """How somebody was before a talk and after it, as two points on one line."""

    y: float
    label: str
    before: float
    after: float
    is_up: bool


class Twig(NamedTuple):
    """Somebody in the tree of names, and the corner of the line that leads to them."""

    x: float
    y: float
    name: str
    id: str | None
    has_talked: bool
    from_y: float | None


class Picture(NamedTuple):
    """A picture's size and what is in it."""

    height: float
    bars: Sequence[Bar] = ()
    spans: Sequence[Span] = ()
    twigs: Sequence[Twig] = ()
    width: int = WIDTH


def over_weeks(weeks: Sequence[Week], labels: Sequence[str]) -> Picture:
    """Stand a bar for each week on one ground."""
    most = max((week.talks for week in weeks), default=0) or 1
    step = WIDTH / max(len(weeks), 1)
    bars = [
        Bar(
            round(n * step + step * 0.18, 1),
            round(TOP + BARS_HIGH - _part(week.talks, most, BARS_HIGH), 1),
            round(step * 0.64, 1),
            round(_part(week.talks, most, BARS_HIGH), 1),
            label,
            str(week.talks) if week.talks else "",
        )
        for n, (week, label) in enumerate(zip(weeks, labels, strict=True))
    ]
    return Picture(TOP + BARS_HIGH + LABEL_HIGH, bars)


def along_path(path: Sequence[Reached], labels: Sequence[str]) -> Picture:
    """Lay a bar for each step, each as long as the people who came so far."""
    most = max((step.people for step in path), default=0) or 1
    bars = [
        Bar(0, n * ROW + 20, round(_part(step.people, most, WIDTH - 40), 1), 16, label,
            str(step.people))
        for n, (step, label) in enumerate(zip(path, labels, strict=True))
    ]  # fmt: skip
    return Picture(len(path) * ROW, bars)


def energies(talks: Sequence[Talk], labels: Sequence[str]) -> Picture:
    """Lay a line from the face before to the face after, for each talk that has both."""
    known = [(t, label) for t, label in zip(talks, labels, strict=True) if t.lifted is not None]
    spans = [
        Span(n * TREE_ROW + 46, label, _face(talk.energy_before), _face(talk.energy_after),
             (talk.lifted or 0) >= 0)
        for n, (talk, label) in enumerate(known)
    ]  # fmt: skip
    return Picture(len(spans) * TREE_ROW + 40, spans=spans)


def of_modes(modes: Sequence[Mode], labels: Sequence[str]) -> Picture:
    """Split a bar for each way of talking into lighter, the same and heavier."""
    bars = []
    for n, (mode, label) in enumerate(zip(modes, labels, strict=True)):
        x = 0.0
        for kind in ("lighter", "same", "heavier"):
            number = getattr(mode, kind)
            width = WIDTH * number / mode.talks
            if number:
                bars.append(
                    Bar(round(x, 1), n * SPLIT_ROW + 22, round(width - 2, 1), 22,
                        label if x == 0 else "", str(number), kind)
                )  # fmt: skip
            x += width
    return Picture(len(modes) * SPLIT_ROW, bars)


def timings(stages: Mapping[str, tuple[float, float]], labels: Mapping[str, str]) -> Picture:
    """Lay two bars for each stage: the minutes planned, and below them those taken."""
    most = max((max(pair) for pair in stages.values()), default=0) or 1
    bars = []
    for n, (stage, (planned, taken)) in enumerate(stages.items()):
        for m, (kind, minutes) in enumerate((("planned", planned), ("taken", taken))):
            width = round(_part(minutes, most, WIDTH - 50), 1)
            label = "" if m else labels[stage]
            bars.append(Bar(0, n * 56 + 20 + m * 15, width, 12, label, _short(minutes), kind))
    return Picture(len(stages) * 56, bars)


def branches(trees: Sequence[Branch]) -> Picture:
    """Write everybody in the tree on a line of their own, moved in below who named them."""
    twigs = list(_twigs(trees, 0, None, [0]))
    return Picture(len(twigs) * TREE_ROW + 8, twigs=twigs)


def _twigs(
    trees: Sequence[Branch], depth: int, from_y: float | None, line: list[int]
) -> Iterator[Twig]:
    for tree in trees:
        y = line[0] * TREE_ROW + 20
        line[0] += 1
        yield Twig(depth * TREE_STEP + 8, y, tree.name, tree.id, tree.has_talked, from_y)
        yield from _twigs(tree.leads_to, depth + 1, y, line)


def _part(number: float, most: float, room: float) -> float:
    return max(LEAST, number / most * room) if number else 0


def _face(level: int | None) -> float:
    return FACE_LEFT + ((level or 0) + 2) * FACE_STEP


def _short(minutes: float) -> str:
    return f"{minutes:.1f}".removesuffix(".0")
