"""What each kind of reminder says: on a locked screen without names, on Today with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netpwa.contacts.model import called
from netpwa.push.model import Action, Notice
from netpwa.reminders.model import TEST
from netpwa.reminders.rules import DIGEST, RULES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from netpwa.push.delivery_store import Parcel
    from netpwa.reminders.model import Due

_ = str  # Marks text for translators; it is translated when it is shown.


class Text(NamedTuple):
    """The words of a reminder: for a locked screen, for its owner's eyes, and one line of help."""

    plain: str
    named: str
    body: str


# By the switch of its step: the hour before and the ten minutes before say different things.
TEXTS = {
    "research": Text(
        _("Somebody is waiting to be known better"), _("Five minutes on {name}?"),
        _("One thing they did, and one thing that you share."),
    ),
    "draft": Text(
        _("A draft is ready"), _("Your draft to {name} is ready"),
        _("Read it once more, then send it."),
    ),
    "someone_else": Text(
        _("No answer yet: somebody else there?"), _("No answer from {name}: somebody else there?"),
        _("Three working days have passed. A colleague of theirs may have time."),
    ),
    "nudge": Text(
        _("One polite follow-up is due"), _("Follow up once with {name}"),
        _("A short, kind line. After it, the answer is theirs."),
    ),
    "close": Text(
        _("Time to let a question rest"), _("Let your question to {name} rest"),
        _("Close it kindly; in half a year things may look different."),
    ),
    "confirm": Text(
        _("Confirm tomorrow's conversation"), _("Confirm tomorrow with {name}"),
        _("The time, and the number or the link."),
    ),
    "prepare_early": Text(
        _("Your conversation is in an hour"), _("An hour until {name}"),
        _("Who they are, what you share, and your questions are on one page."),
    ),
    "prepare": Text(
        _("Your conversation is in ten minutes"), _("Ten minutes until {name}"),
        _("Your questions and checklist are one tap away."),
    ),
    "capture": Text(
        _("Sixty seconds while it is fresh"), _("Sixty seconds on {name}, while it is fresh"),
        _("One idea, one name, one promise."),
    ),
    "thank": Text(
        _("A thank-you is due today"), _("Thank {name} today"),
        _("Two minutes, while it is fresh."),
    ),
    "reflect": Text(
        _("Five quiet minutes"), _("Five quiet minutes after {name}"),
        _("What do you know now that you did not know this morning?"),
    ),
    "introducer": Text(
        _("Let your introducer know that you talked"),
        _("You talked with {name}: tell who introduced you"),
        _("They like to hear that it came to something."),
    ),
    "promise": Text(
        _("A follow-up is due"), _("Follow up with {name}"),
        _("You set this day for it; a few lines are enough."),
    ),
    "referral": Text(
        _("A name that you were given is waiting"), _("{name} gave you a name"),
        _("People who suggest somebody expect you to write within two weeks."),
    ),
    "used_advice": Text(
        _("Tell somebody what came of their advice"), _("Tell {name} what came of their advice"),
        _("News, something useful or thanks; nothing is asked of them."),
    ),
    "keep_warm": Text(
        _("It has been a while"), _("It has been a while: {name}"),
        _("An article, a question, a greeting: any of them counts."),
    ),
    "weekly": Text(
        _("Your week"), _("Your week"), _("What is due, and what went well."),
    ),
    "outcome": Text(
        _("Good news to share"), _("Good news to share"),
        _("Tell everybody who helped you get here."),
    ),
    DIGEST.name: Text(
        _("A few things are due"), _("A few things are due"), _("They are together on Today."),
    ),
    TEST: Text(
        _("Notices work"), _("Notices work"), _("This is how a reminder will reach you."),
    ),
}  # fmt: skip
BY_NAME = {rule.name: rule for rule in RULES}
SHORTEST_LIFE = 60
# Those of a talk, a digest or a test are nothing to be done with or put off.
WITHOUT_BUTTONS = frozenset({"prepare", DIGEST.name, TEST})


def text_of(rule: str, step: int) -> Text:
    """Find the words of one step of a rule."""
    known = BY_NAME.get(rule)
    return TEXTS[known.switch(step)[0] if known else rule]


def title_for(rule: str, step: int, name: str | None, say: Callable[[str], str]) -> str:
    """Write the title that names the person; the plain one where nobody is meant."""
    text = text_of(rule, step)
    return say(text.named).replace("{name}", called(name)) if name else say(text.plain)


def title_of(due: Due, say: Callable[[str], str]) -> str:
    """Write what a reminder says to its owner, with the name."""
    return title_for(due.rule, due.step, due.contact_name, say)


def notice_for(parcel: Parcel, *, at: datetime, say: Callable[[str], str] = str) -> Notice:
    """Write the notice of a parcel; it lives until the reminder is of no use any more."""
    text = text_of(parcel.rule, parcel.step)
    name = parcel.contact_name if parcel.names else None
    return Notice(
        tag=parcel.reminder_id,
        title=title_for(parcel.rule, parcel.step, name, say),
        body=say(text.body),
        navigate=parcel.page,
        ttl=max(int((parcel.expires_at - at).total_seconds()), SHORTEST_LIFE),
        badge=parcel.badge,
        actions=() if parcel.rule in WITHOUT_BUTTONS else _buttons(parcel.reminder_id, say),
    )


def _buttons(reminder_id: str, say: Callable[[str], str]) -> tuple[Action, ...]:
    # The service worker does what a button says; a phone that shows notices without it leads to
    # the page that asks once more.
    page = f"/reminders/{reminder_id}"
    return (
        Action("done", say(_("Done")), page),
        Action("snooze", say(_("In an hour")), page),
    )
