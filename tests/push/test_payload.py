"""The payload, judged by the rules of the strictest browser."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.push.model import Action, Notice
from netpwa.push.payload import SIZE, PayloadError, payload, topic

ORIGIN = "https://meet.example.org"


def as_safari_reads_it(data: bytes) -> dict[str, Any]:
    """Apply WebKit's type rules (NotificationJSONParser.cpp): one wrong type spoils the message."""
    message: dict[str, Any] = json.loads(data)
    assert message["web_push"] == 8030
    note = message["notification"]
    assert isinstance(note["title"], str)
    assert note["title"]
    assert note.get("dir", "auto") in {"auto", "ltr", "rtl"}
    for name in ("lang", "body", "tag"):
        assert isinstance(note.get(name, ""), str)
    assert isinstance(note.get("silent", False), bool)
    assert isinstance(message.get("mutable", False), bool)
    for badge in (message.get("app_badge", 0), note.get("app_badge", "0")):
        assert isinstance(badge, int | str)
        assert not isinstance(badge, bool)
        assert re.fullmatch("[0-9]{1,19}", str(badge))
    for place in (note, *note.get("actions", [])):
        parts = urlsplit(place["navigate"])
        assert parts.scheme in {"http", "https"}
        assert parts.netloc
    for action in note.get("actions", []):
        # Firefox refuses the whole message when one of these is missing (Declarative.cpp).
        assert all(isinstance(action[name], str) for name in ("action", "title", "navigate"))
    return message


NOTICES = st.builds(
    Notice,
    tag=st.uuids().map(str),
    title=st.text(min_size=1).map("A {}".format),
    body=st.text(),
    navigate=st.from_regex(r"/[a-z0-9/?=&-]{0,80}", fullmatch=True),
    ttl=st.integers(1, 86400),
    badge=st.none() | st.integers(0, 10**6),
    actions=st.lists(
        st.builds(Action, st.from_regex("[a-z]{1,10}", fullmatch=True), st.text(), st.just("/r/x")),
        max_size=2,
    ).map(tuple),
)


@given(NOTICES)
def test_every_notice_becomes_a_payload_of_one_size_that_safari_reads(notice: Notice) -> None:
    data = payload(notice, ORIGIN)
    assert len(data) == SIZE <= 2048
    message = as_safari_reads_it(data)
    assert message["notification"]["tag"] == notice.tag


@given(st.text(alphabet='"\\\0\u1f600\ud800 x', min_size=1, max_size=3000))
def test_no_text_however_long_or_odd_keeps_a_reminder_from_going_out(text: str) -> None:
    actions = tuple(Action(name, text, "/r/" + "t" * 150) for name in ("done", "later"))
    notice = Notice("x" * 36, f"T{text}", "/" + "p" * 150, 60, body=text, badge=3, actions=actions)
    as_safari_reads_it(payload(notice, ORIGIN))


def test_the_badge_is_written_for_old_and_new_safari() -> None:
    message = as_safari_reads_it(payload(Notice("r", "T", "/", 60, badge=3), ORIGIN))
    assert message["app_badge"] == 3
    assert message["notification"]["app_badge"] == "3"
    plain = as_safari_reads_it(payload(Notice("r", "T", "/", 60), ORIGIN))
    assert "app_badge" not in plain
    assert "app_badge" not in plain["notification"]


def test_paths_become_absolute_and_our_own_addresses_stay() -> None:
    done = Action("done", "Done", f"{ORIGIN}/r/token/done")
    message = json.loads(payload(Notice("r", "T", "/people/1", 60, actions=(done,)), ORIGIN))
    assert message["notification"]["navigate"] == f"{ORIGIN}/people/1"
    assert message["notification"]["actions"][0]["navigate"] == f"{ORIGIN}/r/token/done"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "people/1",
        "https://elsewhere.example.net/",
        "https://meet.example.org.evil.example/",
        "https://meet.example.org@evil.example/",
        "https://meet.example.org:8443/",
        "http://meet.example.org/",
        "javascript:alert(1)",
        "/\\evil.example",
        "/a b",
        "/a\nb",
        "/\u00e9",
        "https://[",
    ],
)
def test_a_notice_leads_nowhere_but_home(address: str) -> None:
    with pytest.raises(PayloadError):
        payload(Notice("r", "T", address, 60), ORIGIN)
    with pytest.raises(PayloadError):
        payload(Notice("r", "T", "/", 60, actions=(Action("a", "A", address),)), ORIGIN)


def test_a_path_with_two_slashes_stays_at_home() -> None:
    message = json.loads(payload(Notice("r", "T", "//evil.example/", 60), ORIGIN))
    assert urlsplit(message["notification"]["navigate"]).netloc == "meet.example.org"


def test_addresses_that_do_not_fit_are_refused_rather_than_cut() -> None:
    with pytest.raises(PayloadError, match="too long"):
        payload(Notice("r", "T", "/" + "x" * 2000, 60), ORIGIN)


def test_a_long_text_is_cut_between_characters() -> None:
    note = json.loads(payload(Notice("r", "\u00e9" * 200, "/", 60), ORIGIN))["notification"]
    assert set(note["title"]) == {"\u00e9", "\u2026"}
    assert len(note["title"].encode()) <= 120


@given(st.text(), st.text(), st.binary(min_size=32, max_size=32))
def test_a_topic_is_opaque_short_and_the_same_for_the_same_reminder(
    one: str, other: str, key: bytes
) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{32}", topic(key, one))
    assert topic(key, one) == topic(key, one)
    if one.encode("utf-8", "replace") != other.encode("utf-8", "replace"):
        assert topic(key, one) != topic(key, other)
    assert topic(key, one) != topic(key + b"x", one)
