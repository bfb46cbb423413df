"""Which subscriptions may be used, and which addresses may be reached."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yarl import URL

from netpwa.push.endpoint import (
    HOSTS,
    SUFFIXES,
    AddressRefusedError,
    Allowed,
    SubscriptionRefusedError,
    allowed_from,
    check_address,
    check_endpoint,
    check_subscription,
)
from tests.fakes.phone import Phone, encode

NOBODY = Allowed({})
GOOD = "https://fcm.googleapis.com/fcm/send/abc:DEF-_~%3d"
SUBSCRIPTION = Phone().subscription(GOOD)
BEYOND_ASCII = "\u2025"


@pytest.mark.parametrize(
    "endpoint",
    [
        GOOD,
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
        "https://eu.push.services.mozilla.com/wpush/v2/gAAAA",
        "https://web.push.apple.com/QGh",
        "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAD%2b%2f",
    ],
)
def test_real_endpoints_are_taken_as_they_are(endpoint: str) -> None:
    assert check_endpoint(endpoint, NOBODY).url == endpoint


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "http://fcm.googleapis.com/x",
        "ftp://fcm.googleapis.com/x",
        "//fcm.googleapis.com/x",
        "https://fcm.googleapis.com",
        "https://fcm.googleapis.com/",
        "https://fcm.googleapis.com:443/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com./x",
        "https://FCM.googleapis.com/x",
        "https://me@fcm.googleapis.com/x",
        "https://me:pw@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://evil.example\\@fcm.googleapis.com/x",
        "https://fcm.googleapis.com\\.evil.example/x",
        "https://evil.example#@fcm.googleapis.com/x",
        "https://evil.example?.push.apple.com/x",
        "https://fcm.googleapis.com/x#y",
        "https://fcm.googleapis.com/x y",
        "https://fcm.googleapis.com/x\r\nHost: evil.example",
        "https://fcm.googleapis.com/\u0430",
        "https://fcm.googleapis.co\u217f/x",
        f"https://fcm{BEYOND_ASCII}googleapis.com/x",
        " https://fcm.googleapis.com/x",
        "https://fcm.googleapis.com/x\n",
        "https://evil-fcm.googleapis.com/x",
        "https://evilpush.apple.com/x",
        "https://push.apple.com.evil.example/x",
        "https://.push.apple.com/x",
        "https://a..push.apple.com/x",
        "https://-.push.apple.com/x",
        "https://push.apple.com/x",
        "https://127.0.0.1/x",
        "https://2130706433/x",
        "https://0x7f.1/x",
        "https://[::1]/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://localhost/x",
        "https://169.254.169.254/latest/meta-data",
        "https://fcm.googleapis.com/" + "x" * 2000,
    ],
)
def test_hostile_endpoints_are_refused(endpoint: str) -> None:
    with pytest.raises(SubscriptionRefusedError):
        check_endpoint(endpoint, NOBODY)


HOST = st.sampled_from([*HOSTS, *(f"a{suffix}" for suffix in SUFFIXES)])
WRONG_START = st.sampled_from(
    ["http://", "HTTPS://", "https:/", "https:", "https:///", "https://u@", "https://u:p@", "//"]
)
WRONG_MIDDLE = st.sampled_from(
    [":443/x", ":0/x", "./x", "\\x", "?x", "#x", "@evil.example/x", ".evil.example/x", "%00/x", ""]
)
WRONG_END = st.characters(exclude_categories=["Cs"]).filter(
    lambda c: not (c.isascii() and (c.isalnum() or c in "-._~!$&'()*+,;=:@%/?"))
)
ADDRESS = st.one_of(st.ip_addresses(v=4).map(str), st.ip_addresses(v=6).map("[{}]".format))
HOSTILE = st.one_of(
    st.tuples(WRONG_START, HOST, st.just("/x")).map("".join),
    st.tuples(st.just("https://"), HOST, WRONG_MIDDLE).map("".join),
    st.tuples(st.just("https://"), HOST, st.just("/x"), WRONG_END).map("".join),
    st.tuples(st.just("https://"), ADDRESS, st.just("/x")).map("".join),
    st.tuples(st.just("https://"), st.text(max_size=20), HOST, st.just("/x"))
    .map("".join)
    .filter(lambda url: not url.endswith(tuple(f"//{host}/x" for host in HOSTS))),
)


@settings(max_examples=1000, deadline=None)
@given(HOSTILE)
def test_of_a_thousand_hostile_endpoints_none_leads_away(endpoint: str) -> None:
    """A random beginning may happen to be a subdomain; then every parser must see that host."""
    try:
        destination = check_endpoint(endpoint, NOBODY)
    except SubscriptionRefusedError:
        return
    host = destination.host
    assert host.endswith(SUFFIXES)
    assert urlsplit(endpoint).netloc == host == URL(endpoint, encoded=True).raw_authority


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_no_text_makes_the_check_fail_in_another_way(text: str) -> None:
    with pytest.raises(SubscriptionRefusedError):
        check_endpoint(text, NOBODY)
    with pytest.raises(SubscriptionRefusedError):
        check_subscription(replace(SUBSCRIPTION, p256dh=text), NOBODY)
    with pytest.raises(SubscriptionRefusedError):
        check_subscription(replace(SUBSCRIPTION, auth=text), NOBODY)


def test_a_browsers_subscription_is_taken() -> None:
    destination = check_subscription(SUBSCRIPTION, NOBODY)
    assert destination.origin == "https://fcm.googleapis.com"


@pytest.mark.parametrize(
    "point",
    [
        b"\4" + bytes(64),
        b"\4" + b"\xff" * 64,
        b"\4" + b"\1" * 64,
        b"\2" + bytes(64),
        b"\4" + bytes(63),
        b"\4" + bytes(65),
        b"",
    ],
)
def test_a_key_that_is_no_point_on_the_curve_is_refused(point: bytes) -> None:
    with pytest.raises(SubscriptionRefusedError, match="p256dh"):
        check_subscription(replace(SUBSCRIPTION, p256dh=encode(point)), NOBODY)


@pytest.mark.parametrize("auth", ["", "AA", encode(bytes(15)), encode(bytes(17)), "A" * 4000])
def test_a_secret_of_another_length_is_refused(auth: str) -> None:
    with pytest.raises(SubscriptionRefusedError, match="auth"):
        check_subscription(replace(SUBSCRIPTION, auth=auth), NOBODY)


@pytest.mark.parametrize("spoil", ["{}=", "{}\n", " {}", "+{}", "{}*"])
def test_base64_has_one_spelling(spoil: str) -> None:
    for name in ("p256dh", "auth"):
        spoilt = replace(SUBSCRIPTION, **{name: spoil.format(getattr(SUBSCRIPTION, name))})
        with pytest.raises(SubscriptionRefusedError):
            check_subscription(spoilt, NOBODY)


def test_bits_that_carry_nothing_must_be_zero() -> None:
    auth = encode(bytes(16))[:-1] + "B"
    with pytest.raises(SubscriptionRefusedError):
        check_subscription(replace(SUBSCRIPTION, auth=auth), NOBODY)


def test_the_reason_names_the_host_and_the_setting_but_not_the_endpoint() -> None:
    with pytest.raises(SubscriptionRefusedError) as caught:
        check_endpoint("https://push.example.org/secret-token", NOBODY)
    assert "push.example.org" in str(caught.value)
    assert "NETPWA_PUSH_HOSTS" in str(caught.value)
    assert "secret-token" not in str(caught.value)


def test_the_operator_can_add_a_service_and_map_one() -> None:
    allowed = allowed_from(
        ["https://push.example.org:8443", "https://fcm.googleapis.com=https://relay.example.org"],
        local=False,
    )
    assert check_endpoint("https://push.example.org:8443/x", allowed).host.endswith(":8443")
    mapped = check_endpoint(GOOD, allowed)
    assert mapped.origin == "https://fcm.googleapis.com"
    assert mapped.url == GOOD.replace("fcm.googleapis.com", "relay.example.org")
    with pytest.raises(SubscriptionRefusedError):
        check_endpoint("https://push.example.org/x", allowed)


@pytest.mark.parametrize(
    "entry",
    [
        "push.example.org",
        "https://push.example.org/",
        "https://push.example.org/path",
        "https://push.example.org=",
        "https://push.example.org=relay",
        "https://push.example.org:0",
        "https://push.example.org:65536",
        "https://u@push.example.org",
        "https://*.example.org",
        "https://10.0.0.1",
    ],
)
def test_a_setting_that_is_no_origin_is_refused(entry: str) -> None:
    for local in (True, False):
        with pytest.raises(ValueError, match="NETPWA_PUSH_HOSTS"):
            allowed_from([entry], local=local)


@pytest.mark.parametrize(
    "entry",
    [
        "http://push.example.org",
        "http://127.0.0.1:8000",
        "https://localhost:8000",
        "https://[::1]:8000",
        "https://fcm.googleapis.com=http://127.0.0.1:8000",
    ],
)
def test_plain_http_and_loopback_are_for_localhost_only(entry: str) -> None:
    assert allowed_from([entry], local=True).extra
    with pytest.raises(ValueError, match="localhost"):
        allowed_from([entry], local=False)


@pytest.mark.parametrize("address", ["142.250.1.95", "2a00:1450:4001::5f", "::ffff:17.188.143.5"])
def test_public_addresses_may_be_reached(address: str) -> None:
    check_address(address, 443, NOBODY)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",  # noqa: S104  an address to refuse
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:1::1",
        "fd00::1",
        "fdaa::3",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
    ],
)
def test_other_addresses_may_not(address: str) -> None:
    with pytest.raises(AddressRefusedError):
        check_address(address, 443, NOBODY)


def test_loopback_may_be_reached_at_the_ports_named_and_only_while_local() -> None:
    extra = {"https://fcm.googleapis.com": "http://127.0.0.1:8001"}
    check_address("127.0.0.1", 8001, Allowed(extra, local=True))
    for port, allowed in ((8002, Allowed(extra, local=True)), (8001, Allowed(extra))):
        with pytest.raises(AddressRefusedError):
            check_address("127.0.0.1", port, allowed)
    with pytest.raises(AddressRefusedError):
        check_address("10.0.0.1", 8001, Allowed(extra, local=True))
