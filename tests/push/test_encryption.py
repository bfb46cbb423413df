"""Encryption, against the RFC's own example and a reader written from the RFCs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import http_ece  # type: ignore[import-untyped]
import pywebpush
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from netpwa.push.model import Subscription
from netpwa.push.sender import encrypt
from tests.fakes.phone import Phone, decode

if TYPE_CHECKING:
    import pytest

ENDPOINT = "https://fcm.googleapis.com/fcm/send/abc"


def test_the_example_of_rfc_8291_comes_out_byte_for_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    private = int.from_bytes(decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
    server = ec.derive_private_key(private, ec.SECP256R1())
    salt = decode("DGv6ra1nlYgDCS1FRnbzlw")
    monkeypatch.setattr(pywebpush.ec, "generate_private_key", lambda *_: server)
    monkeypatch.setattr(http_ece.os, "urandom", lambda size: salt[:size])
    browser = Subscription(
        ENDPOINT,
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
    )
    assert encrypt(browser, b"When I grow up, I want to be a watermelon") == decode(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLoc"
        "InmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLV"
        "WGNWQexSgSxsj_Qulcy4a-fN"
    )


@settings(max_examples=50)
@given(st.binary(min_size=1, max_size=3900))
def test_a_phone_reads_whatever_is_encrypted_for_it(text: bytes) -> None:
    phone = Phone()
    assert phone.decrypt(encrypt(phone.subscription(ENDPOINT), text)) == text


def test_the_same_text_never_looks_the_same_twice() -> None:
    subscription = Phone().subscription(ENDPOINT)
    bodies = {encrypt(subscription, b"x") for _ in range(10)}
    assert len({body[:16] for body in bodies}) == len({body[21:86] for body in bodies}) == 10
