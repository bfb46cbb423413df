"""The same questions in bare SQL, as short as they can be written for one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pysqlite3 import dbapi2 as engine

# What the list shows of a person, and how it is ordered.
SHOWN = """
select contact.id, contact.name, contact.title, coalesce(organisation.name, ''),
    (select max(touch.at) from touch where touch.account_id = contact.account_id
        and touch.contact_id = contact.id),
    (select min(starts_at) from interview where interview.account_id = contact.account_id
        and interview.contact_id = contact.id and held_at is null and cancelled_at is null
        and starts_at > :now)
from contact left join organisation on organisation.account_id = contact.account_id
    and organisation.id = contact.organisation_id
where contact.account_id = :account_id and contact.deleted_at is null
"""
ORDERED = " order by contact.name_folded, contact.id limit :limit"
EVERYONE = SHOWN + ORDERED
PRIMARY = SHOWN + " and (knows = 1 or tier_override = 'primary')" + ORDERED
_SECONDARY = """ and contact.knows = 0 and contact.tier_override is null and (exists (
    select 1 from link join contact as other on other.account_id = link.account_id
        and other.knows = 1 and other.deleted_at is null and other.id = link.from_contact_id
    where link.account_id = contact.account_id and link.to_contact_id = contact.id)
    or exists (
    select 1 from link join contact as other on other.account_id = link.account_id
        and other.knows = 1 and other.deleted_at is null and other.id = link.to_contact_id
    where link.account_id = contact.account_id and link.from_contact_id = contact.id
        and link.kind = 'works_with'))"""
SECONDARY = SHOWN + _SECONDARY + ORDERED
_ASKED = """ and exists (select 1 from request where request.account_id = contact.account_id
        and request.contact_id = contact.id and sent_at is not null and reply is null
        and closed_at is null and nudges = 0 and dropped_at is null)"""
ASKED = SHOWN + _ASKED + ORDERED
_NEW = """ and not exists (select 1 from request where request.account_id = contact.account_id
        and request.contact_id = contact.id and sent_at is not null and dropped_at is null)
    and not exists (select 1 from interview where interview.account_id = contact.account_id
        and interview.contact_id = contact.id and cancelled_at is null)"""
NEW = SHOWN + _NEW + ORDERED
_OF_TOPIC = """ and contact.id in (select research.contact_id from research_interest join research
        on research.account_id = research_interest.account_id
        and research.id = research_interest.research_id
        where research_interest.account_id = :account_id and interest_id = :topic)"""
OF_TOPIC = SHOWN + _OF_TOPIC + ORDERED
_LAST = (
    "(select max(touch.at) from touch where touch.account_id = contact.account_id"
    " and touch.contact_id = contact.id)"
)
TOUCHED_SINCE = SHOWN + f" and {_LAST} >= :since" + ORDERED
NEVER_TOUCHED = SHOWN + f" and {_LAST} is null" + ORDERED
IN_CITY = SHOWN + " and city_folded = :city" + ORDERED
ONE_WORD = SHOWN + " and contact.search like :word escape '\\'" + ORDERED
TWO_WORDS = (
    SHOWN + " and contact.search like :word escape '\\' and contact.search like :other escape '\\'"
) + ORDERED
NOTES = """
select touch.id, touch.note, contact.id, contact.name, touch.at as at from touch
join contact on contact.account_id = touch.account_id and contact.id = touch.contact_id
where touch.account_id = :account_id and contact.deleted_at is null
    and touch.search like :word escape '\\'
union all
select research.id, research.text, contact.id, contact.name, research.found_at from research
join contact on contact.account_id = research.account_id and contact.id = research.contact_id
where research.account_id = :account_id and contact.deleted_at is null
    and research.search like :word escape '\\'
order by at desc limit :limit
"""
ORGANISATIONS = """
select id, name from organisation where account_id = :account_id
    and search like :word escape '\\' and search like :other escape '\\'
order by name_folded, id limit :limit
"""
BUSIEST = """
select to_contact_id from link where account_id = :account_id
group by to_contact_id order by count(*) desc, to_contact_id limit 1
"""


def busiest(connection: engine.Connection, account_id: str) -> str:
    """Give whom most people know: the one with the most ways to them."""
    return str(connection.execute(BUSIEST, {"account_id": account_id}).fetchone()[0])
