"""What was learned about the field, by theme: starred answers and reflections, put side by side.

A question's stage, or the prompt of a reflection, says which theme a piece begins in; its owner may
move it. Words that several people used are counted by people, so nobody counts twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    Fold = Callable[[str], str]

THEMES = ("trends", "skills", "paths", "places", "cautions")
OF_QUESTION = {
    "t7": "skills", "t9": "skills", "r3": "cautions", "r4": "cautions", "r6": "skills",
    "a3": "cautions", "a4": "paths", "a5": "paths", "a6": "cautions", "a7": "places",
    "a8": "cautions", "a10": "cautions", "i2": "places",
}  # fmt: skip
OF_STAGE = {
    "hello": "places", "journey": "paths", "role": "places", "trends": "trends",
    "advice": "skills", "organisation": "places", "identity": "cautions", "referral": "places",
    "thanks": "skills",
}  # fmt: skip
# The others look ahead or within; they are no findings about the field.
OF_PROMPT = {
    "learned": "trends", "surprised": "trends", "path": "paths", "questions": "skills",
    "seen": "cautions", "myself": "paths",
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]{4,}")
MOST_WORDS = 6
LEAST_PEOPLE = 2
LONGEST_ENDING = 3
# Words that stand in any sentence, folded.
_COMMON = """
about above after again against almost along alors already also although always among another
anybody anything apres around aussi autre avant avec avoir because become been before began being
below best better between bien both came cannot cela celle celui cette ceux chez come comes comme
comment could dans days depuis does doing donc done down during each either elle elles else encore
enough entre etait etre even ever every everybody everything faire fait from gets give gives goes
going gone good great have having here hers herself himself however into itself just keep know
known last least less leur leurs like little long made mais make makes many maybe mean means meme
moins more most much must myself need never next nobody nothing notre nous often once only other
others ours over parce part pendant people perhaps peut plus pour pourquoi quand quel quelle
quelque quite rather really said same sans says second seem seems sera should since some somebody
somebodys someone something sometimes somewhere sont soon sous souvent still such sure take takes
tell than that their them themselves then there these they thing things think this those though
three through today together told took tous tout toute toutes towards tres trop until upon used
using vers very voir votre vous want wants week weeks well went were what when where whether which
while whom whose will with within without work worked working works would year years your yours
yourself
"""
COMMON = frozenset(_COMMON.split())


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that was said or thought, and after which talk. `kind` is answer or reflection."""

    id: str
    kind: str
    theme: str
    asked: str
    text: str
    contact_id: str
    name: str
    interview_id: str
    starts_at: datetime


class Shared(NamedTuple):
    """A word that several people used."""

    word: str
    people: int


@dataclass(frozen=True, slots=True)
class Theme:
    """The pieces of one theme, from how many people they are, and the words they share."""

    name: str
    pieces: Sequence[Piece]
    people: int
    words: Sequence[Shared]


def theme_of_question(starter: str | None, stage: str) -> str:
    """Say in which theme the answer to a question begins."""
    return OF_QUESTION.get(starter or "", OF_STAGE.get(stage, "places"))


def by_theme(pieces: Iterable[Piece], moved: Mapping[str, str], fold: Fold) -> list[Theme]:
    """Group pieces by theme, as they begin or as they were moved; leave out what is empty."""
    grouped: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        grouped[moved.get(piece.id, piece.theme)].append(piece)
    return [
        Theme(name, grouped[name], _people(grouped[name]), shared_words(grouped[name], fold))
        for name in THEMES
        if grouped[name]
    ]


def shared_words(pieces: Iterable[Piece], fold: Fold) -> list[Shared]:
    """Find the words that at least two people used, those of most people first."""
    said_by: dict[str, set[str]] = defaultdict(set)
    written: dict[str, str] = {}
    for piece in pieces:
        for word in WORD.findall(piece.text):
            folded = fold(word)
            if folded not in COMMON:
                stem = _stem(folded)
                said_by[stem].add(piece.contact_id)
                # The shortest form stands for all.
                written[stem] = min(written.get(stem, word), word, key=lambda one: (len(one), one))
    found = [
        Shared(written[stem].lower(), len(people))
        for stem, people in said_by.items()
        if len(people) >= LEAST_PEOPLE
    ]
    return sorted(found, key=lambda one: (-one.people, one.word))[:MOST_WORDS]


def matching(pieces: Iterable[Piece], query: str, fold: Fold) -> list[Piece]:
    """Keep the pieces in which each word of a query begins a word; all of them without one."""
    wanted = fold(query).split()
    return [piece for piece in pieces if _has_all(_words(piece, fold), wanted)]


def _has_all(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(any(word.startswith(begin) for word in words) for begin in wanted)


def _words(piece: Piece, fold: Fold) -> list[str]:
    text = fold(f"{piece.text} {piece.name} {piece.asked}")
    return [*text.split(), *re.findall(r"\w+", text)]


def _stem(word: str) -> str:
    # Plural and singular are one word; more than that is guessing.
    if word.endswith("ies") and len(word) > LONGEST_ENDING + 2:
        return word[:-3] + "y"
    is_plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if is_plural and len(word) > LONGEST_ENDING + 1 else word


def _people(pieces: Iterable[Piece]) -> int:
    return len({piece.contact_id for piece in pieces})
