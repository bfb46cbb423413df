"""The talks had with somebody and what was caught in them, in the database."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from netpwa.db.values import from_text

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database

HAD = """
select interview.id, interview.starts_at, interview.mode, interview.kind,
    call_tap.kind as caught, call_tap.text
from interview left join call_tap on call_tap.account_id = interview.account_id
    and call_tap.interview_id = interview.id and call_tap.text <> ''
    and call_tap.kind in ('summary', 'name', 'resource', 'lead', 'i_promised', 'they_promised',
        'note')
where interview.account_id = :account_id and interview.contact_id = :contact_id
    and interview.id <> :id and interview.held_at is not null
order by interview.starts_at desc, interview.id, call_tap.at, call_tap.id
"""


@dataclass(frozen=True, slots=True)
class Had:
    """A talk that was had: what was caught in it, each with its kind, in order."""

    id: str
    starts_at: datetime
    mode: str
    kind: str
    caught: tuple[tuple[str, str], ...]


class BriefStore:
    """What one account should remember before it talks with somebody again."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def talks_had(self, contact_id: str, *, besides: str) -> list[Had]:
        """List the other talks that were had with somebody, the latest first."""
        rows = self.db.query(
            HAD, {"account_id": self.account_id, "contact_id": contact_id, "id": besides}
        )
        talks = []
        for _, lines in groupby(rows, lambda row: row["id"]):
            found = list(lines)
            talk = {name: found[0][name] for name in ("id", "mode", "kind")}
            caught = tuple((row["caught"], row["text"]) for row in found if row["caught"])
            talks.append(Had(**talk, starts_at=from_text(found[0]["starts_at"]), caught=caught))
        return talks
