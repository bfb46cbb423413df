"""What the demo's person prepared for their next talk: words, a question of their own, a star."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.contacts.model import ContactDraft
from netpwa.contacts.store import ContactStore
from netpwa.db.values import fresh_id
from netpwa.interviews import sequencing
from netpwa.interviews.boundary_store import BoundaryStore
from netpwa.interviews.model import Question
from netpwa.interviews.question_store import QuestionStore
from netpwa.interviews.slot_store import SlotStore
from netpwa.interviews.store import InterviewStore

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database

WORDS = {"intention": "how a city decides where homes may go", "field": "housing policy"}
OWN = Question("role", "Which decision of last year would you take again? (demo)", 3.0, must=True)
CAREFUL = "She marks my professor's work: say nothing about the studio (demo)"


def prepare(db: Database, account_id: str, *, at: datetime) -> None:
    """Prepare for the first talk ahead."""
    talk = InterviewStore(db, account_id).open()[0]
    contacts = ContactStore(db, account_id)
    known = contacts.get(talk.contact_id)
    draft = ContactDraft(
        known.id,
        known.name,
        known.title,
        known.organisation,
        known.met_at,
        known.points,
        known.note,
        known.city,
        say_name="AH-na roo-EES",
        address_as="Ana, by first name",
    )
    contacts.update(draft, known.rev, at=at)
    questions = QuestionStore(db, account_id)
    own_id = fresh_id()
    questions.add(own_id, OWN, at=at)
    questions.set_starred(own_id, is_on=True)
    questions.mark_starred("a8", is_on=True)
    sequencing.add(db, account_id, talk.id, OWN, fresh_id(), say=str)
    SlotStore(db, account_id).save(talk.id, WORDS, at=at)
    sequencing.refit(db, account_id, talk.id, say=str)
    BoundaryStore(db, account_id).save(talk.contact_id, CAREFUL, 0)
