"""How one account wants to be reminded, and when that was last worked out, in the database."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from netpwa.db.values import to_text
from netpwa.errors import StaleError
from netpwa.reminders.calendar import Quiet
from netpwa.reminders.model import Rhythm

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Row


class RhythmStore:
    """The settings of one account's reminders."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self) -> Rhythm:
        """Read the settings; those of somebody who set nothing are the app's own."""
        row = self.db.one(
            "select quiet_from, quiet_until, days_off, region, most_notices, nudges, recharge, rev"
            " from reminder_setting where account_id = :account_id",
            {"account_id": self.account_id},
        )
        return _rhythm(row) if row else Rhythm()

    def save(self, rhythm: Rhythm) -> None:
        """Keep the settings; StaleError when they were changed since `rhythm.rev`."""
        changed = self.db.run(
            "insert into reminder_setting (account_id, quiet_from, quiet_until, days_off, region,"
            " most_notices, nudges, recharge) values (:account_id, :quiet_from, :quiet_until,"
            " :days_off, :region, :most_notices, :nudges, :recharge)"
            " on conflict (account_id) do update set quiet_from = excluded.quiet_from,"
            " quiet_until = excluded.quiet_until, days_off = excluded.days_off,"
            " region = excluded.region, most_notices = excluded.most_notices,"
            " nudges = excluded.nudges, recharge = excluded.recharge,"
            " rev = reminder_setting.rev + 1 where reminder_setting.rev = :rev",
            {
                "account_id": self.account_id,
                "quiet_from": rhythm.quiet.begins.isoformat("minutes"),
                "quiet_until": rhythm.quiet.ends.isoformat("minutes"),
                "days_off": "".join(map(str, sorted(rhythm.days_off))),
                "region": rhythm.region,
                "most_notices": rhythm.most_notices,
                "nudges": rhythm.nudges,
                "recharge": int(rhythm.recharge),
                "rev": rhythm.rev,
            },
        )
        if not changed:
            raise StaleError

    def switches(self) -> dict[str, bool]:
        """Read what was turned on or off; the rest is as the rules begin."""
        rows = self.db.query(
            "select switch, is_on from reminder_switch where account_id = :account_id",
            {"account_id": self.account_id},
        )
        return {row["switch"]: row["is_on"] == 1 for row in rows}

    def set_switch(self, switch: str, *, is_on: bool) -> None:
        """Turn a kind of reminder on or off."""
        self.db.run(
            "insert into reminder_switch (account_id, switch, is_on)"
            " values (:account_id, :switch, :is_on)"
            " on conflict (account_id, switch) do update set is_on = excluded.is_on",
            {"account_id": self.account_id, "switch": switch, "is_on": int(is_on)},
        )

    def note_plan(self, *, at: datetime, again_at: datetime, offer: str | None) -> None:
        """Note that the reminders were worked out, and when that has to be done again."""
        self.db.run(
            "insert into reminder_plan (account_id, planned_at, again_at, offer)"
            " values (:account_id, :at, :again_at, :offer)"
            " on conflict (account_id) do update set planned_at = excluded.planned_at,"
            " again_at = excluded.again_at, offer = excluded.offer",
            {
                "account_id": self.account_id,
                "at": to_text(at),
                "again_at": to_text(again_at),
                "offer": offer,
            },
        )

    def offer(self) -> str | None:
        """Give the switch that is off and would be of use just now."""
        row = self.db.one(
            "select offer from reminder_plan where account_id = :account_id",
            {"account_id": self.account_id},
        )
        offer: str | None = row["offer"] if row else None
        return offer


def _rhythm(row: Row) -> Rhythm:
    return Rhythm(
        Quiet(time.fromisoformat(row["quiet_from"]), time.fromisoformat(row["quiet_until"])),
        frozenset(map(int, row["days_off"])),
        row["region"],
        row["most_notices"],
        row["nudges"],
        row["recharge"] == 1,
        row["rev"],
    )
