"""One account's good news, and who helped on the way, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import from_text, maybe_from_text, to_text
from netpwa.errors import NotFoundError
from netpwa.followups.outcome import WAYS, Helper, Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value

# Everybody who talked, made two people known, gave a name or a lead, or is a mentor.
LIST_HELPERS = """
insert into outcome_helper (account_id, outcome_id, contact_id)
select :account_id, :id, contact.id from contact
where contact.account_id = :account_id and contact.deleted_at is null and (
    contact.is_mentor = 1
    or exists (select 1 from interview where interview.account_id = contact.account_id
        and interview.contact_id = contact.id and interview.held_at is not null)
    or exists (select 1 from introduction where introduction.account_id = contact.account_id
        and introduction.introducer_id = contact.id and introduction.introduced_at is not null)
    or exists (select 1 from referral where referral.account_id = contact.account_id
        and referral.contact_id = contact.id)
    or exists (select 1 from lead where lead.account_id = contact.account_id
        and lead.contact_id = contact.id)
)
on conflict (account_id, outcome_id, contact_id) do nothing
"""
HELPERS = """
select contact.id as contact_id, contact.name, helper.thanked_at, helper.left_out_at,
    contact.is_mentor as mentor,
    exists (select 1 from interview where interview.account_id = contact.account_id
        and interview.contact_id = contact.id and interview.held_at is not null) as talked,
    exists (select 1 from introduction where introduction.account_id = contact.account_id
        and introduction.introducer_id = contact.id and introduction.introduced_at is not null)
        as introduced,
    exists (select 1 from referral where referral.account_id = contact.account_id
        and referral.contact_id = contact.id) as named,
    exists (select 1 from lead where lead.account_id = contact.account_id
        and lead.contact_id = contact.id) as lead
from outcome_helper as helper join contact on contact.account_id = helper.account_id
    and contact.id = helper.contact_id
where helper.account_id = :account_id and helper.outcome_id = :id and contact.deleted_at is null
order by contact.name_folded, contact.id
"""
OUTCOMES = """
select outcome.id, outcome.kind, outcome.text, outcome.logged_at,
    count(contact.id) as helpers,
    coalesce(sum(case when contact.id is not null and helper.thanked_at is null
        and helper.left_out_at is null then 1 else 0 end), 0) as waiting
from outcome left join outcome_helper as helper on helper.account_id = outcome.account_id
    and helper.outcome_id = outcome.id
left join contact on contact.account_id = helper.account_id and contact.id = helper.contact_id
    and contact.deleted_at is null
where outcome.account_id = :account_id
"""
GROUPED = " group by outcome.id, outcome.kind, outcome.text, outcome.logged_at"
GET = OUTCOMES + "and outcome.id = :id" + GROUPED
ALL = OUTCOMES + GROUPED + " order by outcome.logged_at desc, outcome.id desc limit 100"


class OutcomeStore:
    """What the conversations of one account led to."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, outcome_id: str) -> Outcome:
        """Read one piece of news."""
        row = self.db.one(GET, self._keys(outcome_id))
        if row is None:
            raise NotFoundError
        return _outcome(row)

    def all(self) -> list[Outcome]:
        """List the news, the latest first."""
        return [_outcome(row) for row in self.db.query(ALL, {"account_id": self.account_id})]

    def helpers(self, outcome_id: str) -> list[Helper]:
        """List everybody who helped, with how, by name."""
        return [_helper(row) for row in self.db.query(HELPERS, self._keys(outcome_id))]

    def log(self, outcome_id: str, kind: str, text: str, *, at: datetime) -> None:
        """Keep a piece of news, once, with everybody who helped until now.

        Sent again after it was mended, it is worded anew.
        """
        self.db.run(
            "insert into outcome (account_id, id, kind, text, logged_at)"
            " values (:account_id, :id, :kind, :text, :at)"
            " on conflict (account_id, id) do update set kind = excluded.kind,"
            " text = excluded.text",
            self._keys(outcome_id, kind=kind, text=text, at=to_text(at)),
        )
        self.db.run(LIST_HELPERS, self._keys(outcome_id))

    def answer(self, outcome_id: str, contact_id: str, answer: str, *, at: datetime) -> None:
        """Say of a helper that they were thanked, need not hear of it, or neither yet."""
        changed = self.db.run(
            "update outcome_helper set"
            " thanked_at = case when :answer = 'thanked' then coalesce(thanked_at, :at) end,"
            " left_out_at = case when :answer = 'left_out' then coalesce(left_out_at, :at) end"
            " where account_id = :account_id and outcome_id = :id and contact_id = :contact_id",
            self._keys(outcome_id, contact_id=contact_id, answer=answer, at=to_text(at)),
        )
        if not changed:
            raise NotFoundError

    def remove(self, outcome_id: str) -> None:
        """Take away news that turned out not to be."""
        changed = self.db.run(
            "delete from outcome where account_id = :account_id and id = :id",
            self._keys(outcome_id),
        )
        if not changed:
            raise NotFoundError

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


def _outcome(row: Row) -> Outcome:
    return Outcome(**{**row, "logged_at": from_text(row["logged_at"])})


def _helper(row: Row) -> Helper:
    return Helper(
        row["contact_id"],
        row["name"],
        tuple(way for way in WAYS if row[way] == 1),
        maybe_from_text(row["thanked_at"]),
        maybe_from_text(row["left_out_at"]),
    )
