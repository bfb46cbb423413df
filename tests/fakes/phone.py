"""The browser's end of a subscription: the keys, and decryption written from the RFCs.

It uses no code that the sender uses, so that a mistake of theirs cannot cancel out.
"""

from __future__ import annotations

import base64
import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from netpwa.push.model import Subscription

SALT, RECORD_SIZE, KEY_LENGTH = slice(0, 16), slice(16, 20), 20
LAST_RECORD = 2
TAG = 16


class Phone:
    """A device with a key pair and a secret, as `pushManager.subscribe` makes them."""

    def __init__(self) -> None:
        """Make fresh keys (RFC 8291 section 3.1 and 3.2)."""
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._secret = os.urandom(16)

    def subscription(self, endpoint: str) -> Subscription:
        """Give what the page would post to the app."""
        return Subscription(endpoint, encode(point(self._private)), encode(self._secret))

    def decrypt(self, body: bytes) -> bytes:
        """Open a message, or raise ValueError (RFC 8291 section 3.4, RFC 8188 section 2)."""
        salt = body[SALT]
        record_size = int.from_bytes(body[RECORD_SIZE])
        start = KEY_LENGTH + 1 + body[KEY_LENGTH]
        sender, record = body[KEY_LENGTH + 1 : start], body[start:]
        if not TAG < len(record) <= record_size:
            msg = "not exactly one record"
            raise ValueError(msg)
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self._private.exchange(ec.ECDH(), theirs)
        mine = point(self._private)
        ikm = _hkdf(self._secret, shared, b"WebPush: info\0" + mine + sender, 32)
        key = _hkdf(salt, ikm, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _hkdf(salt, ikm, b"Content-Encoding: nonce\0", 12)
        padded = AESGCM(key).decrypt(nonce, record, None)
        text = padded.rstrip(b"\0")
        if not text or text[-1] != LAST_RECORD:
            msg = "the padding has no delimiter"
            raise ValueError(msg)
        return text[:-1]


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Give the public key as 65 bytes."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encode(data: bytes) -> str:
    """Write base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Read base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
