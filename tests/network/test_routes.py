"""Seeing how close somebody is and why, linking people, asking for introductions."""

from netpwa.db.port import write
from netpwa.followups.model import PromiseDraft
from netpwa.followups.promise_store import PromiseStore
from tests import factories
from tests.factories import AT
from tests.reading import Page
from tests.world import HOWARD


def test_adding_a_link_makes_a_stranger_secondary_on_the_next_view_with_the_reason(ada, db):
    factories.contact(db, ada.account_id, "Ana Ruiz")
    ben = factories.contact(db, ada.account_id, "Ben Okafor")
    assert "known by reputation" in Page(ada.get(f"/contacts/{ben}")).words
    added = ada.send(
        f"/contacts/{ben}/links/new", other="ana ruiz", how="leads_here", strength="3", known="y"
    )
    words = Page(ada.get(added.location)).words
    assert "Secondary" in words
    assert "through Ana Ruiz" in words
    assert "Ask Ana" in words
    assert db.one("select count(*) as n from contact") == {"n": 2}


def test_one_tap_sets_the_tier_by_hand_says_so_and_one_more_takes_it_back(ada, world):
    person = f"/contacts/{world['contact_id']}"
    assert ada.send(f"{person}/tier", tier="cold").status_code == 303
    words = Page(ada.get(person)).words
    assert "set by you" in words
    ada.send(f"{person}/tier", tier="")
    assert "through Howard Aiken" in Page(ada.get(person)).words


def test_who_is_named_and_not_there_yet_is_added(ada, db, world):
    person = f"/contacts/{world['contact_id']}"
    ada.send(f"{person}/links/new", other="Mary Hawes", how="introduced", strength="1")
    assert "Mary Hawes" in ada.get("/contacts?q=mary").text
    assert "Introduced you" in Page(ada.get(person)).words


def test_a_third_ask_of_the_same_person_is_refused_and_they_are_offered_no_more(ada, db, world):
    """The world has one request on Howard's desk already."""
    ben = factories.contact(db, ada.account_id, "Ben Okafor")
    factories.link(db, ada.account_id, HOWARD, ben)
    ways = f"/contacts/{ben}/ways"
    assert "Ask Howard" in Page(ada.get(ways)).words
    assert ada.send(ways, introducer_id=HOWARD).status_code == 303
    assert "Ask Howard" not in Page(ada.get(ways)).words
    refused = ada.send(ways, introducer_id=HOWARD)
    assert refused.status_code == 422
    assert "Two of your requests" in refused.text
    assert db.one("select count(*) as n from introduction") == {"n": 2}


def test_who_was_asked_already_is_not_asked_for_the_same_again(ada, world):
    one = f"/introductions/{world['introduction_id']}"
    for address in (f"/contacts/{world['contact_id']}/ways",
                    f"/contacts/{world['contact_id']}",
                    f"/organisations/{world['organisation_id']}"):  # fmt: skip
        page = Page(ada.get(address))
        assert "Under way: not asked yet" in page.words, address
        assert "Ask Howard" not in page.words
        assert one in page.links
    ada.send(f"{one}/state", state="asked")
    ada.send(f"{one}/state", state="declined")
    page = Page(ada.get(f"/contacts/{world['contact_id']}/ways"))
    assert "Ask Howard" in page.words


def test_whoever_does_not_lead_there_cannot_be_asked(ada, db, world):
    stranger = factories.contact(db, ada.account_id, "Jean Bartik")
    answer = ada.send(f"/contacts/{world['contact_id']}/ways", introducer_id=stranger)
    assert answer.status_code == 422


def test_an_introduction_goes_through_its_states_and_skips_none(ada, world):
    state = f"/introductions/{world['introduction_id']}/state"
    assert ada.send(state, state="introduced").status_code == 409
    for name in ("asked", "introducer_ok", "target_ok", "introduced", "thanked", "loop_closed"):
        assert ada.send(state, state=name).status_code == 303, name
    page = Page(ada.get(f"/contacts/{world['contact_id']}/ways"))
    assert "Told how it went" in page.words


def test_ten_prompts_add_each_name_once_and_know_those_one_must_know(ada, db):
    response = ada.send(
        "/people/remember",
        professor="Chantal Roy\n\n  Chantal   Roy ",
        alum="Dev Patel",
        author="Elif Kaya\nChantal Roy",
    )
    assert response.status_code == 303
    rows = db.query("select name, knows, met_at from contact order by name")
    assert [(row["name"], row["knows"]) for row in rows] == [
        ("Chantal Roy", 1), ("Dev Patel", 0), ("Elif Kaya", 0)]  # fmt: skip
    assert rows[0]["met_at"] == "A professor who liked something you wrote"
    ada.send("/people/remember", classmate="Dev Patel")
    assert db.one("select knows from contact where name = 'Dev Patel'") == {"knows": 1}
    assert db.one("select count(*) as n from contact") == {"n": 3}


def test_a_prompt_with_too_many_names_says_so_and_keeps_what_was_typed(ada):
    many = "\n".join(f"Person {n}" for n in range(21))
    response = ada.send("/people/remember", family=many, author="Elif Kaya")
    assert response.status_code == 422
    assert "more than 20 names" in response.text
    assert Page(response).form().fields["family"] == many


def test_the_sweep_is_reached_from_an_empty_today_and_from_me(ada):
    for address in ("/today", "/me"):
        assert "/people/remember" in Page(ada.get(address)).links


def test_a_mentors_page_keeps_the_day_of_the_next_catch_up(ada, world):
    person = f"/contacts/{world['contact_id']}"
    made = ada.send(f"{person}/mentor", on="1")
    ada.send(made.location, day="2026-12-04")
    assert Page(ada.get(f"{person}/mentoring")).form().fields["day"] == "2026-12-04"
    assert ada.send(f"{person}/mentoring", day="soon").status_code == 422
    assert f"{person}/mentoring" in Page(ada.get(person)).links


def test_the_picture_and_the_list_lead_to_the_same_people(ada, world):
    page = Page(ada.get("/network"))
    target = f"/contacts/{world['contact_id']}/ways"
    assert page.links.count(f"/contacts/{HOWARD}") == 2
    assert page.links.count(target) == 2


def test_an_organisation_shows_who_is_there_the_ways_in_and_what_is_known(ada, db, world):
    where = f"/organisations/{world['organisation_id']}"
    ben = factories.contact(db, ada.account_id, "Ben Okafor", organisation="Navy")
    factories.link(db, ada.account_id, HOWARD, ben)
    ada.send(f"{where}/research", news="A new harbour")
    words = Page(ada.get(where)).words
    for text in ("Grace Hopper", "Ask Howard", "A new harbour"):
        assert text in words


def test_bob_sees_nobody_of_adas_in_his_network(bob, world):
    assert "Howard" not in bob.get("/network").text
    made = bob.send("/people/remember", author="Somebody")
    assert made.status_code == 303
    his = bob.get("/contacts").text
    assert "Howard" not in his


def test_a_mentors_page_shows_what_the_two_promised_each_other(ada, db, world):
    address = f"/contacts/{world['contact_id']}/mentoring"
    with write(db):
        store = PromiseStore(db, ada.account_id)
        for owner, text in (("me", "Send my map"), ("them", "Read my essay")):
            draft = PromiseDraft(f"p-{owner}", owner, text, AT.date())
            store.add(draft, contact_id=world["contact_id"], at=AT)
    page = Page(ada.get(address))
    for said in ("Send my map", "Your promise", "Read my essay", "Their promise"):
        assert said in page.words


def test_nobody_leads_to_themselves(ada, db, world):
    page = f"/contacts/{world['contact_id']}/links/new"
    before = db.query("select id from contact")
    answer = ada.send(page, other="grace hopper", how="leads_here", strength="2")
    assert answer.status_code == 422
    assert "That is their own name" in Page(answer).words
    assert db.query("select id from contact") == before
