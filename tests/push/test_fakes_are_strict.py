"""A fake that took everything would prove nothing: each fault of a message is found by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from netpwa.push.keys import create
from netpwa.push.sender import encrypt
from tests.fakes.phone import Phone
from tests.fakes.push_service import ORIGINS
from tests.fakes.rules import Fault, fault, refusal
from tests.push.conftest import CONTACT

if TYPE_CHECKING:
    from collections.abc import Callable

    from netpwa.push.keys import VapidKey

ORIGIN = ORIGINS["windows"]
AT = 1_800_000_000.0
BODY = encrypt(Phone().subscription(f"{ORIGIN}/w/?token=x"), b"text")

Headers = dict[str, str]


def message(key: VapidKey, expires: float = AT + 3600, contact: str | None = CONTACT) -> Headers:
    """Give the headers of a message that is right, but for what the arguments make wrong."""
    return {
        "Authorization": key.authorization(ORIGIN, contact, int(expires)),
        "Content-Encoding": "aes128gcm",
        "Topic": "abc",
        "TTL": "60",
        "Urgency": "high",
        "X-WNS-Cache-Policy": "cache",
    }


def test_a_message_that_is_right_has_no_fault(key: VapidKey) -> None:
    assert fault(message(key), BODY, ORIGIN, key.public, AT) is None


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("TTL", "", Fault.TTL),
        ("TTL", "-1", Fault.TTL),
        ("TTL", "60.0", Fault.TTL),
        ("Topic", "", Fault.TOPIC),
        ("Topic", "x" * 33, Fault.TOPIC),
        ("Topic", "a=b", Fault.TOPIC),
        ("Urgency", "now", Fault.URGENCY),
        ("Content-Encoding", "aesgcm", Fault.ENCODING),
        ("X-WNS-Cache-Policy", "no-cache", Fault.POLICY),
        ("Authorization", "", Fault.TOKEN),
        ("Authorization", "WebPush x.y.z", Fault.TOKEN),
    ],
)
def test_each_wrong_header_is_found(key: VapidKey, name: str, value: str, found: Fault) -> None:
    headers = {**message(key), name: value}
    assert fault(headers, BODY, ORIGIN, key.public, AT) is found


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: message(key, expires=AT - 1),
        lambda key: message(key, expires=AT + 86401),
        lambda key: message(key, contact=None),
        lambda key: message(key, contact="mailto:me@localhost"),
        lambda key: message(key, contact="mailto: <me@university.edu>"),
        lambda key: {**message(key), "Authorization": forged(key)},
    ],
)
def test_each_wrong_token_is_found(key: VapidKey, spoil: Callable[[VapidKey], Headers]) -> None:
    assert fault(spoil(key), BODY, ORIGIN, key.public, AT) is Fault.TOKEN


def forged(key: VapidKey) -> str:
    """Change one character of a signature."""
    header = key.authorization(ORIGIN, CONTACT, int(AT) + 60)
    return re.sub(r".(?=.{10}, k=)", lambda m: "A" if m[0] != "A" else "B", header)


def test_a_token_for_another_service_is_found(key: VapidKey) -> None:
    headers = message(key)
    assert fault(headers, BODY, "https://other.notify.windows.com", key.public, AT) is Fault.TOKEN


def test_another_key_is_found(key: VapidKey, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = create(tmp_path_factory.mktemp("other") / "vapid.pem")
    assert fault(message(other), BODY, ORIGIN, key.public, AT) is Fault.KEY


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"", Fault.ENCODING),
        (BODY[:86], Fault.ENCODING),
        (BODY[:16] + (20).to_bytes(4) + BODY[20:], Fault.ENCODING),
        (BODY + bytes(4096), Fault.SIZE),
    ],
)
def test_each_wrong_body_is_found(key: VapidKey, body: bytes, found: Fault) -> None:
    assert fault(message(key), body, ORIGIN, key.public, AT) is found


def test_every_service_can_word_every_refusal() -> None:
    for origin in ORIGINS.values():
        for found in Fault:
            assert refusal(origin, found).status in {400, 401, 403, 404, 410, 413}
