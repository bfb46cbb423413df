"""Put together what the latest talks were: how they went by the clock, and what stayed of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa.db.values import maybe_from_text
from netpwa.followups.reflection import PROMPTS
from netpwa.insights.model import Timing
from netpwa.insights.store import InsightStore
from netpwa.insights.talk_store import TalkStore
from netpwa.insights.themes import OF_PROMPT, Piece, theme_of_question
from netpwa.interviews.call import MINUTE, Tap, call_of
from netpwa.interviews.model import PlanItem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from netpwa.db.port import Database, Row
    from netpwa.insights.model import Talk
    from netpwa.interviews.call import Call


def talks_with_timing(db: Database, account_id: str, talks: Iterable[Talk]) -> list[Talk]:
    """Add how they went by the clock to those talks that were held in call mode."""
    known = list(talks)
    calls = _calls(db, account_id, known)
    return [
        replace(talk, timing=_timing(calls[talk.id])) if talk.id in calls else talk
        for talk in known
    ]


def pieces(db: Database, account_id: str, say: Callable[[str], str]) -> list[Piece]:
    """List the starred answers and the reflections of the latest talks, the latest first."""
    talks = {talk.id: talk for talk in InsightStore(db, account_id).talks()}
    calls = _calls(db, account_id, talks.values())
    found = []
    for talk in talks.values():
        call = calls.get(talk.id)
        for item in call.plan if call else ():
            if call and item.id in call.starred and call.answers.get(item.id, "").strip():
                theme = theme_of_question(item.starter, item.stage)
                found.append(
                    _piece(talk, item.id, "answer", theme, item.text, call.answers[item.id])
                )
    found += [
        _piece(
            talks[each.interview_id],
            f"{each.interview_id}.{each.prompt}",
            "reflection",
            OF_PROMPT[each.prompt],
            say(PROMPTS[each.prompt]),
            each.text,
        )
        for each in TalkStore(db, account_id).written()
        if each.interview_id in talks and each.prompt in OF_PROMPT
    ]
    return sorted(found, key=lambda piece: piece.starts_at, reverse=True)


def _piece(talk: Talk, piece_id: str, kind: str, theme: str, asked: str, text: str) -> Piece:  # noqa: PLR0917
    return Piece(
        piece_id, kind, theme, asked, text, talk.contact_id, talk.name, talk.id, talk.starts_at
    )


def _calls(db: Database, account_id: str, talks: Iterable[Talk]) -> dict[str, Call]:
    store = TalkStore(db, account_id)
    given = {talk.id: talk.minutes for talk in talks}
    plans: dict[str, list[PlanItem]] = defaultdict(list)
    taps: dict[str, list[Tap]] = defaultdict(list)
    for row in store.planned():
        plans[row["interview_id"]].append(_plan_item(row))
    for row in store.tapped():
        values = {name: value for name, value in row.items() if name != "interview_id"}
        taps[row["interview_id"]].append(Tap(**values))
    return {
        each: call_of(plans[each], minutes, taps[each])
        for each, minutes in given.items()
        if each in taps
    }


def _plan_item(row: Row) -> PlanItem:
    return PlanItem(
        row["id"],
        row["stage"],
        row["text"],
        row["minutes"],
        row["must"] == 1,
        maybe_from_text(row["asked_at"]),
        row["starter"],
        counts=row["counts"] == 1,
        usual=row["usual"],
        rank=row["rank"],
        is_left_out=row["is_left_out"] == 1,
    )


def _timing(call: Call) -> Timing | None:
    if call.started_at is None or call.ended_at is None:
        return None
    stages: dict[str, tuple[float, float]] = {}
    for item in call.plan:
        planned, taken = stages.get(item.stage, (0.0, 0.0))
        spent = call.spent.get(item.id, 0) / MINUTE
        if not item.is_left_out:
            stages[item.stage] = (planned + item.minutes, taken + spent)
        elif spent:
            stages[item.stage] = (planned, taken + spent)
    questions = [item for item in call.plan if item.counts and item.is_planned]
    return Timing(
        sum(call.states[item.id] == "asked" for item in questions),
        len(questions),
        call.minutes,
        call.elapsed(call.ended_at) / MINUTE,
        stages,
    )
