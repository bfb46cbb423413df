"""Putting a request together from its parts. A text with a slot left open is never given out.

Texts are our own; slots are filled once, so what somebody typed is never read as a slot.
Source: PRODUCT.md A tip 3, D3 and D7.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netpwa.outreach.model import RequestParts

    Say = Callable[[str], str]

_ = str  # Marks text for translators; it is translated when it is shown.

BODIES = {
    "email": _(
        "Hello {first},\n\n{opening} I am {who}, and I would like to understand {intention}.\n\n"
        "Would you have {minutes} minutes to talk {window}, by phone or video, whichever suits"
        " you? I will send my questions ahead and fit around your days.\n\n"
        "Thank you for reading this,\n{me}"
    ),
    "linkedin": _(
        "Hello {first},\n\n{opening} I am {who}, and I would like to understand {intention}. Would"
        " you have {minutes} minutes {window}, by phone or video, whichever suits you?\n\n"
        "Thank you, {me}"
    ),
    "linkedin_note": _(
        "Hi {first},\n{opening} I am {who}. Could I ask you about {intention} for {minutes} min,"
        " by phone or video, when it suits you?"
    ),
    "phone": _(
        "Hello {first}, this is {me}. {opening} I am {who}, and I am trying to understand"
        " {intention}. Could we talk for {minutes} minutes {window}? If this is a bad moment,"
        " when may I ring again?"
    ),
    "in_person": _(
        "I am trying to understand {intention}. Could I ask you about it for {minutes} minutes"
        " {window}?"
    ),
}
SUGGESTED = _("{introducer} suggested that I write to you.")
SUBJECTS = {
    "heading": _("Where is {topic} heading? A student with a question"),
    "change": _("Weighing a change: may I ask for your advice on {topic}?"),
    "shared": _("From a student of {introducer}: may I ask about your path?"),
    "suggested": _("{introducer} suggested that I write to you"),
    "minutes": _("{minutes} minutes on {topic}, by phone or video?"),
    "work": _("A question about your work on {topic}"),
}
NUDGE = _(
    "Hello {first},\n\nA short note in case mine of {day} slipped by. I would still be glad of"
    " {minutes} minutes to understand {intention}, whenever suits you. If it is not a good time,"
    " no answer is needed.\n\n{me}"
)
CONFIRM = _(
    "Hello {first},\n\nI look forward to our talk {day} at {time} ({zone}).{how} I have kept it"
    " to {minutes} minutes. Should anything change, I can be reached at {phone}.\n\n{me}"
)
CONFIRM_HOW = {
    "phone": _("I will ring you at {place}."),
    "video": _("The link is {place}."),
    "in_person": _("We meet here: {place}."),
}
# Why a text cannot be copied yet, by the slot that is open.
REASONS = {
    "opening": _("Say where you found them, or who suggested them."),
    "who": _("Say who you are, in a few words."),
    "intention": _("Say what you would like to understand, in one sentence."),
    "window": _("Say roughly when: “in the next two weeks”."),
    "topic": _("The subject line needs the topic, in two or three words."),
    "introducer": _("The subject line needs the name of whoever suggested them."),
    "phone": _("Say where you can be reached: the number is kept in My story."),
    "subject": _("An e-mail needs a subject."),
    "takeaway": _("Say one thing that you take from it: thanks for nothing in particular is none."),
    "news": _("Say in one sentence what came of it."),
    "words": _("Say in one sentence what it carries."),
    "blurb": _("The paragraph to pass on is not finished."),
    "reason": _("Say why they might like to meet."),
    "open": _("A bracket is still to be filled in: %(gap)s"),
}
GAP_WORDS = {
    "opening": _("where you found them"),
    "who": _("who you are"),
    "intention": _("what you would like to understand"),
    "window": _("when"),
    "topic": _("topic"),
    "introducer": _("who suggested them"),
    "phone": _("your number"),
    "takeaway": _("what you take from it"),
    "news": _("what came of it"),
    "words": _("your words"),
    "blurb": _("the paragraph to pass on"),
    "reason": _("why you might like to meet"),
}
_SLOT = re.compile(r"\{([a-z]+)\}")
# A blank left by hand, as in "[insert topic]", "{name}", "<company>", "____" or "XXX".
_OPEN = re.compile(r"\[[^\[\]\d]{1,80}\]|\{[^{}]{0,80}\}|<[A-Za-z][\w ]{1,40}>|_{3,}|\bX{3,}\b")
_ENDS = (".", "!", "?", "…")
_OWN_START = re.compile(r"^(i am|i.m)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: the slot, and for a bracket its text."""

    slot: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A text to be copied, or, with gaps, none: then only `preview` shows how far it has come."""

    subject: str | None
    body: str
    preview_subject: str | None
    preview: str
    gaps: tuple[Gap, ...] = ()


def compose(parts: RequestParts, first: str, me: str, say: Say) -> Composed:
    """Write the request, as its channel asks."""
    slots = {
        "first": first,
        "me": me,
        "who": who_is(parts.who_i_am),
        "intention": bare(parts.intention),
        "minutes": str(parts.minutes),
        "window": bare(parts.time_window),
        "opening": _opening(parts, say),
        "topic": bare(parts.topic),
        "introducer": bare(parts.introducer),
    }
    own = parts.own_words.strip()
    body, gaps = (own, []) if own else fill(say(BODIES[parts.channel]), slots)
    if own and not slots["intention"]:
        gaps = ["intention"]
    shown = own or with_marks(say(BODIES[parts.channel]), slots, say)
    subject = shown_subject = None
    if parts.channel == "email":
        wording = say(SUBJECTS[parts.subject_line]) if parts.subject_line in SUBJECTS else ""
        subject, more = fill(wording, slots)
        gaps += [gap for gap in (*more, *(() if wording else ("subject",))) if gap not in gaps]
        shown_subject = with_marks(wording, slots, say)
    found = [Gap(slot) for slot in gaps]
    if not found:
        # What is wanted is said again in the reminder, whoever's words the request is in.
        said = f"{subject or ''}\n{body}\n{slots['intention']}"
        found = [Gap("open", text) for text in left_open(said)]
    if found:
        return Composed(None, "", shown_subject, shown, tuple(found))
    return Composed(subject, body, shown_subject, shown)


def compose_message(template: str, slots: Mapping[str, str], say: Say) -> Composed:
    """Write one of the other messages, by the same rule: with a gap there is no text to copy."""
    wording = say(template)
    body, gaps = fill(wording, slots)
    found = [Gap(slot) for slot in gaps] or [Gap("open", text) for text in left_open(body)]
    shown = with_marks(wording, slots, say)
    return Composed(None, "" if found else body, None, shown, tuple(found))


def fill(template: str, slots: Mapping[str, str]) -> tuple[str, list[str]]:
    """Fill a template in one pass; give the text, and the slots that had nothing to fill them."""
    gaps = [name for name in dict.fromkeys(_SLOT.findall(template)) if not slots.get(name)]
    return _SLOT.sub(lambda slot: slots.get(slot[1]) or slot[0], template), gaps


def left_open(text: str) -> list[str]:
    """List the blanks that somebody left in a text."""
    return [found for found in dict.fromkeys(_OPEN.findall(text)) if found.lower() != "[sic]"]


def who_is(typed: str) -> str:
    """Give who somebody is, whether or not they wrote "I am" before it."""
    return _OWN_START.sub("", bare(typed))


def reason(gap: Gap, say: Say) -> str:
    """Say why a text cannot be copied yet."""
    return say(REASONS[gap.slot]).replace("%(gap)s", gap.text)


def with_marks(template: str, slots: Mapping[str, str], say: Say) -> str:
    """Fill a template for looking at: what is missing stands there in words, in brackets."""

    def mark(slot: re.Match[str]) -> str:
        return slots.get(slot[1]) or f"[{say(GAP_WORDS.get(slot[1], slot[1]))}]"

    return _SLOT.sub(mark, template)


def _opening(parts: RequestParts, say: Say) -> str:
    said = bare(parts.introducer)
    suggested = say(SUGGESTED).replace("{introducer}", said) if said else ""
    return " ".join(part for part in (suggested, _sentence(parts.connection)) if part)


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text.endswith(_ENDS) else ".")


def bare(text: str) -> str:
    """Give a text as it stands within a sentence: one line, without an end of its own."""
    return " ".join(text.split()).rstrip(".?!… ")
