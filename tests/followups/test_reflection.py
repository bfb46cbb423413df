"""Reflecting on a talk: all of it optional, for one pair of eyes, and what it changes elsewhere."""

from datetime import datetime, timedelta

import pytest

from netpwa.followups.reflection import PROMPTS
from netpwa.followups.reflection_store import ReflectionStore
from netpwa.reminders.events import RechargeUntil
from netpwa.reminders.planning import history
from tests import factories
from tests.factories import AT
from tests.reading import Page
from tests.reminders.scene import standing

AFTER = datetime.fromisoformat("2026-11-25T20:00:00Z")  # the talk was from seven to twenty past


@pytest.fixture
def talk_id(db, ada, watch):
    contact_id = factories.contact(db, ada.account_id)
    talk = factories.interview(db, ada.account_id, contact_id)
    watch.at = AFTER
    return talk


@pytest.fixture
def page(talk_id):
    return f"/interviews/{talk_id}/reflection"


def form_of(who, page):
    return Page(who.get(page)).form().fields


def keep(who, page, headers=None, **changes):
    return who.client.post(page, data={**form_of(who, page), **changes}, headers=headers)


def kept(db, who, talk_id):
    return ReflectionStore(db, who.account_id).get(talk_id)


def test_three_prompts_stand_open_and_the_others_are_a_tap_away(ada, page):
    html = ada.get(page).text
    shown, folded = html.split("<details", maxsplit=1)
    fields = [code for code in PROMPTS if f'name="{code}"' in shown]
    assert len(fields) == 3
    assert [code for code in PROMPTS if f'name="{code}"' in folded] == [
        code for code in PROMPTS if code not in fields
    ]


def test_an_empty_page_may_be_kept_and_counts_as_done(db, ada, page, talk_id):
    assert "reflect" in standing(db, talk_id)
    assert keep(ada, page).status_code == 303
    assert kept(db, ada, talk_id).written_at == AFTER
    assert "reflect" not in standing(db, talk_id)


def test_everything_that_was_said_is_there_again(db, ada, page):
    said = {"energy_before": "1", "energy_after": "-2", "mood": "drained", "fit": "2",
            "interest": "5", "stretch": "4", "same_mode": "unsure", "learned": "Silt moves",
            "myself": "I like maps"}  # fmt: skip
    keep(ada, page, **said)
    fields = form_of(ada, page)
    assert {name: fields[name] for name in said} == said
    assert "Kept, for your eyes only." in Page(ada.get(page + "?kept=1")).words


def test_what_was_answered_stands_open_the_next_time(ada, page):
    keep(ada, page, seen="Being the only student")
    assert 'name="seen"' in ada.get(page).text.split("<details")[0]


def test_skipping_it_is_fine_and_ends_the_reminder(db, ada, page, talk_id):
    assert ada.send(page + "/skip").status_code == 303
    assert "reflect" not in standing(db, talk_id)
    keep(ada, page, learned="After all")
    assert kept(db, ada, talk_id).skipped_at is None
    ada.send(page + "/skip")
    assert kept(db, ada, talk_id).answers == {"learned": "After all"}
    assert kept(db, ada, talk_id).skipped_at is None


def test_no_score_is_worked_out_and_nothing_is_counted_in_a_row(ada, page):
    keep(ada, page, fit="5", interest="4", stretch="3", energy_after="2")
    words = Page(ada.get(page)).words.lower()
    for word in ("score", "streak", "points", "average", "total", "12"):
        assert word not in words


@pytest.mark.parametrize(
    "wrong", [{"energy_after": "3"}, {"mood": "joy"}, {"fit": "0"}, {"same_mode": "1"}]
)
def test_what_no_button_says_is_refused_beside_it_and_nothing_typed_is_lost(
    db, ada, page, talk_id, wrong
):
    response = keep(ada, page, **wrong, learned="Silt")
    assert response.status_code == 422
    assert "Choose one of these, or none." in Page(response).words
    assert Page(response).form().fields["learned"] == "Silt"
    assert kept(db, ada, talk_id).rev == 0


def test_two_phones_that_wrote_each_see_both_texts(ada, page):
    stale = form_of(ada, page)
    keep(ada, page, learned="From the tablet", energy_after="1")
    response = ada.client.post(page, data={**stale, "learned": "From the phone"})
    assert response.status_code == 409
    assert "From the tablet" in response.text
    assert "From the phone" in response.text
    again = Page(response).form().fields
    assert ada.client.post(page, data=again).status_code == 303
    assert form_of(ada, page)["learned"] == "From the phone"


def test_the_same_form_twice_has_one_effect_and_from_a_queue_it_is_answered_plainly(
    db, ada, page, talk_id
):
    fields = {**form_of(ada, page), "learned": "Silt"}
    answers = [ada.client.post(page, data=fields, headers={"X-Outbox": "1"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [204, 204]
    assert kept(db, ada, talk_id).rev == 1


def test_one_tap_on_a_face_says_how_it_was_before_and_after(db, ada, page, talk_id, watch):
    watch.at = AT
    energy = page.replace("reflection", "energy")
    ada.send(energy, energy="2")
    watch.at = AFTER
    ada.send(energy, energy="-1")
    found = kept(db, ada, talk_id)
    assert (found.energy.before, found.energy.after, found.written_at) == (2, -1, None)
    assert form_of(ada, page)["energy_before"] == "2"


def test_before_the_talk_only_the_energy_is_asked_for(ada, page, watch):
    watch.at = AT
    assert "You have not talked yet." in Page(ada.get(page)).words
    assert 'name="learned"' not in ada.get(page).text


@pytest.mark.parametrize("address", ["/interviews/{}/reflection", "/me/recharge"])
def test_no_cache_keeps_it(ada, talk_id, address):
    assert ada.get(address.format(talk_id)).headers["Cache-Control"] == "no-store"


def test_the_room_after_it_grows_with_what_it_took(db, ada, page, talk_id):
    def until():
        events = history(db, ada.account_id, at=AFTER)
        return next(event.until for event in events if isinstance(event, RechargeUntil))

    ends = datetime.fromisoformat("2026-11-25T19:20:00Z")
    assert until() == ends + timedelta(hours=24)
    keep(ada, page, energy_after="-1")
    assert until() == ends + timedelta(hours=48)
    keep(ada, page, energy_after="-2")
    assert until() == ends + timedelta(hours=72)


def test_today_says_that_there_is_room_and_asks_for_nothing(db, ada, page):
    factories.contact(db, ada.account_id, "Ben Okafor")
    keep(ada, page, energy_after="-1")
    words = Page(ada.get("/today")).words
    assert "Room to recharge" in words
    assert "Fri, Nov 27, 2:20" in words
    for text in ("Ben Okafor", "Book a conversation", "Shall we remind you"):
        assert text not in words


def test_what_does_good_is_offered_after_a_low(ada, page):
    ada.send("/me/recharge", gap_hours="24", most_a_day="1", most_a_week="3",
             self_care="A walk by the river\nTea", support="Bo, 555 0100", rev="0")  # fmt: skip
    assert "A walk by the river" not in Page(ada.get("/today")).words
    keep(ada, page, energy_after="-2")
    words = Page(ada.get("/today")).words
    for text in ("A walk by the river", "Tea", "Bo, 555 0100"):
        assert text in words


def test_two_strains_in_a_row_bring_a_kind_word_and_an_easier_step(db, ada, page, watch):
    other = factories.interview(
        db, ada.account_id, factories.contact(db, ada.account_id, "Ben"), factories.talk()
    )
    for address in (page, f"/interviews/{other}/reflection"):
        assert "more than a stretch" not in Page(ada.get("/today")).words
        ada.send(address.replace("reflection", "hold"))
        keep(ada, address, stretch="5", energy_after="-2")
    words = Page(ada.get("/today")).words
    assert "That was more than a stretch" in words
    assert "a person you know well" in words
    assert "counselling service" in words
    watch.move(timedelta(days=20))
    assert "more than a stretch" not in Page(ada.get("/today")).words


def test_who_is_tired_by_company_begins_from_less_of_it(ada):
    fields = Page(ada.get("/me/recharge?preset=quieter")).form().fields
    assert (fields["most_a_day"], fields["most_a_week"]) == ("1", "3")
    fields = Page(ada.get("/me/recharge?preset=livelier")).form().fields
    assert (fields["most_a_day"], fields["most_a_week"]) == ("2", "5")


def test_a_room_that_no_button_has_is_refused(ada):
    response = ada.send("/me/recharge", gap_hours="9", most_a_day="1", most_a_week="3", rev="0")
    assert response.status_code == 422
    assert "Choose one of these." in Page(response).words
