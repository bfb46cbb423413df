"""The words for the gaps in a talk's questions: from what is known, else asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.contacts.store import ContactStore
from netpwa.errors import NotFoundError
from netpwa.interviews.rehearsal_store import RehearsalStore
from netpwa.interviews.slot_store import SlotStore
from netpwa.interviews.store import InterviewStore
from netpwa.network.introduction_store import IntroductionStore
from netpwa.outreach.store import RequestStore
from netpwa.research.model import may_leave
from netpwa.research.store import ResearchStore

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from netpwa.db.port import Database
    from netpwa.interviews.model import Interview

    Say = Callable[[str], str]

_ = str  # Marks text for translators; it is translated when it is shown.
YOUR_FIELD = _("your field")
# What is asked for, in this order: the gap, the words that ask, and an example.
ASKED = {
    "intention": (_("I would like to understand …"), _("how a city decides where to build")),
    "introducer": (_("Who introduced or suggested you"), _("a first name")),
    "item": (_("What I read or heard of theirs"), _("your piece on flood maps")),
    "point": (_("The point in it that struck me"), _("that maps are promises")),
    "field": (_("Their field, as I would call it"), _("housing policy")),
    "specialisation": (_("Their corner of it"), _("co-operative housing")),
    "organisation": (_("Where they work"), _("the housing office")),
    "path": (_("The path I am considering"), _("a master's in planning")),
    "topic": (_("What I want to come back to"), _("night buses")),
    "sector A": (_("Where they work: which sector"), _("the public side")),
    "sector B": (_("And which other they might have chosen"), _("consulting")),
    "housing, climate, transport, reconciliation, equity": (
        _("Which questions interest me: housing, climate, transport …"),
        _("climate and housing"),
    ),
    "early in a career, new here, first in the family": (
        _("What I am: early in a career, new here …"),
        _("new here"),
    ),
}
# These serve for the next talk as well.
LASTING = ("field", "specialisation", "path",
           "housing, climate, transport, reconciliation, equity",
           "early in a career, new here, first in the family")  # fmt: skip
OF_REQUESTS = frozenset({"intention", "introducer", "topic"})
ANY = frozenset({"organisation", "item"}) | OF_REQUESTS


def words_of(
    db: Database,
    account_id: str,
    talk: Interview,
    say: Say,
    wanted: Collection[str] = ANY,
) -> dict[str, str]:
    """Give the words for a talk: what was typed for it goes before what is known already.

    `wanted` names the gaps that there are, so that nothing is looked up in vain.
    """
    slots = SlotStore(db, account_id)
    latest = slots.latest()
    about = rehearsed(db, account_id, talk)
    written = slots.words(talk.id)
    if about is not talk:
        written = slots.words(about.id) | written
    typed = {slot: word for slot, word in written.items() if word}
    return {
        "field": say(YOUR_FIELD),
        **{slot: latest[slot] for slot in LASTING if slot in latest},
        **known(db, account_id, about.contact_id, set(wanted) - set(typed)),
        **typed,
        "minutes": str(talk.minutes),
    }


def rehearsed(db: Database, account_id: str, talk: Interview) -> Interview:
    """Give the talk that a dry run is about: its questions are meant for that person."""
    if talk.kind != "dry_run":
        return talk
    try:
        rehearses = RehearsalStore(db, account_id).get(talk.id).interview_id
        return InterviewStore(db, account_id).get(rehearses) if rehearses else talk
    except NotFoundError:
        return talk  # whom it was meant for is in the bin


def known(db: Database, account_id: str, contact_id: str, wanted: set[str]) -> dict[str, str]:
    """Give what the person's page, the request and the research say."""
    words = _asked_about(db, account_id, contact_id) if wanted & OF_REQUESTS else {}
    if "organisation" in wanted:
        words["organisation"] = ContactStore(db, account_id).get(contact_id).organisation
    if "item" in wanted:
        for note in may_leave(ResearchStore(db, account_id).of_contact(contact_id)):
            if note.kind == "said":
                words.setdefault("item", note.text)
    if "introducer" in wanted:
        for introduction in IntroductionStore(db, account_id).around(contact_id):
            if introduction.target_id == contact_id and introduction.introduced_at:
                words["introducer"] = words.get("introducer") or introduction.introducer
    return {slot: word.strip(" .") for slot, word in words.items() if word}


def _asked_about(db: Database, account_id: str, contact_id: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for request in RequestStore(db, account_id).of_contact(contact_id):
        for slot in OF_REQUESTS:
            words[slot] = words.get(slot) or getattr(request.parts, slot)
    return words
