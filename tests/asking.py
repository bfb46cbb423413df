"""What to send to each route of asking that writes, and a request to send it to."""

from datetime import timedelta

from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.network.together_store import TogetherStore
from netpwa.outreach.store import RequestStore
from tests import factories

REQUEST = {"channel": "email", "connection": "I read your book", "introducer": "",
           "who_i_am": "a student", "intention": "how clocks are made", "minutes": "20",
           "time_window": "next week", "subject_line": "minutes", "topic": "clocks",
           "own_words": ""}  # fmt: skip
STORY = {"who_i_am": "a student", "situation": "student", "answer": "To learn", "summary": "",
         "phone": "1", "glad_to_say": "", "only_if_asked": "", "to_myself": ""}  # fmt: skip

BODIES: dict[str, dict[str, str]] = {
    "stages.decide": {"stage": "resting"},
    "introductions.edit": {
        "intention": "how clocks are made",
        "who_i_am": "a student",
        "minutes": "20",
        "blurb": "",
        "rev": "1",
    },
    "introductions.thank": {"takeaway": "that clocks drift", "news": "", "rev": "1"},
    "introductions.set_state": {"state": "asked"},
    "introductions.step_back": {"of": "asked"},
    "together.begin": {"other": "Annie Easley", "reason": "You both steer by the stars"},
    "together.edit": {"reason": "You both keep clocks", "rev": "1"},
    "together.said": {"side": "one", "on": "1"},
    "together.introduced": {"way": "text"},
    "together.drop": {},
    "outreach.ask": REQUEST,
    "outreach.edit": {**REQUEST, "rev": "1"},
    "outreach.mark_sent": {},
    "outreach.mark_nudged": {},
    "outreach.set_reply": {"reply": "no"},
    "outreach.close": {},
    "outreach.reopen": {},
    "drafts.drop": {},
    "drafts.restore": {},
    "outreach.set_checked": {"on": "1"},
    "outreach.keep_wording": {},
    "outreach.set_raised": {"on": "1"},
    "outreach.they_raised": {"on": "1"},
    "story.edit": {**STORY, "rev": "0"},
    "story.edit_setting": {"has_premium": "y", "notes_a_month": "5", "rev": "0"},
    "story.set_tick": {"item": "headline", "on": "1"},
    "calendars.set_confirmed": {"on": "1"},
    "calendars.set_link": {"on": "1"},
}


def overdue(db, account_id, contact_id):
    """Let somebody wait so long for an answer that a reminder is due, and give the request's id."""
    at = factories.AT - timedelta(days=14)
    request_id = factories.request(db, account_id, contact_id, at=at)
    with write(db):
        RequestStore(db, account_id).mark_sent(request_id, at=at)
    return request_id


def pair(db, account_id, one_id, other_id, *, is_welcome=False, at=factories.AT):
    """Begin to make two people known to each other, and give the pair's id."""
    together_id = fresh_id()
    with write(db):
        store = TogetherStore(db, account_id)
        store.start(together_id, one_id, other_id, "You both steer by the stars", at=at)
        for side in ("one", "other") if is_welcome else ():
            store.say(together_id, side, at=at)
    return together_id
