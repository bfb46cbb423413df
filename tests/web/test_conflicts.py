"""A form that comes too late shows both texts, wherever on its page they stand."""

import re

import pytest

from netpwa.db.values import fresh_id
from tests.reading import Page
from tests.web.test_earlier import CHANGEABLE
from tests.web.two_devices import MAKES, Thing

CLOSED = re.compile(r"<details(?![^>]* open)[^>]*>.*?</details>", re.DOTALL)


@pytest.mark.parametrize("endpoint", CHANGEABLE)
def test_no_text_that_was_saved_meanwhile_is_folded_away(app, ada, all_shown, endpoint):
    thing = Thing(endpoint, all_shown.address(app, endpoint))
    thing.look(ada)
    there = {name: thing.sent(name, f"Saved {name}") for name in thing.names}
    assert ada.client.post(thing.address, data={**thing.form, **there}).status_code == 303
    emptied = {name: "Mine" if name in thing.needed else "" for name in thing.names}
    stale = {**thing.form, **emptied, "idempotency_key": fresh_id()}
    late = ada.client.post(thing.address, data=stale)
    assert late.status_code == 409
    assert not any("Saved meanwhile" in folded for folded in CLOSED.findall(late.text))
    page = Page(late)
    links = {given.get("href", "") for tag, given in page.tags if tag == "a"}
    ids = {given.get("id") for _, given in page.tags}
    named = {link[1:] for link in links if link.endswith("-version")}
    assert named
    assert named <= ids
    words = page.words
    assert all(text in words for name, text in there.items() if (endpoint, name) not in MAKES)
