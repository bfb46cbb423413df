"""Finding people, organisations and notes of one account, in the database."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from netpwa.contacts.finding import EVERYONE, City, Hit, search_patterns, sign_pattern
from netpwa.contacts.model import WORDS_SEARCHED, ContactLine, words_of
from netpwa.db.values import from_text, to_text

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.contacts.finding import Wanted
    from netpwa.db.port import Database, Row, Value

SHOWN = """
select contact.id, contact.name, contact.title,
    coalesce(organisation.name, '') as organisation,
    (select max(touch.at) from touch where touch.account_id = contact.account_id
        and touch.contact_id = contact.id) as last_touch_at,
    (select min(interview.starts_at) from interview
        where interview.account_id = contact.account_id
        and interview.contact_id = contact.id and interview.held_at is null
        and interview.cancelled_at is null and interview.starts_at > :now) as next_talk_at
from contact left join organisation on organisation.account_id = contact.account_id
    and organisation.id = contact.organisation_id
where contact.account_id = :account_id and contact.deleted_at is null
"""
_OF_CONTACT = """from contact_stage
    where contact_stage.account_id = contact.account_id and contact_stage.id = contact.id"""
# What was decided by hand stands until something happens, and is worked out twice for that.
STAGE = f"""(case when contact.stage_override is null
    then (select contact_stage.worked_out {_OF_CONTACT})
    else (select contact_stage.stage {_OF_CONTACT}) end)"""
# With most people nothing has happened yet, and that is cheaper to see than their stage.
BEGUN = """(contact.keep_warm <> 'unset'
    or exists (select 1 from interview where interview.account_id = contact.account_id
        and interview.contact_id = contact.id
        and (interview.held_at is not null or interview.cancelled_at is null))
    or exists (select 1 from request where request.account_id = contact.account_id
        and request.contact_id = contact.id and request.sent_at is not null
        and request.dropped_at is null)
    or exists (select 1 from introduction where introduction.account_id = contact.account_id
        and introduction.target_id = contact.id and introduction.introduced_at is not null))"""
# What each filter adds. Only what is wanted is said: SQLite sets up a whole statement before its
# first row, and closeness and stage are worked out by large views.
FILTERS = {
    "city": " and contact.city_folded = :city",
    "topic": """
    and contact.id in (
        select research.contact_id from research_interest join research
            on research.account_id = research_interest.account_id
            and research.id = research_interest.research_id
        where research_interest.account_id = :account_id
            and research_interest.interest_id = :topic
    )""",
    "never": """
    and not exists (select 1 from touch where touch.account_id = contact.account_id
        and touch.contact_id = contact.id)""",
    "touched": """
    and (select max(touch.at) from touch where touch.account_id = contact.account_id
        and touch.contact_id = contact.id) between :touched_from and :touched_until""",
    "word1": " and contact.search like :word1 || '' escape '\\'",
    "word2": " and contact.search like :word2 || '' escape '\\'",
    "word3": " and contact.search like :word3 || '' escape '\\'",
    "word4": " and contact.search like :word4 || '' escape '\\'",
    "signs": " and contact.name_folded like :signs || '' escape '\\'",
    # Whoever is known is found without asking who leads to them.
    "primary": """
    and coalesce(contact.tier_override, case when contact.knows = 1 then 'primary' end)
        = 'primary'""",
    "tier": """
    and (select contact_tier.tier from contact_tier
        where contact_tier.account_id = contact.account_id
        and contact_tier.id = contact.id) = :tier""",
    "new": f"""
    and case when contact.stage_override is null then not {BEGUN}
        else {STAGE} in ('captured', 'researching', 'ready') end""",
    "begun": f" and (contact.stage_override is not null or {BEGUN})",
    "stage": f" and {STAGE} = :stage",
}
# A sum, and above `|| ''`: SQLite looks into a bare parameter of `limit` or `like` to plan by it,
# and so compiles the statement anew at every use.
IN_ORDER = " order by contact.name_folded, contact.id limit :limit + 0 offset :offset"
ALIKE = """
select contact.id, contact.name, contact.title,
    coalesce(organisation.name, '') as organisation, null as last_touch_at, null as next_talk_at
from contact left join organisation on organisation.account_id = contact.account_id
    and organisation.id = contact.organisation_id
where contact.account_id = :account_id and contact.deleted_at is null
    and ' ' || contact.name_folded like :word1 escape '\\'
    and ' ' || contact.name_folded like :word2 escape '\\'
    and ' ' || contact.name_folded like :word3 escape '\\'
    and ' ' || contact.name_folded like :word4 escape '\\'
order by contact.name_folded, contact.id limit :limit
"""
ORGANISATIONS = """
select organisation.id, organisation.name from organisation
where organisation.account_id = :account_id
    and organisation.search like :word1 escape '\\' and organisation.search like :word2 escape '\\'
    and organisation.search like :word3 escape '\\' and organisation.search like :word4 escape '\\'
order by organisation.name_folded, organisation.id limit :limit
"""
# What was noted of a meeting, and what was found out; each with whom it is about.
NOTES = """
select touch.id as id, touch.note as text, contact.id as of_id, contact.name as about,
    touch.at as at, 'touch' as kind
from touch join contact on contact.account_id = touch.account_id and contact.id = touch.contact_id
    and contact.deleted_at is null
where touch.account_id = :account_id
    and touch.search like :word1 escape '\\' and touch.search like :word2 escape '\\'
    and touch.search like :word3 escape '\\' and touch.search like :word4 escape '\\'
union all
select research.id, research.text, coalesce(contact.id, organisation.id) as of_id,
    coalesce(contact.name, organisation.name) as about, research.found_at as at,
    case when contact.id is null then 'of_organisation' else 'of_contact' end as kind
from research left join contact on contact.account_id = research.account_id
    and contact.id = research.contact_id
left join organisation on organisation.account_id = research.account_id
    and organisation.id = research.organisation_id
where research.account_id = :account_id and contact.deleted_at is null
    and research.search like :word1 escape '\\' and research.search like :word2 escape '\\'
    and research.search like :word3 escape '\\' and research.search like :word4 escape '\\'
order by at desc, id limit :limit
"""
CITIES = """
select city_folded as folded, min(city) as name, count(*) as people from contact
where account_id = :account_id and deleted_at is null and city_folded <> ''
group by city_folded order by people desc, city_folded limit :limit
"""
FEW = 3
# How long ago the last touch was, in days: from, until.
TOUCHED = {"month": (30, -1), "quarter": (90, 30), "longer": (100_000, 90)}
NO_TIME = (0, 1)
# What somebody may be before anything happened, or when no stage is wanted.
BEFORE_ANYTHING = {"", "new", "captured", "researching", "ready"}


class FindStore:
    """What a search of one account looks through."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def people(
        self,
        query: str = "",
        wanted: Wanted = EVERYONE,
        *,
        at: datetime,
        limit: int = 50,
        offset: int = 0,
    ) -> list[ContactLine]:
        """List people by name: those who match every word of `query` and are as `wanted`.

        Signs without a word are looked for in the names alone; an empty query matches everybody.
        """
        days_from, days_until = TOUCHED.get(wanted.touched, NO_TIME)
        values = self._searched(
            query,
            limit,
            now=to_text(at),
            touched_from=to_text(at - timedelta(days=days_from)),
            touched_until=to_text(at - timedelta(days=days_until)),
            offset=offset,
            signs=sign_pattern(query),
        )
        filters = "".join(FILTERS[name] for name in _filters(query, wanted))
        rows = self.db.query(SHOWN + filters + IN_ORDER, {**values, **wanted.as_values()})
        return [_line(row) for row in rows]

    def alike(self, name: str) -> list[ContactLine]:
        """List a few people whose names begin with the words of a name: perhaps one of them."""
        return [_line(row) for row in self.db.query(ALIKE, self._searched(name, FEW))]

    def organisations(self, query: str, *, limit: int) -> list[Hit]:
        """List organisations whose names match."""
        rows = self.db.query(ORGANISATIONS, self._searched(query, limit))
        return [Hit(row["id"], "organisation", row["name"], row["id"]) for row in rows]

    def notes(self, query: str, *, limit: int) -> list[Hit]:
        """List lines about meetings and lines of research that match, the newest first."""
        return [_hit(row) for row in self.db.query(NOTES, self._searched(query, limit))]

    def cities(self, *, limit: int) -> list[City]:
        """List the cities that most people live in."""
        rows = self.db.query(CITIES, {"account_id": self.account_id, "limit": limit})
        return [City(**row) for row in rows]

    def _searched(self, query: str, limit: int, **more: Value) -> dict[str, Value]:
        words = {f"word{n}": word for n, word in enumerate(search_patterns(query), 1)}
        return {"account_id": self.account_id, "limit": limit, **words, **more}


def _filters(query: str, wanted: Wanted) -> list[str]:
    """Name the filters that are set, the cheapest first."""
    is_set = set(wanted.in_address())
    is_set |= {f"word{n}" for n in range(1, min(len(words_of(query)), WORDS_SEARCHED) + 1)}
    if sign_pattern(query):
        is_set.add("signs")
    if wanted.tier == "primary":
        is_set = is_set - {"tier"} | {"primary"}
    if wanted.touched == "never":
        is_set = is_set - {"touched"} | {"never"}
    if wanted.stage == "new":
        is_set = is_set - {"stage"} | {"new"}
    if wanted.stage not in BEFORE_ANYTHING:
        is_set.add("begun")
    return [name for name in FILTERS if name in is_set]


def _line(row: Row) -> ContactLine:
    last_touch_at, next_talk_at = row["last_touch_at"], row["next_talk_at"]
    return ContactLine(
        row["id"],
        row["name"],
        row["title"],
        row["organisation"],
        from_text(last_touch_at) if last_touch_at else None,
        from_text(next_talk_at) if next_talk_at else None,
    )


def _hit(row: Row) -> Hit:
    return Hit(**{**row, "at": from_text(row["at"])})
