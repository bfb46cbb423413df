"""The eight tips in our own words, each with the parts of the app that do it.

Source of the tips: "Career Networking Online", eight tips for students and job seekers. A part
names the page that holds it, so a test can open every one.
"""

from __future__ import annotations

from typing import NamedTuple

_ = str  # Marks text for translators; it is translated when it is shown.


class Part(NamedTuple):
    """A working part: what it does, and the endpoint that it stands on."""

    words: str
    endpoint: str


class Tip(NamedTuple):
    """A tip, in a few words and in a few lines, and the parts that do it."""

    title: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...]


TIPS = (
    Tip(
        _("Look before you write"),
        (
            _("Find out what somebody works on, and what the two of you share."),
            _("Public and about work: enough for good questions, and no more."),
            _("Follow what your field's associations and societies put out."),
        ),
        (
            Part(_("Six prompts for a person, and each note a question in two taps"),
                 "contacts.index"),
            Part(_("What you follow, and what is new there"), "watch.index"),
            Part(_("A bank of questions to start from"), "questions.index"),
        ),
    ),
    Tip(
        _("Know your circle, and your own story"),
        (
            _("Begin with whom you know; they lead to whom you do not know yet."),
            _("Have your profile in order before anybody looks you up."),
            _("Know what you say when they ask why you got in touch, and what you keep."),
        ),
        (
            Part(_("Ten prompts to remember whom you know"), "network.sweep"),
            Part(_("Who is close, and who could introduce you"), "network.show"),
            Part(_("Your profile, point by point"), "story.profile"),
            Part(_("Why I get in touch, and what is mine to keep"), "story.edit"),
            Part(_("A discreet calendar, and how LinkedIn counts"), "story.edit_setting"),
        ),
    ),
    Tip(
        _("Ask openly for a conversation"),
        (
            _("Say what you share, who you are, what you want to learn, and for how long."),
            _("A subject line that is true; on LinkedIn there is none."),
            _("Wait kindly: one reminder, then let it rest."),
        ),
        (
            Part(_("A request from four parts, by the rules of its channel"), "outreach.index"),
            Part(_("Whom to ask next"), "contacts.index"),
            Part(_("How often to ask again, and which days count"), "reminders.rhythm"),
        ),
    ),
    Tip(
        _("Put your questions in order, then let it flow"),
        (
            _("From their road to their work, to the field, to advice for you."),
            _("Fewer questions than minutes allow; awkward moments are normal."),
            _("End with thanks and with: who else should I talk to? Thank them the same day."),
        ),
        (
            Part(_("A conversation with its questions, fitted to the minutes"),
                 "interviews.index"),
            Part(_("One question at a time while you talk, with or without a signal"),
                 "interviews.index"),
            Part(_("The thank-you, when it is due"), "today.show"),
        ),
    ),
    Tip(
        _("Ask to learn, not for a job"),
        (
            _("Be curious; the résumé stays in the drawer until they ask for it."),
            _("If they bring up work, be ready: half a minute about yourself."),
            _("“We are not hiring” is no reason to stay away."),
        ),
        (
            Part(_("A quiet remark when a text reads like asking for a job"), "outreach.index"),
            Part(_("Your half minute, for when they ask"), "story.edit"),
            Part(_("Cards in the call for when they turn to jobs, or are not hiring"),
                 "interviews.index"),
        ),
    ),
    Tip(
        _("Rehearse with somebody who wishes you well"),
        (
            _("Try your questions on a mentor, and time them."),
            _("Ask what to keep and what to change."),
            _("Notice what you find out about yourself."),
        ),
        (
            Part(_("Mentors, and when to catch up with them"), "network.show"),
            Part(_("A rehearsal, booked like any conversation"), "interviews.choose"),
            Part(_("How long your questions really take"), "insights.show"),
        ),
    ),
    Tip(
        _("Phone, video or a table: whatever suits you"),
        (
            _("None is better. Choose what lets you listen."),
            _("You may ask for the phone, and keep the camera off."),
            _("A clear intention and your questions hold you when it feels uneven."),
        ),
        (
            Part(_("Three ways to talk, side by side, each with its own checklist"),
                 "interviews.choose"),
            Part(_("Which way of talking leaves you lighter"), "insights.show"),
        ),
    ),
    Tip(
        _("Think back, rest, then go on"),
        (
            _("Five quiet minutes after each talk: what do you know now?"),
            _("One step outside your comfort is plenty. Mind your energy, not only your time."),
            _("Do not give up: each talk is a new one, and you get better at them."),
        ),
        (
            Part(_("Five quiet minutes, from the page of each conversation"), "interviews.index"),
            Part(_("Room to recharge, and what does you good"), "reflections.recharge"),
            Part(_("What it adds up to"), "insights.show"),
            Part(_("What you learned, theme by theme"), "insights.themes"),
            Part(_("Your week, if you like"), "insights.week"),
        ),
    ),
)  # fmt: skip
