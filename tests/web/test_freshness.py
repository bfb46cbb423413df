"""A page that could not have changed is not sent again; one that could have is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from netpwa.db.port import write
from netpwa.db.versions import bump

PAGES = ["/today", "/contacts", "/interviews", "/interviews/new"]


def tag_of(person, page):
    return person.get(page).headers["ETag"]


def again(person, page, tag, **headers):
    return person.get(page, headers={"If-None-Match": tag, **headers})


@pytest.mark.parametrize("page", PAGES)
def test_an_unchanged_page_is_answered_304_without_a_body(ada, page):
    answer = again(ada, page, tag_of(ada, page))
    assert answer.status_code == 304
    assert answer.data == b""
    assert answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("page", PAGES)
def test_anything_saved_makes_every_page_new(ada, page):
    tag = tag_of(ada, page)
    ada.send("/contacts/new", name="Grace Hopper")
    assert again(ada, page, tag).status_code == 200


def test_what_the_worker_does_makes_pages_new_too(ada, db):
    tag = tag_of(ada, "/today")
    with write(db):
        bump(db, ada.account_id)
    assert again(ada, "/today", tag).status_code == 200


def test_a_page_that_speaks_of_time_is_new_a_minute_later(ada, watch):
    tag = tag_of(ada, "/today")
    watch.move(timedelta(minutes=1))
    assert again(ada, "/today", tag).status_code == 200


def test_another_language_is_another_page(ada):
    tag = tag_of(ada, "/today")
    assert again(ada, "/today", tag, **{"Accept-Language": "en-GB"}).status_code == 200


def test_nobody_is_shown_what_is_fresh_for_somebody_else(ada, bob):
    assert again(bob, "/contacts", tag_of(ada, "/contacts")).status_code == 200


def test_an_error_is_never_called_fresh(ada):
    assert "ETag" not in ada.get("/contacts/0192aaaa-0000-7000-8000-000000000000").headers


def test_a_fresh_page_asks_the_database_only_who_is_there(ada, db):
    tag = tag_of(ada, "/contacts")
    asked: list[str] = []
    with db.traced(asked.append):
        again(ada, "/contacts", tag)
    assert len(asked) == 1
