"""What each kind of reminder says on a phone: no names unless the owner allows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.contacts.model import called
from netpwa.push.model import Notice
from netpwa.reminders.model import PREPARE, TEST, THANK

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from netpwa.push.delivery_store import Parcel

_ = str  # Marks text for translators; it is translated when it is shown.

# Rule: title for a locked screen, title with a name, text, page.
TEXTS = {
    PREPARE: (
        _("Your conversation is in ten minutes"),
        _("Ten minutes until {name}"),
        _("Your questions and checklist are one tap away."),
        "/interviews/{id}",
    ),
    THANK: (
        _("A thank-you is due today"),
        _("Thank {name} today"),
        _("Two minutes, while it is fresh."),
        "/interviews/{id}/thank-you",
    ),
    TEST: (
        _("Notices work"),
        _("Notices work"),
        _("This is how a reminder will reach you."),
        "/me/notices",
    ),
}
SHORTEST_LIFE = 60


def notice_for(parcel: Parcel, *, at: datetime, say: Callable[[str], str] = str) -> Notice:
    """Write the notice of a parcel; it lives until the reminder is of no use any more."""
    plain, named, body, page = TEXTS[parcel.rule]
    title = say(plain)
    if parcel.names and parcel.contact_name:
        title = say(named).replace("{name}", called(parcel.contact_name))
    return Notice(
        tag=parcel.reminder_id,
        title=title,
        body=say(body),
        navigate=page.replace("{id}", parcel.interview_id or ""),
        ttl=max(int((parcel.expires_at - at).total_seconds()), SHORTEST_LIFE),
        badge=parcel.badge,
    )
