"""A page is fetched from the public internet only, and no more of it than is needed."""

import asyncio
import gzip
import socket
import threading

import pytest

from netpwa.push.endpoint import Allowed
from netpwa.watch.fetching import LARGEST, Fetcher, TroubleError
from netpwa.watch.model import Feed
from tests.fakes.feed_server import ATOM, Answer


def fetch(site, address, *, deadline=5.0, allowed=None, etag="", modified=""):
    url = address if "://" in address else site.origin + address

    async def work():
        tls = site.authority.client()
        async with Fetcher(allowed=allowed or site.allowed, tls=tls, deadline=deadline) as get:
            return await get(Feed("account", "watch", url, etag, modified, 0))

    return asyncio.run(work())


def trouble(site, address, **how):
    with pytest.raises(TroubleError) as error:
        fetch(site, address, **how)
    return str(error.value)


def test_a_page_comes_with_what_to_ask_for_next_time(site):
    site.answers["/feed"] = Answer(headers={"ETag": '"7"', "Last-Modified": "Fri, 20 Nov 2026"})
    page = fetch(site, "/feed")
    assert (page.body, page.etag, page.modified) == (ATOM, '"7"', "Fri, 20 Nov 2026")
    site.answers["/feed"] = Answer(b"", 304)
    again = fetch(site, "/feed", etag=page.etag, modified=page.modified)
    assert again.body is None
    asked = site.asked[-1][1]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"7"', "Fri, 20 Nov 2026")
    assert "Cookie" not in asked


def test_a_packed_page_is_unpacked(site):
    site.answers["/feed"] = Answer(gzip.compress(ATOM), headers={"Content-Encoding": "gzip"})
    assert fetch(site, "/feed").body == ATOM


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_that_is_too_big_is_left(site, packed):
    body = b" " * (LARGEST + 1)
    headers = {"Content-Encoding": "gzip"} if packed else {}
    site.answers["/feed"] = Answer(gzip.compress(body) if packed else body, headers=headers)
    assert trouble(site, "/feed") == "big"
    site.answers["/feed"] = Answer(b" " * LARGEST, headers={})
    assert len(fetch(site, "/feed").body) == LARGEST


def test_a_page_that_drips_is_left_at_the_deadline(site):
    site.answers["/feed"] = Answer(patience=threading.Event())
    assert trouble(site, "/feed", deadline=0.3) == "slow"


def test_redirects_are_followed_three_times_and_no_more(site):
    for step in range(5):
        site.answers[f"/{step}"] = Answer(b"", 302, {"Location": f"/{step + 1}"})
    site.answers["/5"] = Answer()
    assert fetch(site, "/2").url.endswith("/5")
    assert trouble(site, "/1") == "redirects"


@pytest.mark.parametrize(
    "location",
    ["http://example.org/", "https://user:pass@example.org/", "https://example.org:8443/",
     "file:///etc/passwd", "ftp://example.org/", "https://", "https://[", "//"],
)  # fmt: skip
def test_a_redirect_leads_nowhere_that_could_not_be_typed(site, location):
    site.answers["/feed"] = Answer(b"", 301, {"Location": location})
    assert trouble(site, "/feed") in {"address", "down", "redirects"}
    assert {path for path, _ in site.asked} == {"/feed"}
    if location.startswith(("http", "f")):
        assert trouble(site, location) in {"address", "down"}


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[fd00::1]",
     "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "0.0.0.0",  # noqa: S104  it is refused
     "0177.0.0.1", "2130706433",
     "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_no_socket_is_opened_into_a_private_network(site, monkeypatch, host):
    opened = []
    monkeypatch.setattr(socket.socket, "connect", lambda *args: opened.append(args))
    address = f"https://{host}/feed"
    assert trouble(site, address, allowed=Allowed({})) in {"private", "down"}
    site.answers["/feed"] = Answer(b"", 302, {"Location": address})
    assert opened == []


def test_a_name_that_leads_inside_is_refused_when_it_is_connected_to(site, monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert trouble(site, "https://news.example.org/", allowed=Allowed({})) == "private"


def test_a_redirect_inside_is_refused(site, monkeypatch):
    site.answers["/feed"] = Answer(b"", 302, {"Location": "https://10.0.0.1/"})
    assert trouble(site, "/feed") == "private"


@pytest.mark.parametrize(
    ("status", "code"),
    [(404, "gone"), (410, "gone"), (403, "refused"), (500, "down"), (204, "down")],
)
def test_an_error_is_told_by_a_code(site, status, code):
    site.answers["/feed"] = Answer(b"", status)
    assert trouble(site, "/feed") == code


def test_a_certificate_that_nobody_vouches_for_is_not_taken(site):
    async def work():
        async with Fetcher(allowed=site.allowed) as get:
            return await get(Feed("account", "watch", f"{site.origin}/feed", "", "", 0))

    with pytest.raises(TroubleError, match="down"):
        asyncio.run(work())
    assert site.asked == []
