"""Whoever mends what waits while it is being sent loses no text, and makes no twin."""

import pytest

from netpwa.db.values import fresh_id
from tests import factories
from tests.reading import Page
from tests.world import TALK, rows_of

OUTBOX = {"X-Outbox": "1"}
REQUEST = {
    "channel": "email",
    "who_i_am": "a planning student",
    "intention": "how you came to plan rivers",
    "minutes": "20",
    "time_window": "in the next two weeks",
}
# Where each is written, what it holds, and the field that is mended.
NEW = {
    "contact": ("/contacts/new", {"name": "Grace"}, "note"),
    "contact in one line": ("/contacts/new", {}, "line"),
    "touch": ("/contacts/{grace}/touches", {"kind": "phone"}, "note"),
    "promise": ("/contacts/{grace}/promises/new", {"owner": "me"}, "text"),
    "lead": ("/contacts/{grace}/leads/new", {"may_use_name": "yes", "state": "open"}, "text"),
    "resource": ("/contacts/{grace}/resources/new", {}, "text"),
    "talk": ("/contacts/{grace}/book", {**TALK, "local_date": "2026-12-10"}, "place"),
    "request": ("/contacts/{grace}/ask", REQUEST, "topic"),
    "question": ("/questions", {"stage": "role", "minutes": "3"}, "text"),
    "finding": ("/contacts/{grace}/research", {"said": "Gates"}, "work"),
    "name": ("/interviews/{talk}/after", {"idea": "Maps", "name_id": fresh_id()}, "name"),
    "idea": ("/interviews/{talk}/after", {}, "idea"),
    "promise made": (
        "/interviews/{talk}/after",
        {"owner": "me", "promise_id": fresh_id()},
        "promise",
    ),
    "good news": ("/outcomes/new", {"kind": "path"}, "text"),
    "word": ("/contacts/{grace}/word", {"carries": "update"}, "words"),
}
# What cannot be changed once it is there is asked about, with the text still on the form.
ASKED = {
    "pair": ("/contacts/{grace}/introduce", {"other": "Ana"}, "reason"),
    "page to follow": ("/watch/new", {"url": "https://example.org/news"}, "name"),
}
# Those that another device may have changed since.
COMPARED = {
    "contact": "/contacts/{id}/edit",
    "promise": "/promises/{id}/edit",
    "lead": "/leads/{id}/edit",
    "resource": "/resources/{id}/edit",
    "talk": "/interviews/{id}/edit",
    "request": "/requests/{id}/edit",
    "question": "/questions/{id}/edit",
}
BEFORE, LONGER = "the mill", "the mill, and the weir behind it"


@pytest.fixture
def grace_id(db, ada):
    return factories.contact(db, ada.account_id)


@pytest.fixture
def where(db, ada, grace_id):
    talk_id = factories.interview(db, ada.account_id, grace_id)
    return {"grace": grace_id, "talk": talk_id}


def sent_and_mended(ada, where, kind, *, between=None):
    """Send one form from the queue, and then the longer text that mends it."""
    page, fields, named = {**NEW, **ASKED}[kind]
    form = {"id": fresh_id(), "idempotency_key": fresh_id(), **fields, named: BEFORE}
    answer = ada.client.post(page.format(**where), data=form, headers=OUTBOX)
    assert answer.status_code == 204, answer.text
    if between:
        between(form["id"])
    mended = {**form, named: LONGER, "mended": form["idempotency_key"]}
    mended["idempotency_key"] = fresh_id()
    return page.format(**where), mended


def texts(db, ada):
    rows = [row for rows in rows_of(db, ada.account_id).values() for row in rows]
    return [str(value) for row in rows for value in row.values()]


def counts(db, ada):
    counted = rows_of(db, ada.account_id)
    return {name: len(counted[name]) for name in counted if name != "earlier_text"}


@pytest.mark.parametrize("kind", NEW)
def test_the_longer_text_takes_the_place_of_what_was_sent_meanwhile(db, ada, where, kind):
    page, mended = sent_and_mended(ada, where, kind)
    before = counts(db, ada)
    answer = ada.client.post(page, data=mended)
    assert answer.status_code == 303, Page(answer).words
    assert any(LONGER in text for text in texts(db, ada))
    assert counts(db, ada) == before


@pytest.mark.parametrize("kind", NEW)
def test_what_was_not_sent_before_is_added(db, ada, where, kind):
    page, fields, named = NEW[kind]
    form = {"id": fresh_id(), "idempotency_key": fresh_id(), "mended": fresh_id(), **fields}
    answer = ada.client.post(page.format(**where), data={**form, named: LONGER})
    assert answer.status_code == 303, Page(answer).words
    assert any(LONGER in text for text in texts(db, ada))


@pytest.mark.parametrize("kind", ASKED)
def test_what_cannot_be_changed_is_asked_about_with_the_text_on_the_form(db, ada, where, kind):
    page, mended = sent_and_mended(ada, where, kind)
    answer = ada.client.post(page, data=mended)
    assert answer.status_code == 409
    assert "sent meanwhile, as it stood before" in Page(answer).words
    assert LONGER in Page(answer).form().fields.values()


@pytest.mark.parametrize("kind", COMPARED)
def test_what_another_device_changed_since_is_shown_beside_the_longer_text(db, ada, where, kind):
    named = NEW[kind][2]

    def elsewhere(row_id):
        address = COMPARED[kind].format(id=row_id)
        form = {**Page(ada.get(address)).form().fields, named: "from the other phone"}
        assert ada.client.post(address, data=form).status_code == 303

    page, mended = sent_and_mended(ada, where, kind, between=elsewhere)
    answer = ada.client.post(page, data=mended)
    assert answer.status_code == 409
    assert "from the other phone" in Page(answer).words
    form = Page(answer).form().fields
    assert form[named] == LONGER
    before = counts(db, ada)
    assert ada.client.post(page, data=form).status_code == 303
    assert any(LONGER in text for text in texts(db, ada))
    assert counts(db, ada) == before


@pytest.mark.parametrize("kind", ["promise", "lead", "resource"])
def test_an_id_that_is_taken_is_never_answered_as_saved(db, ada, where, kind):
    page, mended = sent_and_mended(ada, where, kind)
    del mended["mended"]
    answer = ada.client.post(page, data=mended)
    assert answer.status_code == 409
    assert "This is saved already" in Page(answer).words
    form = Page(answer).form().fields
    assert form["text"] == LONGER
    assert ada.client.post(page, data=form).status_code == 303
    assert {BEFORE, LONGER} <= set(texts(db, ada))


def test_a_name_that_became_somebody_stays_beside_the_mended_one(db, ada, where):
    def become(_row_id):
        [named] = rows_of(db, ada.account_id)["referral"]
        assert ada.send(f"/names/{named['id']}/contact").status_code == 303

    page, mended = sent_and_mended(ada, where, "name", between=become)
    assert ada.client.post(page, data=mended).status_code == 303
    assert {row["name"] for row in rows_of(db, ada.account_id)["referral"]} == {BEFORE, LONGER}
