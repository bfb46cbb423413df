"""What tells an organisation from an occasion: "City of Guelph", "CIP panel"."""

from __future__ import annotations

import re

from netpwa.contacts.reading import words

# "The Globe and Mail" is called so; "the City of Guelph" is not.
MOST_OF_OCCASION = 4
_PREPOSITION = re.compile(r"^(?:from|at|@|during|in|on|au|aux|lors d[eu])\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:(?:the|an?|la|le|les|un|une)\s+|[lL]'\s?)")
_TWO_WORDS = re.compile(
    r"\b(?:open (?:house|studio|mic)|office (?:hours|hrs)|site visit|ride[- ]along"
    r"|job shadow(?:ing)?|trade show|food bank|farmers'? market|dog park|block party"
    r"|coffee shop|group (?:chat|project)|work term|portes ouvertes|table ronde|town hall"
    r"|info(?:rmation)? session|field trip|science fair|happy hour|study group|book club"
    r"|reading group|career day|tour day|(?:[\w-]+ )?meeting|lunch (?:and|&|n) learn"
    r"|(?:planting|volunteer|canvassing|orientation|family|game) (?:day|night|shift))$",
    re.IGNORECASE,
)
# "Assembly of First Nations", "Friends of the Don": a name, unless a title begins it.
_NAME_OF = re.compile(
    r"^(?P<first>[A-Z]\w+)(?: [A-Z]\w+)* (?:of|de|du|des|di|von|for|van) (?:the |la |les )?[A-Z]"
)


def tidy_place(text: str) -> str:
    """Leave the article out: "the CIP panel"."""
    return _ARTICLE.sub("", text.strip(" .,:;")).strip()


def tidy_occasion(text: str) -> str:
    """Leave "from the" and "at the" out, too."""
    return tidy_place(_PREPOSITION.sub("", text))


def seems_organisation(text: str) -> bool:
    """Say whether a text has a word that only organisations have, or is known as one."""
    bare = [words.plain(word) for word in text.split()]
    return (
        any(word in words.STRONG or word in words.KNOWN for word in bare)
        or opening_of(text.split()) is not None
        or _is_name_of(text)
    )


def _is_name_of(text: str) -> bool:
    named = _NAME_OF.match(text)
    return named is not None and not any(
        words.is_head(word) or words.is_event(word) for word in text.split()
    )


def seems_firmly_organisation(text: str) -> bool:
    """Say so only for words that no occasion has before it: "CIP panel" is one."""
    bare = [words.plain(word) for word in text.split()]
    return any(word in words.STRONG for word in bare) or opening_of(text.split()) is not None


def begins_as_organisation(text: str) -> bool:
    """Say whether a text begins with "City of" or with a known name."""
    parts = text.split()
    return opening_of(parts) == 0 or words.plain(parts[0]) in words.KNOWN


def has_occasion(text: str) -> bool:
    """Say whether a text names an occasion: its last word, or the one before "on", "in", "for"."""
    parts = re.split(
        r"\s+(?:on|in|for|at|about|with|by|of|sur|de|du|organi[sz]ed|hosted|run|held)\s+", text
    )
    last = [part.split()[-1] for part in parts if part.split()]
    if any(_TWO_WORDS.search(part) for part in parts):
        return True
    return any(words.is_event(word) for word in (*last, *text.split()[:1]))


def is_occasion(text: str) -> bool:
    """Say so of "Chamber of Commerce breakfast" and "webinar on office space", whatever else."""
    name = re.split(r"\s+(?:on|about|hosted by|for|at|in)\s+", text)[0]
    first = name.split()
    if not first or _TWO_WORDS.search(name):
        return bool(first)
    # "Hand Eye Society social": what is written small after a name is no part of it.
    is_named = any(word[0].isupper() for word in first[:-1])
    is_short = len(first) <= MOST_OF_OCCASION and any(words.is_head(word) for word in first[:-1])
    is_short = is_short and not any(words.plain(word) in words.OF for word in first)
    is_small = first[-1].islower() and (is_named or is_short)
    is_small = is_small and words.is_event(first[-1]) and not words.is_head(first[-1])
    return is_small or words.plain(first[-1]) in words.FIRM_EVENTS


def opening_of(parts: list[str]) -> int | None:
    """Give where a name such as "City of Guelph" begins, or None."""
    for place, word in enumerate(parts[:-1]):
        follows = words.plain(parts[place + 1])
        if words.plain(word) in words.OPENING and (
            follows in {"of", "de", "du", "des", "for", "d"} or follows.startswith("d'")
        ):
            return place
    return None
