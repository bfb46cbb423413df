"""The brief: all that one wants to have read before a talk, and what must never leave it."""

import pytest

from netpwa.db.port import write
from netpwa.followups.model import PromiseDraft
from netpwa.followups.promise_store import PromiseStore
from netpwa.interviews import booking, calling
from netpwa.interviews.call import Tap
from netpwa.interviews.checklists import MINUTES_BEFORE
from netpwa.interviews.model import MODES
from tests import factories
from tests.factories import AT, TOMORROW
from tests.reading import Page

CAREFUL = "Never mention the merger"


@pytest.fixture
def ben(ada, db):
    return factories.contact(
        db,
        ada.account_id,
        "Ben Okafor",
        title="Transit planner",
        organisation="Metrolinx",
        say_name="o-KAH-for",
        address_as="Mr. Okafor",
        note="Cycles to work",
    )


@pytest.fixture
def talk(ada, db, ben):
    return f"/interviews/{factories.interview(db, ada.account_id, ben)}"


def test_it_says_who_it_is_how_to_say_it_what_we_share_and_what_to_ask(ada, db, ben, talk):
    factories.note(db, ada.account_id, ben, "shared", "Night buses, choirs")
    factories.note(db, ada.account_id, ben, "said", "Bus lanes that last")
    factories.note(db, ada.account_id, ben, "culture", "First names from the start")
    factories.request(db, ada.account_id, ben)
    words = Page(ada.get(talk + "/brief")).words
    for text in ("Ben Okafor", "Transit planner · Metrolinx", "o-KAH-for", "Mr. Okafor",
                 "Night buses", "choirs", "Bus lanes that last", "First names from the start",
                 "I would like to understand how clocks are made.", "Cycles to work",
                 "Which part of your work do you look forward to most?", "By phone, 20 minutes",
                 "I am learning the field"):  # fmt: skip
        assert text in words, text


def test_every_talk_had_before_is_there_with_what_was_caught_in_it(ada, db, ben, talk):
    past = factories.interview(db, ada.account_id, ben, factories.talk("in_person"))
    for n, (kind, text) in enumerate(
        (("summary", "Streets are rooms"), ("they_promised", "The slides"), ("i_promised", "A map"))
    ):
        tap = Tap(
            f"0192a000-0000-7000-8000-00000000000{n}",
            kind,
            "",
            text,
            "",
            f"2026-11-24T15:00:0{n}.000Z",
        )
        with write(db):
            calling.record(db, ada.account_id, past, tap, at=AT)
    never = factories.interview(db, ada.account_id, ben)
    with write(db):
        booking.mark_held(db, ada.account_id, past, at=AT)
        booking.cancel(db, ada.account_id, never, at=AT)
    words = Page(ada.get(talk + "/brief")).words
    for text in ("In one line Streets are rooms", "They promised The slides", "I promised A map"):
        assert text in words, text
    before = words[words.index("What was before") : words.index("To be careful about")]
    assert before.count("In person") == 1
    assert "By phone" not in before, "one that never took place"


def test_what_is_not_known_is_asked_for_where_it_is_missed(ada, db):
    nobody = factories.contact(db, ada.account_id, "Grace Hopper")
    talk = f"/interviews/{factories.interview(db, ada.account_id, nobody)}"
    words = Page(ada.get(talk + "/brief")).words
    for text in ("How is the name said?", "By title, or by name?", "Say it in one sentence",
                 "Nothing noted yet"):  # fmt: skip
        assert text in words, text


def test_a_boundary_note_stands_in_the_brief_and_nowhere_else(ada, app, db, ben, talk, world):
    ada.send(f"/contacts/{ben}/careful", text=CAREFUL, rev="0")
    assert CAREFUL in ada.get(talk + "/brief").text
    elsewhere = 0
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint in {"assets.file", "briefs.show"}:
            continue
        ids = {**world.ids, "contact_id": ben, "interview_id": talk.split("/")[-1]}
        with app.test_request_context():
            address = app.url_for(
                rule.endpoint, **{name: ids.get(name, "x") for name in rule.arguments}
            )
        if rule.endpoint != "briefs.careful":
            assert CAREFUL not in ada.get(address).text, rule.endpoint
            elsewhere += 1
    assert elsewhere > 40
    where = [
        row["name"]
        for row in db.query("select name from sqlite_master where type = 'table'")
        if any(CAREFUL in str(value) for each in db.query(f"select * from {row['name']}")  # noqa: S608
               for value in each.values())
    ]  # fmt: skip
    assert where == ["boundary_note"]


def test_a_boundary_note_is_in_no_cache_of_its_own_and_an_old_copy_is_not_written_over(ada, ben):
    address = f"/contacts/{ben}/careful"
    assert ada.get(address).headers["Cache-Control"] == "no-store"
    ada.send(address, text="One", rev="0")
    ada.send(address, text="Two", rev="1")
    answer = ada.send(address, text="Three", rev="1")
    assert answer.status_code == 409
    assert "Two" in Page(answer).words
    assert "Three" in answer.text


def test_bob_reads_none_of_it(ada, bob, ben, talk):
    ada.send(f"/contacts/{ben}/careful", text=CAREFUL, rev="0")
    assert bob.get(talk + "/brief").status_code == 404
    assert bob.get(f"/contacts/{ben}/careful").status_code == 404
    assert bob.send(f"/contacts/{ben}/careful", text="Mine", rev="0").status_code == 404
    assert CAREFUL in ada.get(talk + "/brief").text


def test_how_a_name_is_said_is_kept_with_the_person_and_shown_when_it_is_changed(ada):
    where = ada.send("/contacts/new", name="Chantal Roy", say_name="shan-TAL rwah",
                     address_as="Dr. Roy").location.split("?")[0]  # fmt: skip
    fields = Page(ada.get(where + "/edit")).form("").fields
    assert (fields["say_name"], fields["address_as"]) == ("shan-TAL rwah", "Dr. Roy")
    ada.send(where + "/edit", name="Chantal Roy", say_name="", address_as="Chantal", rev="1")
    fields = Page(ada.get(where + "/edit")).form("").fields
    assert (fields["say_name"], fields["address_as"]) == ("", "Chantal")


def test_the_three_ways_to_talk_stand_in_the_same_order_everywhere_and_none_is_chosen(ada, ben):
    page = Page(ada.get(f"/contacts/{ben}/book"))
    offered = [given["value"] for tag, given in page.tags
               if tag == "input" and given.get("name") == "mode"]  # fmt: skip
    assert tuple(offered) == MODES == tuple(MINUTES_BEFORE)
    assert "mode" not in page.form("").fields
    for text in ("How do I feel about being seen today?", "Would it help me to see their face",
                 "Is the connection good"):  # fmt: skip
        assert text in page.words
    for better in ("best way", "preferred", "recommended"):
        assert better not in page.words.lower()


@pytest.mark.parametrize("mode", MODES)
def test_each_way_brings_its_own_checklist_to_the_page_of_the_talk(ada, db, ben, mode):
    talk = factories.interview(db, ada.account_id, ben, factories.talk(mode))
    words = Page(ada.get(f"/interviews/{talk}")).words
    for other in MODES:
        for text in MINUTES_BEFORE[other]:
            assert (text in words) is (other == mode), text


def test_what_is_still_promised_stands_there_and_what_is_done_does_not(ada, db, ben, talk):
    store = PromiseStore(db, ada.account_id)
    with write(db):
        for n, (owner, text) in enumerate((("me", "A map"), ("them", "Slides"), ("me", "Old one"))):
            promise = PromiseDraft(f"0192a000-0000-7000-8000-00000000001{n}", owner, text, TOMORROW)
            store.add(promise, contact_id=ben, at=AT)
        store.set_done(promise.id, AT)
    words = Page(ada.get(talk + "/brief")).words
    promised = words[words.index("Still promised") : words.index("To be careful about")]
    assert "I promised A map by Wed, Nov 25" in promised
    assert "They promised Slides" in promised
    assert "Old one" not in words
