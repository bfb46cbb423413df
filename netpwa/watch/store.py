"""The pages that one account follows, and their new titles, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import fresh_id, from_text, maybe_from_text, maybe_to_text, to_text
from netpwa.errors import NotFoundError
from netpwa.watch.model import Feed, Item, Watch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value
    from netpwa.watch.model import Title, WatchDraft

NEW_AT_FIRST = 3


class WatchStore:
    """What one account follows."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def all(self) -> list[Watch]:
        """List what is followed, by name."""
        rows = self.db.query(
            "select id, name, url, category, is_feed, created_at, looked_at, read_at,"
            " next_at, trouble"
            " from watch where account_id = :account_id order by lower(name), id",
            {"account_id": self.account_id},
        )
        return [_watch(row) for row in rows]

    def add(self, draft: WatchDraft, *, at: datetime) -> None:
        """Follow a page; the worker reads a feed for the first time at once."""
        self.db.run(
            "insert into watch (account_id, id, name, url, category, is_feed, created_at, next_at)"
            " values (:account_id, :id, :name, :url, :category, :is_feed, :at, :at)",
            self._keys(
                draft.id,
                name=draft.name,
                url=draft.url,
                category=draft.category,
                is_feed=int(draft.is_feed),
                at=to_text(at),
            ),
        )

    def get(self, watch_id: str) -> Watch:
        """Read one page that is followed."""
        row = self.db.one(
            "select id, name, url, category, is_feed, created_at, looked_at, read_at,"
            " next_at, trouble"
            " from watch where account_id = :account_id and id = :id",
            self._keys(watch_id),
        )
        if row is None:
            raise NotFoundError
        return _watch(row)

    def remove(self, watch_id: str) -> None:
        """Follow a page no longer; its titles go with it."""
        self._change(
            "delete from watch where account_id = :account_id and id = :id", self._keys(watch_id)
        )

    def looked(self, watch_id: str, *, at: datetime) -> None:
        """Note that somebody had a look at a page."""
        self._change(
            "update watch set looked_at = :at where account_id = :account_id and id = :id",
            self._keys(watch_id, at=to_text(at)),
        )

    def new_titles(self, *, since: datetime, limit: int = 30) -> list[Item]:
        """List what feeds brought since then and nobody put away, the newest first."""
        rows = self.db.query(
            "select watch_item.id, watch_item.watch_id, watch.name as watch_name,"
            " watch_item.title, watch_item.url, watch_item.found_at"
            " from watch_item join watch on watch.account_id = watch_item.account_id"
            " and watch.id = watch_item.watch_id where watch_item.account_id = :account_id"
            " and watch_item.put_away_at is null and watch_item.found_at > :since"
            " order by coalesce(watch_item.published_at, watch_item.found_at) desc,"
            " watch_item.id desc limit :limit",
            {"account_id": self.account_id, "since": to_text(since), "limit": limit},
        )
        return [_item(row) for row in rows]

    def title(self, item_id: str) -> Item:
        """Read one title."""
        row = self.db.one(
            "select watch_item.id, watch_item.watch_id, watch.name as watch_name,"
            " watch_item.title, watch_item.url, watch_item.found_at"
            " from watch_item join watch on watch.account_id = watch_item.account_id"
            " and watch.id = watch_item.watch_id"
            " where watch_item.account_id = :account_id and watch_item.id = :id",
            self._keys(item_id),
        )
        if row is None:
            raise NotFoundError
        return _item(row)

    def set_away(self, item_id: str, at: datetime | None) -> None:
        """Take a title off the list, or with None put it back."""
        self._change(
            "update watch_item set put_away_at = :at where account_id = :account_id and id = :id",
            self._keys(item_id, at=maybe_to_text(at)),
        )

    def _change(self, sql: str, values: dict[str, Value]) -> None:
        if not self.db.run(sql, values):
            raise NotFoundError

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


class FeedStore:
    """Everybody's feeds, for the worker that reads them."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def due(self, *, at: datetime, limit: int = 20) -> list[Feed]:
        """List feeds that are due to be read."""
        rows = self.db.query(
            "select account_id, id, url, feed_url, etag, modified, failures, read_at from watch"
            " where is_feed = 1 and next_at <= :at order by next_at, id limit :limit",
            {"at": to_text(at), "limit": limit},
        )
        return [Feed(**{**row, "read_at": maybe_from_text(row["read_at"])}) for row in rows]

    def put_off(self, feed: Feed, *, again_at: datetime) -> None:
        """Say when to read a feed again, should nothing become of this time."""
        self.db.run(
            "update watch set next_at = :again_at where account_id = :account_id and id = :id",
            {"account_id": feed.account_id, "id": feed.id, "again_at": to_text(again_at)},
        )

    def found_feed(self, feed: Feed, feed_url: str, *, again_at: datetime) -> None:
        """Note where the feed of a page is."""
        self.db.run(
            "update watch set feed_url = :feed_url, next_at = :again_at, trouble = ''"
            " where account_id = :account_id and id = :id",
            {
                "account_id": feed.account_id,
                "id": feed.id,
                "feed_url": feed_url,
                "again_at": to_text(again_at),
            },
        )

    def is_a_page(self, feed: Feed) -> None:
        """Note that a page brings no titles by itself: it is for its owner to look at."""
        self.db.run(
            "update watch set is_feed = 0, failures = 0, trouble = ''"
            " where account_id = :account_id and id = :id",
            {"account_id": feed.account_id, "id": feed.id},
        )

    def keep(self, feed: Feed, titles: Iterable[Title], *, at: datetime) -> None:
        """Keep the titles that are new. At the first reading only the first few count as such."""
        for place, title in enumerate(titles):
            is_old = feed.read_at is None and place >= NEW_AT_FIRST
            self.db.run(
                "insert into watch_item (account_id, id, watch_id, mark, title, url,"
                " published_at, found_at, put_away_at) select account_id, :item_id, id, :mark,"
                " :title, :url, :published_at, :at, nullif(:away_at, '') from watch"
                " where account_id = :account_id and id = :id on conflict do nothing",
                {
                    "away_at": to_text(at) if is_old else "",
                    "account_id": feed.account_id,
                    "id": feed.id,
                    "item_id": fresh_id(),
                    "mark": title.mark,
                    "title": title.title,
                    "url": title.url,
                    "published_at": maybe_to_text(title.published_at),
                    "at": to_text(at),
                },
            )

    def has_been_read(
        self, feed: Feed, etag: str, modified: str, *, at: datetime, again_at: datetime
    ) -> None:
        """Note that a feed was read, and what to ask for next time."""
        self.db.run(
            "update watch set read_at = :at, next_at = :again_at, etag = :etag,"
            " modified = :modified, failures = 0, trouble = ''"
            " where account_id = :account_id and id = :id",
            {
                "account_id": feed.account_id,
                "id": feed.id,
                "etag": etag,
                "modified": modified,
                "at": to_text(at),
                "again_at": to_text(again_at),
            },
        )

    def could_not_be_read(self, feed: Feed, trouble: str, *, again_at: datetime) -> None:
        """Note why a feed could not be read."""
        self.db.run(
            "update watch set next_at = :again_at, failures = failures + 1, trouble = :trouble"
            " where account_id = :account_id and id = :id",
            {
                "account_id": feed.account_id,
                "id": feed.id,
                "trouble": trouble,
                "again_at": to_text(again_at),
            },
        )


def _watch(row: Row) -> Watch:
    times = {name: maybe_from_text(row[name]) for name in ("looked_at", "read_at")}
    made = {name: from_text(row[name]) for name in ("created_at", "next_at")}
    return Watch(**{**row, **times, **made, "is_feed": row["is_feed"] == 1})


def _item(row: Row) -> Item:
    return Item(**{**row, "found_at": from_text(row["found_at"])})
