"""Writing a thank-you: a draft that waits, one thing that was said, sent once."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.db.port import write
from netpwa.followups.model import GAP, compose
from netpwa.followups.store import ThankYouStore
from netpwa.interviews import booking
from tests import factories
from tests.factories import AT
from tests.reading import Page
from tests.reminders.scene import standing


@pytest.fixture
def talk_id(db, ada):
    contact_id = factories.contact(db, ada.account_id, reach="grace@example.org")
    draft = factories.talk(day=AT.date(), starts=time(9))  # it ended twenty minutes ago
    return factories.interview(db, ada.account_id, contact_id, draft)


@pytest.fixture
def page(talk_id):
    return f"/interviews/{talk_id}/thank-you"


def form_of(who, page):
    return Page(who.get(page)).form()


def save(who, page, then, headers=None, **changes):
    fields = {**form_of(who, page).fields, **changes, "then": then}
    return who.client.post(page, data=fields, headers=headers)


def kept(db, who, talk_id):
    return ThankYouStore(db, who.account_id).get(talk_id)


def touches(db):
    return db.query("select kind, at from touch")


def test_a_message_is_begun_and_leaves_a_gap_for_the_one_thing(ada, page):
    fields = form_of(ada, page).fields
    assert fields["specific"] == ""
    assert fields["body"].startswith("Hello Grace,\n\nThank you for the time you gave me. …")
    assert fields["body"].endswith("Ada")


def test_looking_at_it_begins_nothing(db, ada, page, talk_id):
    ada.get(page)
    assert kept(db, ada, talk_id) is None


def test_a_draft_waits_without_being_called_sent(db, ada, page, talk_id):
    assert save(ada, page, "keep", body="Dear Grace").status_code == 303
    draft = kept(db, ada, talk_id)
    assert (draft.body, draft.sent_at) == ("Dear Grace", None)
    assert form_of(ada, page).fields["body"] == "Dear Grace"
    assert touches(db) == []
    assert "thank" in standing(db, talk_id)


def test_the_one_thing_goes_into_the_gap(ada, page):
    save(ada, page, "keep", specific="clocks")
    assert "What stays with me: clocks." in form_of(ada, page).fields["body"]


def test_a_text_that_was_touched_is_left_as_it_is(db, ada, page, talk_id):
    mine = "Dear Grace, well … thank you"
    save(ada, page, "keep", body=mine, specific="clocks")
    assert kept(db, ada, talk_id).body == mine


def test_it_is_not_called_sent_without_the_one_thing_and_nothing_typed_is_lost(
    db, ada, page, talk_id
):
    response = save(ada, page, "sent", body="Dear Grace", specific="  ")
    assert response.status_code == 422
    assert "Write one thing first" in Page(response).words
    assert Page(response).form().fields["body"] == "Dear Grace"
    assert kept(db, ada, talk_id) is None
    assert touches(db) == []


def test_sent_it_counts_as_having_been_in_touch_and_the_reminder_is_done(db, ada, page, talk_id):
    assert save(ada, page, "sent", specific="clocks").status_code == 303
    assert kept(db, ada, talk_id).sent_at == AT
    assert touches(db) == [{"kind": "email", "at": "2026-11-24T15:00:00Z"}]
    assert "thank" not in standing(db, talk_id)
    assert "Thanked" in Page(ada.get(page)).words


def test_it_leaves_today(db, ada, page, talk_id, watch):
    watch.move(timedelta(days=1, hours=7))
    assert "Thank Grace today" in Page(ada.get("/today")).words
    save(ada, page, "sent", specific="clocks")
    assert "Thank Grace today" not in Page(ada.get("/today")).words


def test_saying_twice_that_it_was_sent_is_saying_it_once(db, ada, page, talk_id, watch):
    save(ada, page, "sent", specific="clocks")
    watch.move(timedelta(hours=1))
    save(ada, page, "sent", specific="clocks and wires")
    assert kept(db, ada, talk_id).sent_at == AT
    assert kept(db, ada, talk_id).specific == "clocks and wires"
    assert len(touches(db)) == 1


def test_changing_the_text_afterwards_does_not_take_it_back(db, ada, page, talk_id):
    save(ada, page, "sent", specific="clocks")
    save(ada, page, "keep", body="For my own memory")
    assert kept(db, ada, talk_id).sent_at == AT
    assert "thank" not in standing(db, talk_id)


@pytest.mark.parametrize("then", ["keep", "sent"])
def test_the_same_form_twice_has_one_effect(db, ada, page, talk_id, then):
    fields = {**form_of(ada, page).fields, "specific": "clocks", "then": then}
    answers = [ada.client.post(page, data=fields) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert kept(db, ada, talk_id).rev == 1
    assert len(touches(db)) == (then == "sent")


def test_from_a_queue_it_is_answered_plainly(ada, page):
    assert save(ada, page, "sent", {"X-Outbox": "1"}, specific="clocks").status_code == 204


def test_two_phones_that_wrote_each_see_both_texts_and_nothing_is_overwritten(
    db, ada, page, talk_id
):
    stale = form_of(ada, page).fields
    save(ada, page, "keep", body="From the tablet", specific="wires")
    response = ada.client.post(
        page, data={**stale, "body": "From the phone", "specific": "clocks", "then": "keep"}
    )
    assert response.status_code == 409
    for text in ("From the tablet", "From the phone", "wires", "clocks"):
        assert text in response.text
    assert kept(db, ada, talk_id).body == "From the tablet"
    again = Page(response).form().fields
    assert ada.client.post(page, data={**again, "then": "keep"}).status_code == 303
    assert kept(db, ada, talk_id).body == "From the phone"


def test_a_stale_form_cannot_call_it_sent(db, ada, page):
    stale = form_of(ada, page).fields
    save(ada, page, "keep", body="From the tablet")
    response = ada.client.post(page, data={**stale, "specific": "clocks", "then": "sent"})
    assert response.status_code == 409
    assert touches(db) == []


@pytest.fixture
def ahead(db, ada):
    """Give the page of a talk that is tomorrow."""
    talk_id = factories.interview(db, ada.account_id, factories.contact(db, ada.account_id))
    return f"/interviews/{talk_id}/thank-you"


def test_before_the_conversation_it_can_be_written_but_not_called_sent(db, ada, ahead, watch):
    assert "You have not talked yet" in Page(ada.get(ahead)).words
    assert save(ada, ahead, "ready", specific="clocks").status_code == 303
    assert "Ready, and kept until you have talked." in Page(ada.get(f"{ahead}?kept=1")).words
    assert "Did you send it?" not in Page(ada.get(ahead)).words
    response = save(ada, ahead, "sent", specific="clocks and wires")
    assert response.status_code == 422
    assert "Your message: You have not talked yet." in Page(response).words
    assert Page(response).form().fields["specific"] == "clocks and wires"
    assert touches(db) == []
    watch.move(timedelta(days=1, hours=5))
    assert "You talked Wed, Nov 25" in Page(ada.get(ahead)).words
    assert "Did you send it?" in Page(ada.get(ahead)).words
    assert save(ada, ahead, "sent").status_code == 303


def test_what_was_sent_stays_sent_for_a_queue_though_the_talk_was_moved(db, ada, page, talk_id):
    fields = {**form_of(ada, page).fields, "specific": "clocks", "then": "sent"}
    assert ada.client.post(page, data=fields).status_code == 303
    later = factories.talk(interview_id=talk_id)
    with write(db):
        booking.change(db, ada.account_id, later, 1, say=str, at=AT)
    again = ada.client.post(page, data=fields, headers={"X-Outbox": "1"})
    assert again.status_code == 204


def test_for_a_talk_that_was_cancelled_nobody_is_thanked(db, ada, page, talk_id):
    with write(db):
        booking.cancel(db, ada.account_id, talk_id, at=AT)
    assert "You have not talked yet" in Page(ada.get(page)).words
    assert save(ada, page, "sent", specific="clocks").status_code == 422
    assert touches(db) == []


def test_people_also_talk_earlier_than_agreed(db, ada, ahead):
    talk_id = ahead.split("/")[2]
    with write(db):
        booking.mark_held(db, ada.account_id, talk_id, at=AT)
    assert save(ada, ahead, "sent", specific="clocks").status_code == 303


def fields_of(who, page):
    forms = Page(who.get(page)).forms
    return next(form.fields for form in forms if "idea" in form.fields)


def mails(who, page):
    return [link for link in Page(who.get(page)).links if link.startswith("mailto:")]


def test_it_cannot_be_marked_ready_without_the_one_thing(db, ada, page, talk_id):
    response = save(ada, page, "ready", body="Dear Grace", specific=" ")
    assert response.status_code == 422
    assert "Write one thing first" in Page(response).words
    assert Page(response).form().fields["body"] == "Dear Grace"
    assert kept(db, ada, talk_id) is None
    assert mails(ada, page) == []


def test_ready_it_can_be_mailed_as_it_stands_and_is_asked_for(db, ada, page, talk_id):
    assert save(ada, page, "ready", specific="clocks").status_code == 303
    [mail] = mails(ada, page)
    assert mail.startswith("mailto:grace@example.org?subject=Thank%20you&body=Hello%20Grace%2C")
    assert "clocks" in mail
    assert "Did you send it?" in Page(ada.get(page)).words
    assert kept(db, ada, talk_id).sent_at is None
    save(ada, page, "sent")
    assert "Did you send it?" not in Page(ada.get(page)).words


def test_the_idea_a_name_and_a_promise_of_the_talk_are_in_the_draft(ada, page):
    after = page.replace("thank-you", "after")
    fields = fields_of(ada, after)
    said = {"idea": "Clocks drift.", "name": "Jean Bartik", "promise": "Send the paper."}
    ada.client.post(after, data={**fields, **said, "owner": "me"})
    draft = form_of(ada, page).fields
    assert draft["specific"] == "Clocks drift."
    assert "What stays with me: Clocks drift.\n" in draft["body"]
    assert (
        "what I promised: send the paper. Thank you for the name of Jean Bartik;" in draft["body"]
    )


def test_a_thank_you_that_asks_for_a_job_is_remarked_on_and_held_up_by_nothing(
    db, ada, page, talk_id
):
    asks = "Dear Grace, thank you for the clocks. Could you send my CV to your manager?"
    save(ada, page, "ready", specific="clocks", body=asks)
    assert "This reads as asking for a job or offering a CV" in Page(ada.get(page)).words
    assert save(ada, page, "sent").status_code == 303
    assert kept(db, ada, talk_id).sent_at == AT


def test_a_long_one_is_told_so(ada, page):
    save(ada, page, "keep", body="word " * 151)
    assert "rather long" in Page(ada.get(page)).words
    save(ada, page, "keep", body="word " * 150)
    assert "rather long" not in Page(ada.get(page)).words


def test_bob_finds_nothing_and_writes_nothing(db, ada, bob, page, talk_id):
    assert bob.get(page).status_code == 404
    assert bob.send(page, specific="x", body="y", rev="0", then="sent").status_code == 404
    assert kept(db, ada, talk_id) is None


def test_a_message_too_long_to_send_is_refused_and_kept(db, ada, page, talk_id):
    response = save(ada, page, "keep", body="x" * 4001)
    assert response.status_code == 422
    assert "1 character too long" in Page(response).words
    assert kept(db, ada, talk_id) is None


@pytest.mark.property
@given(st.text(max_size=80), st.text(max_size=80), st.text(min_size=1, max_size=80))
def test_whatever_is_said_stands_in_the_message_as_it_was_typed(first, me, specific):
    gap, whole = compose(first, me, "", str), compose(first, me, specific, str)
    assert whole.startswith(f"Hello {first},\n\n")
    assert whole.endswith(f"\n\n{me}")
    assert f"What stays with me: {specific}" in whole
    assert GAP in gap


@pytest.mark.parametrize("changes", [{"specific": "."}, {"specific": "maps", "body": " "}])
def test_what_says_nothing_is_not_ready(db, ada, page, talk_id, changes):
    assert save(ada, page, "ready", **changes).status_code == 422
    assert save(ada, page, "sent", **changes).status_code == 422
    assert kept(db, ada, talk_id) is None
