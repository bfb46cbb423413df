"""What a request begins with: one's own story, and the best reason there is to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.outreach.story_store import StoryStore
from netpwa.research.store import ResearchStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from netpwa.contacts.model import Contact
    from netpwa.db.port import Database

_ = str  # Marks text for translators; it is translated when it is shown.

MET = _("We met at %(place)s.")
READ = _("I read %(what)s.")
SHARED = _("We share something: %(what)s.")
WINDOW = _("in the next two weeks")


def to_begin_with(
    db: Database, account_id: str, contact: Contact, say: Callable[..., str]
) -> dict[str, object]:
    """Give what the form of a request shows before anybody typed in it."""
    notes = [note for note in ResearchStore(db, account_id).of_contact(contact.id)
             if not note.is_private]  # fmt: skip
    shared = next((note.text for note in notes if note.kind == "shared"), "")
    said = next((note.text for note in notes if note.kind == "said"), "")
    connection = say(MET, place=contact.met_at) if contact.met_at else ""
    if said:
        connection = say(READ, what=said)
    if shared:
        connection = say(SHARED, what=shared)
    return {
        "channel": "email",
        "connection": connection,
        "who_i_am": StoryStore(db, account_id).get().who_i_am,
        "minutes": "20",
        "time_window": say(WINDOW),
        "subject_line": "minutes",
    }
