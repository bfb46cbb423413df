"""Minutes in, sequence out: the plan of one conversation, made and fitted again at any moment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa.db.values import fresh_id
from netpwa.errors import NotFoundError, RefusedError, StaleError
from netpwa.interviews import rehearsing
from netpwa.interviews.bank import bank
from netpwa.interviews.model import STAGES, PlanItem
from netpwa.interviews.plan import THANKS, WHO_ELSE, fit, in_stages
from netpwa.interviews.plan_checks import line_of, standing
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.question_store import QuestionStore
from netpwa.interviews.starter_plans import fill, gaps, starter_lines
from netpwa.interviews.starter_questions import BY_CODE
from netpwa.interviews.store import InterviewStore
from netpwa.interviews.wording import words_of
from netpwa.research.store import ResearchStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from netpwa.db.port import Database
    from netpwa.interviews.model import Interview, Question

    Say = Callable[[str], str]

# What research became, and what the person put in themselves, goes before what they like,
# and that before the rest.
MINE, STARRED, SHIPPED = 0, 5, 10
# Room for who else to meet and for thanks, however late it is.
LEAST = 0.5

# Each of these is called inside a write transaction; `say` translates what ships with the app.


def begin(db: Database, account_id: str, interview_id: str, kit: str, *, say: Say) -> None:
    """Plan a conversation afresh: a kit, and what research has become, as far as there is time.

    What was asked already stays, and what the person put in or worded anew.
    """
    talk = InterviewStore(db, account_id).get(interview_id)
    store = PlanStore(db, account_id)
    kept = [item for item in store.whole(interview_id) if item.asked_at or item.is_theirs]
    here = {item.question_id for item in kept} | {item.starter for item in kept}
    ranked = [
        *((question, MINE) for question in _from_research(db, account_id, talk.contact_id)),
        *_from_bank(db, account_id, kit, say),
    ]
    fresh = [
        PlanItem.of(fresh_id(), question, rank)
        for question, rank in ranked
        if question.key not in here
    ]
    by_id = {item.id: item for item in (*kept, *fresh)}
    ordered = in_stages(map(line_of, by_id.values()), STAGES)
    store.replace(interview_id, [by_id[line.key] for line in ordered])
    refit(db, account_id, interview_id, say=say)


def give_minutes(
    db: Database, account_id: str, interview_id: str, minutes: int, *, say: Say, at: datetime
) -> None:
    """They gave me so many minutes: fit the plan into them."""
    InterviewStore(db, account_id).set_minutes(interview_id, minutes, at=at)
    refit(db, account_id, interview_id, say=say)


def refit(db: Database, account_id: str, interview_id: str, *, say: Say) -> None:
    """Fit a plan into the minutes that its conversation has now, in the order it stands in.

    It is fitted for the pace that is known now, which may be another than on the day of booking.
    """
    talks, store = InterviewStore(db, account_id), PlanStore(db, account_id)
    talk = talks.get(interview_id)
    talk = replace(talk, pace=rehearsing.pace_for(db, account_id, talk))
    talks.set_pace(interview_id, talk.pace)
    _hold_the_ending(db, account_id, interview_id, say)
    items = worded(store.whole(interview_id), words_of(db, account_id, talk, say))
    store.arrange(interview_id, fitted(items, talk))


def reword(db: Database, account_id: str, interview_id: str, *, say: Say) -> None:
    """Put the words that are known now into the lines of a plan, and leave the rest as it is."""
    talk = InterviewStore(db, account_id).get(interview_id)
    store = PlanStore(db, account_id)
    words = words_of(db, account_id, talk, say)
    store.arrange(interview_id, worded(store.whole(interview_id), words))


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


def trim(db: Database, account_id: str, interview_id: str, *, say: Say) -> None:
    """Leave out what need not be asked until the plan fits, the least liked first.

    Where all the rest must be asked and is still too long, it is fitted as for new minutes.
    """
    talk = InterviewStore(db, account_id).get(interview_id)
    store = PlanStore(db, account_id)
    stands = standing(store.plan(interview_id), talk.minutes)
    going = {item.id for item in stands.would_go}
    items = store.whole(interview_id)
    store.arrange(
        interview_id,
        [replace(item, is_left_out=item.is_left_out or item.id in going) for item in items],
    )
    if not stands.is_trimmed_enough:
        refit(db, account_id, interview_id, say=say)


def add(
    db: Database, account_id: str, interview_id: str, question: Question, item_id: str, *, say: Say
) -> None:
    """Plan one more question, last of its stage. It may make the plan too long, and says so.

    One that was left out comes back instead of coming twice.
    """
    store = PlanStore(db, account_id)
    items = store.whole(interview_id)
    same = [item for item in items if question.key in {item.starter, item.question_id}]
    if same and same[0].is_left_out:
        others = [each for each in items if each is not same[0]]
        at = place_for(others, same[0].stage)
        back = replace(same[0], is_left_out=False)
        store.arrange(interview_id, [*others[:at], back, *others[at:]])
    elif not same:
        item = PlanItem.of(item_id, question)
        store.add(interview_id, item, place_for(items, item.stage))
    reword(db, account_id, interview_id, say=say)


def place(db: Database, account_id: str, interview_id: str, item_id: str, to: int) -> None:
    """Let an item be the one at a place of the list, counted from nothing; set, never toggled."""
    store = PlanStore(db, account_id)
    items = store.whole(interview_id)
    moved = _with_id(items, item_id)
    others = [item for item in items if item.id != item_id]
    seen = [item for item in others if item.is_planned]
    before = seen[to] if to < len(seen) else None
    at = others.index(before) if before else _after_the_last(others)
    store.arrange(interview_id, [*others[:at], moved, *others[at:]])


def set_left_out(
    db: Database, account_id: str, interview_id: str, item_id: str, *, is_on: bool
) -> None:
    """Leave an item out, or put it back; RefusedError for the last referral and the last thanks."""
    store = PlanStore(db, account_id)
    items = store.whole(interview_id)
    item = _with_id(items, item_id)
    if is_on and item.id in standing([i for i in items if i.is_planned], 0).bound:
        raise RefusedError
    store.arrange(
        interview_id,
        [replace(each, is_left_out=is_on) if each.id == item.id else each for each in items],
    )


def change(
    db: Database, account_id: str, talk_id: str, changed: PlanItem, rev: int, *, say: Say
) -> None:
    """Word an item of a plan anew, or give it other minutes; a new stage moves it there.

    Raises StaleError when `rev` is not the newest.
    """
    store = PlanStore(db, account_id)
    items = store.whole(talk_id)
    item = _with_id(items, changed.id)
    if item.rev != rev:
        raise StaleError
    others = [each for each in items if each.id != item.id]
    is_there = changed.stage == item.stage
    at = items.index(item) if is_there else place_for(others, changed.stage)
    store.arrange(talk_id, [*others[:at], replace(changed, rev=rev + 1), *others[at:]])
    _hold_the_ending(db, account_id, talk_id, say)
    reword(db, account_id, talk_id, say=say)


def place_for(items: Sequence[PlanItem], stage: str) -> int:
    """Find where a question of a stage belongs: after the last of it or of one before it."""
    reach = STAGES.index(stage)
    places = [n for n, item in enumerate(items) if STAGES.index(item.stage) <= reach]
    return max(places, default=-1) + 1


def as_read(db: Database, account_id: str, talk: Interview, *, say: Say) -> list[PlanItem]:
    """Give a plan with what was left out, in the words that are known at this moment."""
    items = PlanStore(db, account_id).whole(talk.id)
    wanted = {gap for item in items for gap in gaps(item.template)}
    return worded(items, words_of(db, account_id, talk, say, wanted))


def worded(items: Iterable[PlanItem], words: Mapping[str, str]) -> list[PlanItem]:
    """Put the words that are known into the gaps of each item."""
    return [
        replace(item, text=fill(item.template, **words)) if item.template else item
        for item in items
    ]


def _with_id(items: Sequence[PlanItem], item_id: str) -> PlanItem:
    found = next((item for item in items if item.id == item_id), None)
    if found is None:
        raise NotFoundError
    return found


def _after_the_last(items: Sequence[PlanItem]) -> int:
    return max((n for n, item in enumerate(items) if item.is_planned), default=-1) + 1


def _hold_the_ending(db: Database, account_id: str, interview_id: str, say: Say) -> None:
    """Bring back whom to meet and thanks where nothing in the plan says so; ours if need be."""
    store = PlanStore(db, account_id)
    for line in (WHO_ELSE, THANKS):
        items = [i for i in store.whole(interview_id) if i.stage == line.stage]
        if not items:
            ours = BY_CODE[line.key]
            item = PlanItem.of(fresh_id(), replace(ours, text=say(ours.text)), SHIPPED)
            whole = store.whole(interview_id)
            store.add(interview_id, item, place_for(whole, item.stage))
        elif all(item.is_left_out for item in items):
            set_left_out(db, account_id, interview_id, items[0].id, is_on=False)


def _from_research(db: Database, account_id: str, contact_id: str) -> list[Question]:
    own = {question.id: question for question in QuestionStore(db, account_id).all()}
    notes = ResearchStore(db, account_id).waiting(contact_id)
    ids = dict.fromkeys(note.question_id for note in notes)
    return [own[each] for each in ids if each in own]


def _from_bank(db: Database, account_id: str, kit: str, say: Say) -> Iterator[tuple[Question, int]]:
    """Give the lines of a kit and what is starred, nothing hidden, each with its rank."""
    questions = QuestionStore(db, account_id)
    lines = {line.key: line for line in bank(questions.all(), questions.marks(), say)}
    in_kit = {question.key: question.must for question in starter_lines(kit)}
    starred = [key for key, line in lines.items() if line.is_starred and line.stage in STAGES]
    for rank, key in enumerate(dict.fromkeys([*in_kit, *starred])):
        line = lines[key]
        if not line.is_hidden:
            must = line.must if line.id else in_kit.get(key, False)
            yield replace(line, must=must), STARRED if line.is_starred else SHIPPED + rank
