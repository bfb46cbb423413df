"""Noting what was found out, keeping the private private, and turning it into questions."""

import re

from netpwa.contacts.model import fold
from netpwa.db.port import write
from netpwa.research.model import Note, NoteDraft, may_leave, readiness
from netpwa.research.store import ResearchStore
from tests import factories
from tests.factories import AT
from tests.reading import Page
from tests.world import TALK


def research(who, contact_id, **lines):
    address = f"/contacts/{contact_id}/research"
    response = who.send(address, **lines)
    assert response.status_code == 303, response.text
    return address


def turn(who, db, text):
    row = db.one("select id from research where text = :text", {"text": text})
    address = f"/research/{row['id']}/question"
    fields = Page(who.get(address)).form().fields
    assert who.send(address, **fields).status_code == 303
    return fields["text"]


def test_no_line_is_needed_and_each_that_is_written_is_kept(ada, db):
    ben = factories.contact(db, ada.account_id, "Ben")
    address = research(ada, ben)
    research(
        ada, ben, work="Bus lanes", said="Night buses https://example.org/n", culture="First names"
    )
    page = Page(ada.get(address))
    for text in ("Bus lanes", "Night buses", "First names"):
        assert text in page.words
    assert "https://example.org/n" in page.links


def test_from_an_empty_contact_to_ready(ada, db):
    ben = factories.contact(db, ada.account_id, "Ben")
    assert "0 of 5" in Page(ada.get(f"/contacts/{ben}")).words
    research(ada, ben, work="Bus lanes", said="Night buses", shared="Choirs")
    assert "3 of 5" in Page(ada.get(f"/contacts/{ben}")).words
    turn(ada, db, "Bus lanes")
    turn(ada, db, "Night buses")
    assert "Ready to ask" in Page(ada.get(f"/contacts/{ben}")).words


def test_a_question_begins_with_the_stem_of_its_kind_and_goes_into_the_coming_talk(ada, db):
    ben = factories.contact(db, ada.account_id, "Ben")
    talk = factories.interview(db, ada.account_id, ben)
    research(ada, ben, term="TOD: building near stations")
    text = turn(ada, db, "TOD: building near stations")
    assert "“TOD”" in text
    assert text in Page(ada.get(f"/interviews/{talk}")).words
    behind = ResearchStore(db, ada.account_id).behind_plan(talk)
    assert [note.text for note in behind.values()] == ["TOD: building near stations"]


def test_without_a_talk_it_waits_and_is_taken_up_by_the_first_that_is_booked(ada, db):
    ben = factories.contact(db, ada.account_id, "Ben", organisation="City")
    research(ada, ben, said="Night buses")
    text = turn(ada, db, "Night buses")
    booked = ada.send(f"/contacts/{ben}/book", **TALK)
    assert text in Page(ada.get(booked.location)).words
    again = ada.send(f"/contacts/{ben}/book", **TALK)
    assert text not in Page(ada.get(again.location)).words


def test_what_is_asked_of_an_organisation_is_taken_up_with_whoever_works_there(ada, db):
    ben = factories.contact(db, ada.account_id, "Ben", organisation="City")
    where = factories.only(db, ada.account_id, "organisation")
    ada.send(f"/organisations/{where}/research", news="A new harbour")
    text = turn(ada, db, "A new harbour")
    booked = ada.send(f"/contacts/{ben}/book", **TALK)
    assert text in Page(ada.get(booked.location)).words


def test_a_private_line_cannot_become_a_question(ada, db):
    ben = factories.contact(db, ada.account_id, "Ben")
    address = research(ada, ben, work="His daughter's school", is_private="y", culture="Be careful")
    assert "/question" not in " ".join(Page(ada.get(address)).links)
    for row in db.query("select id from research"):
        assert ada.get(f"/research/{row['id']}/question").status_code == 404


def test_what_is_private_is_in_nothing_that_leaves_and_on_few_pages(ada, app, db, world):
    """Letters, links for mentors, feeds, files and lists: each address is opened, as Ada."""
    who = world["contact_id"]
    notes = [("culture", "Salutes before she speaks"), ("said", "Her sister is in hospital")]
    for number, (kind, text) in enumerate(notes):
        draft = NoteDraft(f"private-{number}", kind, text, is_private=True)
        with write(db):
            ResearchStore(db, ada.account_id).add(draft, contact_id=who, fold=fold, at=AT)
    ada.send("/me/calendar", on="1")
    feed = re.search(r"/calendar/[\w-]+\.ics", ada.get("/me/calendar").text)
    addresses = {"calendars.feed": feed[0], "accounts.sign_up_by_link": "/sign-up/none"}
    shown = set()
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "assets.file":
            continue
        answer = ada.get(addresses.get(rule.endpoint) or world.address(app, rule.endpoint))
        if any(text in answer.text for _kind, text in notes):
            shown.add(rule.endpoint)
    assert shown == {"contacts.show", "research.of_contact", "briefs.show"}


def test_what_may_leave_holds_nothing_private_whatever_its_kind():
    def note(kind, *, private):
        return Note(kind, "c", None, kind, kind, "", private, None, AT, 1)

    notes = [note("work", private=False), note("said", private=True), note("culture", private=True),
             note("culture", private=False)]  # fmt: skip
    assert [one.text for one in may_leave(notes)] == ["work"]


def test_the_ready_bar_counts_nothing_beyond_what_is_wanted():
    notes = [
        Note(
            str(n),
            "c",
            None,
            "work",
            "x",
            "",
            is_private=False,
            question_id=None,
            found_at=AT,
            rev=1,
        )
        for n in range(9)
    ]
    assert (readiness(notes).done, readiness(notes).is_ready) == (2, False)


def test_an_interest_leads_to_everybody_who_shares_it(ada, db):
    for name in ("Ben", "Cleo"):
        research(ada, factories.contact(db, ada.account_id, name), shared="Choirs")
    ben = db.one("select id from contact where name = 'Ben'")["id"]
    link = next(one for one in Page(ada.get(f"/contacts/{ben}")).links if "/interests/" in one)
    words = Page(ada.get(link)).words
    assert "Ben" in words
    assert "Cleo" in words


def test_an_odd_link_is_answered_beside_its_field(ada, world):
    answer = ada.send(
        f"/research/{world['note_id']}/edit", text="x", url="javascript:alert(1)", rev="1"
    )
    assert answer.status_code == 422
    assert "begins with https" in answer.text


def test_the_page_says_what_not_to_look_for(ada, world):
    words = Page(ada.get(f"/contacts/{world['contact_id']}/research")).words
    assert "Leave family, home, looks and health alone" in words
