"""Finding people of one account, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.contacts.model import ContactLine, search_patterns
from netpwa.db.values import maybe_from_text, to_text

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value

# A person's stage is worked out from what happened, so it can never disagree with it.
LINES = """
with line as (
    select contact.id, contact.name, contact.title,
        coalesce(organisation.name, '') as organisation, contact.name_folded, contact.search,
        (select max(touch.at) from touch where touch.account_id = contact.account_id
            and touch.contact_id = contact.id) as last_touch_at,
        (select min(interview.starts_at) from interview
            where interview.account_id = contact.account_id
            and interview.contact_id = contact.id and interview.held_at is null
            and interview.cancelled_at is null and interview.starts_at > :now) as next_talk_at,
        (select count(*) from interview where interview.account_id = contact.account_id
            and interview.contact_id = contact.id and interview.held_at is null
            and interview.cancelled_at is null) as open_talks,
        (select max(interview.held_at) from interview
            where interview.account_id = contact.account_id
            and interview.contact_id = contact.id) as held_at
    from contact left join organisation on organisation.account_id = contact.account_id
        and organisation.id = contact.organisation_id
    where contact.account_id = :account_id and contact.deleted_at is null
        and contact.search like :word1 escape '\\' and contact.search like :word2 escape '\\'
        and contact.search like :word3 escape '\\' and contact.search like :word4 escape '\\'
), staged as (
    select line.*, case when open_talks > 0 then 'booked'
        when held_at is not null then 'talked'
        when last_touch_at is not null then 'in_touch' else 'new' end as stage
    from line
)
select id, name, title, organisation, last_touch_at, next_talk_at, stage from staged
where :stage = 'all' or stage = :stage
order by name_folded, id limit :limit offset :offset
"""
ALIKE = """
select contact.id, contact.name, contact.title,
    coalesce(organisation.name, '') as organisation, null as last_touch_at, null as next_talk_at,
    '' as stage
from contact left join organisation on organisation.account_id = contact.account_id
    and organisation.id = contact.organisation_id
where contact.account_id = :account_id and contact.deleted_at is null
    and ' ' || contact.name_folded like :word1 escape '\\'
    and ' ' || contact.name_folded like :word2 escape '\\'
    and ' ' || contact.name_folded like :word3 escape '\\'
    and ' ' || contact.name_folded like :word4 escape '\\'
order by contact.name_folded, contact.id limit :limit
"""
FEW = 3


class FindStore:
    """What a search of one account looks through."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def people(
        self,
        query: str = "",
        *,
        stage: str = "all",
        at: datetime,
        limit: int = 50,
        offset: int = 0,
    ) -> list[ContactLine]:
        """List people by name: those who match every word of `query` and are at `stage`."""
        word1, word2, word3, word4 = search_patterns(query)
        rows = self.db.query(
            LINES,
            {
                "account_id": self.account_id,
                "now": to_text(at),
                "word1": word1,
                "word2": word2,
                "word3": word3,
                "word4": word4,
                "stage": stage,
                "limit": limit,
                "offset": offset,
            },
        )
        return [_line(row) for row in rows]

    def alike(self, name: str) -> list[ContactLine]:
        """List a few people whose names begin with the words of a name: perhaps one of them."""
        word1, word2, word3, word4 = search_patterns(name)
        values: dict[str, Value] = {"account_id": self.account_id, "limit": FEW}
        values |= {"word1": word1, "word2": word2, "word3": word3, "word4": word4}
        return [_line(row) for row in self.db.query(ALIKE, values)]


def _line(row: Row) -> ContactLine:
    return ContactLine(
        **{
            **row,
            "last_touch_at": maybe_from_text(row["last_touch_at"]),
            "next_talk_at": maybe_from_text(row["next_talk_at"]),
        }
    )
