"""No text is lost to another device: it stands in its row, among the earlier texts, or was refused
as too late and is kept with them.
"""

from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from netpwa.db.earlier import EarlierStore
from netpwa.db.port import write
from netpwa.db.retention import forget_the_old
from netpwa.db.values import fresh_id
from tests import factories
from tests.conftest import IS_FULL
from tests.factories import AT
from tests.reading import Page
from tests.web.test_writes import EDITS
from tests.world import BODIES

# Each form that changes something, with a text of it; and those without, or that are private.
CHANGEABLE = {
    "contacts.edit": "note",
    "followups.thank_you": "body",
    "fresh.sixty_seconds": "idea",
    "interviews.edit": "place",
    "introductions.edit": "intention",
    "introductions.thank": "takeaway",
    "left.edit_lead": "text",
    "left.edit_promise": "text",
    "left.edit_resource": "text",
    "outreach.edit": "intention",
    "plans.edit": "text",
    "questions.edit": "text",
    "research.edit": "text",
    "story.edit": "who_i_am",
    "together.edit": "reason",
}
FORGETFUL = {
    "briefs.careful", "reflections.recharge", "reflections.reflect", "rehearsals.timing",
    "reminders.rhythm", "reviews.answer", "story.edit_setting",
}  # fmt: skip
EXAMPLES, STEPS = (400, 50) if IS_FULL else (8, 25)
DEVICES = st.sampled_from(["phone", "desk"])
TEXTS = st.sampled_from(["", "a", "b", "c", "Two\nlines", "é", "long" * 50])


@pytest.fixture
def person(db, ada):
    return f"/contacts/{factories.contact(db, ada.account_id, note='At first')}"


def kept(db, ada):
    return [(text.text, text.why) for text in EarlierStore(db, ada.account_id).all()]


def edit(ada, person, rev, note, **headers):
    fields = {"name": "Grace Hopper", "note": note, "rev": rev, "idempotency_key": fresh_id()}
    return ada.client.post(f"{person}/edit", data=fields, headers=headers)


def test_what_is_written_over_is_found_among_the_earlier_texts(db, ada, person):
    fields = Page(ada.get(f"{person}/edit")).form().fields
    assert ada.send(f"{person}/edit", **{**fields, "note": "Then this"}).status_code == 303
    assert kept(db, ada) == [("At first", "replaced")]
    page = Page(ada.get("/earlier"))
    assert "At first" in page.words
    assert "Note" in page.words
    assert f"{person}/edit" in page.links


def test_each_of_many_earlier_texts_is_found_page_by_page(db, ada):
    store = EarlierStore(db, ada.account_id)
    with write(db):
        for number in range(205):
            store.keep("/contacts/new", "Note", f"text-{number}-", "replaced", at=AT)
    address, found = "/earlier", ""
    while address:
        page = Page(ada.get(address))
        found += page.words
        ahead = [tag["href"] for kind, tag in page.tags if kind == "a" and "page=" in tag["href"]]
        last = int(address.partition("page=")[2] or 1)
        address = next((one for one in ahead if one.endswith(f"page={last + 1}")), None)
    assert all(f"text-{number}-" in found for number in range(205))
    assert last == 3


def test_what_did_not_change_is_not_kept_again(db, ada, person):
    fields = Page(ada.get(f"{person}/edit")).form().fields
    assert ada.send(f"{person}/edit", **fields).status_code == 303
    assert kept(db, ada) == []


def test_what_a_queue_sends_too_late_is_kept_once_and_both_are_shown(db, ada, person):
    edit(ada, person, 1, "From the desk")
    for _ in range(2):
        late = edit(ada, person, 1, "From the train", **{"X-Outbox": "1"})
        assert late.status_code == 409
        assert Page(late).form().fields["note"] == "From the train"
        assert "From the desk" in Page(late).words
    assert kept(db, ada).count(("From the train", "refused")) == 1


def test_every_form_that_changes_something_is_named_here():
    assert set(EDITS) == set(CHANGEABLE) | FORGETFUL


@pytest.mark.parametrize(("endpoint", "name"), CHANGEABLE.items())
def test_every_text_that_is_changed_is_kept(app, db, ada, world, endpoint, name):
    world.prepare(ada, endpoint)
    address = world.address(app, endpoint)
    body = BODIES[endpoint]
    for text, rev in ((body[name], int(body["rev"])), ("Other words", int(body["rev"]) + 1)):
        sent = ada.send(address, **{**body, name: text, "rev": rev})
        assert sent.status_code == 303
    assert (body[name], "replaced") in kept(db, ada)


def test_what_is_for_nobody_elses_eyes_is_kept_nowhere_else(db, ada):
    story = {"situation": "current", "only_if_asked": "A gap", "to_myself": "Why I left"}
    for rev, more in enumerate(("", " of two years", " of three")):
        texts = {name: story[name] + more for name in ("only_if_asked", "to_myself")}
        assert ada.send("/me/story", **{**story, **texts, "rev": rev}).status_code == 303
    assert kept(db, ada) == []


def test_nobody_sees_anothers_earlier_texts(ada, bob, person):
    edit(ada, person, 1, "Now")
    assert "At first" in ada.get("/earlier").text
    assert "At first" not in bob.get("/earlier").text


def test_they_are_forgotten_after_thirty_days(db, ada, person):
    edit(ada, person, 1, "Now")
    forget_the_old(db, at=AT + timedelta(days=29))
    assert len(kept(db, ada)) == 1
    forget_the_old(db, at=AT + timedelta(days=32))
    assert kept(db, ada) == []


class TwoDevices(RuleBasedStateMachine):
    """Two devices that read, write, send late and lose replies, in any order."""

    def __init__(self, ada, db):
        super().__init__()
        self.ada, self.db = ada, db
        self.id = factories.contact(db, ada.account_id, name="Grace", note="")
        self.address = f"/contacts/{self.id}/edit"
        self.read = {"phone": "1", "desk": "1"}
        self.waiting = {"phone": [], "desk": []}
        self.arrived = set()

    @rule(device=DEVICES)
    def open_the_form(self, device):
        self.read[device] = Page(self.ada.get(self.address)).form().fields["rev"]

    @rule(device=DEVICES, text=TEXTS)
    def write(self, device, text):
        sent = {"rev": self.read[device], "name": "Grace", "note": text}
        self.waiting[device].append({**sent, "idempotency_key": fresh_id()})

    @rule(device=DEVICES, is_lost=st.booleans())
    def send(self, device, is_lost):
        if not self.waiting[device]:
            return
        sent = self.waiting[device][0]
        answer = self.ada.client.post(self.address, data=sent, headers={"X-Outbox": "1"})
        assert answer.status_code in {204, 409}
        self.arrived.add(sent["note"])
        if is_lost:
            return  # it goes again
        self.waiting[device].pop(0)
        if answer.status_code == 409:
            given = Page(answer).form().fields
            assert given["note"] == sent["note"]
            # The person compares, and keeps what the phone had: from there on it is an edit of now.
            self.waiting[device].insert(0, {**given, "name": "Grace"})

    @rule(device=DEVICES)
    def think_better_of_it(self, device):
        del self.waiting[device][:1]

    @invariant()
    def every_text_that_arrived_is_somewhere(self):
        rows = self.db.query("select note from contact where id = :id", {"id": self.id})
        earlier = self.db.query(
            "select text from earlier_text where page = :page", {"page": self.address}
        )
        there = {row["note"] for row in rows} | {row["text"] for row in earlier} | {""}
        assert {text.strip() for text in self.arrived} <= there


@pytest.mark.property
def test_whatever_two_devices_do_every_text_that_arrived_is_kept(ada, db):
    run_state_machine_as_test(
        lambda: TwoDevices(ada, db),
        settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS),
    )
