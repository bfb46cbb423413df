"""One account's people, their contact points and touches, in the database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netpwa.contacts.find_store import FindStore
from netpwa.contacts.finding import EVERYONE, searchable
from netpwa.contacts.model import Contact, ContactPoint, Touch, fold, search_text
from netpwa.db.values import fresh_id, from_text, maybe_from_text, maybe_to_text, to_text
from netpwa.errors import NotFoundError, StaleError

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.contacts.finding import Wanted
    from netpwa.contacts.model import ContactDraft, ContactLine
    from netpwa.db.port import Database, Row, Value


class ContactStore:
    """Everything about the people of one account."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def search(
        self,
        query: str = "",
        wanted: Wanted = EVERYONE,
        *,
        at: datetime,
        limit: int = 50,
        offset: int = 0,
    ) -> list[ContactLine]:
        """List people by name: those who match every word of `query` and are as `wanted`."""
        return FindStore(self.db, self.account_id).people(
            query, wanted, at=at, limit=limit, offset=offset
        )

    def count(self) -> int:
        """Count the people, those in the bin left out."""
        row = self.db.one(
            "select count(*) as n from contact"
            " where account_id = :account_id and deleted_at is null",
            {"account_id": self.account_id},
        )
        return int(row["n"]) if row else 0

    def newest(self, limit: int) -> list[str]:
        """Give the ids of those captured last."""
        rows = self.db.query(
            "select id from contact where account_id = :account_id and deleted_at is null"
            " order by id desc limit :limit",
            {"account_id": self.account_id, "limit": limit},
        )
        return [row["id"] for row in rows]

    def names(self) -> list[str]:
        """Give every name, those in the bin as well: what is to be left out of a text."""
        rows = self.db.query(
            "select name from contact where account_id = :account_id",
            {"account_id": self.account_id},
        )
        return [row["name"] for row in rows]

    def get(self, contact_id: str, *, deleted: bool = False) -> Contact:
        """Read one person with how to reach them; those in the bin only when `deleted`."""
        row = self.db.one(
            "select contact.id, contact.name, contact.title, contact.met_at, contact.note,"
            " contact.rev, contact.created_at, contact.city, contact.captured,"
            " contact.follow_up_on, contact.follow_up_done_at, contact.say_name,"
            " contact.address_as,"
            " coalesce(organisation.name, '') as organisation"
            " from contact left join organisation"
            " on organisation.account_id = contact.account_id"
            " and organisation.id = contact.organisation_id"
            " where contact.account_id = :account_id and contact.id = :id"
            " and (contact.deleted_at is not null) = (:deleted = 1)",
            self._keys(contact_id, deleted=int(deleted)),
        )
        if row is None:
            raise NotFoundError
        return _contact(row, self._points(contact_id))

    def create(self, draft: ContactDraft, *, at: datetime) -> None:
        """Add a person; RefusedError when the id is taken."""
        self.db.run(
            "insert into contact (account_id, id, name, title, organisation_id, met_at, note,"
            " city, city_folded, captured, follow_up_on, follow_up_set_at, say_name, address_as,"
            " name_folded, search, created_at, updated_at) values (:account_id, :id, :name, :title,"
            " :organisation_id, :met_at, :note, :city, :city_folded, :captured,"
            " nullif(:follow_up_on, ''), :at, :say_name, :address_as, :name_folded, :search, :at,"
            " :at)",
            self._values(draft, at),
        )
        self._save_points(draft)

    def update(self, draft: ContactDraft, rev: int, *, at: datetime) -> None:
        """Change a person; StaleError when `rev` is no longer the newest."""
        changed = self.db.run(
            "update contact set name = :name, title = :title,"
            " organisation_id = :organisation_id, met_at = :met_at, note = :note, city = :city,"
            " city_folded = :city_folded, say_name = :say_name, address_as = :address_as,"
            " captured = coalesce(nullif(:captured, ''), captured),"
            " follow_up_set_at = case when coalesce(follow_up_on, '') = :follow_up_on"
            " then follow_up_set_at else :at end,"
            " follow_up_done_at = case when coalesce(follow_up_on, '') = :follow_up_on"
            " then follow_up_done_at end, follow_up_on = nullif(:follow_up_on, ''),"
            " name_folded = :name_folded, search = :search, updated_at = :at, rev = rev + 1"
            " where account_id = :account_id and id = :id and rev = :rev"
            " and deleted_at is null",
            {**self._values(draft, at), "rev": rev},
        )
        if not changed:
            self.get(draft.id)
            raise StaleError
        self._save_points(draft)

    def delete(self, contact_id: str, *, at: datetime) -> None:
        """Put a person in the bin, from where they can be taken back."""
        self._change(
            "update contact set deleted_at = coalesce(deleted_at, :at)"
            " where account_id = :account_id and id = :id",
            self._keys(contact_id, at=to_text(at)),
        )

    def restore(self, contact_id: str) -> None:
        """Take a person back from the bin."""
        self._change(
            "update contact set deleted_at = null where account_id = :account_id and id = :id",
            self._keys(contact_id),
        )

    def set_followed_up(self, contact_id: str, at: datetime | None) -> None:
        """Say that the follow-up is done, or with None that it is not."""
        self._change(
            "update contact set follow_up_done_at = :at where account_id = :account_id"
            " and id = :id and deleted_at is null",
            self._keys(contact_id, at=maybe_to_text(at)),
        )

    def touches(self, contact_id: str) -> list[Touch]:
        """List every time the two were in touch, the newest first."""
        rows = self.db.query(
            "select id, kind, at, note, interview_id from touch"
            " where account_id = :account_id and contact_id = :id order by at desc, id desc",
            self._keys(contact_id),
        )
        return [Touch(**{**row, "at": from_text(row["at"])}) for row in rows]

    def add_touch(self, contact_id: str, touch: Touch) -> None:
        """Record that the two were in touch; RefusedError when there is no such person."""
        self.db.run(
            "insert into touch (account_id, id, contact_id, interview_id, kind, at, note,"
            " search) values (:account_id, :touch_id, :id, :interview_id, :kind, :at, :note,"
            " :search)",
            self._keys(
                contact_id,
                touch_id=touch.id,
                interview_id=touch.interview_id,
                kind=touch.kind,
                at=to_text(touch.at),
                note=touch.note,
                search=searchable(touch.note),
            ),
        )

    def remove_touch(self, contact_id: str, touch_id: str) -> None:
        """Take back a touch that was logged by mistake."""
        self.db.run(
            "delete from touch where account_id = :account_id and contact_id = :id"
            " and id = :touch_id",
            self._keys(contact_id, touch_id=touch_id),
        )

    def remove_touch_of_interview(self, interview_id: str) -> None:
        """Take back the touch that came with a conversation marked as held."""
        self.db.run(
            "delete from touch where account_id = :account_id and interview_id = :id",
            self._keys(interview_id),
        )

    def _values(self, draft: ContactDraft, at: datetime) -> dict[str, Value]:
        return self._keys(
            draft.id,
            name=draft.name,
            title=draft.title,
            organisation_id=self.organisation_named(draft.organisation, at=at),
            met_at=draft.met_at,
            note=draft.note,
            city=draft.city,
            city_folded=fold(draft.city),
            captured=draft.captured,
            follow_up_on=draft.follow_up_on.isoformat() if draft.follow_up_on else "",
            say_name=draft.say_name,
            address_as=draft.address_as,
            name_folded=fold(draft.name),
            search=search_text(draft),
            at=to_text(at),
        )

    def organisation_named(self, name: str, *, at: datetime) -> str | None:
        """Find an organisation by its name, or add it; None when there is no name."""
        if not name:
            return None
        self.db.run(
            "insert into organisation (account_id, id, name, name_folded, search,"
            " created_at) values (:account_id, :id, :name, :name_folded, :search, :at)"
            # The newest spelling stands, or a slip of the first could never be mended.
            " on conflict (account_id, name_folded) do update set name = excluded.name,"
            " search = excluded.search",
            self._keys(
                fresh_id(),
                name=name,
                name_folded=fold(name),
                search=searchable(name),
                at=to_text(at),
            ),
        )
        row = self.db.one(
            "select id from organisation where account_id = :account_id"
            " and name_folded = :name_folded",
            {"account_id": self.account_id, "name_folded": fold(name)},
        )
        return row["id"] if row else None

    def _points(self, contact_id: str) -> tuple[ContactPoint, ...]:
        rows = self.db.query(
            "select kind, value from contact_point"
            " where account_id = :account_id and contact_id = :id order by position, id",
            self._keys(contact_id),
        )
        return tuple(ContactPoint(**row) for row in rows)

    def _save_points(self, draft: ContactDraft) -> None:
        self.db.run(
            "delete from contact_point where account_id = :account_id and contact_id = :id",
            self._keys(draft.id),
        )
        for position, point in enumerate(draft.points):
            self.db.run(
                "insert into contact_point (account_id, id, contact_id, kind, value, position)"
                " values (:account_id, :point_id, :id, :kind, :value, :position)",
                self._keys(
                    draft.id,
                    point_id=fresh_id(),
                    kind=point.kind,
                    value=point.value,
                    position=position,
                ),
            )

    def _change(self, sql: str, values: dict[str, Value]) -> None:
        if not self.db.run(sql, values):
            raise NotFoundError

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


def _contact(row: Row, points: tuple[ContactPoint, ...]) -> Contact:
    return Contact(
        **{
            **row,
            "created_at": from_text(row["created_at"]),
            "follow_up_on": date.fromisoformat(row["follow_up_on"])
            if row["follow_up_on"]
            else None,
            "follow_up_done_at": maybe_from_text(row["follow_up_done_at"]),
        },
        points=points,
    )
