"""A person's stage moves with what happens, shows one thing to do next, and can be set by hand."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.contacts.find_store import FindStore
from netpwa.contacts.finding import Wanted
from netpwa.contacts.stage import NEXT, WAY
from netpwa.contacts.stage_store import StageStore
from netpwa.db.values import fresh_id, to_text
from netpwa.interviews.store import InterviewStore
from netpwa.network.store import NetworkStore
from netpwa.outreach.store import RequestStore
from tests import factories
from tests.factories import AT
from tests.reading import Page


@pytest.fixture
def grace(db, ada):
    return factories.contact(db, ada.account_id)


@pytest.fixture
def stage(db, ada, grace):
    return lambda: NetworkStore(db, ada.account_id).standing(grace).stage


def test_it_moves_by_itself_from_captured_to_keeping_warm(db, ada, watch, grace, stage):
    person, seen = f"/contacts/{grace}", [stage()]

    def note():
        watch.move(timedelta(hours=1))
        seen.append(stage())

    ada.send(f"{person}/research", work="Compilers", said="On nanoseconds", shared="Clocks")
    note()
    for row in db.query("select id from research where kind <> 'shared'"):
        ada.send(f"/research/{row['id']}/question", text="Why?", stage="role", minutes="3")
    note()
    request = f"/requests/{factories.request(db, ada.account_id, grace)}"
    ada.send(f"{request}/sent")
    note()
    watch.move(timedelta(days=9))
    ada.send(f"{request}/nudged")
    note()
    ada.send(f"{request}/reply", reply="yes")
    note()
    talk = f"/interviews/{factories.interview(db, ada.account_id, grace)}"
    note()
    watch.move(timedelta(days=2))
    ada.send(f"{talk}/hold")
    note()
    ada.send(f"{talk}/thank-you", specific="The clocks", body="Clocks!", rev="0", then="sent")
    db.run("update thank_you set sent_at = coalesce(sent_at, :at)", {"at": "2026-11-27T00:00:00Z"})
    note()
    db.run("update contact set keep_warm = 'monthly' where id = :id", {"id": grace})
    note()
    assert seen == ["captured", "researching", "ready", "asked", "nudged", "agreed", "scheduled",
                    "talked", "thanked", "keeping_warm"]  # fmt: skip


@pytest.mark.parametrize(("answer", "leads_to"), [("no", "resting"), ("later", "resting"),
                                                  ("yes", "agreed")])  # fmt: skip
def test_an_answer_moves_it(db, ada, grace, stage, answer, leads_to):
    request = f"/requests/{factories.request(db, ada.account_id, grace)}"
    ada.send(f"{request}/sent")
    ada.send(f"{request}/reply", reply=answer)
    assert stage() == leads_to


def test_let_go_kindly_another_way_is_the_next_step(db, ada, grace, stage):
    request = f"/requests/{factories.request(db, ada.account_id, grace)}"
    ada.send(f"{request}/sent")
    ada.send(f"{request}/close")
    assert stage() == "closed_kindly"
    page = Page(ada.get(f"/contacts/{grace}"))
    assert "Another way to Grace" in page.words


def test_an_introduction_is_as_good_as_a_yes(db, ada, grace, stage):
    ana = factories.contact(db, ada.account_id, "Ana Ruiz")
    one = f"/introductions/{factories.introduction(db, ada.account_id, ana, grace)}"
    for state in ("asked", "introduced"):
        ada.send(f"{one}/state", state=state)
    assert stage() == "agreed"


def test_set_by_hand_it_says_so_stands_and_gives_way_when_something_happens(db, ada, grace, stage):
    person = f"/contacts/{grace}"
    # No more than a tap: its button lies open on the page.
    assert Page(ada.get(person)).words.count("Resting") == 1
    assert "disclosure" not in ada.get(person).text.split('id="stage"')[1].split("</section>")[0]
    ada.send(f"{person}/stage", stage="resting")
    assert stage() == "resting"
    assert "set by you" in Page(ada.get(person)).words
    ada.send(f"{person}/research", work="Compilers")
    assert stage() == "researching"
    ada.send(f"{person}/stage", stage="ready")
    ada.send(f"{person}/stage", stage="")
    assert stage() == "researching"


@pytest.mark.parametrize("name", WAY)
def test_every_stage_shows_one_word_and_one_thing_to_do(db, ada, grace, name):
    ada.send(f"/contacts/{grace}/stage", stage=name)
    page = ada.get(f"/contacts/{grace}").text
    card = page[page.index('id="stage"') : page.index("</section>", page.index('id="stage"'))]
    assert card.count('class="badge') == 1
    # With nothing asked and nobody met, there is no request to see and nobody to thank; what to
    # book or to prepare stands below with its own button.
    is_bare = NEXT[name] in {"wait", "thank", "book", "prepare"}
    assert card.count('class="button wide"') == (0 if is_bare else 1)


class Doings:
    """Whatever one may do about one person, in any order; what cannot be done is left."""

    def __init__(self, db):
        self.db, self.at = db, AT
        self.account = factories.account(db, fresh_id())
        self.person = factories.contact(db, self.account)
        self.requests = RequestStore(db, self.account)
        self.talks = InterviewStore(db, self.account)
        self.request = self.talk = None

    def do(self, step):
        self.at += timedelta(hours=1)
        if step == "note":
            factories.note(self.db, self.account, self.person, "work")
        elif step == "book":
            self.talk = factories.interview(self.db, self.account, self.person)
        elif step == "ask":
            self.request = factories.request(self.db, self.account, self.person)
            self.requests.mark_sent(self.request, at=self.at)
        elif step in {"by_hand", "by_itself"}:
            how = "thanked" if step == "by_hand" else None
            StageStore(self.db, self.account).decide(self.person, how)
        elif step == "introduced":
            ana = factories.contact(self.db, self.account, f"Ana {self.at}")
            one = factories.introduction(self.db, self.account, ana, self.person)
            self.db.run("update introduction set introduced_at = :at where id = :id",
                        {"at": to_text(self.at), "id": one})  # fmt: skip
        elif step in {"monthly", "no_more"}:
            self.db.run("update contact set keep_warm = :how where id = :id",
                        {"how": step.replace("_more", ""), "id": self.person})  # fmt: skip
        elif step in {"hold", "cancel"} and self.talk:
            how = {"hold": "set_held", "cancel": "set_cancelled"}[step]
            getattr(self.talks, how)(self.talk, self.at)
        elif self.request:
            self.answer(step)

    def answer(self, step):
        if step in {"yes", "no"}:
            self.requests.set_reply(self.request, step, at=self.at)
        elif step in {"close", "reopen"}:
            getattr(self.requests, step)(self.request, at=self.at)
        elif step == "nudge":
            self.requests.mark_nudged(self.request, most=1, at=self.at)


DOINGS = ["note", "ask", "nudge", "yes", "no", "close", "reopen", "book", "hold", "cancel",
          "monthly", "no_more"]  # fmt: skip
STEPS = st.lists(st.sampled_from(DOINGS), max_size=12)


@pytest.mark.property
@given(STEPS)
def test_whatever_happens_there_is_one_stage_that_agrees_with_it(db, steps):
    doings = Doings(db)
    for step in steps:
        doings.do(step)
    name = NetworkStore(db, doings.account).standing(doings.person).stage
    assert name in WAY
    talks = doings.talks.of_contact(doings.person)
    assert (name == "scheduled") == any(talk.is_open for talk in talks)
    asked = name in {"asked", "nudged", "agreed", "closed_kindly"}
    assert not asked or doings.request
    assert name not in {"captured", "researching", "ready"} or not doings.request
    assert name not in {"talked", "thanked"} or any(talk.held_at for talk in talks)


@pytest.mark.property
@given(st.lists(st.sampled_from([*DOINGS, "by_hand", "by_itself", "introduced"]), max_size=8))
def test_each_stage_finds_whoever_stands_at_it(db, steps):
    """The list has short cuts past the rule that works a stage out; they never disagree with it."""
    doings = Doings(db)
    for step in steps:
        doings.do(step)
    name = NetworkStore(db, doings.account).standing(doings.person).stage
    find = FindStore(db, doings.account)
    found = [
        stage
        for stage in ("new", *WAY)
        if doings.person in {line.id for line in find.people("", Wanted(stage=stage), at=AT)}
    ]
    assert found == (["new", name] if name in {"captured", "researching", "ready"} else [name])


def test_a_stage_that_there_is_not_is_refused_and_undoes_nothing(ada, world):
    page = f"/contacts/{world['contact_id']}/stage"
    assert ada.send(page, stage="thanked").status_code == 303
    assert ada.send(page, stage="zz").status_code == 422
    person = ada.get(f"/contacts/{world['contact_id']}").text
    assert "set by you" in person
