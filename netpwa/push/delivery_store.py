"""What is on its way to a browser, in the database: the worker's side, for every account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netpwa.db.values import from_text, maybe_to_text, to_text
from netpwa.push.model import Subscription

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value

REFUSALS_ALLOWED = 5
CLOSE_OVERTAKEN = """
update delivery set state = 'superseded', lease = null, lease_until = null
where lease = :lease and state = 'pending' and next_at <= :now and not exists (
    select 1 from reminder join push_subscription
        on push_subscription.account_id = reminder.account_id
    where reminder.account_id = delivery.account_id and reminder.id = delivery.reminder_id
        and reminder.generation = delivery.generation and reminder.ended_at is null
        and reminder.expires_at > :now
        and push_subscription.id = delivery.subscription_id
        and push_subscription.ended_at is null)
"""
CLAIM = """
update delivery set lease = :lease, lease_until = :until, attempts = attempts + 1
where (account_id, reminder_id, generation, subscription_id) in (
    select account_id, reminder_id, generation, subscription_id from delivery
    where state = 'pending' and next_at <= :now
        and (lease_until is null or lease_until < :lease_now)
    order by next_at limit :limit)
"""
IN_HAND = """
select delivery.account_id, delivery.reminder_id, delivery.generation, delivery.subscription_id,
    delivery.lease, delivery.attempts, reminder.rule, reminder.step, reminder.page,
    reminder.expires_at, contact.name as contact_name, account.names_in_notices as names,
    (select count(*) from reminder waiting
        where waiting.account_id = delivery.account_id and waiting.ended_at is null
            and waiting.due_at <= :now and waiting.expires_at > :now
            and waiting.rule not in ('prepare', 'digest', 'test')) as badge,
    push_subscription.endpoint, push_subscription.p256dh, push_subscription.auth
from delivery
join reminder on reminder.account_id = delivery.account_id
    and reminder.id = delivery.reminder_id
join push_subscription on push_subscription.account_id = delivery.account_id
    and push_subscription.id = delivery.subscription_id
join account on account.id = delivery.account_id
left join contact on contact.account_id = reminder.account_id
    and contact.id = reminder.contact_id
where delivery.lease = :lease and delivery.state = 'pending' and delivery.next_at <= :now
"""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One reminder that a worker has in hand for one browser."""

    account_id: str
    reminder_id: str
    generation: int
    subscription_id: str
    lease: str
    attempts: int
    rule: str
    step: int
    page: str
    expires_at: datetime
    contact_name: str | None
    names: bool
    badge: int
    to: Subscription = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a parcel at `at`: its state, and when to try again if it is still pending."""

    parcel: Parcel
    state: str
    status: int | None
    at: datetime
    next_at: datetime
    sent_at: datetime | None = None


class DeliveryStore:
    """What is on its way, for every account: it serves no single owner."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def fan_out(self, account_id: str, reminder_id: str, generation: int, *, at: datetime) -> None:
        """Address a reminder to every browser of its account, to be sent at `at`."""
        self.db.run(
            "insert into delivery (account_id, reminder_id, generation, subscription_id,"
            " origin, state, next_at) select account_id, :reminder_id, :generation, id,"
            " origin, 'pending', :at from push_subscription"
            " where account_id = :account_id and ended_at is null"
            " on conflict do nothing",
            {
                "account_id": account_id,
                "reminder_id": reminder_id,
                "generation": generation,
                "at": to_text(at),
            },
        )

    def is_any_waiting(self, *, at: datetime, lease_at: datetime) -> bool:
        """Say whether anything can be claimed: a look at an index, not a write."""
        row = self.db.one(
            "select 1 as found from delivery where state = 'pending' and next_at <= :now"
            " and (lease_until is null or lease_until < :lease_now) limit 1",
            {"now": to_text(at), "lease_now": to_text(lease_at)},
        )
        return row is not None

    def claim(
        self, lease: str, *, at: datetime, lease_at: datetime, until: datetime, limit: int
    ) -> list[Parcel]:
        """Take what is waiting in hand until `until`; nobody else gets it before then.

        What a newer generation, an answer or its end has overtaken is closed instead. `lease` is
        a new one for each claim.
        """
        values: dict[str, Value] = {
            "lease": lease,
            "now": to_text(at),
            "lease_now": to_text(lease_at),
            "until": to_text(until),
            "limit": limit,
        }
        self.db.run(CLAIM, values)
        self.db.run(CLOSE_OVERTAKEN, values)
        return [_parcel(row) for row in self.db.query(IN_HAND, values)]

    def settle(self, settlements: Iterable[Settlement]) -> None:
        """Write down what became of parcels, as far as they are still in the same hand."""
        for settlement in settlements:
            self.db.run(
                "update delivery set state = :state, status = :status, next_at = :next_at,"
                " sent_at = coalesce(:sent_at, sent_at), lease = null, lease_until = null"
                " where account_id = :account_id and reminder_id = :reminder_id"
                " and generation = :generation and subscription_id = :subscription_id"
                " and lease = :lease and state = 'pending'",
                {
                    **_keys(settlement.parcel),
                    "lease": settlement.parcel.lease,
                    "state": settlement.state,
                    "status": settlement.status,
                    "next_at": to_text(settlement.next_at),
                    "sent_at": maybe_to_text(settlement.sent_at),
                },
            )
            self._mark_subscription(settlement)

    def leases(self) -> list[str]:
        """Name the workers that have something in hand."""
        rows = self.db.query(
            "select distinct lease from delivery where state = 'pending' and lease is not null"
        )
        return [row["lease"] for row in rows]

    def release(self, lease: str) -> None:
        """Give back what a worker had in hand that is known to be dead."""
        self.db.run(
            "update delivery set lease = null, lease_until = null"
            " where lease = :lease and state = 'pending'",
            {"lease": lease},
        )

    def _mark_subscription(self, settlement: Settlement) -> None:
        values: dict[str, Value] = {
            "account_id": settlement.parcel.account_id,
            "id": settlement.parcel.subscription_id,
            "at": to_text(settlement.at),
            "most": REFUSALS_ALLOWED,
        }
        if settlement.state == "sent":
            self.db.run(
                "update push_subscription set sent_at = :at, refusals = 0"
                " where account_id = :account_id and id = :id",
                values,
            )
        elif settlement.state == "gone":
            self.db.run(
                "update push_subscription set ended_at = coalesce(ended_at, :at),"
                " ended_why = 'gone' where account_id = :account_id and id = :id",
                values,
            )
        elif settlement.state == "refused" and settlement.status is not None:
            self.db.run(
                "update push_subscription set refusals = refusals + 1,"
                " ended_at = case when refusals + 1 >= :most then :at else ended_at end,"
                " ended_why = case when refusals + 1 >= :most then 'refused' else ended_why end"
                " where account_id = :account_id and id = :id and ended_at is null",
                values,
            )


def _parcel(row: Row) -> Parcel:
    to = Subscription(row.pop("endpoint"), row.pop("p256dh"), row.pop("auth"))
    return Parcel(
        **{**row, "names": row["names"] == 1, "expires_at": from_text(row["expires_at"])}, to=to
    )


def _keys(parcel: Parcel) -> dict[str, Value]:
    return {
        "account_id": parcel.account_id,
        "reminder_id": parcel.reminder_id,
        "generation": parcel.generation,
        "subscription_id": parcel.subscription_id,
    }
