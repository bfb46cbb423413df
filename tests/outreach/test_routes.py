"""Asking somebody: writing, handing over, waiting, each as a person does it."""

from datetime import timedelta

import pytest

from netpwa.errors import RefusedError
from tests import factories
from tests.outreach.people import rows, shown, words
from tests.reading import Page

PHONE_CHANNELS = ("linkedin", "linkedin_note", "phone", "in_person")


def test_a_request_is_kept_and_can_be_handed_over(ada, ask):
    page = ask().location
    text = ada.get(page).text
    assert "I read your book. I am a student, and I would like" in text
    link = next(link for link in Page(ada.get(page)).links if link.startswith("mailto:"))
    assert link.startswith("mailto:grace@example.org?subject=20%20minutes%20on%20clocks")
    assert "%0D%0A" in link


def test_without_an_intention_nothing_is_kept_and_nothing_typed_is_lost(ada, ask, db):
    response = ask(intention=" ", connection="I heard you speak")
    assert response.status_code == 422
    assert "it is why they will answer" in response.text
    assert Page(response).form().fields["connection"] == "I heard you speak"
    assert rows(db) == []


@pytest.mark.parametrize("channel", PHONE_CHANNELS)
def test_but_for_an_email_no_subject_is_kept_or_shown(ada, ask, db, channel):
    page = ask(channel=channel).location
    assert rows(db, "subject, channel") == [{"subject": None, "channel": channel}]
    assert "subject" not in shown(ada, page)
    assert "20 minutes on clocks" not in ada.get(page).text


def test_the_database_itself_refuses_a_subject_on_linkedin(db, ada, grace):
    request_id = factories.request(db, ada.account_id, grace, "linkedin")
    with pytest.raises(RefusedError):
        db.run("update request set subject = 'x' where id = :id", {"id": request_id})


def test_a_draft_with_a_gap_waits_and_cannot_be_copied_or_called_sent(ada, ask, db):
    page = ask(topic="", who_i_am="").location
    assert rows(db, "subject, body") == [{"subject": None, "body": ""}]
    assert "Say who you are" in words(ada, page)
    assert "body" not in shown(ada, page)
    assert ada.send(f"{page}/sent").status_code == 409
    assert rows(db, "sent_at") == [{"sent_at": None}]


def test_a_note_of_201_characters_is_refused_with_the_limit_and_300_are_premiums(ada, ask, db):
    long = {"channel": "linkedin_note", "own_words": "Hi Grace, 20 min? ".ljust(201, "x")}
    page = ask(**long).location
    assert "LinkedIn takes 200 characters: 1 too many." in words(ada, page)
    assert "body" not in shown(ada, page)
    assert ada.send("/me/asking", has_premium="y", notes_a_month="5", rev="0").status_code == 303
    fields = Page(ada.get(f"{page}/edit")).form().fields
    assert ada.send(f"{page}/edit", **fields).status_code == 303
    assert rows(db, "length(body) as n") == [{"n": 201}]


def test_a_note_that_premium_let_grow_is_held_back_once_premium_ends(ada, ask, db):
    ada.send("/me/asking", has_premium="y", notes_a_month="5", rev="0")
    text = "Hi Grace, 20 min? ".ljust(201, "x")
    page = ask(channel="linkedin_note", own_words=text).location
    assert "body" in shown(ada, page)
    ada.send("/me/asking", notes_a_month="5", rev="1")
    assert "LinkedIn takes 200 characters: 1 too many." in words(ada, page)
    assert "body" not in shown(ada, page)
    assert text in words(ada, page)
    assert "Something is missing" in words(ada, "/requests")
    late = ada.send(f"{page}/sent")
    assert late.status_code == 422
    assert "LinkedIn takes 200 characters: 1 too many." in Page(late).words
    assert rows(db, "sent_at, body") == [{"sent_at": None, "body": text}]


def test_a_bracket_in_what_is_wanted_is_found_before_it_is_sent(ada, ask):
    page = ask(own_words="Hello Grace, 20 minutes?", intention="how [field] works").location
    assert "A bracket is still to be filled in: [field]" in words(ada, page)


def test_the_preview_keeps_nothing(ada, ask, db):
    response = ask(then="preview", own_words="Please hire me.")
    assert response.status_code == 200
    assert "This reads as asking for a job" in response.text
    assert rows(db) == []
    counted = Page(ask(then="preview", channel="linkedin_note", own_words="x" * 201)).words
    assert "201 of 200 characters" in counted
    assert "LinkedIn takes 200 characters: 1 too many." in counted


def test_saying_it_was_sent_starts_the_clock_once_and_counts_as_a_touch(ada, sent, db, watch):
    assert "Nothing to do until Thursday" in words(ada, sent) or "until" in words(ada, sent)
    watch.move(timedelta(hours=1))
    ada.send(f"{sent}/sent")
    assert db.query("select kind, at from touch") == [
        {"kind": "email", "at": "2026-11-24T15:00:00Z"}
    ]


def test_what_was_sent_cannot_be_rewritten(ada, sent, db):
    fields = Page(ada.get(f"{sent}/edit")).form().fields
    assert ada.send(f"{sent}/edit", **fields | {"own_words": "Other"}).status_code == 409
    assert "Other" not in str(rows(db))


def test_the_guard_offers_three_ways_and_holds_nothing_up(ada, ask, db):
    page = ask(own_words="Hello Grace, 20 minutes? Are you hiring?").location
    assert "This reads as asking for a job" in words(ada, page)
    assert "Are you hiring?" in words(ada, page)
    forms = [form.action for form in Page(ada.get(page)).forms]
    assert f"{page}/sent" in forms
    ada.send(f"{page}/keep")
    assert "This reads as asking" not in words(ada, page)
    assert ada.send(f"{page}/sent").status_code == 303
    assert rows(db, "sent_at is not null as yes") == [{"yes": 1}]


def test_once_they_raised_it_nothing_is_remarked_on_for_them(ada, ask):
    page = ask(own_words="Hello Grace, 20 minutes? Are you hiring?").location
    ada.send(f"{page}/raised", on="1")
    assert "This reads as asking" not in words(ada, page)
    assert "They brought up jobs themselves" in words(ada, page)
    assert "This reads as" not in ask(then="preview", own_words="Please hire me.").text
    ada.send(f"{page}/raised", on="0")
    assert "This reads as asking" in words(ada, page)


def test_a_question_that_asks_for_a_job_is_remarked_on_in_the_plan_and_asked_all_the_same(
    ada, db, grace
):
    talk = f"/interviews/{factories.interview(db, ada.account_id, grace)}"
    assert "This reads as asking" not in words(ada, f"{talk}/plan")
    ada.send(f"{talk}/questions/new", text="Is your team hiring?", stage="role", minutes="1")
    shown = Page(ada.get(f"{talk}/plan"))
    assert "asking for a job or offering a CV Is your team hiring?" in shown.words
    assert "Is your team hiring?" in words(ada, f"{talk}/call")
    form = shown.form(f"/contacts/{grace}/raised")
    assert ada.send(form.action, on="1", **form.fields).location == f"{talk}/plan"
    assert "This reads as asking" not in words(ada, f"{talk}/plan")
    assert "They brought up jobs" in words(
        ada, f"/requests/{factories.request(db, ada.account_id, grace)}"
    )
    ada.send(form.action, on="0")
    assert "This reads as asking" in words(ada, f"{talk}/plan")


def test_a_changed_text_is_looked_at_anew(ada, ask):
    page = ask(own_words="Hello Grace, 20 minutes? Are you hiring?").location
    ada.send(f"{page}/keep")
    fields = Page(ada.get(f"{page}/edit")).form().fields
    ada.send(f"{page}/edit", **fields | {"own_words": "Hello Grace, 20 minutes? Please hire me."})
    assert "This reads as asking" in words(ada, page)


def test_the_self_check_is_ticked_and_taken_back(ada, ask):
    page = ask().location
    for on in ("1", "0"):
        ada.send(f"{page}/check", on=on)
        pressed = [given for tag, given in Page(ada.get(page)).tags if "aria-pressed" in given]
        assert pressed[0]["aria-pressed"] == ("true" if on == "1" else "false")


def test_a_dropped_draft_is_gone_until_that_is_undone(ada, ask):
    page = ask().location
    before = words(ada, page)
    gone = Page(ada.get(ada.send(f"{page}/drop").location))
    assert ada.get(page).status_code == 404
    assert "The draft is in the bin." in gone.words
    assert ada.send(gone.form("/restore").action).location == page
    assert words(ada, page) == before


def test_the_list_holds_what_waits_and_what_is_being_written(ada, ask, sent, db):
    assert "Waiting for an answer" in words(ada, "/requests")
    ask(topic="")
    assert "Something is missing" in words(ada, "/requests")
    assert "Requests" in words(ada, "/interviews")


def test_a_person_shows_what_they_were_asked(ada, sent, grace):
    assert "You asked" in words(ada, f"/contacts/{grace}")


def test_what_is_shared_begins_the_message_but_nothing_private(ada, grace, db):
    for n, (kind, text, private) in enumerate(
        [("shared", "night trains", 0), ("shared", "an illness", 1)]
    ):
        db.run(
            "insert into research (account_id, id, contact_id, kind, text, is_private, found_at)"
            " values (:a, :id, :c, :kind, :text, :private, '2026-11-24T15:00:00Z')",
            {"a": ada.account_id, "id": f"r{n}", "c": grace, "kind": kind, "text": text,
             "private": private},
        )  # fmt: skip
    begun = Page(ada.get(f"/contacts/{grace}/ask")).form().fields["connection"]
    assert begun == "We share something: night trains."


def test_nothing_leaves_the_server_by_itself(ada, sent, watch):
    """The tests' sockets reach nothing but this machine, and no delivery is made."""
    watch.move(timedelta(days=9))
    ada.send(f"{sent}/nudged")
    assert ada.get(sent).status_code == 200
