"""A list of questions as a mentor sees it, and what their suggestions do to the plan: pure."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from netpwa.interviews.model import PlanItem

VERDICTS = ("keep", "reword", "cut", "earlier", "later")
SETTLED = ("", "taken", "left")
LASTS = timedelta(days=14)
# Whoever began to write before the link ended may still send it.
FINISHING = timedelta(days=1)
SHORTEST_NAME = 2
_WORD = re.compile(r"\w+")
# What may stand between two words of one name.
_GAP = re.compile(r"[^\w,;:?!()]{1,3}")
SECRET_LETTERS = 40


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A copy of a planned question, with what the mentor thinks of it."""

    id: str
    plan_item_id: str
    stage: str
    text: str
    minutes: float
    verdict: str = ""
    wording: str = ""
    said: str = ""
    settled: str = ""

    @property
    def is_suggestion(self) -> bool:
        """True when taking it up would change the plan."""
        return self.verdict in {"cut", "earlier", "later"} or (
            self.verdict == "reword" and self.wording not in {"", self.text}
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """What a mentor says of a dry run in one respect; what to keep or change has no score."""

    criterion: str
    score: int | None
    said: str


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """What is typed to have a list reviewed: `role` says whom it is for, without a name.

    `dry_run_id` names the dry run that the mentor may judge beside it.
    """

    id: str
    role: str
    note: str
    mentor_id: str | None
    lines: tuple[ReviewLine, ...]
    dry_run_id: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A list that was sent to a mentor."""

    id: str
    account_id: str
    interview_id: str
    mentor_id: str | None
    role: str
    note: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    answered_at: datetime | None
    said: str
    rev: int
    dry_run_id: str | None = None

    def is_good(self, at: datetime) -> bool:
        """Say whether its link still opens."""
        return self.revoked_at is None and at < self.expires_at

    def takes_answers(self, at: datetime) -> bool:
        """Say whether what a mentor wrote can still be sent."""
        return self.revoked_at is None and at < self.expires_at + FINISHING


def waiting(lines: Iterable[ReviewLine]) -> list[ReviewLine]:
    """Give the suggestions that nobody has answered yet."""
    return [line for line in lines if line.is_suggestion and not line.settled]


def without_names(
    text: str, names: Iterable[str], others: Iterable[str] = (), stand_in: str = "…"
) -> str:
    """Write a line without these names: whole, however spelled, or one capitalised part of them.

    Of `others`, who may be thousands, only the whole name is left out; a name of a single word only
    when it has a capital, for there are people called Will and May.
    """
    close, far = {_folded(name) for name in names}, {_folded(name) for name in others}
    parts = {part for name in close for part in name if len(part) >= SHORTEST_NAME}
    whole = {name for name in close | far if len("".join(name)) >= SHORTEST_NAME}
    longest = max(map(len, whole), default=0)
    text = unicodedata.normalize("NFC", text)
    words = list(_WORD.finditer(text))
    written, at, n = "", 0, 0
    while n < len(words):
        found = next((m for m in range(longest, 1, -1) if _at(text, words, n, m) in whole), 0)
        word = _folded(words[n][0])
        is_long = len(words[n][0]) > SHORTEST_NAME
        has_capital = words[n][0][0].isupper()
        if not found and (
            (has_capital and (word in whole or parts.issuperset(word)))
            or (is_long and word in close)
        ):
            found = 1
        if found:
            written += text[at : words[n].start()] + stand_in
            at = words[n + found - 1].end()
        n += found or 1
    return written + text[at:]


def _folded(name: str) -> tuple[str, ...]:
    """Give the words of a name, whatever their case and their accents."""
    plain = (unicodedata.normalize("NFKD", word.casefold()) for word in _WORD.findall(name))
    return tuple("".join(s for s in word if not unicodedata.combining(s)) for word in plain)


def _at(text: str, words: Sequence[re.Match[str]], start: int, length: int) -> tuple[str, ...]:
    """Give the folded words of a line from one on, as long as nothing but a gap parts them."""
    part = words[start : start + length]
    is_one = len(part) == length and all(
        _GAP.fullmatch(text[one.end() : other.start()]) for one, other in pairwise(part)
    )
    return _folded(text[part[0].start() : part[-1].end()]) if is_one else ()


def taken_up(plan: Sequence[PlanItem], line: ReviewLine) -> list[PlanItem]:
    """Give the whole plan with one suggestion taken up; as it is when the question is gone.

    What is cut waits beside the plan.
    """
    items = list(plan)
    place = next((n for n, item in enumerate(items) if item.id == line.plan_item_id), None)
    if place is None or not line.is_suggestion:
        return items
    if line.verdict == "cut":
        items[place] = replace(items[place], is_left_out=True)
    elif line.verdict == "reword":
        items[place] = replace(items[place], text=line.wording, template="")
    else:
        later = range(place + 1, len(items))
        way = later if line.verdict == "later" else reversed(range(place))
        other = next((n for n in way if not items[n].is_left_out), place)
        items[place], items[other] = items[other], items[place]
    return items


def secret_of(key: str, account_id: str, review_id: str) -> str:
    """Give the secret of a list's link: worked out anew each time, and only its hash is stored."""
    text = f"review:{account_id}:{review_id}".encode()
    return hmac.new(key.encode(), text, hashlib.sha256).hexdigest()[:SECRET_LETTERS]
