"""What went wrong is said as a page, and as a fragment for the notice area when a script asked."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from netpwa.db.sqlite import SqliteDatabase
from tests import factories
from tests.cast import HTMX, signed_in
from tests.conftest import app_with
from tests.reading import Page


@pytest.fixture
def at_home(settings, file_db, watch):
    """Give Ada on a database in a file."""
    app = app_with(settings, lambda: file_db)
    return signed_in(app, file_db, factories.account(file_db))


def provoke(ada, stranger, world):
    """Give what a person can do wrong, as (status, words, how to send it)."""
    person = f"/contacts/{world['contact_id']}"
    return [
        (401, "sign in again", lambda h: stranger.get(person, headers={**h, "X-Outbox": "1"})),
        (403, "was not saved", lambda h: ada.send(person, {**h, "Sec-Fetch-Site": "cross-site"})),
        (404, "Nothing here", lambda h: ada.get("/contacts/none", h)),
        (404, "Nothing here", lambda h: ada.send("/contacts/none/delete", h)),
        (405, "no such request", lambda h: ada.send("/today", h)),
        (410, "no longer good", lambda h: stranger.get("/sign-up/expired", headers=h)),
        (413, "too big", lambda h: ada.send("/contacts/new", h, note="x" * 3_000_000)),
    ]


def test_each_mistake_has_its_page(ada, stranger, world):
    for status, words, act in provoke(ada, stranger, world):
        response = act({})
        page = Page(response)
        assert response.status_code == status
        assert words in page.words, status
        assert ("meta", "viewport") in [(tag, given.get("name")) for tag, given in page.tags]
        assert "HX-Retarget" not in response.headers


def test_each_mistake_has_its_fragment_for_the_notice_area(ada, stranger, world):
    for status, words, act in provoke(ada, stranger, world):
        response = act(HTMX)
        page = Page(response)
        assert response.status_code == status
        assert words in page.words, status
        assert page.tags[0] == ("div", {"id": "error", "class": "notice", "role": "alert"})
        assert response.headers["HX-Retarget"] == "#notice"
        assert response.headers["HX-Reswap"] == "innerHTML"


def test_a_page_has_the_notice_area_that_fragments_land_in(ada):
    assert [given.get("aria-live") for _, given in Page(ada.get("/today")).tags
            if given.get("id") == "notice"] == ["polite"]  # fmt: skip


def test_405_says_what_is_allowed(ada):
    assert set(ada.send("/today").headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_an_unforeseen_error_says_nothing_of_its_cause_and_is_logged(app, ada, monkeypatch, caplog):
    def fail():
        msg = "the secret cause"
        raise RuntimeError(msg)

    monkeypatch.setitem(app.view_functions, "today.show", fail)
    with caplog.at_level(logging.ERROR):
        response = ada.get("/today?q=private")
    assert response.status_code == 500
    assert "secret cause" not in response.text
    assert "the secret cause" in caplog.text
    assert "private" not in caplog.text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_full_disk_is_told_as_not_saved(at_home, file_db, headers):
    pages = file_db.one("pragma page_count")["page_count"]
    file_db.run(f"pragma max_page_count = {pages}")
    note = "a long thought " * 1300
    for _ in range(40):
        response = at_home.send("/contacts/new", headers, name="Grace", note=note)
        if response.status_code == 507:
            break
    assert response.status_code == 507
    assert "Not saved" in response.text
    kept = len(file_db.query("select 1 from contact"))
    file_db.run("pragma max_page_count = 100000")
    assert at_home.send("/contacts/new", name="Grace", note=note).status_code == 303
    assert len(file_db.query("select 1 from contact")) == kept + 1


def test_with_a_full_disk_one_can_still_read(at_home, file_db, watch):
    watch.move(timedelta(days=2))  # a sign-in that would be renewed
    file_db.run("pragma query_only = 1")
    assert at_home.get("/today").status_code == 200
    file_db.run("pragma query_only = 0")


def test_a_read_only_file_is_told_as_not_saved(at_home, file_db):
    file_db.run("pragma query_only = 1")
    assert at_home.send("/contacts/new", name="Grace").status_code == 507


def test_a_held_lock_is_told_as_busy_and_says_when_to_try_again(at_home, file_db):
    file_db.run("pragma busy_timeout = 20")
    path = Path(file_db.one("pragma database_list")["file"])
    other = SqliteDatabase(path)
    with other.write():
        response = at_home.send("/contacts/new", name="Grace")
        assert at_home.get("/contacts").status_code == 200
    other.close()
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert "Not saved yet" in response.text
    assert Page(response).form().fields["name"] == "Grace"
    assert at_home.send("/contacts/new", name="Grace").status_code == 303


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_database_that_fails_altogether_still_gives_a_page(ada, db, monkeypatch, headers):
    def fail(*_arguments):
        msg = "nothing can be read"
        raise RuntimeError(msg)

    monkeypatch.setattr(db, "query", fail)
    response = ada.get("/contacts", headers)
    assert response.status_code == 500
    assert "Something broke on our side" in response.text
    assert "Content-Security-Policy" in response.headers
