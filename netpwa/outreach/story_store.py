"""One account's story, profile checklist and way of asking, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import from_text, to_text
from netpwa.errors import StaleError
from netpwa.outreach.model import AskingSetting
from netpwa.outreach.story import Story

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database

TEXTS = ("who_i_am", "situation", "summary", "phone", "glad_to_say", "only_if_asked", "to_myself")


class StoryStore:
    """What the owner of one account says about themselves, and how they ask."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id
        self.owner = {"account_id": account_id}

    def get(self) -> Story:
        """Read the story; an empty one when none was written."""
        row = self.db.one(
            "select who_i_am, situation, summary, phone, glad_to_say, only_if_asked, to_myself,"
            " rev from story where account_id = :account_id",
            self.owner,
        )
        rows = self.db.query(
            "select situation, text from story_answer where account_id = :account_id", self.owner
        )
        return Story(**(row or {}), answers={each["situation"]: each["text"] for each in rows})

    def save(self, story: Story, *, at: datetime) -> None:
        """Keep the story; StaleError when it was changed since `story.rev`."""
        changed = self.db.run(
            "insert into story (account_id, who_i_am, situation, summary, phone, glad_to_say,"
            " only_if_asked, to_myself, updated_at) values (:account_id, :who_i_am, :situation,"
            " :summary, :phone, :glad_to_say, :only_if_asked, :to_myself, :at)"
            " on conflict (account_id) do update set who_i_am = excluded.who_i_am,"
            " situation = excluded.situation, summary = excluded.summary, phone = excluded.phone,"
            " glad_to_say = excluded.glad_to_say, only_if_asked = excluded.only_if_asked,"
            " to_myself = excluded.to_myself, updated_at = excluded.updated_at,"
            " rev = story.rev + 1 where story.rev = :rev",
            {
                **self.owner,
                **{name: getattr(story, name) for name in TEXTS},
                "rev": story.rev,
                "at": to_text(at),
            },
        )
        if not changed:
            raise StaleError
        for situation, text in story.answers.items():
            self.db.run(
                "insert into story_answer (account_id, situation, text)"
                " values (:account_id, :situation, :text)"
                " on conflict (account_id, situation) do update set text = excluded.text",
                {**self.owner, "situation": situation, "text": text},
            )

    def setting(self) -> AskingSetting:
        """Read how they ask; as the app begins when nothing was set."""
        row = self.db.one(
            "select has_premium, notes_a_month, names_in_calendar, rev from asking_setting"
            " where account_id = :account_id",
            self.owner,
        )
        if row is None:
            return AskingSetting()
        return AskingSetting(
            row["has_premium"] == 1, row["notes_a_month"], row["names_in_calendar"] == 1, row["rev"]
        )

    def save_setting(self, setting: AskingSetting) -> None:
        """Keep how they ask; StaleError when it was changed since `setting.rev`."""
        changed = self.db.run(
            "insert into asking_setting (account_id, has_premium, notes_a_month,"
            " names_in_calendar) values (:account_id, :premium, :notes, :names)"
            " on conflict (account_id) do update set has_premium = excluded.has_premium,"
            " notes_a_month = excluded.notes_a_month,"
            " names_in_calendar = excluded.names_in_calendar, rev = asking_setting.rev + 1"
            " where asking_setting.rev = :rev",
            {
                **self.owner,
                "premium": int(setting.has_premium),
                "notes": setting.notes_a_month,
                "names": int(setting.names_in_calendar),
                "rev": setting.rev,
            },
        )
        if not changed:
            raise StaleError

    def ticks(self) -> dict[str, datetime]:
        """Read when each line of the profile checklist was seen to."""
        rows = self.db.query(
            "select item, done_at from profile_tick where account_id = :account_id", self.owner
        )
        return {row["item"]: from_text(row["done_at"]) for row in rows}

    def set_tick(self, item: str, *, is_on: bool, at: datetime) -> None:
        """Tick a line of the profile checklist, or take that back."""
        self.db.run(
            "delete from profile_tick where account_id = :account_id and item = :item",
            {**self.owner, "item": item},
        )
        if is_on:
            self.db.run(
                "insert into profile_tick (account_id, item, done_at)"
                " values (:account_id, :item, :at)",
                {**self.owner, "item": item, "at": to_text(at)},
            )
