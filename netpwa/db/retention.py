"""What is kept no longer than it is of use, table by table."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from netpwa.db.port import write
from netpwa.db.values import to_text

if TYPE_CHECKING:
    from netpwa.db.port import Database

# An outbox may send again after weeks on a shelf; ninety days is past any such patience.
KEPT = (
    (timedelta(days=90), "delete from idempotency where created_at < :before"),
    (timedelta(days=90), "delete from delivery where state <> 'pending' and next_at < :before"),
    (timedelta(days=30), "delete from earlier_text where at < :before"),
    (timedelta(days=30), "delete from sign_up_link where expires_at < :before"),
    # A preview of a file; then what is needed to take it back.
    (timedelta(hours=1), "delete from import where brought_at is null and made_at < :before"),
    (timedelta(days=30), "delete from import where brought_at < :before"),
    # Whoever is in the bin, with all that is theirs. A review stays with the talk it was of.
    (
        timedelta(days=30),
        (
            "update review set mentor_id = null where exists (select 1 from contact"
            " where contact.account_id = review.account_id and contact.id = review.mentor_id"
            " and contact.deleted_at < :before)"
        ),
    ),
    (timedelta(days=30), "delete from contact where deleted_at < :before"),
    (timedelta(days=30), "delete from request where dropped_at < :before"),
    # Names that only those had brought with them.
    (
        timedelta(days=30),
        (
            "delete from organisation where created_at < :before and not exists (select 1"
            " from contact where contact.account_id = organisation.account_id"
            " and contact.organisation_id = organisation.id) and not exists (select 1 from research"
            " where research.account_id = organisation.account_id"
            " and research.organisation_id = organisation.id)"
        ),
    ),
    (
        timedelta(days=30),
        (
            "delete from interest where :before > '' and not exists (select 1"
            " from research_interest where research_interest.account_id = interest.account_id"
            " and research_interest.interest_id = interest.id)"
        ),
    ),
    (timedelta(days=1), "delete from failed_sign_in where window_ends_at < :before"),
)


def forget_the_old(db: Database, *, at: datetime) -> int:
    """Delete what is past its time, each kind in a transaction of its own; give how many rows."""
    forgotten = 0
    for lasts, sql in KEPT:
        with write(db):
            forgotten += db.run(sql, {"before": to_text(at - lasts)})
    return forgotten
