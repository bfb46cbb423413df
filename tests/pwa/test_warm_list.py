"""What a phone fetches before anybody asks for it: the right pages, and no more than it keeps."""

import re
from datetime import timedelta
from pathlib import Path

from tests import factories

COPIES = Path(__file__).parents[2] / "static" / "sw" / "copies.js"
# What a person opens besides stays as well: a few people, a list or two.
ROOM_BESIDE = 20


def warm_list(person):
    return person.get("/offline/pages").json["pages"]


def test_a_full_list_fits_into_what_the_worker_keeps(ada, db):
    for number in range(20):
        person = factories.contact(db, ada.account_id, f"Person {number}")
        on = (factories.AT + timedelta(days=1 + number % 10)).date()
        factories.interview(db, ada.account_id, person, factories.talk("phone", day=on))
    pages = warm_list(ada)
    most = int(re.search(r"MOST_COPIES = (\d+);", COPIES.read_text(encoding="utf-8"))[1])
    assert len(pages) > 60
    assert len(pages) + ROOM_BESIDE <= most


def test_the_tabs_come_first(ada, world):
    assert warm_list(ada)[:2] == ["/today", "/contacts"]


def test_every_page_of_it_opens_and_may_be_kept(ada, world):
    for page in warm_list(ada):
        answer = ada.get(page)
        assert answer.status_code == 200, page
        assert answer.headers["X-Keep"] == "1", page
