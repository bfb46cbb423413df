"""Letting one account's people go for good, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.db.values import to_text
from netpwa.errors import NotFoundError

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database, Value

# Nothing was written about them since they came, and nothing hangs on them.
# tests/tidying/test_schema.py fails when a new table is missing here.
UNTOUCHED = """
delete from contact where account_id = :account_id and import_id = :id and deleted_at is null
    and rev = 1 and knows = 0 and tier_override is null and is_connector = 0 and is_mentor = 0
    and catch_up_on is null and keep_warm = 'unset' and follow_up_done_at is null
    and raised_jobs_at is null
    and not exists (select 1 from touch where touch.account_id = contact.account_id
        and touch.contact_id = contact.id)
    and not exists (select 1 from interview where interview.account_id = contact.account_id
        and interview.contact_id = contact.id)
    and not exists (select 1 from research where research.account_id = contact.account_id
        and research.contact_id = contact.id)
    and not exists (select 1 from request where request.account_id = contact.account_id
        and request.contact_id = contact.id)
    and not exists (select 1 from promise where promise.account_id = contact.account_id
        and promise.contact_id = contact.id)
    and not exists (select 1 from lead where lead.account_id = contact.account_id
        and lead.contact_id = contact.id)
    and not exists (select 1 from resource where resource.account_id = contact.account_id
        and resource.contact_id = contact.id)
    and not exists (select 1 from update_note where update_note.account_id = contact.account_id
        and update_note.contact_id = contact.id)
    and not exists (select 1 from outcome_helper
        where outcome_helper.account_id = contact.account_id
        and outcome_helper.contact_id = contact.id)
    and not exists (select 1 from referral where referral.account_id = contact.account_id
        and (referral.contact_id = contact.id or referral.became_contact_id = contact.id))
    and not exists (select 1 from review where review.account_id = contact.account_id
        and review.mentor_id = contact.id)
    and not exists (select 1 from boundary_note
        where boundary_note.account_id = contact.account_id
        and boundary_note.contact_id = contact.id)
    and not exists (select 1 from merge where merge.account_id = contact.account_id
        and (merge.kept_id = contact.id or merge.gone_id = contact.id))
    and not exists (select 1 from link where link.account_id = contact.account_id
        and link.from_contact_id = contact.id)
    and not exists (select 1 from link where link.account_id = contact.account_id
        and link.to_contact_id = contact.id)
    and not exists (select 1 from introduction
        where introduction.account_id = contact.account_id
        and (introduction.introducer_id = contact.id or introduction.via_id = contact.id
            or introduction.target_id = contact.id))
    and not exists (select 1 from together where together.account_id = contact.account_id
        and (together.one_id = contact.id or together.other_id = contact.id))
"""
# Earlier texts name the page they stood on, and with it what it is about.
EARLIER = """
delete from earlier_text where account_id = :account_id and exists (select 1 from (
    select id from contact where account_id = :account_id and id = :id
    union all select id from interview where account_id = :account_id and contact_id = :id
    union all select id from request where account_id = :account_id and contact_id = :id
    union all select id from research where account_id = :account_id and contact_id = :id
    union all select id from promise where account_id = :account_id and contact_id = :id
    union all select id from lead where account_id = :account_id and contact_id = :id
    union all select id from resource where account_id = :account_id and contact_id = :id
    union all select id from introduction where account_id = :account_id
        and (introducer_id = :id or via_id = :id or target_id = :id)
    union all select id from together where account_id = :account_id
        and (one_id = :id or other_id = :id)
) as gone where earlier_text.page like '%' || gone.id || '%')
"""


class EraseStore:
    """What is let go of: at once, or by way of the bin."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def erase_untouched(self, import_id: str) -> None:
        """Delete those who came with a file and with whom nothing was done."""
        self.db.run(UNTOUCHED, self._keys(import_id))

    def bin_rest(self, import_id: str, *, at: datetime) -> None:
        """Put the others who came with a file in the bin."""
        self.db.run(
            "update contact set deleted_at = :at where account_id = :account_id"
            " and import_id = :id and deleted_at is null",
            self._keys(import_id, at=to_text(at)),
        )

    def erase(self, contact_id: str) -> None:
        """Delete somebody in the bin for good, with all that is about them."""
        self.db.run(
            "update review set mentor_id = null where account_id = :account_id"
            " and mentor_id = :id and exists (select 1 from contact"
            " where contact.account_id = :account_id and contact.id = :id"
            " and contact.deleted_at is not null)",
            self._keys(contact_id),
        )
        self.db.run(EARLIER, self._keys(contact_id))
        done = self.db.run(
            "delete from contact where account_id = :account_id and id = :id"
            " and deleted_at is not null",
            self._keys(contact_id),
        )
        if not done:
            raise NotFoundError

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}
