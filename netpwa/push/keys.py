"""The key that names us to push services (VAPID, RFC 8292), and whom they may write to.

Every subscription is bound to this key: lose it and every phone falls silent. So it is made by one
explicit call, never because a file happens to be missing, and what is wrong with it is said in a
sentence that tells how to mend it.
"""

from __future__ import annotations

import base64
import json
import os
import re
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 4096
RESERVED = ("localhost", "local", "invalid", "test", "example", "internal", "lan", "onion")
_DOMAIN = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z][a-z0-9-]{0,61}[a-z0-9])"
_CONTACT = re.compile(
    rf"mailto:[a-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_DOMAIN}"
    rf"|https://{_DOMAIN}(?:/[a-z0-9\-._~!$&'()*+,;=:@%/?]*)?",
    re.IGNORECASE,
)
FILE = "vapid.pem"
"""The key's name in the data folder."""


class KeyFileError(Exception):
    """The key file cannot be used; the text says how to mend it."""


class ContactError(ValueError):
    """The contact address would be refused by a push service; the text says why."""


@dataclass(frozen=True, slots=True)
class VapidKey:
    """Our key pair on the curve P-256. `public` is base64url, as `pushManager.subscribe` takes it.

    `topic_key` is a secret derived from it for `payload.topic`, so that there is one file to keep.
    """

    private: ec.EllipticCurvePrivateKey = field(repr=False, compare=False)
    public: str
    topic_key: bytes = field(repr=False, compare=False)

    def authorization(self, audience: str, contact: str | None, expires: int) -> str:
        """Sign the value of the `Authorization` header for one push service (RFC 8292 section 3).

        `audience` is the service's origin. `expires` is in Unix seconds, at most a day ahead.
        """
        claims: dict[str, str | int] = {"aud": audience, "exp": expires}
        if contact:
            claims["sub"] = contact
        signed = f"{_json({'typ': 'JWT', 'alg': 'ES256'})}.{_json(claims)}"
        r, s = decode_dss_signature(
            self.private.sign(signed.encode(), ec.ECDSA(hashes.SHA256())),
        )
        signature = _base64url(r.to_bytes(32) + s.to_bytes(32))
        return f"vapid t={signed}.{signature}, k={self.public}"


def create(path: Path) -> VapidKey:
    """Make a new key and write it to `path`, for this user's eyes only.

    Raises KeyFileError when the file exists already or cannot be written.
    """
    private = ec.generate_private_key(ec.SECP256R1())
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        msg = f"{path} exists already. A new key would silence every subscribed phone: keep it."
        raise KeyFileError(msg) from None
    except OSError as error:
        msg = f"{path} cannot be written ({error.strerror}). Check the folder and its owner."
        raise KeyFileError(msg) from None
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    # The new name has to survive a power cut as well, or the phones outlive the key.
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return _key(private)


def load(path: Path) -> VapidKey:
    """Read the key at `path`; raise KeyFileError when it is missing, exposed or not a key."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            pem = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        msg = (
            f"{path} is missing. Put it back from a backup: without it no phone that has "
            "subscribed can be reached. Only make a new one if nobody has."
        )
        raise KeyFileError(msg) from None
    except OSError as error:
        msg = f"{path} cannot be read ({error.strerror}). Check its owner and permissions."
        raise KeyFileError(msg) from None
    if stat.S_IMODE(mode) & 0o077:
        msg = f"{path} can be read by other users. Run: chmod 600 {path}"
        raise KeyFileError(msg)
    try:
        private = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        private = None
    if not isinstance(private, ec.EllipticCurvePrivateKey) or private.curve.name != "secp256r1":
        msg = f"{path} holds no private key on the curve P-256. Put it back from a backup."
        raise KeyFileError(msg)
    return _key(private)


def check_contact(contact: str) -> str:
    """Give `contact` back if push services will take it as `sub`, else raise ContactError.

    RFC 8292 section 2.1 wants a `mailto:` or `https:` address at which a person can be reached.
    Apple answers 403 to anything that it thinks made up, and no other service says a word.
    """
    example = "Give an address that is read, such as mailto:reminders@university.edu."
    match = _CONTACT.fullmatch(contact)
    if not match:
        msg = (
            f"NETPWA_CONTACT is {contact!r}: it has to be one mailto: or https: address at a full "
            f"domain name, without spaces or angle brackets. {example}"
        )
        raise ContactError(msg)
    if (match[1] or match[2]).lower() in RESERVED:
        msg = (
            f"NETPWA_CONTACT is {contact!r}: nobody can be reached there, and Apple refuses every "
            f"message for it. {example}"
        )
        raise ContactError(msg)
    return contact


def _key(private: ec.EllipticCurvePrivateKey) -> VapidKey:
    point = private.public_key().public_bytes(
        serialization.Encoding.X962,
        serialization.PublicFormat.UncompressedPoint,
    )
    secret = private.private_numbers().private_value.to_bytes(32)
    derive = HKDF(hashes.SHA256(), length=32, salt=None, info=b"netpwa push topic")
    return VapidKey(private, _base64url(point), derive.derive(secret))


def _json(value: dict[str, str] | dict[str, str | int]) -> str:
    return _base64url(json.dumps(value, separators=(",", ":")).encode())


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
