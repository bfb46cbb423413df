"""The key file and the contact: made once, never by accident, and explained when wrong."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from netpwa.push.keys import ContactError, KeyFileError, check_contact, create, load
from tests.fakes.phone import decode
from tests.fakes.rules import fault

if TYPE_CHECKING:
    from pathlib import Path


def pem(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    """Write a key as `load` expects it."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def test_a_key_is_private_to_its_owner_and_the_same_when_read_again(tmp_path: Path) -> None:
    path = tmp_path / "vapid.pem"
    made = create(path)
    assert path.stat().st_mode & 0o777 == 0o600
    found = load(path)
    assert (found.public, found.topic_key) == (made.public, made.topic_key)
    assert len(decode(made.public)) == 65
    assert made.topic_key.hex() not in repr(made)


def test_the_mode_does_not_depend_on_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        create(tmp_path / "vapid.pem")
    finally:
        os.umask(before)
    load(tmp_path / "vapid.pem")


def test_an_existing_key_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "vapid.pem"
    made = create(path)
    with pytest.raises(KeyFileError, match="exists already"):
        create(path)
    assert load(path).public == made.public


def test_a_missing_key_is_reported_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="backup"):
        load(tmp_path / "vapid.pem")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(KeyFileError, match="folder"):
        create(tmp_path / "nowhere" / "vapid.pem")


def test_a_key_that_others_can_read_is_refused_with_the_cure(tmp_path: Path) -> None:
    path = tmp_path / "vapid.pem"
    create(path)
    path.chmod(0o640)
    with pytest.raises(KeyFileError, match="chmod 600"):
        load(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a key",
        b"\0" * 10_000,
        pem(ec.generate_private_key(ec.SECP384R1())),
        pem(rsa.generate_private_key(65537, 2048)),
        pem(ec.generate_private_key(ec.SECP256R1()))[:-60],
    ],
)
def test_a_file_that_holds_no_such_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vapid.pem"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeyFileError, match="P-256"):
        load(path)
    with pytest.raises(KeyFileError):
        load(tmp_path)


def test_a_token_says_who_whom_and_until_when(tmp_path: Path) -> None:
    key = create(tmp_path / "vapid.pem")
    audience, contact = "https://web.push.apple.com", "mailto:ops@example.org"
    header = key.authorization(audience, contact, 1_800_000_000)
    claims = json.loads(decode(header.split(".")[1]))
    assert claims == {"aud": audience, "exp": 1_800_000_000, "sub": contact}
    message = {"TTL": "60", "Content-Encoding": "aes128gcm", "Authorization": header}
    body = bytes(16) + (4096).to_bytes(4) + bytes(100)
    assert fault(message, body, audience, key.public, 1_799_999_000) is None


@pytest.mark.parametrize(
    "contact",
    [
        "mailto:reminders@university.edu",
        "mailto:first.last+push@mail.example.org",
        "https://example.org/contact",
        "https://example.org",
    ],
)
def test_a_contact_that_reaches_a_person_is_taken(contact: str) -> None:
    assert check_contact(contact) == contact


@pytest.mark.parametrize(
    "contact",
    [
        "",
        "reminders@university.edu",
        "mailto:",
        "mailto:me",
        "mailto:me@localhost",
        "mailto:me@mac.local",
        "mailto:me@site.invalid",
        "mailto:me@site.TEST",
        "mailto:me@site.example",
        "mailto: me@university.edu",
        "mailto:me@university.edu ",
        "mailto:<me@university.edu>",
        "mailto:me@university.edu,you@university.edu",
        "mailto:me@university.edu?subject=x",
        "mailto:me@university.edu\n",
        "http://university.edu",
        "https://localhost/contact",
        "https://192.168.1.1/",
        "https://user@university.edu/",
        "https://university.edu:8443/",
    ],
)
def test_a_contact_that_apple_would_refuse_is_explained(contact: str) -> None:
    with pytest.raises(ContactError, match=r"NETPWA_CONTACT.*mailto:"):
        check_contact(contact)
