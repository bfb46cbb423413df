"""Following pages, and what is worth reading."""

from datetime import timedelta

import pytest

from netpwa.db.port import write
from netpwa.research.store import ResearchStore
from netpwa.watch.store import FeedStore, WatchStore
from tests import factories
from tests.factories import AT
from tests.reading import Page


def test_a_newcomer_is_shown_where_to_begin(ada):
    page = ada.get("/watch").text
    assert page.count("/watch/new?category=") == 6
    assert "Academic society" in page


def test_a_page_is_followed_by_its_address_alone(ada, db):
    assert ada.send("/watch/new", url="www.example.org/news", name="", category="society")
    followed = WatchStore(db, ada.account_id).all()[0]
    assert (followed.name, followed.url) == ("example.org", "https://www.example.org/news")
    assert followed.is_new
    assert "Looking for its feed" in ada.get("/watch").text


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("http://example.org/news", "https:// only"),
        ("https://example.org:8443/news", "port number"),
        ("http://127.0.0.1:8000/", "not on the public internet"),
        ("https://192.168.1.4/feed", "not on the public internet"),
        ("https://[::1]/feed", "not on the public internet"),
        ("https://[fd00::1]/feed", "not on the public internet"),
        ("https://localhost/feed", "not on the public internet"),
        ("https://intranet/news", "not on the public internet"),
        ("https://printer.local/", "not on the public internet"),
        ("https://0177.0.0.1/", "not on the public internet"),
        ("https://2130706433/", "not on the public internet"),
    ],
)
def test_a_page_that_can_never_be_read_says_so_beside_its_address(ada, db, url, word):
    told = ada.send("/watch/new", url=url, name="Inside news", category="group")
    page = Page(told)
    assert told.status_code == 422
    assert "url-error" in {given.get("id") for _, given in page.tags}
    assert word in page.words
    fields = page.form().fields
    assert (fields["url"], fields["name"]) == (url, "Inside news")
    assert WatchStore(db, ada.account_id).all() == []
    ada.send("/watch/new", url=url, name="Inside news", category="group", is_bookmark="y")
    kept = WatchStore(db, ada.account_id).all()[0]
    assert (kept.url, kept.is_feed) == (url, False)
    assert "a look each week" in ada.get("/watch").text


@pytest.mark.parametrize(
    "url",
    ["https://example.org:443/", "https://8.8.8.8/feed", "https://3com.example/",
     "https://[2606:4700::1111]/", "HTTPS://Example.org/News?a=b"],
)  # fmt: skip
def test_a_page_that_may_be_readable_is_tried(ada, db, url):
    ada.send("/watch/new", url=url, name="", category="group")
    assert WatchStore(db, ada.account_id).all()[0].is_feed


def test_a_page_that_could_not_be_read_says_why_and_when_it_is_tried_next(ada, db):
    factories.followed(db, ada.account_id)
    feed = FeedStore(db).due(at=AT)[0]
    with write(db):
        FeedStore(db).could_not_be_read(feed, "gone", again_at=AT + timedelta(days=2))
    words = Page(ada.get("/watch")).words
    assert "There is no such page any more. Next try: Thursday." in words


def test_what_is_no_web_address_is_refused_beside_the_field(ada, db):
    for url in ("javascript:alert(1)", "ftp://a.b/", "https://", "https://a@b/", "two words", ""):
        response = ada.send("/watch/new", url=url, name="My page", category="group")
        assert response.status_code == 422
        assert "My page" in response.text
    assert WatchStore(db, ada.account_id).all() == []


def test_new_titles_stand_on_today_and_can_be_put_away_and_back(ada, db):
    watch = factories.followed(db, ada.account_id)
    title = factories.title(db, ada.account_id, watch)
    assert "New ships" in ada.get("/today").text
    ada.send(f"/watch/titles/{title}/away", on="1")
    assert "New ships" not in ada.get("/today").text
    assert "New ships" not in ada.get("/watch").text
    ada.send(f"/watch/titles/{title}/away", on="0")
    assert "New ships" in ada.get("/watch").text


def test_a_title_makes_room_after_two_weeks(ada, db, watch):
    followed = factories.followed(db, ada.account_id)
    factories.title(db, ada.account_id, followed)
    watch.move(timedelta(days=15))
    assert "New ships" not in ada.get("/watch").text


def test_a_title_is_kept_as_research_about_a_person_or_an_organisation(ada, db):
    grace = factories.contact(db, ada.account_id)
    watch = factories.followed(db, ada.account_id)
    title = factories.title(db, ada.account_id, watch)
    page = Page(ada.get(f"/watch/titles/{title}/keep"))
    assert page.form().fields["about"] == "Navy news"
    ada.send(f"/watch/titles/{title}/keep", about="grace hopper", text="New ships")
    found = ResearchStore(db, ada.account_id).of_contact(grace)
    assert [(n.kind, n.text, n.url) for n in found] == [
        ("said", "New ships", "https://example.org/news/1")
    ]
    assert "New ships" not in ada.get("/watch").text
    other = factories.title(db, ada.account_id, watch, "Older ships")
    ada.send(f"/watch/titles/{other}/keep", about="Navy news", text="Older ships")
    row = db.one("select id from organisation where name = 'Navy news'")
    assert "Older ships" in ada.get(f"/organisations/{row['id']}/research").text


def test_a_title_is_mentioned_to_somebody_in_a_letter_of_their_own(ada, db):
    factories.contact(db, ada.account_id, "Ben Okafor")
    watch = factories.followed(db, ada.account_id)
    title = factories.title(db, ada.account_id, watch, "New ships [podcast]")
    chooser = f"/watch/titles/{title}/mention"
    assert chooser in Page(ada.get("/watch")).links
    assert "Nobody found" in ada.get(f"{chooser}?q=zzyzx").text
    who = Page(ada.get(f"{chooser}?q=okaf"))
    assert "New ships [podcast]" in who.words
    letter = next(link for link in who.links if "/word" in link)
    written = Page(ada.get(letter))
    fields = written.form().fields
    words = "“New ships (podcast)” (https://example.org/news/1)"
    assert (fields["carries"], fields["words"]) == ("value", words)
    assert "Hello Ben, This made me think of you: “New ships (podcast)”" in written.words
    ada.send(letter, carries="value", words="New ships, of all things", then="sent")
    kept = db.one("select carries, body from update_note")
    assert kept["carries"] == "value"
    assert "This made me think of you: New ships, of all things." in kept["body"]


def test_a_title_with_a_long_address_is_mentioned_without_it(ada, db):
    grace = factories.contact(db, ada.account_id)
    watch = factories.followed(db, ada.account_id)
    title = factories.title(db, ada.account_id, watch, "Ships " * 50)
    with write(db):
        db.run("update watch_item set url = :url", {"url": "https://example.org/" + "a" * 900})
    page = Page(ada.get(f"/contacts/{grace}/word?title={title}"))
    assert page.form().fields["words"] == f"“{('Ships ' * 50)}”"


def test_a_page_to_look_at_is_asked_for_each_week(ada, db, watch):
    page = factories.followed(db, ada.account_id, "A forum", is_feed=False)
    assert "Have a look" not in ada.get("/watch").text
    watch.move(timedelta(days=7))
    assert "A forum" in ada.get("/today").text
    ada.send(f"/watch/{page}/looked")
    assert "A forum" not in ada.get("/today").text


def test_an_unfollowed_page_takes_its_titles_along(ada, db):
    watch = factories.followed(db, ada.account_id)
    factories.title(db, ada.account_id, watch)
    ada.send(f"/watch/{watch}/remove")
    assert WatchStore(db, ada.account_id).new_titles(since=AT - timedelta(days=1)) == []


def test_bob_sees_and_reads_nothing_that_ada_follows(ada, bob, db):
    watch = factories.followed(db, ada.account_id)
    factories.title(db, ada.account_id, watch)
    assert "Navy" not in bob.get("/watch").text
    assert "New ships" not in bob.get("/today").text
    title = factories.title(db, ada.account_id, watch, "Newer ships")
    theirs = factories.contact(db, bob.account_id)
    assert bob.get(f"/watch/titles/{title}/mention").status_code == 404
    assert bob.get(f"/contacts/{theirs}/word?title={title}").status_code == 404
