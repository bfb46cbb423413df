"""What to have ready before a conversation: the same weeks and days ahead, then by its mode."""

from __future__ import annotations

_ = str  # Marks text for translators; it is translated when it is shown.

BEFORE = {
    "week": (
        _("The questions below are in my own words"),
        _("Dry run with a mentor arranged, or left out on purpose"),
        _("Time zones compared: theirs and mine"),
        _("It is in my calendar"),
    ),
    "day": (
        _("Confirmed with them, with my number or the link"),
        _("Read again what they wrote or did"),
        _("Why I got in touch, in twenty seconds"),
        _("Who I am, in half a minute, in case they ask"),
    ),
}
MINUTES_BEFORE = {
    "phone": (
        _("Phone charged"),
        _("A quiet place"),
        _("Headset within reach"),
        _("Their number, and another one in case"),
        _("A glass of water"),
        _("Do Not Disturb on, with this app let through"),
        _("Notes open in front of me"),
        _("Sitting or standing, as I speak best"),
    ),
    "video": (
        _("The link opens"),
        _("My name shows as I want it"),
        _("Camera as I like it; off is fine"),
        _("What is behind me, and the light"),
        _("Notes close to the lens"),
        _("Other tabs closed"),
        _("Phone beside me for the questions"),
    ),
    "in_person": (
        _("The way there, with ten minutes to spare"),
        _("Something to write with"),
        _("Ready to offer to pay"),
        _("Phone on silent"),
    ),
}


def checklist_for(mode: str, kind: str = "real") -> list[tuple[str, str]]:
    """Give (moment, text) for each thing to have ready before a conversation by `mode`.

    A dry run is arranged with a friend: only its last ten minutes are those of the day.
    """
    before = {} if kind == "dry_run" else BEFORE
    listed = {**before, "minutes": MINUTES_BEFORE[mode]}
    return [(moment, text) for moment, texts in listed.items() for text in texts]
