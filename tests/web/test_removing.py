"""Taking a text away: what its person saw goes, what another device wrote since is kept."""

import pytest

from netpwa.db.earlier import EarlierStore
from tests.reading import Page
from tests.world import BODIES

# What takes a text away, on which page its button stands, the form of the text and its field.
REMOVALS = {
    "left.remove_lead": ("left.edit_lead", "left.edit_lead", "text"),
    "left.remove_promise": ("left.edit_promise", "left.edit_promise", "text"),
    "left.remove_resource": ("left.edit_resource", "left.edit_resource", "text"),
    "research.remove_of_contact": ("research.edit", "research.edit", "text"),
    "together.drop": ("together.show", "together.edit", "reason"),
    "questions.use_ours": ("questions.edit", "questions.edit", "text"),
}
every_removal = pytest.mark.parametrize(("endpoint", "about"), REMOVALS.items())


@pytest.fixture
def addresses(app, world):
    world.ids["key"] = "o1"  # a line of ours in her words
    return lambda *endpoints: [world.address(app, endpoint) for endpoint in endpoints]


def kept(db, ada):
    return {text.text for text in EarlierStore(db, ada.account_id).all()}


def write(ada, edit, endpoint, name, text):
    fields = next(form.fields for form in Page(ada.get(edit)).forms if name in form.fields)
    assert ada.client.post(edit, data={**BODIES[endpoint], **fields, name: text}).status_code == 303


@every_removal
def test_what_another_device_wrote_since_is_kept(db, ada, addresses, endpoint, about):
    shown, edit, away = addresses(*about[:2], endpoint)
    button = Page(ada.get(shown)).form(away).fields
    write(ada, edit, *about[1:], "Written on the train")
    for _ in range(2):
        assert ada.client.post(away, data=button).status_code == 303
    assert "Written on the train" in kept(db, ada)
    assert "Written on the train" in Page(ada.get("/earlier")).words


@every_removal
def test_what_was_seen_and_taken_away_is_kept_nowhere(db, ada, addresses, endpoint, about):
    shown, edit, away = addresses(*about[:2], endpoint)
    write(ada, edit, *about[1:], "Let it go")
    button = Page(ada.get(shown)).form(away).fields
    assert ada.client.post(away, data=button).status_code == 303
    assert "Let it go" not in kept(db, ada)


def test_a_private_line_is_kept_nowhere(db, ada, addresses):
    edit, away = addresses("research.edit", "research.remove_of_contact")
    button = Page(ada.get(edit)).form(away).fields
    fields = {**BODIES["research.edit"], "text": "Is ill", "is_private": "y"}
    assert ada.send(edit, **fields).status_code == 303
    assert ada.client.post(away, data=button).status_code == 303
    assert kept(db, ada) == set()
