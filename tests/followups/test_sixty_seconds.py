"""Sixty seconds after a talk: one idea, one name, one promise; and a name becomes a contact."""

from datetime import timedelta

import pytest

from netpwa.contacts.store import ContactStore
from netpwa.db.earlier import EarlierStore
from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.followups.lead_store import LeadStore
from netpwa.followups.model import LeadDraft, PromiseDraft, ResourceDraft
from netpwa.followups.promise_store import PromiseStore
from netpwa.followups.referral_store import ReferralStore
from netpwa.followups.reflection_store import ReflectionStore
from netpwa.followups.resource_store import ResourceStore
from netpwa.network.model import tier_of
from netpwa.network.store import NetworkStore
from tests import factories, left
from tests.factories import AT
from tests.reading import Page
from tests.reminders.scene import standing

OUTBOX = {"X-Outbox": "1"}
THREE = {"idea": "Clocks drift", "name": "Jean Bartik, ENIAC", "promise": "Send the paper"}


@pytest.fixture
def grace_id(db, ada):
    return factories.contact(db, ada.account_id)


@pytest.fixture
def talk_id(db, ada, grace_id):
    return factories.interview(db, ada.account_id, grace_id)


@pytest.fixture
def after(talk_id):
    return f"/interviews/{talk_id}/after"


def fields_of(page):
    return next(form.fields for form in page.forms if "idea" in form.fields)


def save(who, page, **changes):
    fields = fields_of(Page(who.get(page)))
    return who.client.post(page, data={**fields, "owner": "me", **changes})


def names(db, who):
    return ReferralStore(db, who.account_id).all()


def test_the_end_of_a_call_leads_there(ada, talk_id, after):
    assert ada.send(f"/interviews/{talk_id}/call", kind="end").location == after


def test_the_three_are_kept_and_the_notice_is_done(db, ada, talk_id, after, watch):
    watch.move(timedelta(days=1, hours=5))
    assert "capture" in standing(db, talk_id)
    assert save(ada, after, **THREE, due_on="2026-12-01").status_code == 303
    assert "capture" not in standing(db, talk_id)
    assert "thank" in standing(db, talk_id)
    [promise] = PromiseStore(db, ada.account_id).of_interview(talk_id)
    assert (promise.text, promise.owner, str(promise.due_on)) == (
        "Send the paper", "me", "2026-12-01",
    )  # fmt: skip
    [given] = names(db, ada)
    assert (given.name, given.interview_id) == ("Jean Bartik, ENIAC", talk_id)
    assert fields_of(Page(ada.get(after)))["idea"] == "Clocks drift"


def test_a_face_is_kept_with_the_three_and_says_that_there_is_room(db, ada, talk_id, after, watch):
    assert "energy_after" not in Page(ada.get(after)).form().fields
    watch.move(timedelta(days=1, hours=5))
    assert "How are you after it?" in Page(ada.get(after)).words
    ada.send(f"/interviews/{talk_id}/hold")
    kept = save(ada, after, **THREE, energy_after="-1")
    reflections = ReflectionStore(db, ada.account_id)
    assert reflections.get(talk_id).energy.after == -1
    assert "Room to recharge" in Page(ada.get(kept.location)).words
    said = fields_of(Page(ada.get(after)))
    assert said["energy_after"] == "-1"
    rev = reflections.get(talk_id).rev
    save(ada, after, idea="Clocks drift apart")
    assert reflections.get(talk_id).rev == rev, "nothing new was said of it"
    assert "reflect" in standing(db, talk_id), "a face is no reflection"


def test_what_no_face_says_is_refused_and_loses_nothing(db, ada, after):
    response = save(ada, after, **THREE, energy_after="9")
    assert response.status_code == 422
    fields = fields_of(Page(response))
    assert {name: fields[name] for name in THREE} == THREE
    assert names(db, ada) == []


def test_nothing_at_all_is_an_answer_too(db, ada, talk_id, after):
    assert save(ada, after).status_code == 303
    assert names(db, ada) == []
    assert "capture" not in standing(db, talk_id)


def test_the_same_form_twice_keeps_each_once(db, ada, talk_id, after):
    fields = {**fields_of(Page(ada.get(after))), **THREE, "owner": "me"}
    answers = [ada.client.post(after, data=fields).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert len(names(db, ada)) == len(PromiseStore(db, ada.account_id).of_interview(talk_id)) == 1


def test_a_bad_day_loses_nothing_that_was_typed(db, ada, after):
    response = save(ada, after, **THREE, due_on="31 February")
    assert response.status_code == 422
    fields = fields_of(Page(response))
    assert {name: fields[name] for name in THREE} == THREE
    assert names(db, ada) == []


def test_two_phones_see_both_ideas(ada, after):
    stale = fields_of(Page(ada.get(after)))
    save(ada, after, idea="From the tablet")
    response = ada.client.post(after, data={**stale, "owner": "me", "idea": "From the phone"})
    assert response.status_code == 409
    assert "From the tablet" in Page(response).words


def test_what_came_too_late_is_kept_with_the_name_and_the_promise(db, ada, after):
    stale = fields_of(Page(ada.get(after)))
    save(ada, after, idea="From the tablet")
    late = ada.client.post(after, data={**stale, **THREE}, headers=OUTBOX)
    assert late.status_code == 409
    kept = EarlierStore(db, ada.account_id).all()
    assert {text.text for text in kept if text.why == "refused"} == set(THREE.values())


def test_a_page_gone_back_to_keeps_another_name_and_promise_as_well(db, ada, talk_id, after):
    page = fields_of(Page(ada.get(after)))
    first = {**page, "owner": "me", "name": "Jean Bartik", "promise": "Send the paper"}
    assert ada.client.post(after, data=first).status_code == 303
    again = {**page, "owner": "me", "name": "Mary Hawes", "promise": "Send the book"}
    both = ada.client.post(after, data=again)
    assert both.status_code == 409
    saved = ada.client.post(after, data={**fields_of(Page(both)), "owner": "me"})
    assert saved.status_code == 303
    assert {one.name for one in names(db, ada)} == {"Jean Bartik", "Mary Hawes"}
    promises = PromiseStore(db, ada.account_id).of_interview(talk_id)
    assert {one.text for one in promises} == {"Send the paper", "Send the book"}


def test_an_idea_changed_after_a_lost_answer_makes_no_second_name_or_promise(
    db, ada, talk_id, after
):
    first = {**fields_of(Page(ada.get(after))), **THREE, "owner": "me"}
    assert ada.client.post(after, data=first).status_code == 303
    both = ada.client.post(after, data={**first, "idea": "Clocks drift apart"})
    assert both.status_code == 409
    saved = ada.client.post(after, data={**fields_of(Page(both)), "owner": "me"})
    assert saved.status_code == 303
    assert fields_of(Page(ada.get(after)))["idea"] == "Clocks drift apart"
    assert len(names(db, ada)) == len(PromiseStore(db, ada.account_id).of_interview(talk_id)) == 1


def test_a_copy_opened_twice_keeps_the_name_and_promise_of_both(db, ada, talk_id, after):
    page = fields_of(Page(ada.get(after)))
    first = {**page, "owner": "me", "name": "Jean Bartik", "promise": "Send the paper"}
    assert ada.client.post(after, data=first, headers=OUTBOX).status_code == 204
    late = {**page, "owner": "me", "name": "Mary Hawes", "promise": "Send the book"}
    late["idempotency_key"] = fresh_id()
    assert ada.client.post(after, data=late, headers=OUTBOX).status_code == 409
    newest = fields_of(Page(ada.get(after)))
    mended = {**late, "rev": newest["rev"], "mended": late["idempotency_key"]}
    mended["idempotency_key"] = fresh_id()
    assert ada.client.post(after, data=mended, headers=OUTBOX).status_code == 204
    assert {one.name for one in names(db, ada)} == {"Jean Bartik", "Mary Hawes"}
    promises = PromiseStore(db, ada.account_id).of_interview(talk_id)
    assert {one.text for one in promises} == {"Send the paper", "Send the book"}


def test_what_was_caught_in_the_call_is_there(db, ada, talk_id, grace_id, after):
    ada.send(f"/interviews/{talk_id}/call", kind="summary", text="Clocks drift")
    where = {"contact_id": grace_id, "interview_id": talk_id, "at": AT}
    with write(db):
        ReferralStore(db, ada.account_id).add(fresh_id(), "Jean Bartik", **where)
        promised = PromiseDraft(fresh_id(), "them", "Send the paper")
        PromiseStore(db, ada.account_id).add(promised, **where)
        LeadStore(db, ada.account_id).add(LeadDraft(fresh_id(), "A post in Delft"), **where)
        book = ResourceDraft(fresh_id(), "A book on clocks")
        ResourceStore(db, ada.account_id).add(book, **where)
    page = Page(ada.get(after))
    for text in ("Jean Bartik", "Send the paper", "A post in Delft", "A book on clocks"):
        assert text in page.words
    assert fields_of(page)["idea"] == "Clocks drift"


def test_the_page_leads_on_to_the_thank_you(ada, talk_id, after):
    assert f"/interviews/{talk_id}/thank-you" in Page(ada.get(after)).links


def test_one_tap_makes_a_contact_one_step_away_through_who_gave_the_name(db, ada, grace_id, after):
    save(ada, after, **THREE)
    [given] = names(db, ada)
    new_id = fresh_id()
    assert ada.send(f"/names/{given.id}/contact", id=new_id).status_code == 303
    jean = ContactStore(db, ada.account_id).get(new_id)
    assert (jean.name, jean.organisation) == ("Jean Bartik", "ENIAC")
    assert jean.met_at == "Through Grace Hopper"
    network = NetworkStore(db, ada.account_id)
    tier = tier_of(network.standing(new_id), network.neighbours(new_id))
    assert tier.name == "secondary"
    assert tier.through.contact_id == grace_id
    assert tier.through.link.kind == "referred_me"
    assert names(db, ada)[0].became_contact_id == new_id


@pytest.mark.parametrize("said", ["Ana's colleague in housing (Guelph)", "the planner in Guelph"])
def test_who_was_only_described_keeps_the_description(db, ada, after, said):
    save(ada, after, **{**THREE, "name": said})
    [given] = names(db, ada)
    new_id = fresh_id()
    ada.send(f"/names/{given.id}/contact", id=new_id)
    assert ContactStore(db, ada.account_id).get(new_id).name == said


def test_tapping_twice_makes_one_contact(db, ada, after):
    save(ada, after, **THREE)
    [given] = names(db, ada)
    for _ in range(2):
        assert ada.send(f"/names/{given.id}/contact").status_code == 303
    assert ContactStore(db, ada.account_id).count() == 2


def test_somebody_who_is_there_already_is_not_added_again(db, ada, after):
    jean_id = factories.contact(db, ada.account_id, "jean bartik")
    save(ada, after, **THREE)
    [given] = names(db, ada)
    ada.send(f"/names/{given.id}/contact")
    assert names(db, ada)[0].became_contact_id == jean_id


def test_a_name_has_its_clock_and_says_by_when_to_write(db, ada, grace_id, watch):
    given = left.referral(db, ada.account_id, grace_id)
    assert "Write by Tue, Dec 8" in Page(ada.get(f"/names/{given}")).words
    watch.move(timedelta(days=15))
    assert "two weeks are over" in Page(ada.get(f"/names/{given}")).words


@pytest.mark.parametrize(("step", "fields"), [("asked", {}), ("drop", {"on": "1"})])
def test_asked_or_let_go_it_waits_no_more(db, ada, grace_id, step, fields):
    given = left.referral(db, ada.account_id, grace_id)
    factories.work_out(db, ada.account_id)
    assert standing(db, given) == {"referral"}
    assert ada.send(f"/names/{given}/{step}", **fields).status_code == 303
    assert standing(db, given) == set()


def test_a_name_let_go_can_be_taken_up_again(db, ada, grace_id):
    given = left.referral(db, ada.account_id, grace_id)
    ada.send(f"/names/{given}/drop", on="1")
    ada.send(f"/names/{given}/drop", on="0")
    assert ReferralStore(db, ada.account_id).get(given).is_waiting


def test_who_gave_the_name_is_told_with_one_thing_and_never_without(db, ada, grace_id):
    given = left.referral(db, ada.account_id, grace_id)
    page = f"/names/{given}/thanks"
    assert ada.send(page, takeaway="", then="sent").status_code == 422
    shown = ada.send(page, takeaway="that clocks drift", then="preview")
    assert "What stays with me: that clocks drift." in Page(shown).words
    store = ReferralStore(db, ada.account_id)
    assert store.get(given).thanked_at is None
    for _ in range(2):
        assert ada.send(page, takeaway="that clocks drift", then="sent").status_code == 303
    assert store.get(given).thanked_at == AT
    assert len(ContactStore(db, ada.account_id).touches(grace_id)) == 1


def test_a_talk_with_somebody_by_a_name_reminds_of_thanking_who_gave_it(db, ada, grace_id):
    given = left.referral(db, ada.account_id, grace_id, at=AT - timedelta(days=3))
    ada.send(f"/names/{given}/contact")
    jean_id = names(db, ada)[0].became_contact_id
    ada.send("/me/reminders/switches", switch="introducer", on="1")
    talk = factories.interview(db, ada.account_id, jean_id)
    assert "introducer" in standing(db, given)
    assert f"/names/{given}/thanks" in Page(ada.get(f"/introducers/{given}")).links
    assert f"/names/{given}/thanks" in Page(ada.get(f"/interviews/{talk}/after")).links
    ada.send(f"/names/{given}/thanks", takeaway="that clocks drift", then="sent")
    assert "introducer" not in standing(db, given)
