"""What the pages of asking show: a request as it stands, and the ways to hand it over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from netpwa.contacts.model import called
from netpwa.outreach.channels import Measure, measure, remarks
from netpwa.outreach.compose import NUDGE, Composed, bare, compose, compose_message, reason
from netpwa.outreach.guard import noticed

if TYPE_CHECKING:
    from collections.abc import Callable

    from netpwa.contacts.model import Contact
    from netpwa.outreach.model import AskingSetting, Request, RequestParts

LINKEDIN = "https://www.linkedin.com/messaging/"


@dataclass(frozen=True, slots=True)
class Preview:
    """A request as it would go out: why it cannot yet, how long it is, and what to look at."""

    composed: Composed
    why_not: list[str]
    measure: Measure | None
    remarks: list[str]
    noticed: list[str]


def preview_of(
    parts: RequestParts,
    contact: Contact,
    me: str,
    setting: AskingSetting,
    *,
    is_guarded: bool,
    say: Callable[[str], str],
) -> Preview:
    """Compose a request and look it over. The guard only ever adds to `noticed`."""
    composed = compose(parts, called(contact.name), me, say)
    length = measure(parts.channel, composed.preview, setting)
    return Preview(
        composed,
        [reason(gap, say) for gap in composed.gaps],
        length,
        remarks(parts, composed, contact.name),
        noticed(composed.preview) if is_guarded else [],
    )


def kept_text(preview: Preview) -> Composed:
    """Give the text to keep for copying: none while something is missing or cannot be sent."""
    if preview.measure and preview.measure.is_too_long:
        return Composed(None, "", None, preview.composed.preview)
    return preview.composed


def can_go(request: Request, setting: AskingSetting) -> bool:
    """Say whether a draft can be sent: it is whole, and no longer than its channel takes."""
    length = measure(request.parts.channel, request.body, setting)
    return request.is_ready and not (length and length.is_too_long)


def nudge_letter(request: Request, day: str, me: str, say: Callable[[str], str]) -> Composed:
    """Write the one polite reminder; with a gap there is none to copy, and the gap says why."""
    slots = {
        "first": called(request.contact_name),
        "day": day,
        "minutes": str(request.parts.minutes),
        "intention": bare(request.parts.intention),
        "me": me,
    }
    return compose_message(NUDGE, slots, say)


def way_out(request: Request, contact: Contact, body: str) -> str | None:
    """Give the address that opens where a message is to be sent from, if there is one."""
    by_kind = {point.kind: point for point in reversed(contact.points)}
    if request.parts.channel == "email":
        return mail_to(contact, request.subject, body)
    if request.parts.channel == "phone":
        return by_kind["phone"].href if "phone" in by_kind else None
    if request.parts.channel in {"linkedin", "linkedin_note"}:
        profile = by_kind.get("profile")
        return profile.href if profile and "linkedin.com/" in profile.value else LINKEDIN
    return None


def mail_to(contact: Contact, subject: str | None, body: str) -> str:
    """Give the address that opens a message in one's own mail program."""
    points = [point for point in contact.points if point.kind == "email"]
    to = points[0].value if points else ""
    return f"mailto:{quote(to, safe='@')}?subject={_part(subject)}&body={_part(body)}"


def _part(text: str | None) -> str:
    # RFC 6068: line breaks of a body are CRLF.
    return quote((text or "").replace("\n", "\r\n"), safe="")
