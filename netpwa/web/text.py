"""Text made storable as it was meant, however it was typed or whatever file it came from."""

from __future__ import annotations

import unicodedata

# No writing needs more marks on one letter (UAX 15 section 13), and sorting them costs n squared.
MOST_MARKS = 30


def tidy(text: str | None) -> str:
    """Make text storable as it was meant: one Unicode form, plain line ends, no control signs."""
    if not text:
        return ""
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.isprintable():
        return text.strip()
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", _without_heaps(kept)).strip()


def _without_heaps(text: str) -> str:
    """Drop marks that are heaped on one letter beyond what any writing needs."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for sign in text:
        # Some letters come apart into marks as well: what counts is how they would be sorted.
        parts = unicodedata.normalize("NFD", sign)
        marks = marks + 1 if unicodedata.combining(parts[0]) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
