"""An introduction: the ask with its paragraph, each one's consent, the thanks, the loop."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.errors import StaleError
from netpwa.network.introducing import step_back, take_to
from netpwa.network.introduction_letters import ask_letter, news_letter, thanks_letter
from netpwa.network.introduction_store import IntroductionStore
from netpwa.network.model import INTRODUCTION_STATES, NEXT_STATES, Introduction
from netpwa.outreach.compose import left_open
from tests import factories
from tests.factories import AT
from tests.reading import Page
from tests.world import HOWARD


@pytest.fixture
def address(world):
    return f"/introductions/{world['introduction_id']}"


def state(ada, address, name):
    return ada.send(f"{address}/state", state=name)


def test_asking_somebody_leads_to_the_letter_for_them(ada, world):
    ways = f"/contacts/{world['contact_id']}/ways"
    begun = ada.send(ways, introducer_id=HOWARD)
    assert begun.location.endswith("/edit")
    kept = ada.send(begun.location, intention="how clocks are made", who_i_am="I am a student",
                    minutes="20", rev="1")  # fmt: skip
    shown = Page(ada.get(kept.location)).words
    assert "I think you know Grace Hopper" in shown
    assert "“Ada is a student, and would like to understand how clocks are made." in shown


def test_without_who_one_is_there_is_no_text_to_copy(ada, address):
    ada.send(f"{address}/edit", intention="how clocks are made", minutes="20", rev="1")
    page = ada.get(f"{address}/edit")
    assert "Say who you are" in Page(page).words
    assert 'id="body"' not in ada.get(address).text


def test_what_is_missing_is_said_and_nothing_typed_is_lost(ada, address):
    answer = ada.send(f"{address}/edit", intention="", who_i_am="a student", minutes="20", rev="1")
    assert answer.status_code == 422
    assert Page(answer).form().fields["who_i_am"] == "a student"


def test_a_preview_keeps_nothing(ada, db, address):
    shown = ada.send(f"{address}/edit", intention="x", minutes="20", rev="1", then="preview")
    assert shown.status_code == 200
    assert db.one("select intention from introduction") == {"intention": ""}


def test_once_asked_the_text_stands_as_it_was_asked(ada, address):
    state(ada, address, "asked")
    answer = ada.send(f"{address}/edit", intention="another thing", minutes="20", rev="2")
    assert answer.status_code == 409


def test_a_job_ask_in_the_paragraph_is_remarked_on_and_can_be_sent(ada, address):
    ada.send(f"{address}/edit", intention="x", who_i_am="a student", minutes="20", rev="1",
             blurb="Ada is looking at rivers. Are you hiring?")  # fmt: skip
    shown = ada.get(address).text
    assert "reads as asking for a job" in shown
    assert 'id="body"' in shown


def test_both_have_a_say_and_each_step_can_be_taken_back(ada, db, address):
    for name in ("asked", "introducer_ok"):
        state(ada, address, name)
    assert "Now it is for Grace to say" in Page(ada.get(address)).words
    ada.send(f"{address}/back", of="introducer_ok")
    ada.send(f"{address}/back", of="introducer_ok")
    row = db.one("select state, asked_at, introducer_ok_at from introduction")
    assert (row["state"], row["introducer_ok_at"]) == ("asked", None)
    assert row["asked_at"]


def test_a_step_taken_back_takes_its_touch_along_and_may_be_taken_again(ada, db, address):
    def touches():
        return db.query(
            "select touch.kind from touch join contact on contact.id = touch.contact_id"
            " where contact.name = 'Howard Aiken' order by touch.kind"
        )

    before = touches()
    state(ada, address, "asked")
    assert len(touches()) == len(before) + 1
    ada.send(f"{address}/back", of="asked")
    assert touches() == before
    assert ada.send(f"{address}/state", state="asked", way="in_person").status_code == 303
    assert len(touches()) == len(before) + 1


def test_asked_and_thanked_one_was_in_touch_with_the_introducer_once_each(ada, db, address):
    sql = (
        "select touch.id from touch join contact on contact.id = touch.contact_id"
        " where contact.name = 'Howard Aiken'"
    )
    before = len(db.query(sql))
    for name in ("asked", "asked", "introduced", "thanked", "thanked"):
        assert state(ada, address, name).status_code == 303
    assert len(db.query(sql)) == before + 2


@pytest.mark.parametrize(("way", "kind"), [({}, "email"), ({"way": "in_person"}, "in_person"),
                                           ({"way": "linkedin"}, "linkedin")])  # fmt: skip
def test_the_way_in_which_one_asked_is_the_way_in_which_one_was_in_touch(
    ada, db, address, way, kind
):
    ada.send(f"{address}/state", state="asked", **way)
    last = (
        "select kind from touch join contact on contact.id = touch.contact_id"
        " where contact.name = 'Howard Aiken' order by touch.at desc, touch.id desc limit 1"
    )
    assert db.one(last) == {"kind": kind}
    assert ada.send(f"{address}/state", state="introduced", way="by pigeon").status_code == 404


@pytest.mark.parametrize(("reach", "way"), [("ana@example.org", "email"), ("", "email"),
                                            ("linkedin.com/in/ana", "linkedin"),
                                            ("+1 519 555 0100", "text")])  # fmt: skip
def test_the_likely_way_is_chosen_already(ada, db, reach, way):
    ana = factories.contact(db, ada.account_id, "Ana Ruiz", reach=reach)
    ben = factories.contact(db, ada.account_id, "Ben Okafor")
    page = f"/introductions/{factories.introduction(db, ada.account_id, ana, ben)}"
    ada.send(f"{page}/edit", intention="x", who_i_am="a student", minutes="20", rev="1")
    chosen = [given["value"] for tag, given in Page(ada.get(page)).tags
              if tag == "option" and "selected" in given]  # fmt: skip
    assert chosen == [way]


def test_the_thanks_need_one_thing_that_stayed_once_they_talked(ada, watch, world, address):
    for name in ("asked", "introduced"):
        state(ada, address, name)
    assert "I will let you know how it goes" in ada.get(f"{address}/thanks").text
    watch.move(timedelta(days=2))
    ada.send(f"/interviews/{world['interview_id']}/hold")
    page = Page(ada.get(f"{address}/thanks"))
    assert "Say one thing that you take from it" in page.words
    rev = page.form().fields["rev"]
    ada.send(f"{address}/thanks", takeaway="that clocks drift", news="", rev=rev)
    assert "What stays with me: that clocks drift." in ada.get(f"{address}/thanks").text


@pytest.mark.parametrize("meanwhile", ["thanked", "declined"])
def test_both_thanks_are_shown_whatever_the_page_asks_for_by_now(
    ada, db, world, address, meanwhile
):
    with write(db):
        IntroductionStore(db, ada.account_id).reach(address.split("/")[2], "introduced", at=AT)
    ada.send(f"/interviews/{world['interview_id']}/hold")
    stale = Page(ada.get(f"{address}/thanks")).form().fields
    desk = {**stale, "takeaway": "from the desk", "idempotency_key": fresh_id()}
    ada.client.post(f"{address}/thanks", data=desk)
    with write(db):
        IntroductionStore(db, ada.account_id).reach(address.split("/")[2], meanwhile, at=AT)
    late = ada.client.post(f"{address}/thanks", data={**stale, "takeaway": "from the train"})
    assert late.status_code == 409
    page = Page(late)
    assert "from the desk" in page.words
    shown = next(given for tag, given in page.tags if given.get("name") == "takeaway")
    assert (shown["type"], shown["value"]) == ("text", "from the train")


def test_a_talk_with_whom_one_was_introduced_to_reminds_of_the_introducer(
    ada, db, watch, world, address
):
    for name in ("asked", "introduced"):
        state(ada, address, name)
    ada.send("/me/reminders/switches", switch="introducer", on="1")
    watch.move(timedelta(days=1, hours=5))
    ada.send(f"/interviews/{world['interview_id']}/hold")
    wanted = "select page, ended_at from reminder where rule = 'introducer'"
    assert db.one(wanted) == {
        "page": address.replace("introductions", "introducers"),
        "ended_at": None,
    }
    state(ada, address, "thanked")
    row = db.one(wanted)
    assert row
    assert row["ended_at"]


def test_it_stands_with_its_target_and_among_the_requests(ada, world, address):
    for page in (f"/contacts/{world['contact_id']}", "/requests"):
        assert address in Page(ada.get(page)).links, page


STEPS = st.lists(st.tuples(st.booleans(), st.sampled_from(INTRODUCTION_STATES)), max_size=14)


@pytest.mark.property
@given(STEPS)
def test_no_order_of_taps_brings_it_where_nothing_leads(db, steps):
    account = factories.account(db, fresh_id())
    ends = [factories.contact(db, account, name) for name in ("Ana", "Ben")]
    one_id = factories.introduction(db, account, *ends)
    store = IntroductionStore(db, account)
    stood = "idea"
    for number, (is_back, name) in enumerate(steps):
        try:
            with write(db):
                if is_back:
                    step_back(db, account, one_id, of=name)
                else:
                    take_to(db, account, one_id, name, at=AT + timedelta(minutes=number))
        except StaleError:
            pass
        one = store.get(one_id)
        if one.state != stood and not is_back:
            assert one.state in NEXT_STATES[stood]
        if one.state != stood and is_back:
            assert stood in NEXT_STATES[one.state]
        states = ["idea", *(reached for reached, _at in one.reached)]
        assert states[-1] == one.state
        stood = one.state


WORDS = st.text(max_size=40)


@pytest.mark.property
@given(WORDS, WORDS, WORDS, WORDS, WORDS, st.booleans(), st.booleans())
def test_no_letter_to_an_introducer_holds_an_open_slot(
    who, what, blurb, takeaway, name, via, is_no
):
    one = Introduction("1", "2", "Ana", "3", name or "Ben", "idea", blurb, AT, 1,
                       via_id="4" if via else None, via="Eve" if via else None,
                       declined_at=AT if is_no else None, who_i_am=who, intention=what,
                       takeaway=takeaway, news=takeaway)  # fmt: skip
    letters = [ask_letter(one, "Ada", str), news_letter(one, "Ada", str)]
    letters += [thanks_letter(one, "Ada", str, has_talked=talked) for talked in (True, False)]
    for letter in letters:
        assert bool(letter.body) != bool(letter.gaps)
        assert left_open(letter.body) == []
