"""Promises, leads, a word to somebody, keeping warm, and good news that everybody hears."""

import csv
import io
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.contacts.store import ContactStore
from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.followups.lead_store import LeadStore
from netpwa.followups.leads_table import HEADING, write_leads
from netpwa.followups.letters import CARRIES, word_to
from netpwa.followups.model import Lead
from netpwa.followups.outcome_store import OutcomeStore
from netpwa.followups.promise_store import PromiseStore
from tests import factories, left, talks
from tests.factories import AT
from tests.reading import Page
from tests.reminders.scene import standing
from tests.world import BODIES

LEAD = {"text": "A post in Delft", "may_use_name": "yes", "state": "open"}


@pytest.fixture
def grace_id(db, ada):
    return factories.contact(db, ada.account_id, reach="grace@example.org")


def words(who, page):
    return Page(who.get(page)).words


def last_touches(db, who, contact_id):
    return [touch.at for touch in ContactStore(db, who.account_id).touches(contact_id)]


def test_promises_of_both_sides_stand_apart_with_their_days(db, ada, grace_id):
    left.promise(db, ada.account_id, grace_id, due_on=date(2026, 11, 20))
    left.promise(db, ada.account_id, grace_id, "An introduction", "them")
    page = words(ada, "/promises")
    mine, theirs = page.split("What they promised")
    assert "Send the paper" in mine
    assert "past its day" in mine
    assert "An introduction" in theirs
    assert "past its day" not in theirs


def test_a_promise_ticked_is_done_and_unticked_is_not(db, ada, grace_id):
    promise_id = left.promise(db, ada.account_id, grace_id)
    store = PromiseStore(db, ada.account_id)
    for on, done_at in (("1", AT), ("0", None)):
        assert ada.send(f"/promises/{promise_id}/done", on=on).status_code == 303
        assert store.get(promise_id).done_at == done_at


def test_what_was_promised_and_who_was_named_is_said_when_it_is_due(db, ada, grace_id, watch):
    left.promise(db, ada.account_id, grace_id, due_on=AT.date())
    left.referral(db, ada.account_id, grace_id, at=AT - timedelta(days=4))
    factories.work_out(db, ada.account_id)
    watch.move(timedelta(hours=1))
    assert "Follow up with Grace Today Send the paper" in words(ada, "/today")
    assert "Grace gave you a name Yesterday Jean Bartik" in words(ada, "/today")
    row = db.one("select id from reminder where rule = 'promise'")
    assert "Send the paper" in words(ada, f"/reminders/{row['id']}")


@pytest.mark.parametrize("due_on", ["0001-01-01", "2023-12-31", "2029-01-01", "9999-12-31"])
def test_a_day_that_is_years_away_is_a_slip(db, ada, grace_id, due_on):
    page = f"/contacts/{grace_id}/promises/new"
    response = ada.send(page, text="Send the paper", owner="me", due_on=due_on)
    assert response.status_code == 422
    assert "By when: That is years away." in Page(response).words
    assert Page(response).form().fields["due_on"] == due_on
    assert PromiseStore(db, ada.account_id).all() == []
    lead = ada.send(f"/contacts/{grace_id}/leads/new", **LEAD, deadline=due_on)
    assert "Open until: That is years away." in Page(lead).words


def test_an_old_day_that_was_kept_once_may_stay(db, ada, grace_id):
    promise_id = left.promise(db, ada.account_id, grace_id, due_on=date(2021, 5, 1))
    page = f"/promises/{promise_id}/edit"
    fields = {**Page(ada.get(page)).form().fields, "text": "Send the map"}
    assert ada.client.post(page, data=fields).status_code == 303
    assert PromiseStore(db, ada.account_id).get(promise_id).due_on == date(2021, 5, 1)


def test_a_promise_needs_words_and_its_maker_and_keeps_what_was_typed(ada, grace_id):
    page = f"/contacts/{grace_id}/promises/new"
    response = ada.send(page, text=" ", owner="nobody", due_on="2026-12-01")
    assert response.status_code == 422
    assert "Write what was promised." in Page(response).words
    assert "Choose one of these." in Page(response).words
    assert Page(response).form().fields["due_on"] == "2026-12-01"


def test_a_promise_changed_on_two_phones_shows_both(db, ada, grace_id):
    promise_id = left.promise(db, ada.account_id, grace_id)
    page = f"/promises/{promise_id}/edit"
    ada.send(page, text="From the tablet", owner="me", rev="1")
    response = ada.send(page, text="From the phone", owner="me", rev="1")
    assert response.status_code == 409
    assert "From the tablet" in Page(response).words


def test_what_stands_between_two_people_is_on_the_persons_page(db, ada, grace_id):
    left.promise(db, ada.account_id, grace_id)
    left.referral(db, ada.account_id, grace_id)
    left.lead(db, ada.account_id, grace_id)
    person = words(ada, f"/contacts/{grace_id}")
    assert "1 promise open · 1 name · 1 lead" in person
    page = words(ada, f"/contacts/{grace_id}/left")
    for text in ("Send the paper", "Jean Bartik", "A post in Delft"):
        assert text in page


def test_a_lead_shows_the_chain_it_came_through(db, ada, grace_id):
    howard_id = factories.contact(db, ada.account_id, "Howard Aiken")
    given = left.referral(db, ada.account_id, howard_id, "Grace Hopper")
    ada.send(f"/names/{given}/contact")
    ada.send(f"/contacts/{grace_id}/leads/new", **LEAD)
    assert "Heard from Grace Hopper ← Howard Aiken" in words(ada, "/leads")


def test_a_lead_is_closed_and_stands_apart(db, ada, grace_id):
    lead_id = left.lead(db, ada.account_id, grace_id)
    ada.send(f"/leads/{lead_id}/edit", **{**LEAD, "state": "closed"}, rev="1")
    assert LeadStore(db, ada.account_id).get(lead_id).state == "closed"
    assert "What you heard of" not in words(ada, "/leads")


def test_the_table_of_leads_is_a_file_that_no_spreadsheet_calculates(ada, grace_id):
    ada.send(f"/contacts/{grace_id}/leads/new", **{**LEAD, "text": "=HYPERLINK(A1)"})
    answer = ada.get("/leads/table.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "attachment; filename=leads.csv"
    heading, row = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert tuple(heading) == HEADING
    assert row[0] == "'=HYPERLINK(A1)"
    assert row[4] == "Grace Hopper"


def lead_with(text, chain):
    return Lead("l", "c", chain[0], None, text, text, text, text, "no", None, "open", AT, 1, chain)


@pytest.mark.property
@given(st.text(max_size=30), st.lists(st.text(max_size=10), min_size=1, max_size=3))
def test_no_cell_of_the_table_is_a_formula_and_none_is_lost(text, names):
    table = "".join(write_leads([lead_with(text, tuple(names))], datetime.date)).removeprefix(
        "\ufeff"
    )
    _heading, row = csv.reader(io.StringIO(table, newline=""))
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
    assert not any(cell.startswith(("\t", "\r", "\n")) for cell in row)
    assert row[0].endswith(text)


def test_keeping_warm_counts_from_the_last_touch(db, ada, grace_id):
    ada.send(f"/contacts/{grace_id}/keep-warm", how_often="monthly")
    factories.touch(db, ada.account_id, grace_id, at=AT - timedelta(days=40))
    assert "now" in words(ada, "/keep-warm").split("Grace Hopper")[1][:8]
    factories.touch(db, ada.account_id, grace_id, at=AT)
    assert "Thu, Dec 24" in words(ada, "/keep-warm")


def test_after_a_talk_it_is_asked_how_often_and_never_is_an_answer(db, ada, grace_id):
    talks.had(db, ada.account_id, grace_id)
    assert "How often would a word be welcome?" in words(ada, "/keep-warm")
    assert ada.send(f"/contacts/{grace_id}/keep-warm", how_often="no").status_code == 303
    assert "Grace Hopper" not in words(ada, "/keep-warm")
    assert ada.send(f"/contacts/{grace_id}/keep-warm", how_often="hourly").status_code == 404


@pytest.mark.parametrize("carries", CARRIES)
def test_a_word_carries_something_or_is_no_letter(carries):
    empty = word_to("Grace Hopper", carries, "  ", "Ada", str)
    assert (empty.body, [gap.slot for gap in empty.gaps]) == ("", ["words"])
    whole = word_to("Grace Hopper", carries, "I read the plan.", "Ada", str)
    assert "I read the plan" in whole.body
    assert not whole.gaps


def test_a_word_is_shown_first_and_sent_it_is_a_touch_and_settles_the_update(db, ada, grace_id):
    talks.had(db, ada.account_id, grace_id)
    ada.send("/me/reminders/switches", switch="used_advice", on="1")
    assert "used_advice" in standing(db, grace_id)
    page = f"/contacts/{grace_id}/word"
    assert ada.send(page, carries="update", words="", then="sent").status_code == 422
    before = last_touches(db, ada, grace_id)
    shown = ada.send(page, carries="update", words="I read the plan", then="preview")
    assert "what came of our talk: I read the plan." in Page(shown).words
    assert last_touches(db, ada, grace_id) == before
    word = {"id": "0192a000-0000-7000-8000-0000000000b1", "carries": "update", "then": "sent"}
    for _ in range(2):
        assert ada.send(page, words="I read the plan", **word).status_code == 303
    assert len(last_touches(db, ada, grace_id)) == len(before) + 1
    assert "used_advice" not in standing(db, grace_id)


def test_good_news_lists_everybody_who_helped_and_nobody_else(db, ada, grace_id):
    talks.had(db, ada.account_id, grace_id)
    howard_id = factories.contact(db, ada.account_id, "Howard Aiken")
    left.referral(db, ada.account_id, howard_id)
    mary_id = factories.contact(db, ada.account_id, "Mary Hawes")
    left.lead(db, ada.account_id, mary_id)
    factories.contact(db, ada.account_id, "A stranger")
    news = left.outcome(db, ada.account_id)
    helpers = OutcomeStore(db, ada.account_id).helpers(news)
    assert [(helper.name, helper.ways) for helper in helpers] == [
        ("Grace Hopper", ("talked",)),
        ("Howard Aiken", ("named",)),
        ("Mary Hawes", ("lead",)),
    ]
    assert "3 people who helped do not know yet." in words(ada, f"/outcomes/{news}")


def test_ticked_through_the_reminder_of_good_news_is_done(db, ada, grace_id):
    talks.had(db, ada.account_id, grace_id)
    howard_id = factories.contact(db, ada.account_id, "Howard Aiken")
    left.referral(db, ada.account_id, howard_id)
    ada.send("/me/reminders/switches", switch="outcome", on="1")
    news = left.outcome(db, ada.account_id)
    factories.work_out(db, ada.account_id)
    assert standing(db, news) == {"outcome"}
    ada.send(f"/outcomes/{news}/helpers/{grace_id}", answer="thanked")
    assert standing(db, news) == {"outcome"}
    ada.send(f"/outcomes/{news}/helpers/{howard_id}", answer="left_out")
    assert standing(db, news) == set()
    ada.send(f"/outcomes/{news}/helpers/{howard_id}", answer="open")
    assert standing(db, news) == {"outcome"}


def test_writing_to_a_helper_from_the_news_ticks_them(db, ada, grace_id):
    talks.had(db, ada.account_id, grace_id)
    news = left.outcome(db, ada.account_id)
    page = f"/contacts/{grace_id}/word?outcome={news}"
    assert Page(ada.get(page)).form().fields["words"] == "A place at the institute"
    sent = {"carries": "update", "words": "I have a place", "outcome": news, "then": "sent"}
    assert ada.send(page, **sent).location == f"/outcomes/{news}"
    assert "Everybody who helped knows." in words(ada, f"/outcomes/{news}")


def test_somebody_who_did_not_help_cannot_be_ticked(db, ada, grace_id):
    news = left.outcome(db, ada.account_id)
    page = f"/outcomes/{news}/helpers/{grace_id}"
    assert ada.send(page, answer="thanked").status_code == 404


def test_what_is_worth_a_look_is_added_mended_opened_and_taken_away(db, ada, grace_id):
    new = f"/contacts/{grace_id}/resources/new"
    assert "Write what they told you of." in Page(ada.send(new, text=" ")).words
    said = {"text": "The river atlas, https://example.org/atlas"}
    assert ada.send(new, **said).status_code == 303
    for page in ("/resources", f"/contacts/{grace_id}/left"):
        assert "The river atlas" in words(ada, page)
        assert "https://example.org/atlas" in Page(ada.get(page)).links
    [edit] = [link for link in Page(ada.get("/resources")).links if link.endswith("/edit")]
    fields = {**Page(ada.get(edit)).form().fields, "text": "The harbour atlas"}
    assert ada.client.post(edit, data=fields).status_code == 303
    assert "The harbour atlas From Grace Hopper" in words(ada, "/resources")
    assert ada.send(edit.replace("edit", "remove")).status_code == 303
    assert "Nothing to read yet" in words(ada, "/resources")


def test_a_text_that_is_no_address_opens_nothing(db, ada, grace_id):
    left.resource(db, ada.account_id, grace_id, "<b>javascript:alert(1)</b>")
    assert "javascript:alert(1)" in words(ada, "/resources")
    assert not any("javascript" in link for link in Page(ada.get("/resources")).links)


@pytest.mark.parametrize(
    "endpoint",
    ["left.set_promise_done", "left.remove_promise", "left.remove_lead", "left.remove_resource",
     "named.become_contact", "named.set_asked", "named.set_dropped", "warm.set_cadence",
     "outcomes.answer", "outcomes.remove", "reflections.skip", "reflections.set_energy"],
)  # fmt: skip
def test_what_a_queue_repeats_is_answered_though_its_person_is_gone(app, db, ada, world, endpoint):
    address = world.address(app, endpoint)
    fields = {"id": fresh_id(), "idempotency_key": fresh_id(), **BODIES[endpoint]}
    assert ada.client.post(address, data=fields).status_code == 303
    with write(db):
        db.run("delete from contact", {})
        db.run("delete from outcome", {})
    again = ada.client.post(address, data=fields, headers={"X-Outbox": "1"})
    assert again.status_code == 204
