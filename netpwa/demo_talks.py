"""What the invented conversations of the demo left behind, so that its pictures show something.

Each of these stands beside the name of its person, who is marked as invented.
"""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from netpwa import clock
from netpwa.db.values import fresh_id
from netpwa.followups.recharge import Room
from netpwa.followups.reflection import Energy, Reflection
from netpwa.followups.reflection_store import ReflectionStore
from netpwa.followups.room_store import RoomStore
from netpwa.interviews import booking
from netpwa.interviews.model import InterviewDraft
from netpwa.network.model import Link
from netpwa.network.store import NetworkStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from netpwa.db.port import Database

# Whom by their place in the list, days ago, how, energy before and after, and what was written.
TALKS = (
    (0, 44, "phone", 0, 1, "energised", "learned", "Housing is decided by water and sewers"),
    (1, 37, "video", 1, -1, "drained", "surprised",
     "Transit planners count housing units all day"),
    (3, 23, "phone", -1, 1, "energised", "learned",
     "A zoning map is a list of old arguments; ask who lost"),
    (2, 9, "in_person", 0, 0, "same", "path",
     "Research and practice are closer than I thought"),
)  # fmt: skip
# The same of those that are booked elsewhere, by their days ago.
FELT = {
    1: Reflection(Energy(1, -1), "drained", 3, 5, 5, answers={
        "surprised": "How much of research is writing for money",
        "seen": "I was the only student who asked"}),
    30: Reflection(Energy(0, 2), "energised", 5, 5, 2, answers={
        "path": "Drawing housing by hand, every day: yes"}),
}  # fmt: skip
# Who gave whose name.
NAMES = ((0, 1, "introduced_me"), (1, 4, "referred_me"), (2, 5, "referred_me"))
LASTING = 20


def felt(db: Database, account_id: str, interview_id: str, days: int, *, at: datetime) -> None:
    """Let a talk that was had some days ago have been thought about."""
    ReflectionStore(db, account_id).save(interview_id, FELT[days], at=at)


def had(db: Database, account_id: str, ids: Sequence[str], zone: str, *, at: datetime,
        have_it: Callable[..., None]) -> None:  # fmt: skip
    """Let some talks have been had, and thought about afterwards."""
    store = ReflectionStore(db, account_id)
    for person, days, mode, before, after, mood, prompt, text in TALKS:
        began = at - timedelta(days=days)
        day = clock.to_local(began, zone).date()
        talk = InterviewDraft(fresh_id(), mode, day, time(10), zone, LASTING, "")
        booking.book(db, account_id, ids[person], talk, say=str, at=began)
        have_it(db, account_id, talk.id, at=at, began=began)
        thought = Reflection(Energy(before, after), mood, 4, 4, 3, answers={prompt: text})
        store.save(talk.id, thought, at=began)
    for giver, given, kind in NAMES:
        link = Link(fresh_id(), ids[giver], ids[given], kind, 2)
        NetworkStore(db, account_id).add_link(link, at=at)
    room = Room(self_care="A walk by the river\nTea, no screen\nRinging my sister")
    RoomStore(db, account_id).save(room, at=at)
