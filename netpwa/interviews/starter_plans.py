"""The sets of questions that a conversation may begin with, and the gaps in their words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa.interviews.starter_questions import BY_CODE

if TYPE_CHECKING:
    from netpwa.interviews.model import Question

# What must be asked, then what is asked when there is time for it, the first of them first.
KITS = {
    "anyone": ("h1 h2 h4 j1 r1 r2 t1 t2 a1 f1 g1 g3", "j3 t3 a3 f2 r9 a2 t10 a7 g4"),
    "student": ("h1 h2 h4 j2 r1 r2 t1 a1 f1 g1 g3", "t2 j4 r4 a2 f2 t10 a7 a11 g4"),
    "career": ("h1 h2 h4 j1 r3 t2 a5 f1 g1 g3", "t1 j6 a1 r1 f2 t7 a3 a6 g4"),
    "planner": ("h1 h2 h4 j2 r1 r8 t1 t6 a1 f1 g1 g3", "r2 a7 t8 j7 f2 t3 t10 g4"),
    "alumni": ("h1 h2 h4 j1 j4 r1 a2 f1 g1 g3", "t1 a1 r2 a3 f2 i2 t10 g4"),
    "warm_up": ("h1 j1 r1 r7 f1 g1", "a4 r9 g3"),
}
_GAP = re.compile(r"\{([^{}]*)\}")


def starter_lines(kit: str = "anyone") -> list[Question]:
    """Give the questions of a kit: what must be asked, then the others by rank."""
    musts, others = (codes.split() for codes in KITS[kit])
    return [replace(BY_CODE[code], must=code in musts) for code in (*musts, *others)]


def gaps(text: str) -> list[str]:
    """Name the gaps in a line, in order."""
    return list(dict.fromkeys(_GAP.findall(text)))


def fill(text: str, **words: str) -> str:
    """Put the words that are known into a line; a gap that stays open becomes an ellipsis."""
    return _GAP.sub(lambda gap: words.get(gap[1]) or "…", text).replace("….", "…")
