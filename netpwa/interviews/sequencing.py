"""Minutes in, sequence out: the plan of one conversation, made and fitted again at any moment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa.db.values import fresh_id
from netpwa.interviews.model import STAGES, PlanItem
from netpwa.interviews.plan import THANKS, WHO_ELSE, Line, fit, in_stages
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.question_store import QuestionStore
from netpwa.interviews.starter_plans import fill, starter_lines
from netpwa.interviews.starter_questions import BY_CODE
from netpwa.interviews.store import InterviewStore
from netpwa.research.store import ResearchStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from netpwa.db.port import Database
    from netpwa.interviews.model import Interview, Question

    Say = Callable[[str], str]

YOUR_FIELD = "your field"
# What research became, and what the person put in themselves, goes before what ships.
MINE, SHIPPED = 0, 10
# Room for who else to meet and for thanks, however late it is.
LEAST = 0.5

# Each of these is called inside a write transaction; `say` translates what ships with the app.


def begin(db: Database, account_id: str, interview_id: str, kit: str, *, say: Say) -> None:
    """Plan a conversation afresh: a kit, and what research has become, as far as there is time."""
    talk = InterviewStore(db, account_id).get(interview_id)
    shipped = [
        PlanItem.of(fresh_id(), replace(question, text=say(question.text)), SHIPPED + rank)
        for rank, question in enumerate(starter_lines(kit))
    ]
    mine = [
        PlanItem.of(fresh_id(), replace(question, must=True), MINE)
        for question in _from_research(db, account_id, talk.contact_id)
    ]
    items = [*mine, *shipped]
    ordered = in_stages([line_of(item) for item in items], STAGES)
    by_id = {item.id: item for item in items}
    store = PlanStore(db, account_id)
    store.replace(interview_id, [by_id[line.key] for line in ordered])
    refit(db, account_id, interview_id, say=say)


def refit(db: Database, account_id: str, interview_id: str, *, say: Say) -> None:
    """Fit a plan into the minutes that its conversation has now, in the order it stands in."""
    talk = InterviewStore(db, account_id).get(interview_id)
    store = PlanStore(db, account_id)
    _hold_the_ending(db, account_id, interview_id, say)
    items = worded(store.whole(interview_id), _words(talk, say))
    store.arrange(interview_id, fitted(items, talk))


def fitted(items: Sequence[PlanItem], talk: Interview) -> list[PlanItem]:
    """Give each item its minutes, or leave it out; what was asked stays as it is."""
    done = {item.id: item.minutes for item in items if item.asked_at}
    used = sum(done.values())
    box = max(talk.minutes, used + LEAST)
    found = fit(box, map(line_of, items), pace=talk.pace, used=used, asked=done)
    minutes = {line.key: given for line, given in found.kept} | done
    return [
        replace(item, minutes=minutes.get(item.id, item.usual), is_left_out=item.id not in minutes)
        for item in items
    ]


def add(db: Database, account_id: str, interview_id: str, item: PlanItem) -> None:
    """Plan one more question, last of its stage. It may make the plan too long, and says so."""
    store = PlanStore(db, account_id)
    store.add(interview_id, item, place_for(store.whole(interview_id), item.stage))


def place_for(items: Sequence[PlanItem], stage: str) -> int:
    """Find where a question of a stage belongs: after the last of it or of one before it."""
    reach = STAGES.index(stage)
    places = [n for n, item in enumerate(items) if STAGES.index(item.stage) <= reach]
    return max(places, default=-1) + 1


def line_of(item: PlanItem) -> Line:
    """Give what the planner needs to know of an item."""
    return Line(item.id, item.stage, item.usual, item.must, item.counts, item.rank)


def worded(items: Iterable[PlanItem], words: Mapping[str, str]) -> list[PlanItem]:
    """Put the words that are known into the gaps of each item."""
    return [
        replace(item, text=fill(item.template, **words)) if item.template else item
        for item in items
    ]


def _hold_the_ending(db: Database, account_id: str, interview_id: str, say: Say) -> None:
    """Put our line where nothing of somebody's own asks who else to meet, or gives thanks."""
    stages = {item.stage for item in PlanStore(db, account_id).whole(interview_id)}
    for line in (WHO_ELSE, THANKS):
        if line.stage not in stages:
            question = BY_CODE[line.key]
            item = PlanItem.of(fresh_id(), replace(question, text=say(question.text)), SHIPPED)
            add(db, account_id, interview_id, item)


def _words(talk: Interview, say: Say) -> dict[str, str]:
    return {"minutes": str(talk.minutes), "field": say(YOUR_FIELD)}


def _from_research(db: Database, account_id: str, contact_id: str) -> list[Question]:
    own = {question.id: question for question in QuestionStore(db, account_id).all()}
    notes = ResearchStore(db, account_id).waiting(contact_id)
    ids = dict.fromkeys(note.question_id for note in notes)
    return [own[each] for each in ids if each in own]
