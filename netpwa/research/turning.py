"""A line of research becomes a question, and the question finds its way into a conversation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa.db.values import fresh_id
from netpwa.interviews import sequencing
from netpwa.interviews.model import Question
from netpwa.interviews.question_store import QuestionStore
from netpwa.interviews.store import InterviewStore
from netpwa.research.model import term_of
from netpwa.research.store import ResearchStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.research.model import Note

    Say = Callable[[str], str]

_ = str  # Marks text for translators; it is translated when it is shown.
MINUTES = 3.0
# By kind: where such a question fits, and how it begins.
STEMS = {
    "work": ("role", _("What was hardest about {text}?")),
    "said": ("trends", _("In “{text}” you made a case; what has changed since?")),
    "news": ("organisation", _("I read about {text}. What does it change in your days?")),
    "shared": ("journey", _("We share {text}. How did it find its way into your work?")),
    "term": ("trends", _("How is “{text}” understood where you work?")),
}


def stem(note: Note, say: Say) -> Question:
    """Begin a question from a line, to be worded further."""
    stage, text = STEMS.get(note.kind, STEMS["work"])
    about = term_of(note.text) if note.kind == "term" else note.text
    return Question(stage, say(text).replace("{text}", about.strip(" .")), MINUTES)


# Each of these is called inside a write transaction.


def turn(
    db: Database,
    account_id: str,
    note: Note,
    question_id: str,
    question: Question,
    *,
    say: Say,
    at: datetime,
) -> None:
    """Keep the question, tie it to its line, and plan it for the next talk with that person."""
    QuestionStore(db, account_id).add(question_id, question, at=at)
    ResearchStore(db, account_id).set_question(note.id, question_id)
    interviews = InterviewStore(db, account_id)
    ahead = [talk for talk in interviews.of_contact(note.contact_id or "") if talk.is_open]
    if ahead:
        coming = min(ahead, key=lambda talk: talk.starts_at)
        kept = replace(question, id=question_id)
        sequencing.add(db, account_id, coming.id, kept, fresh_id(), say=say)
