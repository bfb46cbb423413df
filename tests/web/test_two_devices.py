"""Whatever two devices do, each text that was taken, or came too late, is still somewhere.

They read, write offline, go back to a page, send late, lose replies, pick of two texts, and take
things away; weeks pass. What the server took stands in its row or among the earlier texts, as it
was typed. What it did not take stays with the device, which was told.
"""

import sys
from copy import deepcopy
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from netpwa.db.retention import forget_the_old
from netpwa.db.values import fresh_id
from tests import factories
from tests.conftest import IS_FULL
from tests.reading import Page
from tests.web.ledger import BINS, PRIVATE, Ledger
from tests.web.test_earlier import CHANGEABLE
from tests.web.two_devices import (
    ADDED,
    CLOSES,
    HAPPENS,
    MAKES,
    REMOVES,
    TAKES_BACK,
    UUID,
    Op,
    Start,
    form_of,
    sendable,
)
from tests.world import BODIES

EXAMPLES, STEPS = (400, 50) if IS_FULL else (10, 50)
# All but explaining a failure, which traces every line of the product.
PHASES = [Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink]
LONGEST, LONGEST_STORY = 20_000, timedelta(days=50)
# An introduction without words of its own shows those of the story.
BORROWED = {"who_i_am"}
SHAPES = ("", "a", "b", "Words {}", " words  {} ", "Two\n\n\t lines {}", "é and e\u0301 {}",
          "<b>{}</b> & \"'", "too long")  # fmt: skip
DEVICES = st.sampled_from(["phone", "desk"])
LOSSES = st.lists(st.booleans(), max_size=6)
DAYS = st.sampled_from([0, 0, 1, 12, 29])
CHANGES = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(SHAPES)), min_size=1, max_size=3)
N = st.integers(0, 99)


class TwoDevices(RuleBasedStateMachine):
    """Two devices, the server, and what must still be there."""

    def __init__(self, start, things):
        super().__init__()
        start.again()
        self.start, self.ledger = start, Ledger(start)
        self.things = {thing.address: thing for thing in deepcopy(things)}
        self.of = {thing.endpoint: thing for thing in self.things.values()}
        self.read = {name: {t.address: dict(t.form) for t in things} for name in start.devices}
        self.queue = {name: [] for name in start.devices}
        self.taken = {}  # what was sent with each key
        self.written = set()
        self.bobs = start.rows_of_bob()
        self.count = 0

    @initialize(first=N, width=st.sampled_from([1, 3, 15]))
    def tell_of(self, first, width):
        """Let a story be about some of it, so that much happens to each."""
        things = [*self.things.values()] * 2
        at = first % len(self.things)
        self.about = things[at : at + width]
        # What happens to the person happens to all that hangs on them.
        ends = {thing.endpoint for thing in self.about} | {"contacts.edit"}
        self.events = [event for event, of in HAPPENS.items() if of in ends]

    # What people do.

    @rule(device=DEVICES, n=N, changes=CHANGES, how=st.sampled_from(["open", "copy", "go back"]))
    def write(self, device, n, changes, how):
        """Change some texts of a form; a copy has keys of its own, a page gone back to has not."""
        thing = self.about[n % len(self.about)]
        if how == "open":
            thing.look(self.start.devices[device])
            if thing.is_there:
                self.read[device][thing.address] = dict(thing.form)
        was = self.read[device][thing.address]
        fields = dict(was)
        if how == "copy":
            new = {"idempotency_key", "name_id", "promise_id"} | (set() if was["rev"] else {"id"})
            fields |= {name: fresh_id() for name in new & {*was, "idempotency_key"}}
        for at, shape in changes:
            name = thing.names[at % len(thing.names)]
            # What makes a row is said once: said again, it would be counted twice.
            is_row = (thing.endpoint, name) in MAKES and shape in {"a", "b"}
            fields[name] = thing.sent(name, self.text("Words {}" if is_row else shape))
        typed = tuple(name for name in thing.names if fields[name] != was[name])
        self.put(device, Op(thing.endpoint, thing.address, fields, thing, typed, was))

    @rule(device=DEVICES, endpoint=st.sampled_from([*ADDED]))
    def add(self, device, endpoint):
        """Write something down that nobody changes."""
        name, finds = ADDED[endpoint]
        fields = {**BODIES[endpoint], name: self.text("Words {}"), "id": fresh_id()}
        address = self.start.address(endpoint)
        self.put(device, Op(endpoint, address, fields, typed=(name,), finds=finds))

    @rule(device=DEVICES, n=N)
    def take_away(self, device, n):
        """Remove something, put it in the bin or take it back, or finish it."""
        endpoint = self.events[n % len(self.events)]
        thing = self.of[HAPPENS[endpoint]]
        fields = {**BODIES[endpoint], "rev": self.read[device][thing.address]["rev"]}
        self.put(device, Op(endpoint, self.start.address(endpoint), fields, thing))

    @precondition(lambda self: any(self.queue.values()))
    @rule(device=DEVICES, n=N, is_live=st.booleans(), is_lost=st.booleans())
    def send(self, device, n, is_live, is_lost):
        """Send one, from its page or from the queue; the reply may be lost."""
        if ready := sendable(self.queue[device]):
            self.deliver(device, ready[n % len(ready)], is_live=is_live, is_lost=is_lost)

    @precondition(lambda self: any(self.queue.values()))
    @rule(device=DEVICES, losses=LOSSES, days=DAYS)
    def come_online(self, device, losses, days):
        """Send all there is, in order, after so many days; the server clears up meanwhile."""
        self.ledger.stands(self.things.values())
        if self.start.watch.now() < factories.AT + LONGEST_STORY:
            self.start.watch.move(timedelta(days=days))
            forget_the_old(self.start.db, at=self.start.watch.now())
        for is_lost in [*losses, *[False] * len(self.queue[device])]:
            if ready := sendable(self.queue[device]):
                self.deliver(device, ready[0], is_live=False, is_lost=is_lost)

    @precondition(lambda self: any(op.is_stuck for queue in self.queue.values() for op in queue))
    @rule(device=DEVICES, n=N, mine=st.sets(st.integers(0, 9)))
    def choose(self, device, n, mine):
        """Look at what was refused: pick of both texts, or throw it away."""
        if not (stuck := [op for op in self.queue[device] if op.is_stuck]):
            return
        op = stuck[n % len(stuck)]
        self.queue[device].remove(op)
        picked = tuple(name for at, name in enumerate(op.typed) if at in mine)
        if picked and op.given:
            theirs = {name: text for name, text in op.theirs.items() if name not in picked}
            fields = {**op.given, **theirs, "mended": op.key}
            self.put(device, Op(op.endpoint, op.address, fields, op.thing, picked, op.theirs))

    # What the server makes of it.

    def deliver(self, device, op, *, is_live, is_lost):
        waited = str(int((self.start.watch.now() - op.at).total_seconds()))
        headers = {"X-Outbox": "1", "X-Outbox-Account": self.start.tag, "X-Waited": waited}
        self.ledger.stands(self.things.values())
        client = self.start.devices[device].client
        answer = client.post(op.address, data=op.fields, headers=None if is_live else headers)
        is_taken = answer.status_code in {204, 303}
        is_again = self.taken.get(op.key) == (op.address, op.fields)
        if is_taken and not is_again:
            self.taken.setdefault(op.key, (op.address, dict(op.fields)))
            self.took(op)
        elif not is_taken:
            assert not is_again or not op.thing or not op.thing.is_there, "took it before"
            self.refused(op, answer, is_kept=not is_live)
        if not is_lost:
            op.is_stuck = not is_taken
            if is_taken:
                self.queue[device].remove(op)

    def took(self, op):
        if op.finds:
            self.ledger.made += [(op.finds, op.fields[name]) for name in op.typed]
        elif op.endpoint in HAPPENS:
            self.happened(op)
        else:
            self.changed(op, op.thing)

    def changed(self, op, thing):
        self.written |= {thing.address} if UUID.search(thing.address) else set()
        assert thing.is_there
        assert not (thing.is_written and differing(op.was, thing.row)), "written over unseen"
        before = thing.rev
        thing.look(self.start.devices["desk"])
        assert thing.rev != before
        for name in op.typed:
            text = thing.stored(name, op.fields[name])
            finds = MAKES.get((op.endpoint, name))
            assert finds or thing.row[name] == text
            if finds and text:
                self.ledger.made.append((finds, text))
            if name in PRIVATE and len(text) > 1:
                self.ledger.secrets.add(text)

    def happened(self, op):
        thing, now = op.thing, self.start.watch.now()
        thing.is_closed |= op.endpoint in CLOSES
        if op.endpoint in REMOVES:
            if op.fields["rev"] == thing.rev:
                self.ledger.let_go(thing)
            thing.row = {}
        if op.endpoint in BINS:
            self.ledger.binned.setdefault(op.endpoint, now)
        self.ledger.binned.pop(TAKES_BACK.get(op.endpoint), None)
        is_of_person = HAPPENS[op.endpoint] == "contacts.edit"
        for one in self.things.values() if is_of_person else [thing]:
            one.look(self.start.devices["desk"])
        if op.endpoint == "plans.use_kit" and not thing.is_there:
            thing.row = {}

    def refused(self, op, answer, *, is_kept):
        status, thing = answer.status_code, op.thing
        assert status in {404, 409, 422}
        if op.endpoint not in CHANGEABLE:
            assert status == 404 or not op.finds
        elif status == 404:
            assert not thing.is_there
        else:
            page = Page(answer)
            op.given = form_of(page)
            stored = {name: thing.stored(name, op.fields[name]) for name in op.typed}
            given = {name: thing.stored(name, op.given[name]) for name in op.typed}
            assert given == stored, "what was typed did not come back"
            if status == 409:
                self.came_too_late(op, stored, page, is_kept=is_kept)
            else:
                is_too_long = any(len(text) > LONGEST for text in op.fields.values())
                assert is_too_long or not all(op.fields[name].strip() for name in thing.needed)

    def came_too_late(self, op, stored, page, *, is_kept):
        thing = op.thing
        assert op.fields["rev"] != thing.rev or thing.is_closed or op.key in self.taken
        op.theirs = dict(thing.row)
        for name, text in stored.items():
            theirs = thing.row.get(name, "")
            assert text == theirs or " ".join(theirs.split()) in page.words
            if is_kept and text and text != theirs and name not in PRIVATE:
                self.ledger.came_too_late(op.address, text)

    # What must be there.

    @invariant()
    def every_text_is_somewhere(self):
        self.ledger.check(self.things)

    def teardown(self):
        if sys.exception():
            return
        for thing in self.things.values():
            before, was_written = dict(thing.row), thing.is_written
            thing.look(self.start.devices["phone"])
            assert not was_written or not differing(before, thing.row)
        self.ledger.check_made(is_person_there=self.of["contacts.edit"].is_there)
        for address in self.written:
            sent = BODIES[self.things[address].endpoint]
            assert self.start.bob.get(address).status_code == 404
            assert self.start.bob.send(address, **sent).status_code == 404
        assert self.start.rows_of_bob() == self.bobs

    def text(self, shape):
        self.count += 1
        return "x" * (LONGEST + 1) if shape == "too long" else shape.replace("{}", str(self.count))

    def put(self, device, op):
        op.at = self.start.watch.now()
        op.fields.setdefault("idempotency_key", fresh_id())
        self.queue[device].append(op)


def differing(before, after):
    """Name the texts that are not the same."""
    return {name for name, text in after.items() if text != before[name]} - BORROWED


@pytest.mark.property
@pytest.mark.timeout(1200)
def test_whatever_two_devices_do_no_text_is_lost(app, db, watch, ada, bob, all_shown):
    start = Start(app, db, all_shown, watch, ada, bob)
    things = start.things([*CHANGEABLE])
    run_state_machine_as_test(
        lambda: TwoDevices(start, things),
        settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS, phases=PHASES),
    )
    start.close()
