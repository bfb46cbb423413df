"""What is written to whoever introduces two people: the ask, with a paragraph to forward; thanks.

The introducer asks the other first, so nobody is put on the spot. Texts are our own.
Source: PRODUCT.md A tip 2, point 5, and D7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.contacts.model import called
from netpwa.outreach.compose import Composed, Gap, bare, compose_message, fill, who_is, with_marks

if TYPE_CHECKING:
    from netpwa.network.model import Introduction
    from netpwa.outreach.compose import Say

_ = str  # Marks text for translators; it is translated when it is shown.

BLURB = _(
    "{me} is {who}, and would like to understand {intention}. Might you have {minutes} minutes"
    " to talk, by phone or video, whichever suits you? It is to learn, and nothing more is asked."
)
ASK = _(
    "Hello {introducer},\n\nI am trying to understand {intention}, and I think you know {target}."
    " Would you be comfortable asking whether a conversation of {minutes} minutes with me is"
    " welcome? If this is not the moment, I understand.\n\nHere is a paragraph to pass on as it"
    " is:\n\n“{blurb}”\n\nThank you either way,\n{me}"
)
ASK_FURTHER = _(
    "Hello {introducer},\n\nI am trying to understand {intention}, and would like to hear about it"
    " from {target}. I think you know {via}, who does. Would you be comfortable asking {via}"
    " whether a conversation of {minutes} minutes with me is welcome? If this is not the moment,"
    " I understand.\n\nHere is a paragraph to pass on as it is:\n\n“{blurb}”\n\nThank you either"
    " way,\n{me}"
)
THANKS = _(
    "Hello {introducer},\n\n{target} and I have talked. What stays with me: {takeaway}.\n\nIt"
    " would not have come about without you. Thank you for putting us in touch.\n\n{me}"
)
THANKS_BEFORE = _(
    "Hello {introducer},\n\nThank you for putting me in touch with {target}. I will let you know"
    " how it goes.\n\n{me}"
)
THANKS_ANYWAY = _(
    "Hello {introducer},\n\nThank you for asking {target} on my behalf. It was good of you, and"
    " there is no need to do more.\n\n{me}"
)
NEWS = _(
    "Hello {introducer},\n\nYou once put me in touch with {target}. Since then: {news}.\n\nI"
    " thought you would like to hear what your help led to. No answer is needed.\n\n{me}"
)


def ask_letter(one: Introduction, me: str, say: Say) -> Composed:
    """Write the ask to an introducer, with the paragraph that they can forward."""
    slots = _slots(one, me) | {
        "who": who_is(one.who_i_am),
        "intention": bare(one.intention),
        "minutes": str(one.minutes),
    }
    _paragraph, gaps = fill(say(BLURB), slots)
    slots["blurb"] = one.blurb.strip() or with_marks(say(BLURB), slots, say)
    written = compose_message(ASK_FURTHER if one.via_id else ASK, slots, say)
    needed = ["intention"] if one.blurb.strip() else gaps
    found = [gap for gap in needed if not slots[gap]]
    if not found:
        return written
    return Composed(None, "", None, written.preview, tuple(Gap(slot) for slot in found))


def thanks_letter(one: Introduction, me: str, say: Say, *, has_talked: bool) -> Composed:
    """Write the thanks: for the talk, for the introduction alone, or for having asked."""
    template = THANKS if has_talked else THANKS_BEFORE
    slots = _slots(one, me) | {"takeaway": bare(one.takeaway)}
    return compose_message(THANKS_ANYWAY if one.declined_at else template, slots, say)


def news_letter(one: Introduction, me: str, say: Say) -> Composed:
    """Write what came of it, some time later."""
    return compose_message(NEWS, _slots(one, me) | {"news": bare(one.news)}, say)


def _slots(one: Introduction, me: str) -> dict[str, str]:
    names = {"introducer": called(one.introducer), "target": one.target, "via": one.via or ""}
    return names | {"me": me}
