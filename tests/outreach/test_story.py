"""My story, the profile checklist, and how LinkedIn counts."""

from datetime import timedelta

import pytest

from netpwa.db.values import to_text
from netpwa.outreach.story import ANSWERS, PROFILE, SITUATIONS
from tests.asking import REQUEST, STORY
from tests.factories import AT
from tests.outreach.people import words
from tests.reading import Page


def test_a_story_is_kept_and_shown_again_from_no_cache(ada):
    ada.send("/me/story", **STORY | {"to_myself": "The illness", "rev": "0"})
    response = ada.get("/me/story")
    assert Page(response).form().fields["to_myself"] == "The illness"
    assert response.headers["Cache-Control"] == "no-store"


def test_each_situation_keeps_an_answer_of_its_own(ada):
    ada.send("/me/story", **STORY | {"answer": "As a student", "rev": "0"})
    between = Page(ada.get("/me/story?for=between")).form().fields
    assert (between["situation"], between["answer"]) == ("between", "")
    ada.send("/me/story", **between | {"answer": "Between two"})
    assert Page(ada.get("/me/story")).form().fields["answer"] == "Between two"
    assert Page(ada.get("/me/story?for=student")).form().fields["answer"] == "As a student"


def test_an_answer_is_suggested_for_each_situation_in_twenty_seconds():
    assert set(ANSWERS) == set(SITUATIONS)
    assert all(len(text.split()) <= 50 for text in ANSWERS.values())


def test_two_phones_that_wrote_each_see_both_texts(ada):
    stale = Page(ada.get("/me/story")).form().fields
    ada.send("/me/story", **stale | {"summary": "From the tablet"})
    response = ada.send("/me/story", **stale | {"summary": "From the phone"})
    assert response.status_code == 409
    assert "From the tablet" in response.text
    assert "From the phone" in response.text


def test_who_i_am_begins_a_request(ada, world):
    ada.send("/me/story", **STORY | {"who_i_am": "a nurse in Delft", "rev": "0"})
    page = f"/contacts/{world['contact_id']}/ask"
    assert Page(ada.get(page)).form().fields["who_i_am"] == "a nurse in Delft"


def test_what_i_keep_to_myself_is_in_no_request(ada, world):
    ada.send("/me/story", **STORY | {"to_myself": "ZZTOP", "only_if_asked": "ZZTOP", "rev": "0"})
    page = ada.send(f"/contacts/{world['contact_id']}/ask", **REQUEST).location
    for address in (
        page,
        f"{page}/edit",
        "/requests",
        "/today",
        f"/contacts/{world['contact_id']}",
    ):
        assert "ZZTOP" not in ada.get(address).text


def test_the_profile_is_ticked_and_asked_again_after_six_months(ada, db, watch):
    def pressed():
        tags = Page(ada.get("/me/profile")).tags
        return [given["aria-pressed"] for _, given in tags if "aria-pressed" in given]

    assert pressed() == ["false"] * len(PROFILE)
    ada.send("/me/profile?item=headline", on="1")
    assert pressed()[0] == "true"
    watch.move(timedelta(days=60))
    assert pressed()[0] == "true"
    assert "is it still right?" not in words(ada, "/me")
    # A sign-in does not last so long, so the tick is made older instead.
    db.run("update profile_tick set done_at = :at", {"at": to_text(AT - timedelta(days=183))})
    assert pressed()[0] == "false"
    assert "Six months have passed for some of these" in words(ada, "/me/profile")
    assert "Six months have passed: is it still right?" in words(ada, "/me")
    ada.send("/me/profile?item=headline", on="1")
    assert pressed()[0] == "true"
    assert "is it still right?" not in words(ada, "/me")


def test_a_line_that_no_checklist_has_is_not_found(ada, db):
    assert ada.send("/me/profile?item=none", on="1").status_code == 404
    assert db.query("select 1 from profile_tick") == []


@pytest.mark.parametrize("number", ["", "-1", "201", "1e2", "٣", "five"])
def test_an_odd_number_of_notes_is_refused_and_kept(ada, number):
    response = ada.send("/me/asking", notes_a_month=number, rev="0")
    assert response.status_code == 422
    assert Page(response).form().fields["notes_a_month"] == number


def test_names_stay_out_of_calendars_until_they_are_let_in(ada):
    given = Page(ada.get("/me/asking")).tags
    boxes = {one["name"]: "checked" in one for tag, one in given if one.get("type") == "checkbox"}
    assert boxes == {"has_premium": False, "names_in_calendar": False}
