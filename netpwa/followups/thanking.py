"""Keeping a thank-you, and what follows when it has been sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netpwa.contacts.model import Touch, fold
from netpwa.contacts.store import ContactStore
from netpwa.db.values import fresh_id
from netpwa.errors import UnfitError
from netpwa.followups.store import ThankYouStore
from netpwa.insights.themes import COMMON, WORD
from netpwa.interviews.store import InterviewStore

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.followups.model import ThankYouDraft

_ = str  # Marks text for translators; it is translated when it is shown.

LACKING = _("It does not say the one thing above. Put it back in, or change one of the two.")
TOO_EARLY = _("You have not talked yet. Keep it, and say that you sent it when you have.")


def keep(
    db: Database,
    account_id: str,
    interview_id: str,
    draft: ThankYouDraft,
    rev: int,
    *,
    is_sent: bool,
    at: datetime,
) -> None:
    """Keep a thank-you; when it was sent, the two were in touch.

    UnfitError when it is called sent before they have talked.
    """
    interview = InterviewStore(db, account_id).get(interview_id)
    if is_sent and not interview.has_begun(at):
        raise UnfitError(TOO_EARLY, "body")
    store = ThankYouStore(db, account_id)
    before = store.get(interview_id)
    store.save(interview_id, draft, rev, sent_at=at if is_sent else None, at=at)
    if is_sent and not (before and before.sent_at):
        touch = Touch(fresh_id(), "email", at, "", None)
        ContactStore(db, account_id).add_touch(interview.contact_id, touch)


def check_ready(draft: ThankYouDraft) -> None:
    """Raise UnfitError when a message lacks its one thing."""
    if not holds(draft.body, draft.specific):
        raise UnfitError(LACKING, "body")


def holds(text: str, thing: str) -> bool:
    """Say whether a message says one thing: two of three words that count will do.

    Case, accents, signs and endings make no difference. A thing without such words has to stand
    in the message as it is.
    """
    wanted = {fold(word) for word in WORD.findall(thing)} - COMMON
    if not wanted:
        return f" {_bare(thing)} " in f" {_bare(text)} "
    said = {fold(word) for word in WORD.findall(text)} - COMMON
    missing = [word for word in wanted if not _is_among(word, said)]
    return len(missing) * 3 <= len(wanted)


def _is_among(word: str, said: set[str]) -> bool:
    if any(other.startswith(word) or word.startswith(other) for other in said):
        return True
    # Not every writing puts spaces between its words.
    return not word.isascii() and any(word in other for other in said)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
