"""The question bank as one person sees it: what ships with the app, their own, and their marks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa.interviews.model import STAGES, Mark
from netpwa.interviews.starter_questions import STARTER_QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from netpwa.interviews.model import Question

    Say = Callable[[str], str]

# Lines that help a talk along; they stand in no plan.
HELPERS = ("probe", "flow")
ORDER = (*STAGES, *HELPERS)
TAGS = {"students": "S", "changers": "C", "planners": "P"}
SHOWS = ("all", "starred", "mine", *TAGS, "hidden")


def bank(own: Sequence[Question], marks: Mapping[str, Mark], say: Say) -> list[Question]:
    """List every line by stage, the person's own first, with what was made of ours."""
    worded = {str(question.code): question for question in own if question.code}
    lines = [question for question in own if not question.code]
    for ours in STARTER_QUESTIONS:
        mark = marks.get(str(ours.code), Mark())
        line = worded.get(str(ours.code)) or replace(ours, text=say(ours.text))
        lines.append(
            replace(
                line,
                tags=ours.tags,
                counts=ours.counts,
                is_starred=mark.is_starred,
                is_hidden=mark.is_hidden,
            )
        )
    return sorted(lines, key=lambda line: ORDER.index(line.stage))


def shown(lines: Iterable[Question], show: str) -> list[Question]:
    """Give those that a filter shows. What is hidden is shown by its own filter alone."""
    if show == "hidden":
        return [line for line in lines if line.is_hidden]
    visible = [line for line in lines if not line.is_hidden]
    if show == "starred":
        return [line for line in visible if line.is_starred]
    if show == "mine":
        return [line for line in visible if line.id]
    if show in TAGS:
        return [line for line in visible if TAGS[show] in line.tags]
    return visible
