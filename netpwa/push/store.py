"""The browsers of one account that get notices, in the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from netpwa.db.values import from_text, maybe_from_text, to_text
from netpwa.errors import NotFoundError

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Value
    from netpwa.push.model import Subscription

PATIENCE = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class PushDevice:
    """A browser that gets notices, as the settings page lists it."""

    id: str
    label: str
    vapid_key: str
    created_at: datetime
    sent_at: datetime | None
    refusals: int


@dataclass(frozen=True, slots=True)
class TestNotice:
    """How far a test notice has come."""

    id: str
    subscription_id: str
    state: str
    began_at: datetime
    shown_at: datetime | None

    def is_waiting(self, at: datetime) -> bool:
        """Say whether the phone may still be about to show it."""
        is_under_way = self.state in {"pending", "sent"} and self.shown_at is None
        return is_under_way and at - self.began_at < PATIENCE


class PushStore:
    """The subscriptions of one account."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def devices(self) -> list[PushDevice]:
        """List the browsers that get notices, the newest first."""
        rows = self.db.query(
            "select id, label, vapid_key, created_at, sent_at, refusals from push_subscription"
            " where account_id = :account_id and ended_at is null order by created_at desc, id",
            {"account_id": self.account_id},
        )
        return [
            PushDevice(
                **{
                    **row,
                    "created_at": from_text(row["created_at"]),
                    "sent_at": maybe_from_text(row["sent_at"]),
                }
            )
            for row in rows
        ]

    def subscribe(
        self,
        subscription_id: str,
        to: Subscription,
        *,
        origin: str,
        vapid_key: str,
        label: str,
        device_id: str,
        at: datetime,
    ) -> None:
        """Keep a browser's subscription; the same endpoint again is the same subscription.

        A browser belongs to whoever is signed in there: an endpoint of another account's is taken
        from it, so that nobody gets another person's notices.
        """
        values: dict[str, Value] = {
            "account_id": self.account_id,
            "id": subscription_id,
            "device_id": device_id,
            "endpoint": to.endpoint,
            "origin": origin,
            "p256dh": to.p256dh,
            "auth": to.auth,
            "vapid_key": vapid_key,
            "label": label,
            "at": to_text(at),
        }
        self.db.run(
            "delete from delivery where account_id <> :account_id and subscription_id in"
            " (select id from push_subscription where endpoint = :endpoint)",
            values,
        )
        self.db.run(
            "delete from push_subscription"
            " where endpoint = :endpoint and account_id <> :account_id",
            values,
        )
        self.db.run(
            "insert into push_subscription (account_id, id, device_id, endpoint, origin, p256dh,"
            " auth, vapid_key, label, created_at, seen_at) values (:account_id, :id, :device_id,"
            " :endpoint, :origin, :p256dh, :auth, :vapid_key, :label, :at, :at)"
            " on conflict (endpoint) do update set p256dh = excluded.p256dh,"
            " auth = excluded.auth, vapid_key = excluded.vapid_key, label = excluded.label,"
            " device_id = excluded.device_id, seen_at = excluded.seen_at, refusals = 0,"
            " ended_at = null, ended_why = null",
            values,
        )

    def knows(self, endpoint: str) -> bool:
        """Say whether this browser is among the account's already."""
        row = self.db.one(
            "select 1 as found from push_subscription"
            " where account_id = :account_id and endpoint = :endpoint and ended_at is null",
            {"account_id": self.account_id, "endpoint": endpoint},
        )
        return row is not None

    def was_ended(self, endpoint: str) -> bool:
        """Say whether this browser was removed or given up; signing out is neither."""
        row = self.db.one(
            "select 1 as found from push_subscription where account_id = :account_id"
            " and endpoint = :endpoint and ended_at is not null and ended_why <> 'signed out'",
            {"account_id": self.account_id, "endpoint": endpoint},
        )
        return row is not None

    def end(self, subscription_id: str, why: str, *, at: datetime) -> None:
        """Send this browser nothing any more; NotFoundError when it is not this account's."""
        changed = self.db.run(
            "update push_subscription set ended_at = coalesce(ended_at, :at), ended_why = :why"
            " where account_id = :account_id and id = :id",
            self._keys(subscription_id, at=to_text(at), why=why),
        )
        if not changed:
            raise NotFoundError

    def end_device(self, device_id: str, *, at: datetime) -> None:
        """Send nothing any more to a browser that has signed out."""
        self.db.run(
            "update push_subscription set ended_at = :at, ended_why = 'signed out'"
            " where account_id = :account_id and device_id = :id and ended_at is null",
            self._keys(device_id, at=to_text(at)),
        )

    def end_other_devices(self, device_id: str, *, at: datetime) -> None:
        """Send nothing any more to any browser but this one, as a new password should."""
        self.db.run(
            "update push_subscription set ended_at = :at, ended_why = 'signed out'"
            " where account_id = :account_id and device_id <> :id and ended_at is null",
            self._keys(device_id, at=to_text(at)),
        )

    def address_test(self, test_id: str, subscription_id: str, *, at: datetime) -> None:
        """Address a test notice to one browser; NotFoundError when it gets none."""
        changed = self.db.run(
            "insert into delivery (account_id, reminder_id, generation, subscription_id, origin,"
            " state, next_at) select account_id, :test_id, 1, id, origin, 'pending', :at"
            " from push_subscription where account_id = :account_id and id = :id"
            " and ended_at is null",
            self._keys(subscription_id, test_id=test_id, at=to_text(at)),
        )
        if not changed:
            raise NotFoundError

    def test(self, test_id: str) -> TestNotice | None:
        """Read how far a test notice has come."""
        row = self.db.one(
            "select delivery.reminder_id as id, delivery.subscription_id, delivery.state,"
            " delivery.shown_at, reminder.due_at as began_at from delivery join reminder"
            " on reminder.account_id = delivery.account_id"
            " and reminder.id = delivery.reminder_id"
            " where delivery.account_id = :account_id and delivery.reminder_id = :id"
            " and reminder.rule = 'test'",
            self._keys(test_id),
        )
        if row is None:
            return None
        times = {
            "began_at": from_text(row["began_at"]),
            "shown_at": maybe_from_text(row["shown_at"]),
        }
        return TestNotice(**{**row, **times})

    def mark_shown(self, reminder_id: str, *, at: datetime) -> None:
        """Note that a phone says it showed a notice."""
        self.db.run(
            "update delivery set shown_at = coalesce(shown_at, :at)"
            " where account_id = :account_id and reminder_id = :id",
            self._keys(reminder_id, at=to_text(at)),
        )

    def names_in_notices(self) -> bool:
        """Say whether notices may name people on a locked screen."""
        row = self.db.one(
            "select names_in_notices as names from account where id = :id",
            {"id": self.account_id},
        )
        return bool(row and row["names"] == 1)

    def set_names_in_notices(self, *, allowed: bool) -> None:
        """Let notices name people, or not."""
        self.db.run(
            "update account set names_in_notices = :allowed where id = :id",
            {"allowed": int(allowed), "id": self.account_id},
        )

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}
