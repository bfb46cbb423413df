"""The kinds of reminders that can be turned on and off, in the order of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netpwa.reminders.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Mapping

_ = str  # Marks text for translators; it is translated when it is shown.


class Switch(NamedTuple):
    """One kind of reminder: its name in rows, what it is, and when it comes."""

    name: str
    label: str
    when: str


GROUPS = (
    (_("Before you ask"), (
        Switch("research", _("Look somebody up"), _("Two days after you captured them")),
        Switch("draft", _("Finish a draft"), _("A day after you last changed it")),
    )),
    (_("While you wait"), (
        Switch("someone_else", _("Try somebody else there"), _("After three working days")),
        Switch("nudge", _("Follow up politely"), _("After seven working days, once")),
        Switch("close", _("Let a question rest"), _("Ten working days after that")),
    )),
    (_("Around a conversation"), (
        Switch("confirm", _("Confirm it"), _("The day before, at ten")),
        Switch("prepare_early", _("Read your brief"), _("An hour before")),
        Switch("prepare", _("A warning before it begins"), _("Ten minutes before")),
        Switch("capture", _("Sixty seconds while it is fresh"), _("Five minutes after the end")),
        Switch("thank", _("Say thank you"), _("Two hours after, next day, and once more")),
        Switch("reflect", _("Reflect quietly"), _("That evening; off, it is a line on Today")),
    )),
    (_("What follows from it"), (
        Switch("introducer", _("Tell who introduced you"), _("A day after the conversation")),
        Switch("promise", _("Keep a promise"), _("In the morning of its day")),
        Switch("referral", _("Write to a name you were given"), _("After three days, and ten")),
        Switch("used_advice", _("Tell what came of advice"), _("After thirty days")),
        Switch("keep_warm", _("Keep in touch"), _("As often as you chose for a person")),
        Switch("outcome", _("Share good news"), _("When something came of it all")),
    )),
    (_("Now and then"), (
        Switch("weekly", _("Look back on the week"), _("Sundays at five")),
    )),
)  # fmt: skip
DEFAULTS = {rule.switch(step)[0]: rule.switch(step)[1] for rule in RULES
            for step in range(len(rule.steps))}  # fmt: skip
SWITCHES = {switch.name: switch for _group, switches in GROUPS for switch in switches}
OF_STEPS = {(rule.name, step): SWITCHES[rule.switch(step)[0]] for rule in RULES
            for step in range(len(rule.steps))}  # fmt: skip


def is_on(name: str, chosen: Mapping[str, bool]) -> bool:
    """Say whether a switch is on: as somebody set it, or as the app begins."""
    return chosen.get(name, DEFAULTS[name])
