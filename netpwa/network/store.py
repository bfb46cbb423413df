"""One account's links, and how well each person is known, in the database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from netpwa.db.values import maybe_from_text, to_text
from netpwa.errors import NotFoundError
from netpwa.network.model import Link, Neighbour, Route, Standing

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value

NEIGHBOURS = """
select link.id, link.from_contact_id as from_id, link.to_contact_id as to_id, link.kind,
    link.strength, link.note, other.id as contact_id, other.name,
    coalesce(coalesce(other.tier_override, case when other.knows = 1 then 'primary' end)
        = 'primary', 0) as is_primary,
    (link.to_contact_id = :id or link.kind = 'works_with') as leads_here
from link join contact as other on other.account_id = link.account_id
    and other.id = case when link.to_contact_id = :id
        then link.from_contact_id else link.to_contact_id end
where link.account_id = :account_id and other.deleted_at is null
    and (link.to_contact_id = :id or link.from_contact_id = :id)
order by link.strength desc, other.name_folded, link.id
"""
# Every way of one or two links from somebody known to an aim. Each arm follows one index: a cross
# join keeps SQLite to that order, which it would guess wrong in a large network.
ROUTES = """
with aim as materialized (
    select id from contact where account_id = :account_id and id = :id and deleted_at is null
    union all
    select id from contact where account_id = :account_id and organisation_id = :organisation_id
        and deleted_at is null
), near as materialized (
    select link.from_contact_id as who, aim.id as aim_id, link.kind, link.strength
    from aim cross join link where link.account_id = :account_id and link.to_contact_id = aim.id
    union all
    select link.to_contact_id, aim.id, link.kind, link.strength
    from aim cross join link where link.account_id = :account_id
        and link.from_contact_id = aim.id and link.kind = 'works_with'
), far as (
    select near.who as introducer_id, null as via_id, near.aim_id, near.kind, near.strength
    from near
    union all
    select link.from_contact_id, near.who, near.aim_id, link.kind,
        case when link.strength < near.strength then link.strength else near.strength end
    from near cross join link where link.account_id = :account_id
        and link.to_contact_id = near.who
    union all
    select link.to_contact_id, near.who, near.aim_id, link.kind,
        case when link.strength < near.strength then link.strength else near.strength end
    from near cross join link where link.account_id = :account_id
        and link.from_contact_id = near.who and link.kind = 'works_with'
), known as materialized (
    select far.introducer_id, far.via_id, far.aim_id, far.kind, far.strength
    from far cross join contact as other
    left join contact as via on via.account_id = :account_id and via.id = far.via_id
    where other.account_id = :account_id and other.id = far.introducer_id
        and other.deleted_at is null and via.deleted_at is null
        and coalesce(other.tier_override, case when other.knows = 1 then 'primary' end) = 'primary'
        and far.introducer_id <> far.aim_id
    order by far.via_id is not null, far.strength desc, far.introducer_id, far.aim_id
    limit 500
)
select known.introducer_id, other.name as introducer, known.via_id, via.name as via,
    known.aim_id as target_id, target.name as target, known.kind, known.strength,
    other.is_connector,
    (select max(touch.at) from touch where touch.account_id = other.account_id
        and touch.contact_id = other.id) as last_touch_at,
    (select count(*) from introduction where introduction.account_id = other.account_id
        and introduction.introducer_id = other.id
        and introduction.state in ('idea', 'asked', 'introducer_ok', 'target_ok')) as open_asks,
    (select count(*) from introduction where introduction.account_id = other.account_id
        and introduction.introducer_id = other.id
        and introduction.asked_at > :recently) as recent_asks
from known cross join contact as other cross join contact as target
left join contact as via on via.account_id = :account_id and via.id = known.via_id
where other.account_id = :account_id and other.id = known.introducer_id
    and target.account_id = :account_id and target.id = known.aim_id
order by known.via_id is not null, known.strength desc, known.introducer_id, known.aim_id
"""
NOWHERE = ""
RECENTLY = timedelta(days=30)


class NetworkStore:
    """How the people of one account hang together."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def standing(self, contact_id: str) -> Standing:
        """Read what is noted about how well somebody is known."""
        row = self.db.one(
            "select contact.id as contact_id, knows, tier_override as override, is_connector,"
            " is_mentor, catch_up_on, keep_warm, organisation_id, stage,"
            " worked_out as stage_worked_out,"
            " (select count(*) from promise where promise.account_id = contact.account_id"
            " and promise.contact_id = contact.id and promise.done_at is null) as promises_open,"
            " (select count(*) from referral where referral.account_id = contact.account_id"
            " and referral.contact_id = contact.id) as names_given,"
            " (select count(*) from lead where lead.account_id = contact.account_id"
            " and lead.contact_id = contact.id and lead.state <> 'closed') as leads_open"
            " from contact join contact_stage"
            " on contact_stage.account_id = contact.account_id"
            " and contact_stage.id = contact.id where contact.account_id = :account_id"
            " and contact.id = :id and deleted_at is null",
            self._keys(contact_id),
        )
        if row is None:
            raise NotFoundError
        return _standing(row)

    def neighbours(self, contact_id: str) -> list[Neighbour]:
        """List those linked with somebody, the strongest first."""
        return [_neighbour(row) for row in self.db.query(NEIGHBOURS, self._keys(contact_id))]

    def routes(
        self, *, to: str = NOWHERE, organisation_id: str = NOWHERE, at: datetime
    ) -> list[Route]:
        """List every way to a person, or to anybody of an organisation, in no particular order."""
        values = self._keys(to, organisation_id=organisation_id, recently=to_text(at - RECENTLY))
        return [_route(row) for row in self.db.query(ROUTES, values)]

    def add_link(self, link: Link, *, at: datetime) -> None:
        """Say that one leads to another; the same again only tells how well they know each other.

        RefusedError when there is no such person.
        """
        self.db.run(
            "insert into link (account_id, id, from_contact_id, to_contact_id, kind, strength,"
            " note, created_at) values (:account_id, :id, :from_id, :to_id, :kind, :strength,"
            " :note, :at) on conflict (account_id, from_contact_id, to_contact_id, kind)"
            " do update set strength = excluded.strength, note = excluded.note",
            self._keys(
                link.id,
                from_id=link.from_id,
                to_id=link.to_id,
                kind=link.kind,
                strength=link.strength,
                note=link.note,
                at=to_text(at),
            ),
        )

    def remove_link(self, contact_id: str, link_id: str) -> None:
        """Take a link of somebody's away; NotFoundError when they have no such link."""
        self._change(
            "delete from link where account_id = :account_id and id = :link_id"
            " and (from_contact_id = :id or to_contact_id = :id)",
            self._keys(contact_id, link_id=link_id),
        )

    def set_known(self, contact_id: str, *, on: bool) -> None:
        """Say that the two know each other, or take that back."""
        self._change(
            "update contact set knows = :on where account_id = :account_id and id = :id"
            " and deleted_at is null",
            self._keys(contact_id, on=int(on)),
        )

    def set_tier(self, contact_id: str, tier: str | None) -> None:
        """Decide the tier by hand, or let it be worked out again with None."""
        self._change(
            "update contact set tier_override = :tier where account_id = :account_id"
            " and id = :id and deleted_at is null",
            self._keys(contact_id, tier=tier),
        )

    def set_connector(self, contact_id: str, *, on: bool) -> None:
        """Flag somebody who knows everybody, or take the flag away."""
        self._change(
            "update contact set is_connector = :on where account_id = :account_id and id = :id"
            " and deleted_at is null",
            self._keys(contact_id, on=int(on)),
        )

    def set_mentor(self, contact_id: str, *, on: bool) -> None:
        """Make somebody a mentor, or take the role away."""
        self._change(
            "update contact set is_mentor = :on where account_id = :account_id and id = :id"
            " and deleted_at is null",
            self._keys(contact_id, on=int(on)),
        )

    def set_catch_up(self, contact_id: str, day: date | None) -> None:
        """Note the day of the next catch-up with a mentor, or that there is none."""
        self._change(
            "update contact set catch_up_on = :day where account_id = :account_id and id = :id"
            " and deleted_at is null",
            self._keys(contact_id, day=day.isoformat() if day else None),
        )

    def set_keep_warm(self, contact_id: str, how_often: str) -> None:
        """Say how often the two mean to be in touch."""
        self._change(
            "update contact set keep_warm = :how_often where account_id = :account_id"
            " and id = :id and deleted_at is null",
            self._keys(contact_id, how_often=how_often),
        )

    def tiers(self) -> dict[str, str]:
        """Give everybody's tier by their id."""
        rows = self.db.query(
            "select id, tier from contact_tier where account_id = :account_id",
            {"account_id": self.account_id},
        )
        return {row["id"]: row["tier"] for row in rows}

    def mentors(self) -> list[tuple[str, str]]:
        """List the mentors by id and name."""
        rows = self.db.query(
            "select id, name from contact where account_id = :account_id and is_mentor = 1"
            " and deleted_at is null order by name_folded, id",
            {"account_id": self.account_id},
        )
        return [(row["id"], row["name"]) for row in rows]

    def names(self, *, besides: str, limit: int = 200) -> list[str]:
        """List names to choose from, those who were added last first."""
        rows = self.db.query(
            "select name from contact where account_id = :account_id and deleted_at is null"
            " and id <> :id order by created_at desc, id desc limit :limit",
            self._keys(besides, limit=limit),
        )
        return [row["name"] for row in rows]

    def named(self, name_folded: str, *, besides: str = NOWHERE) -> str | None:
        """Find somebody by their whole name; of two, who was there first."""
        row = self.db.one(
            "select id from contact where account_id = :account_id and deleted_at is null"
            " and name_folded = :name_folded and id <> :id order by created_at, id limit 1",
            self._keys(besides, name_folded=name_folded),
        )
        return row["id"] if row else None

    def _change(self, sql: str, values: dict[str, Value]) -> None:
        if not self.db.run(sql, values):
            raise NotFoundError

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


def _standing(row: Row) -> Standing:
    day = date.fromisoformat(row["catch_up_on"]) if row["catch_up_on"] else None
    flags = {name: row[name] == 1 for name in ("knows", "is_connector", "is_mentor")}
    return Standing(**{**row, **flags, "catch_up_on": day})


def _neighbour(row: Row) -> Neighbour:
    fields = ("id", "from_id", "to_id", "kind", "strength", "note")
    link = Link(**{name: row[name] for name in fields})
    return Neighbour(
        link, row["contact_id"], row["name"], row["is_primary"] == 1, row["leads_here"] == 1
    )


def _route(row: Row) -> Route:
    return Route(
        **{
            **row,
            "is_connector": row["is_connector"] == 1,
            "last_touch_at": maybe_from_text(row["last_touch_at"]),
        }
    )
