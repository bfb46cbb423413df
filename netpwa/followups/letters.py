"""Short letters after a talk: to whoever gave a name, and to somebody whose advice was of use.

They inform and ask for nothing. Texts are our own. Source: PRODUCT.md D7, 8 and 9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.contacts.model import called
from netpwa.outreach.compose import Composed, bare, compose_message

if TYPE_CHECKING:
    from netpwa.followups.model import Referral
    from netpwa.outreach.compose import Say

_ = str  # Marks text for translators; it is translated when it is shown.

TO_GIVER = _(
    "Hello {first},\n\nYou gave me the name of {target}, and we have talked. What stays with me:"
    " {takeaway}.\n\nIt was you who opened that door. Thank you.\n\n{me}"
)
# What a letter carries, and how it says so.
CARRIES = {
    "update": _(
        "Hello {first},\n\nA short word on what came of our talk: {words}.\n\nNo answer is needed;"
        " I wanted you to know that your advice was put to use. Thank you.\n\n{me}"
    ),
    "value": _(
        "Hello {first},\n\nThis made me think of you: {words}.\n\nPerhaps it is of use to you. No"
        " answer is needed.\n\n{me}"
    ),
    "thanks": _(
        "Hello {first},\n\nI still think of something you said: {words}.\n\nThank you for it. No"
        " answer is needed.\n\n{me}"
    ),
}


def to_giver(referral: Referral, takeaway: str, me: str, say: Say) -> Composed:
    """Tell whoever gave a name that the two have talked, and what stays."""
    slots = {
        "first": called(referral.contact_name),
        "target": referral.name,
        "takeaway": bare(takeaway),
        "me": me,
    }
    return compose_message(TO_GIVER, slots, say)


def word_to(name: str, carries: str, words: str, me: str, say: Say) -> Composed:
    """Write to somebody with news, something of use, or thanks: never with nothing."""
    slots = {"first": called(name), "words": bare(words), "me": me}
    return compose_message(CARRIES[carries], slots, say)
