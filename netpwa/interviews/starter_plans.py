"""The list of questions a new conversation begins with, fitted to the minutes it was given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa.interviews.starter_questions import BY_CODE

if TYPE_CHECKING:
    from netpwa.interviews.model import Question

QUARTER = 0.25
# Minutes for each filled stage; what is left of the whole is spare.
FILLED = ("hello", "journey", "role", "trends", "advice", "referral", "thanks")
SHARES: dict[int, tuple[float, ...]] = {
    10: (1, 2, 2, 2, 1, 0.75, 0.75),
    15: (1.5, 3, 3, 3, 2, 1, 1),
    20: (2, 4, 4, 4, 2.5, 1.5, 1),
    25: (2.5, 5, 5, 5, 3.5, 1.5, 1.5),
    30: (3, 5, 6, 6, 4.5, 2, 1.5),
    45: (4, 8, 9, 9, 7, 3, 2),
}
CODES = {
    10: "h1 h4 j1 r1 t1 a1 f1 g1 g3",
    15: "h1 h2 h4 j1 r1 t1 a1 f1 g1 g3",
    20: "h1 h2 h4 j1 r1 r2 t1 a1 f1 g1 g3",
    25: "h1 h2 h4 j1 r1 r2 t1 t10 a1 a7 f1 f2 g1 g3",
    30: "h1 h2 h4 j1 j3 r1 r2 t1 t3 a1 a3 f1 f2 g1 g3",
    45: "h1 h2 h4 j1 j3 r1 r2 r9 t1 t2 t3 a1 a2 a3 f1 f2 g1 g3 g4",
}


def starter_plan(minutes: int) -> list[Question]:
    """Give the questions for a conversation of `minutes`, in order, each with its minutes.

    Every stage fills its share exactly, so the sum is the whole less its spare minutes. A length
    between two of the table takes the shorter one's list; the difference is spare.
    """
    length = max((known for known in SHARES if known <= minutes), default=min(SHARES))
    lines = [BY_CODE[code] for code in CODES[length].split()]
    plan: list[Question] = []
    for stage, share in zip(FILLED, SHARES[length], strict=True):
        plan += _filling(share, [line for line in lines if line.stage == stage])
    return plan


def _filling(share: float, lines: list[Question]) -> list[Question]:
    usual = sum(line.minutes for line in lines)
    given = [line.minutes * share / usual // QUARTER * QUARTER for line in lines]
    longest = max(range(len(lines)), key=lambda index: lines[index].minutes)
    given[longest] += share - sum(given)
    return [replace(line, minutes=minutes) for line, minutes in zip(lines, given, strict=True)]


def fill(text: str, **words: str) -> str:
    """Put the words that are known into a line; a gap that stays open becomes an ellipsis."""
    for slot, word in words.items():
        text = text.replace("{" + slot + "}", word)
    start = text.find("{")
    while start >= 0:
        end = text.find("}", start)
        if end < 0:
            break
        text = text[:start] + "…" + text[end + 1 :].removeprefix(".")
        start = text.find("{")
    return text
