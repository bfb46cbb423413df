"""One account's research, and the interests that it shares with people, in the database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netpwa.db.values import fresh_id, from_text, to_text
from netpwa.errors import NotFoundError, StaleError
from netpwa.research.model import ALWAYS_PRIVATE, Interest, Note, interests_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value
    from netpwa.research.model import NoteDraft

    Fold = Callable[[str], str]

_WORD = re.compile(r"\w+")
COLUMNS = """
select research.id, research.contact_id, research.organisation_id, research.kind, research.text,
    research.url, research.is_private, research.question_id, research.found_at, research.rev,
    question.text as question
from research left join question on question.account_id = research.account_id
    and question.id = research.question_id
"""
IN_ORDER = " order by research.found_at, research.id"
GET = (
    COLUMNS + "left join contact on contact.account_id = research.account_id"
    " and contact.id = research.contact_id"
    " where research.account_id = :account_id and research.id = :id and contact.deleted_at is null"
)
OF_CONTACT = (
    COLUMNS + "where research.account_id = :account_id and research.contact_id = :id" + IN_ORDER
)
OF_ORGANISATION = (
    COLUMNS
    + "where research.account_id = :account_id and research.organisation_id = :id"
    + IN_ORDER
)
# Questions made of what is known about somebody or where they work, which no talk with them has.
ALREADY_PLANNED = (
    "(select 1 from plan_item join interview on interview.account_id = plan_item.account_id"
    " and interview.id = plan_item.interview_id"
    " where plan_item.account_id = research.account_id"
    " and plan_item.question_id = research.question_id and interview.contact_id = contact.id)"
)
WAITING = (
    COLUMNS + "join contact on contact.account_id = research.account_id and contact.id = :id"
    " and (research.contact_id = contact.id"
    " or research.organisation_id = contact.organisation_id)"
    " where research.account_id = :account_id and research.question_id is not null"
    " and not exists " + ALREADY_PLANNED + IN_ORDER
)
OF_PLAN = (
    COLUMNS + "join plan_item on plan_item.account_id = research.account_id"
    " and plan_item.question_id = research.question_id"
    " where research.account_id = :account_id and plan_item.interview_id = :id" + IN_ORDER
)


class ResearchStore:
    """What one account found out."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, note_id: str) -> Note:
        """Read one line."""
        row = self.db.one(GET, self._keys(note_id))
        if row is None:
            raise NotFoundError
        return _note(row)

    def of_contact(self, contact_id: str) -> list[Note]:
        """List what is known about somebody, the oldest first."""
        return [_note(row) for row in self.db.query(OF_CONTACT, self._keys(contact_id))]

    def of_organisation(self, organisation_id: str) -> list[Note]:
        """List what is known about an organisation, the oldest first."""
        return [_note(row) for row in self.db.query(OF_ORGANISATION, self._keys(organisation_id))]

    def waiting(self, contact_id: str) -> list[Note]:
        """List what became a question for somebody and stands in no plan with them yet."""
        return [_note(row) for row in self.db.query(WAITING, self._keys(contact_id))]

    def behind_plan(self, interview_id: str) -> dict[str, Note]:
        """Give what the questions of a plan came from, by question."""
        rows = self.db.query(OF_PLAN, self._keys(interview_id))
        return {row["question_id"]: _note(row) for row in rows}

    def add(
        self,
        draft: NoteDraft,
        *,
        contact_id: str | None = None,
        organisation_id: str | None = None,
        fold: Fold,
        at: datetime,
    ) -> None:
        """Keep a line about a person or an organisation; RefusedError when there is none such."""
        self.db.run(
            "insert into research (account_id, id, contact_id, organisation_id, kind, text, url,"
            " is_private, search, found_at) values (:account_id, :id, :contact_id,"
            " :organisation_id, :kind, :text, :url, :is_private, :search, :at)",
            self._values(
                draft,
                fold,
                contact_id=contact_id,
                organisation_id=organisation_id,
                at=to_text(at),
            ),
        )
        self._tag(draft, fold)

    def update(self, draft: NoteDraft, rev: int, *, fold: Fold) -> None:
        """Change a line; StaleError when `rev` is no longer the newest."""
        changed = self.db.run(
            "update research set kind = :kind, text = :text, url = :url,"
            " is_private = :is_private, search = :search, rev = rev + 1"
            " where account_id = :account_id and id = :id and rev = :rev",
            self._values(draft, fold, rev=rev),
        )
        if not changed:
            self.get(draft.id)
            raise StaleError
        self._tag(draft, fold)

    def remove(self, note_id: str) -> None:
        """Forget a line; the question that it became stays."""
        self.db.run(
            "delete from research where account_id = :account_id and id = :id",
            self._keys(note_id),
        )
        self._drop_unused_interests()

    def set_question(self, note_id: str, question_id: str) -> None:
        """Note which question a line became."""
        self.db.run(
            "update research set question_id = :question_id, rev = rev + 1"
            " where account_id = :account_id and id = :id",
            self._keys(note_id, question_id=question_id),
        )

    def interests(self) -> list[Interest]:
        """List what is shared with people, the most widely shared first."""
        rows = self.db.query(
            "select interest.id, interest.name, count(distinct research.contact_id) as people"
            " from interest join research_interest"
            " on research_interest.account_id = interest.account_id"
            " and research_interest.interest_id = interest.id"
            " join research on research.account_id = interest.account_id"
            " and research.id = research_interest.research_id"
            " join contact on contact.account_id = research.account_id"
            " and contact.id = research.contact_id and contact.deleted_at is null"
            " where interest.account_id = :account_id"
            " group by interest.id, interest.name, interest.name_folded"
            " order by people desc, interest.name_folded",
            {"account_id": self.account_id},
        )
        return [Interest(**row) for row in rows]

    def interests_of(self, contact_id: str) -> list[Interest]:
        """List what is shared with somebody, each with how many share it."""
        rows = self.db.query(
            "select interest.id, interest.name, (select count(distinct research.contact_id)"
            " from research_interest as every join research"
            " on research.account_id = every.account_id and research.id = every.research_id"
            " join contact on contact.account_id = research.account_id"
            " and contact.id = research.contact_id and contact.deleted_at is null"
            " where every.account_id = interest.account_id"
            " and every.interest_id = interest.id) as people"
            " from interest where interest.account_id = :account_id and exists (select 1"
            " from research_interest join research"
            " on research.account_id = research_interest.account_id"
            " and research.id = research_interest.research_id"
            " where research_interest.account_id = interest.account_id"
            " and research_interest.interest_id = interest.id and research.contact_id = :id)"
            " order by interest.name_folded",
            self._keys(contact_id),
        )
        return [Interest(**row) for row in rows]

    def people_sharing(self, interest_id: str) -> tuple[str, list[Row]]:
        """Give an interest's name and who shares it; NotFoundError when there is none such."""
        named = self.db.one(
            "select name from interest where account_id = :account_id and id = :id",
            self._keys(interest_id),
        )
        if named is None:
            raise NotFoundError
        people = self.db.query(
            "select distinct contact.id, contact.name, contact.title, contact.name_folded"
            " from research_interest join research"
            " on research.account_id = research_interest.account_id"
            " and research.id = research_interest.research_id"
            " join contact on contact.account_id = research.account_id"
            " and contact.id = research.contact_id"
            " where research_interest.account_id = :account_id"
            " and research_interest.interest_id = :id and contact.deleted_at is null"
            " order by contact.name_folded, contact.id",
            self._keys(interest_id),
        )
        return named["name"], people

    def _tag(self, draft: NoteDraft, fold: Fold) -> None:
        self.db.run(
            "delete from research_interest where account_id = :account_id and research_id = :id",
            self._keys(draft.id),
        )
        for name in interests_in(draft.text) if draft.kind == "shared" else ():
            self.db.run(
                "insert into interest (account_id, id, name, name_folded)"
                " values (:account_id, :id, :name, :folded)"
                " on conflict (account_id, name_folded) do nothing",
                self._keys(fresh_id(), name=name, folded=fold(name)),
            )
            self.db.run(
                "insert into research_interest (account_id, research_id, interest_id)"
                " select account_id, :id, id from interest where account_id = :account_id"
                " and name_folded = :folded on conflict do nothing",
                self._keys(draft.id, folded=fold(name)),
            )
        self._drop_unused_interests()

    def _drop_unused_interests(self) -> None:
        self.db.run(
            "delete from interest where account_id = :account_id and not exists (select 1"
            " from research_interest where research_interest.account_id = interest.account_id"
            " and research_interest.interest_id = interest.id)",
            {"account_id": self.account_id},
        )

    def _values(self, draft: NoteDraft, fold: Fold, **more: Value) -> dict[str, Value]:
        return self._keys(
            draft.id,
            search=" " + " ".join(_WORD.findall(fold(draft.text))),
            kind=draft.kind,
            text=draft.text,
            url=draft.url,
            is_private=int(draft.is_private or draft.kind in ALWAYS_PRIVATE),
            **more,
        )

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


def _note(row: Row) -> Note:
    return Note(
        **{**row, "is_private": row["is_private"] == 1, "found_at": from_text(row["found_at"])}
    )
