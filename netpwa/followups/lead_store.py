"""One account's leads, and the chain of people that each came through, in the database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netpwa.db.values import from_text, to_text
from netpwa.errors import NotFoundError, StaleError
from netpwa.followups.model import Lead

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value
    from netpwa.followups.model import LeadDraft

COLUMNS = """
select lead.id, lead.contact_id, contact.name as contact_name, lead.interview_id, lead.text,
    lead.organisation, lead.role, lead.whom, lead.may_use_name, lead.deadline, lead.state,
    lead.heard_at, lead.rev
from lead join contact on contact.account_id = lead.account_id and contact.id = lead.contact_id
where lead.account_id = :account_id and contact.deleted_at is null
"""
GET = COLUMNS + "and lead.id = :id"
OPEN_FIRST = (
    " order by lead.state = 'closed', coalesce(lead.deadline, '9999'), lead.heard_at desc,"
    " lead.id limit :limit"
)
ALL = COLUMNS + OPEN_FIRST
OF_CONTACT = COLUMNS + "and lead.contact_id = :id" + OPEN_FIRST
OF_INTERVIEW = COLUMNS + "and lead.interview_id = :id" + OPEN_FIRST
# Who gave whose name, and who introduced whom; of two who did, the first counts.
CAME_THROUGH = """
select referral.became_contact_id as who, referral.contact_id as through, giver.name,
    referral.received_at as at
from referral join contact as giver on giver.account_id = referral.account_id
    and giver.id = referral.contact_id
where referral.account_id = :account_id and referral.became_contact_id is not null
    and giver.deleted_at is null
union all
select introduction.target_id, introduction.introducer_id, giver.name, introduction.introduced_at
from introduction join contact as giver on giver.account_id = introduction.account_id
    and giver.id = introduction.introducer_id
where introduction.account_id = :account_id and introduction.introduced_at is not null
    and giver.deleted_at is null
order by at desc
"""
MOST = 500


class LeadStore:
    """Every opening that one account heard of."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, lead_id: str) -> Lead:
        """Read one lead."""
        row = self.db.one(GET, self._keys(lead_id))
        if row is None:
            raise NotFoundError
        return self._with_chains([row])[0]

    def all(self) -> list[Lead]:
        """List every lead: the open ones first, by their deadline."""
        values: dict[str, Value] = {"account_id": self.account_id, "limit": MOST}
        return self._with_chains(self.db.query(ALL, values))

    def of_contact(self, contact_id: str) -> list[Lead]:
        """List what was heard from somebody."""
        rows = self.db.query(OF_CONTACT, self._keys(contact_id, limit=MOST))
        return self._with_chains(rows)

    def of_interview(self, interview_id: str) -> list[Lead]:
        """List what was heard in a conversation."""
        rows = self.db.query(OF_INTERVIEW, self._keys(interview_id, limit=MOST))
        return self._with_chains(rows)

    def add(
        self,
        draft: LeadDraft,
        *,
        contact_id: str,
        interview_id: str | None = None,
        at: datetime,
    ) -> bool:
        """Keep a lead, once; RefusedError when there is no such person or conversation.

        Gives False when the id is taken.
        """
        added = self.db.run(
            "insert into lead (account_id, id, contact_id, interview_id, text, organisation, role,"
            " whom, may_use_name, deadline, state, heard_at) values (:account_id, :id,"
            " :contact_id, :interview_id, :text, :organisation, :role, :whom, :may_use_name,"
            " :deadline, :state, :at) on conflict (account_id, id) do nothing",
            {
                **self._values(draft),
                "contact_id": contact_id,
                "interview_id": interview_id,
                "at": to_text(at),
            },
        )
        return bool(added)

    def update(self, draft: LeadDraft, rev: int) -> None:
        """Change a lead; StaleError when `rev` is no longer the newest."""
        changed = self.db.run(
            "update lead set text = :text, organisation = :organisation, role = :role,"
            " whom = :whom, may_use_name = :may_use_name, deadline = :deadline, state = :state,"
            " rev = rev + 1 where account_id = :account_id and id = :id and rev = :rev",
            {**self._values(draft), "rev": rev},
        )
        if not changed:
            self.get(draft.id)
            raise StaleError

    def remove(self, lead_id: str) -> None:
        """Take away what was written down by mistake."""
        changed = self.db.run(
            "delete from lead where account_id = :account_id and id = :id", self._keys(lead_id)
        )
        if not changed:
            raise NotFoundError

    def remove_unchanged(self, lead_id: str) -> None:
        """Take one away that nobody has worked on since; any other stays."""
        self.db.run(
            "delete from lead where account_id = :account_id and id = :id and rev = 1",
            self._keys(lead_id),
        )

    def _with_chains(self, rows: Iterable[Row]) -> list[Lead]:
        known = list(rows)
        if not known:
            return []
        came = self.db.query(CAME_THROUGH, {"account_id": self.account_id})
        through = {row["who"]: (row["through"], row["name"]) for row in came}
        return [_lead(row, _chain(row, through)) for row in known]

    def _values(self, draft: LeadDraft) -> dict[str, Value]:
        return self._keys(
            draft.id,
            text=draft.text,
            organisation=draft.organisation,
            role=draft.role,
            whom=draft.whom,
            may_use_name=draft.may_use_name,
            deadline=draft.deadline.isoformat() if draft.deadline else None,
            state=draft.state,
        )

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


def _chain(row: Row, through: dict[str, tuple[str, str]]) -> tuple[str, ...]:
    """Name those a lead came through, back to who was there first; a ring is walked once."""
    names, seen, who = [row["contact_name"]], {row["contact_id"]}, row["contact_id"]
    while who in through and through[who][0] not in seen:
        who, name = through[who]
        seen.add(who)
        names.append(name)
    return tuple(names)


def _lead(row: Row, chain: tuple[str, ...]) -> Lead:
    deadline = date.fromisoformat(row["deadline"]) if row["deadline"] else None
    heard_at = from_text(row["heard_at"])
    return Lead(**{**row, "deadline": deadline, "heard_at": heard_at, "chain": chain})
