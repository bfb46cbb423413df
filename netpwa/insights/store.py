"""What one account's pictures and themes are made from, read across the slices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import from_text
from netpwa.insights.model import Given, Reached, Talk

if TYPE_CHECKING:
    from netpwa.db.port import Database, Row, Value

# Of a rehearsal and a small talk to warm up nothing is made up. One may be had before its time.
TALKS = """
select interview.id, interview.contact_id, contact.name, coalesce(organisation.name, '')
    as organisation, interview.mode, case when interview.held_at < interview.starts_at
        then interview.held_at else interview.starts_at end as starts_at, interview.minutes,
    reflection.energy_before, reflection.energy_after
from interview join contact on contact.account_id = interview.account_id
    and contact.id = interview.contact_id
left join organisation on organisation.account_id = contact.account_id
    and organisation.id = contact.organisation_id
left join reflection on reflection.account_id = interview.account_id
    and reflection.interview_id = interview.id
where interview.account_id = :account_id and interview.held_at is not null
    and interview.cancelled_at is null and interview.kind = 'real'
    and contact.deleted_at is null
order by starts_at desc, interview.id desc limit :limit
"""
# Whoever came further came as far as here too, whatever was skipped.
PATH = """
with far as (
    select contact.id, case
        when exists (select 1 from interview join thank_you
            on thank_you.account_id = interview.account_id
            and thank_you.interview_id = interview.id
            where interview.account_id = contact.account_id and interview.contact_id = contact.id
            and thank_you.sent_at is not null) then 5
        when exists (select 1 from interview where interview.account_id = contact.account_id
            and interview.contact_id = contact.id and interview.held_at is not null
            and interview.kind = 'real') then 4
        when exists (select 1 from interview where interview.account_id = contact.account_id
            and interview.contact_id = contact.id and interview.cancelled_at is null
            and interview.kind = 'real')
            or exists (select 1 from request where request.account_id = contact.account_id
            and request.contact_id = contact.id and request.reply = 'yes') then 3
        when exists (select 1 from request where request.account_id = contact.account_id
            and request.contact_id = contact.id and request.sent_at is not null
            and request.dropped_at is null) then 2
        when exists (select 1 from research where research.account_id = contact.account_id
            and research.contact_id = contact.id) then 1
        else 0 end as step
    from contact where contact.account_id = :account_id and contact.deleted_at is null
)
select count(*) as captured, coalesce(sum(case when step >= 1 then 1 else 0 end), 0) as researched,
    coalesce(sum(case when step >= 2 then 1 else 0 end), 0) as asked,
    coalesce(sum(case when step >= 3 then 1 else 0 end), 0) as agreed,
    coalesce(sum(case when step >= 4 then 1 else 0 end), 0) as talked,
    coalesce(sum(case when step >= 5 then 1 else 0 end), 0) as thanked
from far
"""
STEPS = ("captured", "researched", "asked", "agreed", "talked", "thanked")
# A name that was given in a talk, and whoever introduced somebody: the first of them counts.
NAMES_GIVEN = """
with given as (
    select contact_id as from_id, became_contact_id as to_id, name, received_at as at, id
    from referral where account_id = :account_id and dropped_at is null
    union all
    select from_contact_id, to_contact_id, '', created_at, id
    from link where account_id = :account_id and kind in ('introduced_me', 'referred_me')
)
select given.from_id, giver.name as from_name, given.to_id,
    coalesce(contact.name, given.name) as to_name,
    case when exists (select 1 from interview where interview.account_id = :account_id
        and interview.contact_id = contact.id and interview.held_at is not null)
        then 1 else 0 end as has_talked,
    case when exists (select 1 from interview where interview.account_id = :account_id
        and interview.contact_id = giver.id and interview.held_at is not null)
        then 1 else 0 end as giver_has_talked
from given join contact as giver on giver.account_id = :account_id and giver.id = given.from_id
    and giver.deleted_at is null
left join contact on contact.account_id = :account_id and contact.id = given.to_id
where contact.deleted_at is null
order by given.at, given.id limit :limit
"""


class InsightStore:
    """What one account's conversations add up to."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def talks(self, limit: int = 200) -> list[Talk]:
        """List the talks that were had, the latest first."""
        return [_talk(row) for row in self.db.query(TALKS, self._keys(limit=limit))]

    def path(self) -> list[Reached]:
        """Count how many people came as far as each step."""
        row = self.db.one(PATH, self._keys()) or {}
        return [Reached(step, row[step]) for step in STEPS]

    def names_given(self, limit: int = 60) -> list[Given]:
        """List who led to whom, the first name first."""
        rows = self.db.query(NAMES_GIVEN, self._keys(limit=limit))
        return [_given(row) for row in rows]

    def _keys(self, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, **more}


def _talk(row: Row) -> Talk:
    return Talk(**{**row, "starts_at": from_text(row["starts_at"])})


def _given(row: Row) -> Given:
    read = {name: row[name] == 1 for name in ("has_talked", "giver_has_talked")}
    return Given(**{**row, **read})
