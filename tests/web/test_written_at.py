"""What a queue brings hours later bears the time at which it was written."""

from datetime import timedelta

import pytest

from netpwa.db.retention import forget_the_old
from netpwa.db.values import fresh_id, to_text
from tests.web.test_writes import OUTBOX, every_write, request_to
from tests.world import rows_of

# What is true from its arrival on: what is planned, what a server does by itself, who may come in.
ABOUT_ARRIVAL = {"reminder", "reminder_plan", "earlier_text", "delivery", "device",
                 "push_subscription", "import"}  # fmt: skip
# Who is in the bin can be taken back for thirty days, however late the word of it comes.
IN_BIN = {("contact", "deleted_at"), ("request", "dropped_at")}
AT_ONCE = {
    "tidying.merge",  # the one who goes is in the bin
    "calendars.set_link",  # a link is made and ended where it is, not on a train
    "reviews.revoke",
}


def bearing(rows, at):
    """Give the columns in which a time stands, by their table."""
    return {
        (table, name)
        for table, found in rows.items()
        for row in found
        for name, value in row.items()
        if value == to_text(at) and table not in ABOUT_ARRIVAL and (table, name) not in IN_BIN
    }


@every_write
def test_what_was_written_an_hour_ago_was_done_an_hour_ago(app, db, ada, world, watch, endpoint):
    address, fields = request_to(app, world, ada, endpoint)
    watch.move(timedelta(hours=2))
    headers = {**OUTBOX, "X-Waited": "3600"}
    assert ada.client.post(address, data=fields, headers=headers).status_code == 204
    assert bearing(rows_of(db, ada.account_id), watch.now()) == set() or endpoint in AT_ONCE


def test_a_message_marked_as_sent_on_a_train_counts_its_days_from_there(app, db, ada, world, watch):
    address, fields = request_to(app, world, ada, "outreach.mark_sent")
    written = watch.now() + timedelta(hours=1)
    watch.move(timedelta(hours=25))
    ada.client.post(address, data=fields, headers={**OUTBOX, "X-Waited": "86400"})
    there = bearing(rows_of(db, ada.account_id), written)
    assert {("request", "sent_at"), ("touch", "at")} <= there


PLANNED = {"reminder_plan", "device"}  # they bear the time of every write
# Every tick that bears its time.
TICKS = [
    "interviews.set_asked", "interviews.set_done", "calendars.set_confirmed",
    "left.set_promise_done", "contacts.set_followed_up", "named.set_dropped", "together.said",
    "outreach.set_checked", "reminders.set_done", "story.set_tick",
]  # fmt: skip


@pytest.mark.parametrize("endpoint", TICKS)
def test_a_tick_taken_back_without_a_signal_leaves_alone_one_that_was_made_since(
    app, db, ada, world, watch, endpoint
):
    """One phone takes it back on a train, another ticks it, then the first has a signal."""
    address, fields = request_to(app, world, ada, endpoint)
    watch.move(timedelta(hours=2))
    ticked_at = watch.now()

    def take_back(seconds_ago):
        back = {**fields, "on": "0", "idempotency_key": fresh_id()}
        headers = {**OUTBOX, "X-Waited": str(seconds_ago)}
        assert ada.client.post(address, data=back, headers=headers).status_code == 204

    def ticks():
        tables = rows_of(db, ada.account_id)
        values = [row.values() for name in {*tables} - PLANNED for row in tables[name]]
        return sum(to_text(ticked_at) in found for found in values)

    before = ticks()
    assert ada.client.post(address, data={**fields, "on": "1"}).status_code in {204, 303}
    assert ticks() > before
    take_back(3600)
    assert ticks() > before
    # It may have been taken back while the tick itself was on its way.
    take_back(30)
    assert ticks() == before


@pytest.mark.parametrize(
    ("endpoint", "goes"),
    [
        ("contacts.delete", ("contact", "contact_id")),
        ("drafts.drop", ("request", "request_id")),
        ("tidying.merge", ("contact", "other_id")),
    ],
)
def test_what_was_put_in_the_bin_six_weeks_ago_is_there_for_thirty_days_yet(
    app, db, ada, world, watch, endpoint, goes
):
    address, fields = request_to(app, world, ada, endpoint)
    watch.move(timedelta(days=45))
    ada.client.post(address, data=fields, headers={**OUTBOX, "X-Waited": str(42 * 86400)})
    watch.move(timedelta(days=29))
    forget_the_old(db, at=watch.now())
    table, who = goes
    assert world[who] in {row["id"] for row in rows_of(db, ada.account_id)[table]}
