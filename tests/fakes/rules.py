"""What every push service checks of a message, and how each words its refusal."""

from __future__ import annotations

import json
import re
from enum import Enum
from typing import TYPE_CHECKING, Any

from aiohttp import web
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from tests.fakes.phone import decode

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = 24 * 3600
LARGEST_BODY = 4096
HEADER_BYTES = 86
URGENCIES = {"very-low", "low", "normal", "high"}


class Fault(Enum):
    """What may be wrong with a message."""

    TOKEN = "the VAPID token is not valid"  # noqa: S105  a sentence, not a secret
    KEY = "VAPID public key mismatch"
    TTL = "the TTL header is missing or no number"
    TOPIC = "the topic is not 1 to 32 characters of base64url"
    URGENCY = "there is no such urgency"
    ENCODING = "the body is not one record of aes128gcm"
    SIZE = "the body is larger than 4096 bytes"
    POLICY = "Ttl value conflicts with X-WNS-Cache-Policy"
    GONE = "the subscription has ended"
    UNKNOWN = "there is no such subscription"


def fault(
    headers: Mapping[str, str], body: bytes, origin: str, key: str, at: float
) -> Fault | None:
    """Find what is wrong with a message for a subscription made with `key`, if anything.

    `origin` is the service's own; `at` is its clock in Unix seconds.
    """
    return _shape_fault(headers, body, origin) or _token_fault(
        headers.get("Authorization", ""), origin, key, at
    )


def _shape_fault(headers: Mapping[str, str], body: bytes, origin: str) -> Fault | None:
    """Check the headers and the size (RFC 8030 section 5, RFC 8291 section 4)."""
    is_windows = ".notify.windows.com" in origin
    is_encrypted = headers.get("Content-Encoding") == "aes128gcm" and _is_one_record(body)
    checks = {
        Fault.SIZE: len(body) <= LARGEST_BODY,
        Fault.TTL: re.fullmatch(r"[0-9]{1,10}", headers.get("TTL", "")),
        Fault.TOPIC: re.fullmatch(r"[A-Za-z0-9_-]{1,32}", headers.get("Topic", "none")),
        Fault.URGENCY: headers.get("Urgency", "normal") in URGENCIES,
        Fault.ENCODING: is_encrypted,
        Fault.POLICY: not is_windows or headers.get("X-WNS-Cache-Policy") == "cache",
    }
    return next((found for found, is_right in checks.items() if not is_right), None)


def _is_one_record(body: bytes) -> bool:
    """RFC 8291 section 4: a push message is a single record."""
    return HEADER_BYTES < len(body) <= HEADER_BYTES + int.from_bytes(body[16:20])


def _token_fault(header: str, origin: str, key: str, at: float) -> Fault | None:
    """Check a VAPID token (RFC 8292 sections 2 to 4)."""
    match = re.fullmatch(r"vapid t=([\w.-]+), ?k=([\w-]+)", header)
    if not match:
        return Fault.TOKEN
    token, public = match.groups()
    if public != key:
        return Fault.KEY
    claims = _claims(token, public)
    expires = claims.get("exp")
    is_valid = (
        claims.get("aud") == origin
        and isinstance(expires, int)
        and at < expires <= at + DAY
        and re.fullmatch(
            r"mailto:[^\s<>@]+@[^\s<>@]+\.[^\s<>@.]{2,}|https://[^\s/]+\.[^\s/]{2,}.*",
            str(claims.get("sub")),
        )
        and not re.search(r"@localhost|\.(local|invalid|test|example)$", str(claims.get("sub")))
    )
    return None if is_valid else Fault.TOKEN


def _claims(token: str, public: str) -> dict[str, Any]:
    """Verify an ES256 signature and read what it covers; nothing when it is false."""
    try:
        signed, signature = token.rsplit(".", 1)
        header, claims = (json.loads(decode(part)) for part in signed.split("."))
        raw = decode(signature)
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decode(public))
        der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
        key.verify(der, signed.encode(), ec.ECDSA(hashes.SHA256()))
    except (ValueError, InvalidSignature):
        return {}
    return dict(claims) if header.get("alg") == "ES256" and len(raw) == 64 else {}


_MOZILLA = {
    Fault.TOKEN: (401, 109),
    Fault.KEY: (401, 109),
    Fault.TTL: (400, 111),
    Fault.TOPIC: (400, 113),
    Fault.SIZE: (413, 104),
    Fault.GONE: (410, 106),
    Fault.UNKNOWN: (404, 102),
}
_APPLE = {
    Fault.TOKEN: (403, "BadJwtToken"),
    Fault.KEY: (400, "VapidPkHashMismatch"),
    Fault.TTL: (400, "BadWebPushTtl"),
    Fault.TOPIC: (400, "BadWebPushTopic"),
    Fault.SIZE: (413, "PayloadTooLarge"),
    Fault.GONE: (410, "Unregistered"),
    Fault.UNKNOWN: (404, "BadPath"),
}
_OTHERS = {
    Fault.TOKEN: 403,
    Fault.KEY: 403,
    Fault.SIZE: 413,
    Fault.GONE: 410,
    Fault.UNKNOWN: 404,
}


def refusal(origin: str, found: Fault) -> web.Response:
    """Word a refusal as the service at `origin` does."""
    if "mozilla" in origin:
        status, number = _MOZILLA.get(found, (400, 110))
        body = {"code": status, "errno": number, "error": "refused", "message": found.value}
        return web.json_response(body, status=status)
    if "apple" in origin:
        status, reason = _APPLE.get(found, (400, "BadMessage"))
        return web.json_response({"reason": reason}, status=status)
    status = _OTHERS.get(found, 400)
    if "windows" in origin:
        return web.Response(status=status, headers={"X-WNS-ERROR-DESCRIPTION": found.value})
    if found is Fault.KEY:
        text = (
            "the VAPID credentials in the authorization header do not correspond to the "
            "credentials used to create the subscriptions.\n"
        )
        return web.Response(status=status, text=text)
    return web.Response(status=status, text=found.value)
