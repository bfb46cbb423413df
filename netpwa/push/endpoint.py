"""Which push services we talk to, and whether a subscription is fit to be used.

A subscription comes from a browser, which is to say from anybody. Without these checks the app
would post wherever a stranger likes, inside our own network too. They run when a person subscribes
and again before every message, because the rules may have changed in between.
"""

from __future__ import annotations

import base64
import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric import ec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netpwa.push.model import Subscription

HOSTS = frozenset(
    {
        "android.googleapis.com",
        "fcm.googleapis.com",
        # Chromium without Google's branding, as Debian builds it, uses this channel.
        "jmt17.google.com",
        "updates.push.services.mozilla.com",
        "web.push.apple.com",
    }
)
SUFFIXES = (".notify.windows.com", ".push.apple.com", ".push.services.mozilla.com")
LONGEST_ENDPOINT = 2000
LONGEST_HOST = 253
HIGHEST_PORT = 65535
KEY_BYTES = 65
SECRET_BYTES = 16
UNCOMPRESSED = 4
NOT_PUBLIC = 99_001
"""An errno of our own: all that is left of an error when aiohttp has tried several addresses."""

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = rf"(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?"
_LOOPBACK = r"localhost|127\.0\.0\.1|\[::1\]"
_ENDPOINT = re.compile(r"(https?://[^/?#]*)(/[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]+)")
_PUBLIC_ORIGIN = re.compile(rf"https://({_NAME})")
_EXTRA_ORIGIN = re.compile(rf"https?://({_NAME}|{_LOOPBACK})(?::([0-9]{{1,5}}))?")
_GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")
_TUNNELS = (ipaddress.IPv6Network("2001::/32"), ipaddress.IPv6Network("2002::/16"))


class SubscriptionRefusedError(ValueError):
    """A subscription that must not be used; the text says why, for a person to read."""


class AddressRefusedError(OSError):
    """A push service's name led to an address that is not on the public internet."""

    def __init__(self, address: str) -> None:
        """Name the address; the errno is NOT_PUBLIC."""
        super().__init__(NOT_PUBLIC, f"{address} is not on the public internet")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a message goes.

    `origin` names the push service, and is the audience of our token (RFC 8292 section 2).
    `host` is its name for TLS and the Host header. `url` is where we connect: the endpoint itself
    unless the operator mapped its origin to another address.
    """

    origin: str
    host: str
    url: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """The push services that the operator allows beside the well-known ones.

    `extra` maps an origin to the origin that we connect to. `local` is true while the app itself
    is at localhost, and only then may either be plain http or on this machine.
    """

    extra: Mapping[str, str]
    local: bool = False

    @property
    def loopback_ports(self) -> frozenset[int]:
        """The ports on this machine that may be reached."""
        if not self.local:
            return frozenset()
        return frozenset(_port(target) for target in self.extra.values())


def allowed_from(entries: Iterable[str], *, local: bool) -> Allowed:
    """Read the operator's further push services: `https://push.example.org`, or with `=https://…`.

    The part after `=` is where to connect instead. Raises ValueError with a sentence that says how
    to mend the setting.
    """
    extra = {}
    for entry in entries:
        origin, mapped, target = entry.partition("=")
        for part in (origin, target) if mapped else (origin,):
            _check_extra(part, entry, local=local)
        extra[origin] = target or origin
    return Allowed(extra, local)


def _check_extra(origin: str, entry: str, *, local: bool) -> None:
    match = _EXTRA_ORIGIN.fullmatch(origin)
    if not match or int(match[2] or 1) not in range(1, HIGHEST_PORT + 1):
        msg = (
            f"NETPWA_PUSH_HOSTS has {entry!r}: give the address of a push service without a path, "
            "such as https://push.example.org."
        )
        raise ValueError(msg)
    is_loopback = re.fullmatch(_LOOPBACK, match[1]) is not None
    if (origin.startswith("http:") or is_loopback) and not local:
        msg = (
            f"NETPWA_PUSH_HOSTS has {entry!r}: plain http and this machine's own addresses are "
            "for trying things out at localhost; here it has to be https elsewhere."
        )
        raise ValueError(msg)


def check_subscription(subscription: Subscription, allowed: Allowed) -> Destination:
    """Say where messages for `subscription` go, or raise SubscriptionRefusedError.

    The endpoint has to be plain https at an allowed host (RFC 8030 section 4, W3C Push API), the
    keys have to be exactly what RFC 8291 section 3.1 needs.
    """
    destination = check_endpoint(subscription.endpoint, allowed)
    point = _decode(subscription.p256dh, KEY_BYTES, "key (p256dh)")
    _decode(subscription.auth, SECRET_BYTES, "secret (auth)")
    if point[0] != UNCOMPRESSED or not _is_on_curve(point):
        msg = "The subscription's key (p256dh) is not a point on the curve P-256."
        raise SubscriptionRefusedError(msg)
    return destination


def check_endpoint(endpoint: str, allowed: Allowed) -> Destination:
    """Say where an endpoint leads, or raise SubscriptionRefusedError."""
    if len(endpoint) > LONGEST_ENDPOINT:
        msg = f"The push address is longer than {LONGEST_ENDPOINT} characters."
        raise SubscriptionRefusedError(msg)
    match = _ENDPOINT.fullmatch(endpoint)
    if not match:
        msg = "The push address is not a plain https address with a path."
        raise SubscriptionRefusedError(msg)
    origin, path = match.groups()
    if target := allowed.extra.get(origin):
        return Destination(origin, origin.partition("://")[2], target + path)
    name = _PUBLIC_ORIGIN.fullmatch(origin)
    if not name or len(name[1]) > LONGEST_HOST:
        msg = (
            "The push address has to begin with https:// and a lower-case host name, without a "
            "port or a user name."
        )
        raise SubscriptionRefusedError(msg)
    if name[1] not in HOSTS and not name[1].endswith(SUFFIXES):
        msg = (
            f"We do not know the push service {name[1]}. The operator can allow it in "
            "NETPWA_PUSH_HOSTS."
        )
        raise SubscriptionRefusedError(msg)
    return Destination(origin, name[1], endpoint)


def check_address(address: str, port: int, allowed: Allowed) -> None:
    """Refuse to connect anywhere but the public internet; raise AddressRefusedError.

    `address` is the numeric address of the socket, after every name look-up and mapping, so that
    no name, however it is spelt or resolved, gets around it. IPv4-mapped addresses are unwrapped;
    others that carry one inside (NAT64, 6to4, Teredo, IPv4-compatible) are refused.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    if ip.is_loopback and port in allowed.loopback_ports:
        return
    if not _is_public(ip):
        raise AddressRefusedError(str(ip))


def _is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(ip, ipaddress.IPv6Address):
        # `is_global` alone lets site-local, NAT64 and 6to4 addresses through.
        return ip in _GLOBAL_IPV6 and ip.is_global and not any(ip in net for net in _TUNNELS)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _is_on_curve(point: bytes) -> bool:
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        return False
    return True


def _port(origin: str) -> int:
    scheme, _, rest = origin.partition("://")
    port = re.search(r":([0-9]+)$", rest)
    return int(port[1]) if port else {"http": 80, "https": 443}[scheme]


def _decode(text: str, size: int, what: str) -> bytes:
    """Decode base64url without padding, in its one canonical spelling (RFC 7515 appendix C)."""
    data = b""
    if re.fullmatch(r"[A-Za-z0-9_-]{1,128}", text) and len(text) % 4 != 1:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if len(data) != size or base64.urlsafe_b64encode(data).rstrip(b"=").decode() != text:
        msg = f"The subscription's {what} is not {size} bytes in base64url."
        raise SubscriptionRefusedError(msg)
    return data
