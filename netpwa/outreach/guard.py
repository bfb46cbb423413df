"""Noticing that a text asks for a job or offers a CV. It only ever remarks; it blocks nothing.

A false alarm is worse than a miss, so a sentence is noticed only when a whole frame is there:
somebody who asks (I, me, my), or a question turned to you and where you work; a verb of hiring,
giving or sending; and an object that is work or a CV. One word alone is never enough. Questions
about somebody's work begin with a wh-word, or have you as their subject and no vacancy as their
object. What is denied, quoted, or said to have been asked for by the other is left alone.
Source: PRODUCT.md A tip 5, D8.
"""

from __future__ import annotations

import re
import unicodedata

from netpwa.outreach.guard_chances import CHANCES, is_conditional_ask
from netpwa.outreach.guard_frames import ASKS, FRAMES, LEARNING, TIES, WORK
from netpwa.outreach.guard_french import FRENCH
from netpwa.outreach.guard_hints import HINTS
from netpwa.outreach.guard_wishes import FOR_HAVING, LOOKING_ON, ME, WISHES

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2018": "'", "“": '"', "”": '"'})
_SHORT = ((r"\bi'm\b", "i am"), (r"\bi'd\b", "i would"), (r"\bi've\b", "i have"),
          (r"\bi'll\b", "i will"), (r"\bcan't\b", "can not"), (r"\bwon't\b", "will not"),
          (r"n't\b", " not"), (r"'re\b", " are"), (r"'s\b", " is"))  # fmt: skip
_QUOTED = re.compile(r'"[^"\n]{0,300}"|\u201c[^\u201d\n]{0,300}\u201d')
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_CLAUSE = re.compile(r"[,;:()\u2013\u2014]|\b(?:but|although|though|however)\b")
_WH = re.compile(
    r"^(?:and |so |also |then |well )?(?:how|what|which|why|when|where|who|whom|whose|did|if "
    r"you (?:were|had)|looking back|in your)\b"
)
_DENIED = re.compile(
    r"\b(?:not|no|never|without|neither|nor|rather than|instead of|cannot|nothing|hardly)\b"
)
_THEIR_IDEA = re.compile(
    r"\byou (?:kindly |had |have |just |also |very )*(?:asked|offered|suggested|requested|said|"
    r"mentioned|wanted|invited|told)\b|\b(?:as|like) you (?:asked|wished|suggested)\b|\b(?:at|"
    r"on) your (?:request|suggestion)\b|\byour offer to\b|"
    r"\byou to (?:suggest|offer|ask|say|mention)\b|\bthank you for (?:offering|"
    r"suggesting|asking|agreeing|passing|telling)\b"
)
# Advice asked about one's own steps is what these talks are for.
_ADVICE = re.compile(
    r"\b(?:should i(?! (?:\w+ )?(?:contact|ask|e-?mail|write to|talk to|speak (?:to|"
    r"with)) about (?:an? |"
    r"any |getting |finding |jobs|work))|do i need|would you advise|is it (?:worth|wise|"
    r"better)|would it be (?:wise|"
    r"better)|do you think i should|does it (?:help|matter)|people|planners usually|did you|"
    r"in general|as a (?:rule|matter of))\b"
)
# To hear of somebody's work is what these talks are for; some words around "job" are no job.
_HEARING = r"\b(?:(?:tell me|know|learn|hear|understand)(?: \w+){0,2} about|understand) "
_NO_VACANCY = r"(?!.*\b(?:open|vacan\w*|available|for (?:me|a|an|any|some\w*|anybody|anyone))\b)"
_HONEST = re.compile(
    rf"{_HEARING}(?:what it is like )?working (?:at|for|with|in)\b"
    rf"|{_HEARING}(?:the|all the|different|various) roles in\b{_NO_VACANCY}"
    rf"|{_HEARING}jobs in (?!your\b)\w+{_NO_VACANCY}"
    rf"|\b(?:have|has|play|plays) (?:a|any) role in\b{_NO_VACANCY}"
    r"|\bjob (?:sharing|shares|evaluation|rotation|satisfaction|security)\b"
    r"|\bunderstand(?: \w+){0,2} job market\b"
)
EVERY_FRAME = (*FRAMES, *HINTS, *CHANCES, *FRENCH)


def noticed(text: str) -> list[str]:
    """List the sentences that read as asking for a job or offering a CV, as they were written."""
    # Quotes are blanked, not taken out, so that what is found can be shown as it was written.
    heard = _QUOTED.sub(lambda quote: " " * len(quote[0]), text)
    return [
        text[found.start() : found.end()].strip()
        for found in _SENTENCE.finditer(heard)
        if _reads_as_ask(found[0])
    ]


def _reads_as_ask(sentence: str) -> bool:
    plain = _plain(sentence)
    if _THEIR_IDEA.search(plain):
        return False
    is_question = _WH.search(plain) and not plain.startswith(("when ", "if "))
    if not is_question and not _DENIED.search(plain) and is_conditional_ask(plain):
        return True
    return any(_is_ask(clause.strip(" .!?")) for clause in _CLAUSE.split(plain))


def _is_ask(clause: str) -> bool:
    clause = _HONEST.sub(" ", clause)
    is_wh = bool(_WH.search(clause))
    for frame in EVERY_FRAME:
        if is_wh and not frame.even_after_wh:
            continue
        match = frame.needs.search(clause)
        if match is None or (frame.unless and frame.unless.search(clause)):
            continue
        if not _DENIED.search(clause[: match.end()]) and not _ADVICE.search(clause):
            return True
    return not is_wh and _is_composed_ask(clause)


def _is_composed_ask(clause: str) -> bool:
    """Say whether somebody asks, for work, that is tied to the other or is to be their own."""
    if LEARNING.search(clause) or _DENIED.search(clause) or _ADVICE.search(clause):
        return False
    if all(part.search(clause) for part in (ASKS, WORK, TIES)):
        return True
    is_for_me = all(part.search(clause) for part in (WISHES, FOR_HAVING, ME))
    return is_for_me and not LOOKING_ON.search(clause)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    for short, whole in _SHORT:
        text = re.sub(short, whole, text)
    return " ".join(text.split())
