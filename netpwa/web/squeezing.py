"""Scripts as they are served: without remarks, and without the room that only their readers need.

Every byte of the service worker counts, and nothing is built beforehand. Names stay as they are.
"""

from __future__ import annotations

import re

REMARK = r"/\*[\s\S]*?\*/|//[^\n]*"
# A slash begins a pattern only where a value may stand. No template holds another one.
BEFORE_A_VALUE = r"[(,=:\[!&|?{};>]"
AS_IT_IS = (
    r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`"""
    rf"|(?:(?<={BEFORE_A_VALUE})|(?<={BEFORE_A_VALUE}\s)|(?<=return ))"
    r"/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*"
)
WITH_REMARKS = re.compile(f"({AS_IT_IS})|{REMARK}")
LITERAL = re.compile(f"({AS_IT_IS})")
# A line may end a statement, so it stays unless what stands beside it cannot end or begin one.
# Signs that may be doubled (+ and -) keep the room around them.
ROOM = (
    (re.compile(r"\s*\n\s*"), "\n"),
    (re.compile(r"\s*([,;=:?&|<>.])\s*|\s+([)\]}])|([({\[!])\s+"), r"\1\2\3"),
    (re.compile(r" ([({\[!])|([)\]}]) "), r"\1\2"),
)


def squeezed(script: str) -> str:
    """Leave out what no browser needs; what is quoted stays as it is."""
    parts = LITERAL.split(WITH_REMARKS.sub(lambda found: found[1] or "", script))
    parts[::2] = [_code(part) for part in parts[::2]]
    return "".join(parts).strip()


def _code(text: str) -> str:
    for pattern, by in ROOM:
        text = pattern.sub(by, text)
    return text
