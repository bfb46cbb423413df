"""Every write: once per key, never over a newer text, and fit for a queue that sends it again."""

from datetime import timedelta

import pytest

from netpwa.db.values import fresh_id, from_text
from tests.cast import HTMX
from tests.factories import AT
from tests.reading import Page
from tests.world import BODIES, rows_of

OPEN_TO_ANYONE = {"accounts.sign_in", "accounts.sign_up", "accounts.sign_up_by_link"}
ONLY_WHERE_ALLOWED = {"accounts.invite"}  # has its own test
# Nothing was sent, nothing went stale, and no talk is booked in another zone.
NO_EFFECT_HERE = {"push.shown", "reminders.catch_up", "accounts.moved"}
OUTBOX = {"X-Outbox": "1"}
EDITS = (
    "contacts.edit",
    "interviews.edit",
    "briefs.careful",
    "plans.edit",
    "questions.edit",
    "followups.thank_you",
    "reminders.rhythm",
    "research.edit",
    "outreach.edit",
    "story.edit",
    "story.edit_setting",
    "reviews.answer",
    "rehearsals.timing",
    "introductions.edit",
    "left.edit_promise",
    "left.edit_lead",
    "left.edit_resource",
    "fresh.sixty_seconds",
    "introductions.thank",
    "together.edit",
    "reflections.reflect",
    "reflections.recharge",
)

every_write = pytest.mark.parametrize("endpoint", BODIES)


def request_to(app, world, ada, endpoint):
    world.prepare(ada, endpoint)
    fields = {"id": fresh_id(), "idempotency_key": fresh_id(), **BODIES[endpoint]}
    return world.address(app, endpoint), fields


def test_every_write_of_the_app_is_tried_here(app):
    writes = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    assert writes == set(BODIES) | OPEN_TO_ANYONE | ONLY_WHERE_ALLOWED


@every_write
def test_sent_twice_with_one_key_has_one_effect_and_the_same_answer(
    app, db, ada, world, watch, endpoint
):
    address, fields = request_to(app, world, ada, endpoint)
    before = rows_of(db, ada.account_id)
    first = ada.client.post(address, data=fields)
    after = rows_of(db, ada.account_id)
    assert first.status_code in {303, 204}
    assert (after != before) is (endpoint not in NO_EFFECT_HERE)
    watch.move(timedelta(hours=2))
    again = ada.client.post(address, data=fields)
    assert (again.status_code, again.location) == (first.status_code, first.location)
    assert rows_of(db, ada.account_id) == after


def test_a_form_sent_again_with_words_for_its_queue_is_no_other(ada, db):
    form = {"id": fresh_id(), "idempotency_key": fresh_id(), "name": "Grace"}
    for words in ({}, {"what": "Grace", "says": '{"one": "One"}'}):
        assert ada.client.post("/contacts/new", data={**form, **words}).status_code == 303
    assert len(rows_of(db, ada.account_id)["contact"]) == 1


@every_write
def test_one_key_with_another_body_is_refused(app, db, ada, world, endpoint):
    if endpoint == "accounts.sign_out":
        return  # nobody is signed in any more
    address, fields = request_to(app, world, ada, endpoint)
    ada.client.post(address, data=fields)
    after = rows_of(db, ada.account_id)
    again = ada.client.post(address, data={**fields, "then": "something else"})
    assert again.status_code == (409 if endpoint in EDITS else 422)
    assert rows_of(db, ada.account_id) == after


@every_write
def test_a_queue_is_answered_without_a_page_and_its_copy_has_no_effect(
    app, db, ada, world, endpoint
):
    address, fields = request_to(app, world, ada, endpoint)
    assert ada.client.post(address, data=fields, headers=OUTBOX).status_code == 204
    after = rows_of(db, ada.account_id)
    again = ada.client.post(address, data=fields, headers=OUTBOX)
    assert again.status_code == (401 if endpoint == "accounts.sign_out" else 204)
    assert rows_of(db, ada.account_id) == after


@every_write
def test_a_queue_is_told_that_nobody_is_signed_in(app, ada, stranger, world, endpoint):
    if endpoint == "reviews.answer":
        return  # a mentor has a link and no account
    address, fields = request_to(app, world, ada, endpoint)
    response = stranger.post(address, data=fields, headers=OUTBOX)
    assert response.status_code == 401
    assert "Location" not in response.headers


@every_write
def test_a_queue_of_another_account_is_refused(app, db, ada, world, endpoint):
    address, fields = request_to(app, world, ada, endpoint)
    before = rows_of(db, ada.account_id)
    headers = {**OUTBOX, "X-Outbox-Account": "0123456789abcdef"}
    assert ada.client.post(address, data=fields, headers=headers).status_code == 403
    assert rows_of(db, ada.account_id) == before


def test_a_queue_of_this_account_is_taken(ada):
    html = next(given for tag, given in Page(ada.get("/today")).tags if tag == "html")
    headers = {**OUTBOX, "X-Outbox-Account": html["data-account"]}
    assert ada.send("/contacts/new", headers, name="Grace").status_code == 204


@pytest.mark.parametrize("key", ["plain", '"quoted"'])
def test_the_key_may_come_as_a_header(ada, db, key):
    for _ in range(2):
        ada.client.post(
            "/contacts/new", data={"name": "Grace"}, headers={"Idempotency-Key": key, **OUTBOX}
        )
    assert len(db.query("select 1 from contact")) == 1


def test_a_key_too_long_to_keep_is_refused(ada, db):
    assert ada.send("/contacts/new", name="Grace", idempotency_key="k" * 101).status_code == 422
    assert db.query("select 1 from contact") == []


def test_two_people_may_happen_on_the_same_key(ada, bob, db):
    for person in (ada, bob):
        assert person.send("/contacts/new", name="X", idempotency_key="same").status_code == 303
    assert len(db.query("select 1 from contact")) == 2


def test_what_was_refused_used_no_key_up(ada, db):
    key = fresh_id()
    assert ada.send("/contacts/new", name="", idempotency_key=key).status_code == 422
    assert ada.send("/contacts/new", name="Grace", idempotency_key=key).status_code == 303
    assert len(db.query("select 1 from contact")) == 1


def test_a_form_sent_again_after_going_back_can_be_saved_as_another(ada, db):
    fields = {"id": fresh_id(), "idempotency_key": fresh_id(), "name": "Grace"}
    ada.client.post("/contacts/new", data=fields)
    refused = ada.client.post("/contacts/new", data={**fields, "name": "Annie"})
    assert refused.status_code == 422
    assert "Save again to add this as well" in refused.text
    again = Page(refused).form()
    assert again.fields["name"] == "Annie"
    assert ada.client.post("/contacts/new", data=again.fields).status_code == 303
    assert len(db.query("select 1 from contact")) == 2


def test_an_id_that_is_taken_is_said_so_and_the_text_kept(ada, world):
    response = ada.send("/contacts/new", id=world["contact_id"], name="Annie")
    assert response.status_code == 409
    assert Page(response).form().fields["name"] == "Annie"
    assert Page(response).form().fields["id"] != world["contact_id"]


STALE = {
    "contacts.edit": ("note", "What I wrote here", "What I wrote there"),
    "interviews.edit": ("place", "Room 1", "Room 2"),
    "followups.thank_you": ("body", "Thanks from here", "Thanks from there"),
    "research.edit": ("text", "Read here", "Read there"),
}


@pytest.mark.parametrize("endpoint", STALE)
def test_a_stale_edit_shows_both_texts_and_saving_again_replaces(app, ada, world, endpoint):
    address = world.address(app, endpoint)
    field, here, there = STALE[endpoint]
    opened = Page(ada.get(address)).form().fields
    saved = ada.send(address, **{**BODIES[endpoint], "rev": opened["rev"], field: there})
    assert saved.status_code == 303
    refused = ada.send(address, **{**BODIES[endpoint], "rev": opened["rev"], field: here})
    page = Page(refused)
    assert refused.status_code == 409
    assert page.form().fields[field] == here
    assert there in page.words
    assert Page(ada.get(address)).form().fields[field] == there
    assert ada.send(address, **page.form().fields).status_code == 303
    assert Page(ada.get(address)).form().fields[field] == here


@pytest.mark.parametrize("endpoint", ["contacts.edit", "interviews.edit"])
@pytest.mark.parametrize("rev", ["99", "-1", "x", "9" * 400, "1.0", "٣"])
def test_a_revision_that_never_was_is_stale(app, db, ada, world, endpoint, rev):
    before = rows_of(db, ada.account_id)
    response = ada.send(world.address(app, endpoint), **{**BODIES[endpoint], "rev": rev})
    assert response.status_code == 409
    assert rows_of(db, ada.account_id) == before


def test_a_tick_answers_htmx_with_its_row_and_the_progress(ada, world):
    item = world["interviews.set_asked item_id"]
    address = f"/interviews/{world['interview_id']}/questions/{item}"
    response = ada.send(address, HTMX, on="1")
    page = Page(response)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert ("aria-pressed", "true") in [
        pair for tag, given in page.tags if tag == "button" for pair in given.items()
    ]
    assert "1 of" in page.words
    assert page.form().fields["on"] == "0"
    assert ada.send(address, HTMX, on="0").status_code == 200
    assert "0 of" in Page(ada.send(address, HTMX, on="0")).words


def test_other_writes_send_htmx_on_to_the_page_that_shows_the_outcome(ada):
    response = ada.send("/contacts/new", HTMX, name="Grace")
    assert response.status_code == 200
    assert response.headers["HX-Redirect"].startswith("/contacts/")


@pytest.mark.parametrize("address", ["/contacts/new", "{edit}", "/me/settings", "/me/password"])
def test_a_head_request_reads_and_never_writes(ada, db, world, address):
    address = address.format(edit=f"/contacts/{world['contact_id']}/edit")
    before = rows_of(db, ada.account_id)
    assert ada.client.head(address).status_code == 200
    assert rows_of(db, ada.account_id) == before


@pytest.mark.parametrize(
    ("waited", "days"),
    [("86400", 1), ("0", 0), ("-5", 0), ("x", 0), ("", 0), ("9" * 9, 90), ("9" * 40, 0)],
)
def test_what_waited_in_a_queue_happened_when_it_was_written(db, ada, world, waited, days):
    address = f"/contacts/{world['contact_id']}/touches"
    fields = {"id": fresh_id(), "idempotency_key": fresh_id(), "kind": "phone", "note": ""}
    response = ada.client.post(address, data=fields, headers={**OUTBOX, "X-Waited": waited})
    assert response.status_code == 204
    (touch,) = db.query("select at from touch where id = :id", fields)
    assert from_text(touch["at"]) == AT - timedelta(days=days)


def test_only_a_queue_says_how_long_it_waited(db, ada, world):
    address = f"/contacts/{world['contact_id']}/touches"
    fields = {"id": fresh_id(), "idempotency_key": fresh_id(), "kind": "phone", "note": ""}
    ada.client.post(address, data=fields, headers={"X-Waited": "86400"})
    (touch,) = db.query("select at from touch where id = :id", fields)
    assert from_text(touch["at"]) == AT
