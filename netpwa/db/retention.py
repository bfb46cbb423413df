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
    (timedelta(days=1), "delete from failed_sign_in where window_ends_at < :before"),
)


def forget_the_old(db: Database, *, at: datetime) -> int:
    """Delete what is past its time, each kind in a transaction of its own; give how many rows."""
    forgotten = 0
    for lasts, sql in KEPT:
        with write(db):
            forgotten += db.run(sql, {"before": to_text(at - lasts)})
    return forgotten
