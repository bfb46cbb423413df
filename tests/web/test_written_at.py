"""What a queue brings hours later bears the time at which it was written."""

from datetime import timedelta

from netpwa.db.values import to_text
from tests.web.test_writes import OUTBOX, every_write, request_to
from tests.world import rows_of

# What is true from its arrival on: what is planned, what a server does by itself, who may come in.
ABOUT_ARRIVAL = {"reminder", "reminder_plan", "earlier_text", "delivery", "device",
                 "push_subscription", "import"}  # fmt: skip
AT_ONCE = {
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
        if value == to_text(at) and table not in ABOUT_ARRIVAL
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
