"""One of everything that Ada owns, and for each route a request that means something.

A new route needs a line here: the tests that walk the URL map fail until it has one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netpwa.db.port import write
from netpwa.interviews.store import InterviewStore
from tests import address_book, asking, factories, left, mentoring, talks

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.routing import Rule

    from netpwa.db.port import Database, Row
    from tests.cast import Person

TABLES = "select name from sqlite_master where type = 'table' order by name"
REMINDER = "select id from reminder where subject_id = :id and rule = 'prepare'"
SUBSCRIPTION = factories.SUBSCRIPTION
# Plumbing that belongs to nobody.
# A link is owned by whoever holds it.
OWNED_BY_NOBODY = {"assets.file", "calendars.feed", "accounts.sign_up_by_link", "reviews.answer"}
TALK = {"local_date": "2026-11-26", "local_time": "15:30", "time_zone": "Europe/Berlin",
        "minutes": "30", "mode": "video", "place": "https://meet.example.org/g",
        "anyway": "1"}  # fmt: skip  # it comes close to the one that is booked
RHYTHM = {"quiet_from": "22:00", "quiet_until": "07:00", "days_off": "6", "region": "CA-ON",
          "most_notices": "2", "nudges": "2", "recharge": "0", "rev": "0"}  # fmt: skip
# Who leads to Grace; bodies name him.
HOWARD = "0192a000-0000-7000-8000-000000000001"
OWN_QUESTION = {"text": "What would you undo?", "stage": "role", "minutes": "3"}
NEW_PASSWORD = "seven green umbrellas"  # noqa: S105  an example


@dataclass(frozen=True, slots=True)
class World:
    """What stands in the database, by the names that addresses use."""

    account_id: str
    ids: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, db: Database, account_id: str) -> World:
        """Fill an account."""
        contact_id = factories.contact(
            db, account_id, title="Rear admiral", organisation="Navy", note="Likes clocks",
            met_at="A lecture", reach="grace@example.org",
        )  # fmt: skip
        interview_id = factories.interview(db, account_id, contact_id)
        leads = factories.contact(db, account_id, "Howard Aiken", id=HOWARD)
        link_id = factories.link(db, account_id, leads, contact_id)
        note_id = factories.note(db, account_id, contact_id)
        store = InterviewStore(db, account_id)
        question_id = factories.question(db, account_id)
        introduction_id = factories.introduction(db, account_id, leads, contact_id)
        touch_id = factories.touch(db, account_id, contact_id)
        request_id = factories.request(db, account_id, contact_id)
        watch_id = factories.followed(db, account_id)
        title_id = factories.title(db, account_id, watch_id)
        dry_run_id = mentoring.dry_run(db, account_id, interview_id, leads)
        with write(db):  # it asks nothing of her today
            store.set_cancelled(dry_run_id, factories.AT)
        step_id = mentoring.step(db, account_id)
        review_id = mentoring.review(db, account_id, interview_id)
        thought_about = talks.had(db, account_id, leads)
        merge_id = address_book.merged(db, account_id)
        brought_id = address_book.brought(db, account_id)
        left_ids = left.some_of_each(db, account_id, contact_id)
        factories.work_out(db, account_id)
        return cls(
            account_id,
            {
                "contact_id": contact_id,
                "interview_id": interview_id,
                "link_id": link_id,
                "introduction_id": introduction_id,
                "note_id": note_id,
                "organisation_id": factories.only(db, account_id, "organisation"),
                "interest_id": factories.only(db, account_id, "interest"),
                "request_id": request_id,
                "together_id": asking.pair(db, account_id, contact_id, leads),
                "together.introduced together_id": asking.pair(
                    db, account_id, contact_id, leads, is_welcome=True
                ),
                "outreach.mark_nudged request_id": asking.overdue(db, account_id, leads),
                "watch_id": watch_id,
                "title_id": title_id,
                "review_id": review_id,
                "rehearsals.timing interview_id": dry_run_id,
                "step_id": step_id,
                "line_id": mentoring.suggestion(db, f"secret-of-{account_id}"),
                "token": f"secret-of-{account_id}",
                "touch_id": touch_id,
                "piece_id": f"{thought_about}.learned",
                "other_id": leads,
                "merge_id": merge_id,
                "import_id": address_book.brought(db, account_id, done=False),
                "bringing.undo import_id": brought_id,
                **left_ids,
                "outcomes.answer contact_id": leads,
                "subscription_id": factories.subscription(db, account_id),
                "reminder_id": db.query(REMINDER, {"id": interview_id})[0]["id"],
                "device_id": factories.device(db, account_id, "Safari on iPhone"),
                "key": question_id,
                "question_id": factories.question(db, account_id, "Why here?", code="o1"),
                "item_id": store.plan(interview_id)[3].id,
                "interviews.set_asked item_id": store.plan(interview_id)[0].id,
                "interviews.set_done item_id": store.checklist(interview_id)[0].id,
            },
        )

    def __getitem__(self, name: str) -> str:
        return self.ids[name]

    def fill(self, rule: Rule) -> dict[str, str]:
        """Give Ada's ids for the arguments of a route; KeyError when there is none for one."""
        by_route = f"{rule.endpoint} "
        return {
            name: self.ids.get(by_route + name) or self.ids[name] for name in sorted(rule.arguments)
        }

    def address(self, app: Flask, endpoint: str) -> str:
        """Give the address of one of Ada's pages."""
        rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
        with app.test_request_context():
            return app.url_for(endpoint, **self.fill(rule))

    def prepare(self, who: Person, endpoint: str) -> None:
        """Bring about the state in which a route does something."""
        if endpoint in BEFORE:
            address, fields = BEFORE[endpoint], FIELDS_BEFORE.get(endpoint, {})
            assert who.send(f"/{address.format(**self.ids)}", **fields).status_code == 303


def rows_of(db: Database, account_id: str) -> dict[str, list[Row]]:
    """Give every row of an account, by table, but for the keys that its writes came with."""
    found: dict[str, list[Row]] = {}
    for table in [row["name"] for row in db.query(TABLES)]:
        columns = {row["name"] for row in db.query(f"pragma table_info({table})")}
        owner = "account_id" if "account_id" in columns else "id"
        if table != "idempotency" and ("account_id" in columns or table == "account"):
            columns -= {"version"}  # a count of changes says nothing of what changed
            found[table] = db.query(
                f"select {', '.join(sorted(columns))} from {table}"  # noqa: S608  named by SQLite
                f" where {owner} = :id",
                {"id": account_id},
            )
    return found


# What to send to each route that writes.
BODIES: dict[str, dict[str, str]] = {
    "contacts.new": {"name": "Katherine Johnson", "note": "Met in the library"},
    "contacts.edit": {"name": "Grace B. Hopper", "note": "Likes short wires", "rev": "1"},
    "contacts.delete": {},
    "contacts.restore": {},
    "contacts.set_followed_up": {"on": "1"},
    "contacts.log_touch": {"kind": "phone", "note": "Rang about Friday"},
    "contacts.remove_touch": {},
    "bringing.start": {"pasted": "First Name,Last Name,Company\nMary,Hawes,Wang"},
    "bringing.preview": {"page": "1", "row": "0", "then": "bring"},
    "bringing.drop": {},
    "bringing.undo": {},
    "tidying.merge": {},
    "tidying.set_apart": {},
    "tidying.undo": {},
    "tidying.erase": {},
    "network.sweep": {"professor": "Howard Aiken\nMary Hawes", "author": "Jean Bartik"},
    "network.set_tier": {"tier": "primary"},
    "network.set_known": {"on": "1"},
    "network.set_connector": {"on": "1"},
    "network.set_mentor": {"on": "1"},
    "network.mentor": {"day": "2026-12-04"},
    "network.add_link": {"other": "Mary Hawes", "how": "leads_here", "strength": "3"},
    "network.remove_link": {},
    "network.ways": {"introducer_id": HOWARD, "via_id": ""},
    "network.drop": {},
    "research.of_contact": {"said": "On nanoseconds https://example.org/n", "culture": "Admiral"},
    "research.of_organisation": {"news": "New ships", "term": "Knot: a mile an hour at sea"},
    "research.edit": {"text": "Compilers, jazz", "url": "", "rev": "1"},
    "research.remove_of_contact": {},
    "research.remove_of_organisation": {},
    "research.turn": {"text": "What was hard?", "stage": "role", "minutes": "3"},
    "watch.new": {"url": "example.org/feed", "name": "Ships", "category": "employer"},
    "watch.looked": {},
    "watch.remove": {},
    "watch.set_away": {"on": "1"},
    "watch.keep": {"about": "Navy", "text": "New ships"},
    "interviews.book": TALK,
    "interviews.edit": {**TALK, "rev": "1"},
    "interviews.cancel": {},
    "interviews.hold": {},
    "interviews.reopen": {},
    "interviews.set_asked": {"on": "1"},
    "interviews.set_done": {"on": "1"},
    "interviews.add_question": OWN_QUESTION,
    "questions.index": OWN_QUESTION,
    "questions.edit": {**OWN_QUESTION, "rev": "1"},
    "questions.set_starred": {"on": "1"},
    "questions.set_hidden": {"on": "1"},
    "questions.use_ours": {},
    "plans.set_minutes": {"minutes": "15"},
    "briefs.careful": {"text": "No politics", "rev": "0"},
    "plans.trim": {},
    "plans.use_kit": {"kit": "career"},
    "plans.add": {"key": "r9"},
    "plans.set_place": {"to": "3"},
    "plans.set_left_out": {"on": "1"},
    "plans.edit": {**OWN_QUESTION, "rev": "1"},
    "plans.words": {"intention": "how clocks are made"},
    "calls.call": {
        "kind": "lead",
        "item": "",
        "text": "A post in Delft",
        "detail": "yes",
        "at": "",
    },
    "rehearsals.rehearse": {"mentor": HOWARD, "mode": "video"},
    "rehearsals.timing": {"learned": "I hurry when it is quiet", "pace": "2", "rev": "1"},
    "rehearsals.climb": {"rung": "peer", "note": "On the train"},
    "rehearsals.step_back": {},
    "reviews.share": {"role": "a planner", "note": "Is it too long?", "mentor": ""},
    "reviews.revoke": {},
    "reviews.settle": {"on": "1"},
    "reviews.answer": {"said": "Begin with the road they took", "rev": "2"},
    **left.BODIES,
    "followups.thank_you": {"specific": "The clocks", "body": "Thank you!", "rev": "0"},
    "reflections.reflect": {"energy_after": "-1", "mood": "same", "learned": "Clocks", "rev": "0"},
    "reflections.skip": {},
    "reflections.set_energy": {"energy": "1"},
    "reflections.recharge": {
        "gap_hours": "24",
        "most_a_day": "1",
        "most_a_week": "3",
        "self_care": "Tea",
        "support": "Bo",
        "rev": "0",
    },
    "insights.move": {"theme": "skills"},
    "reminders.set_done": {"on": "1"},
    "reminders.snooze": {"choice": "tomorrow"},
    "reminders.catch_up": {"go": "none"},
    "reminders.take_back": {"at": "2026-11-24T15:00:00Z"},
    "reminders.rhythm": RHYTHM,
    "reminders.set_switch": {"switch": "confirm", "on": "1"},
    "push.subscribe": {**SUBSCRIPTION, "endpoint": "https://fcm.googleapis.com/fcm/send/two"},
    "push.remove": {},
    "push.send_test": {},
    "push.set_names": {"on": "1"},
    "push.shown": {"tag": "none"},
    "accounts.edit_settings": {"name": "Ada L.", "time_zone": "Europe/London", "was": ""},
    "accounts.moved": {},
    "accounts.change_password": {"current": factories.PASSWORD, "password": NEW_PASSWORD},
    "accounts.remove_device": {},
    "accounts.sign_out": {},
    **asking.BODIES,
}
# Some routes only do something in a certain state; this brings it about.
BEFORE = {
    "tidying.erase": "contacts/{contact_id}/delete",
    "contacts.restore": "contacts/{contact_id}/delete",
    "reminders.take_back": "reminders/{reminder_id}/done",
    "drafts.restore": "requests/{request_id}/drop",
    "outreach.set_reply": "requests/{request_id}/sent",
    "outreach.close": "requests/{request_id}/sent",
    "introductions.step_back": "introductions/{introduction_id}/state?state=asked",
    "interviews.reopen": "interviews/{interview_id}/hold",
    "plans.trim": "interviews/{interview_id}/questions/new",
}
FIELDS_BEFORE = {"plans.trim": {**OWN_QUESTION, "minutes": "19"}}
