"""The worker reads the feeds that are due, keeps what is new, and comes back tomorrow."""

import asyncio
from datetime import timedelta

import pytest

from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.watch.fetching import Fetcher, Page
from netpwa.watch.model import WatchDraft
from netpwa.watch.reading import read_due
from netpwa.watch.store import NEW_AT_FIRST, FeedStore, WatchStore
from tests import factories
from tests.factories import AT
from tests.fakes.feed_server import ATOM, Answer

A_DAY = timedelta(days=1)
ENTRY = "<item><title>{}</title><guid>{}</guid><link>https://example.org/{}</link></item>"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "ha">%s]>
<rss version="2.0"><channel><item><title>&a30;</title></item></channel></rss>""" % b"".join(
    b'<!ENTITY a%d "&a%d;&a%d;">' % (n + 1, n, n) for n in range(30)
)


def rss(*numbers):
    items = "".join(ENTRY.format(f"Title {n}", n, n) for n in numbers)
    return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()


@pytest.fixture
def mine(db):
    return factories.account(db)


def follow(db, account_id, site, path="/feed"):
    draft = WatchDraft(fresh_id(), "News", site.origin + path, "society", is_feed=True)
    with write(db):
        WatchStore(db, account_id).add(draft, at=AT)
    return draft.id


def read(db, site, *, at=AT):
    async def work():
        async with Fetcher(allowed=site.allowed, tls=site.authority.client()) as fetch:
            await read_due(db, fetch, at=at)

    asyncio.run(work())


def given(db, page, *, at=AT):
    async def fetch(_feed):
        return page

    asyncio.run(read_due(db, fetch, at=at))


def titles(db, account_id, at=AT):
    found = WatchStore(db, account_id).new_titles(since=at - timedelta(days=14))
    return [item.title for item in found]


def test_the_titles_of_a_feed_appear(db, mine, site):
    site.answers["/feed"] = Answer(headers={"ETag": '"7"'})
    follow(db, mine, site)
    read(db, site)
    assert titles(db, mine) == ["Night buses & sleep", "The long bridge"]
    urls = [i.url for i in WatchStore(db, mine).new_titles(since=AT - A_DAY)]
    assert urls == ["https://example.org/2", f"{site.origin}/1"]
    assert WatchStore(db, mine).all()[0].read_at == AT


def test_a_feed_is_read_once_a_day_and_asked_only_for_what_is_new(db, mine, site):
    site.answers["/feed"] = Answer(headers={"ETag": '"7"'})
    follow(db, mine, site)
    read(db, site)
    read(db, site, at=AT + timedelta(hours=23))
    assert len(site.asked) == 1
    site.answers["/feed"] = Answer(b"", 304)
    read(db, site, at=AT + A_DAY)
    read(db, site, at=AT + 2 * A_DAY)
    assert [asked.get("If-None-Match") for _, asked in site.asked] == [None, '"7"', '"7"']
    assert len(titles(db, mine)) == 2


def test_only_a_few_old_titles_count_as_new_and_no_title_comes_twice(db, mine, site):
    follow(db, mine, site)
    given(db, Page("https://a.b/", rss(5, 4, 3, 2, 1), "", "", ""))
    assert len(titles(db, mine)) == NEW_AT_FIRST
    given(db, Page("https://a.b/", rss(6, 5, 4, 3, 2), "", "", ""), at=AT + A_DAY)
    assert sorted(titles(db, mine)) == ["Title 3", "Title 4", "Title 5", "Title 6"]


def test_a_page_that_names_its_feed_is_read_there_from_then_on(db, mine, site):
    site.answers["/"] = Answer(
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/news.xml">',
        headers={},
    )
    site.answers["/news.xml"] = Answer()
    follow(db, mine, site, "/")
    read(db, site)
    read(db, site)
    assert [path for path, _ in site.asked] == ["/", "/news.xml"]
    assert len(titles(db, mine)) == 2


def test_a_page_without_a_feed_becomes_one_to_look_at_each_week(db, mine, site):
    site.answers["/"] = Answer(b"<html><body>Hello", headers={})
    follow(db, mine, site, "/")
    read(db, site)
    page = WatchStore(db, mine).all()[0]
    assert not page.is_feed
    assert not page.wants_a_look(AT + 6 * A_DAY)
    assert page.wants_a_look(AT + 7 * A_DAY)
    with write(db):
        WatchStore(db, mine).looked(page.id, at=AT + 7 * A_DAY)
    assert not WatchStore(db, mine).all()[0].wants_a_look(AT + 13 * A_DAY)
    read(db, site, at=AT + 9 * A_DAY)
    assert len(site.asked) == 1


def test_what_cannot_be_read_says_why_and_is_tried_ever_more_rarely(db, mine, site):
    follow(db, mine, site)
    waits, at = [], AT
    for _ in range(5):
        read(db, site, at=at)
        following = at
        while not FeedStore(db).due(at=following):
            following += A_DAY
        waits.append((following - at).days)
        at = following
    assert waits == [2, 4, 7, 7, 7]
    page = WatchStore(db, mine).all()[0]
    assert page.trouble == "gone"
    assert page.wants_a_look(AT + 7 * A_DAY)
    site.answers["/feed"] = Answer()
    read(db, site, at=at)
    assert WatchStore(db, mine).all()[0].trouble == ""


def test_one_bad_feed_keeps_no_other_from_being_read(db, mine, site):
    site.answers["/good"] = Answer()
    for path in ("/bad", "/good"):
        follow(db, mine, site, path)
    read(db, site)
    assert len(titles(db, mine)) == 2


@pytest.mark.parametrize(
    "body",
    [b"", b"\x00\xff" * 500, b"<rss", b"<rss><channel><item/></channel></rss>", ATOM[:300],
     b"<" * 50_000, b"<a" * 20_000, b"<!--" * 20_000, b"&#" * 20_000, BOMB],
    ids=range(10),
)  # fmt: skip
def test_whatever_a_site_sends_the_worker_goes_on(db, mine, site, body):
    follow(db, mine, site)
    given(db, Page("https://a.b/", body, "text/xml; charset=none\x00", "", ""))
    assert len("".join(titles(db, mine))) < 1000
    assert FeedStore(db).due(at=AT) == []


def test_a_title_is_plain_text_of_one_line_and_not_too_long(db, mine, site):
    follow(db, mine, site)
    entries = ENTRY.format("a\n\tb &lt;script&gt;x&lt;/script&gt;", "1", "1")
    entries += ENTRY.format("long " * 200, "2", "2")
    body = f'<rss version="2.0"><channel>{entries}</channel></rss>'.encode()
    given(db, Page("https://a.b/", body, "", "", ""))
    found = titles(db, mine)
    assert max(map(len, found)) == 300
    assert {title.split()[0] for title in found} == {"a", "long"}
    assert all(title.isprintable() and "<" not in title for title in found)


def test_a_link_that_is_no_web_address_is_left_out(db, mine, site):
    follow(db, mine, site)
    body = b"""<rss version="2.0"><channel><item><title>Click</title>
<guid isPermaLink="false">1</guid>
<link>javascript:alert(1)</link></item></channel></rss>"""
    given(db, Page("https://a.b/", body, "", "", ""))
    found = WatchStore(db, mine).new_titles(since=AT - A_DAY)
    assert [(item.title, item.url) for item in found] == [("Click", "")]


def test_a_title_dated_ahead_does_not_stand_on_top_for_ever(db, mine, site):
    follow(db, mine, site)
    ahead = ATOM.replace(b"2026-11-19T10", b"2096-11-19T10")
    given(db, Page("https://a.b/", ahead, "", "", ""))
    row = db.one("select max(published_at) as latest from watch_item")
    assert row["latest"] == "2026-11-24T15:00:00Z"
