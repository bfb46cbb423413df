"""What goes inside a push message, and the label under which a service may replace it.

One text serves every browser. Safari 18.4 and later shows it without waking a service worker
(Declarative Web Push, W3C Push API); elsewhere our service worker reads the same JSON.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from netpwa.push.model import Notice

SIZE = 2048
"""Bytes of every payload. Encrypted it is 2,151, below the 3,070 that Firefox on Android takes."""

MARK = 8030
"""The number that says “declarative”: the RFC of web push."""

TITLE_BYTES, BODY_BYTES, BUTTON_BYTES = 120, 360, 40
"""The most of each text. Even if JSON doubles every byte, 600 remain for the addresses."""


class PayloadError(ValueError):
    """A notice that cannot be written as a payload: a foreign address, or far too long."""


def payload(notice: Notice, origin: str) -> bytes:
    """Write `notice` as JSON of exactly SIZE bytes, so that its length tells nothing.

    `origin` is our own, such as `https://meet.example.edu`: every address in the notice must lie
    there and becomes absolute. Long texts are shortened with an ellipsis. The badge is written
    twice because Safari 18.4 looked for it inside the notification and later ones beside it.
    Raises PayloadError.
    """
    badge = notice.badge
    title = _clip(notice.title, TITLE_BYTES)
    if not title:
        msg = "a notice needs a title that can be seen"
        raise PayloadError(msg)
    notification = {
        "title": title,
        "body": _clip(notice.body, BODY_BYTES),
        "navigate": _absolute(notice.navigate, origin),
        "lang": notice.lang,
        "dir": "auto",
        "tag": notice.tag,
        # Firefox drops the whole message when one action has no address of its own.
        "actions": [
            {
                "action": action.name,
                "title": _clip(action.title, BUTTON_BYTES),
                "navigate": _absolute(action.navigate, origin),
            }
            for action in notice.actions
        ],
        **({} if badge is None else {"app_badge": str(badge)}),
    }
    message = {
        "web_push": MARK,
        "notification": notification,
        **({} if badge is None else {"app_badge": badge}),
    }
    data = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
    if len(data) > SIZE:
        msg = f"the payload is {len(data)} bytes, more than {SIZE}: its addresses are too long"
        raise PayloadError(msg)
    # RFC 8259 section 2 allows white space after the value, and every browser's parser takes it.
    return data.ljust(SIZE)


def topic(key: bytes, reminder_id: str) -> str:
    """Name a reminder for the push service (RFC 8030 section 5.4): 32 characters, opaque.

    Two messages with the same topic replace each other while the phone is away. The HMAC keeps the
    service from seeing which reminder it is.
    """
    digest = hmac.digest(key, reminder_id.encode("utf-8", "replace"), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:24]).decode()


def _absolute(address: str, origin: str) -> str:
    full = origin + address if address.startswith("/") else address
    plain = full.isascii() and full.isprintable() and not set(full) & set(' \\"<>^`{|}')
    if not plain or _origin_of(full) != origin:
        msg = f"a notice may only lead to {origin}"
        raise PayloadError(msg)
    return full


def _origin_of(url: str) -> str | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}"


def _clip(text: str, most: int) -> str:
    """Make one line of at most `most` UTF-8 bytes, never cut in the middle of a character."""
    visible = re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text)
    line = " ".join(visible.split()).encode("utf-8", "replace")
    if len(line) <= most:
        return line.decode()
    return line[: most - 3].decode(errors="ignore").rstrip() + "…"
