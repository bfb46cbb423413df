"""Which rows follow when two entries become one: each column that points at people.

`MARK` finds the rows that are to follow, `MOVE` lets the marked ones follow, or go back again. A
new table that points at people needs both here: tests/tidying/test_schema.py says so.
"""

from __future__ import annotations

from typing import NamedTuple


class Move(NamedTuple):
    """How the rows of one column follow."""

    what: str
    mark: str
    move: str


MOVES = (
    Move(
        "touch.contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'touch.contact_id', id from touch"
        " where account_id = :account_id and contact_id = :gone",
        "update touch set contact_id = :to_id where account_id = :account_id"
        " and contact_id = :from_id and id in (select row_id from merge_move"
        " where account_id = :account_id and merge_id = :merge_id and what = 'touch.contact_id')",
    ),
    Move(
        "interview.contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'interview.contact_id', id from interview"
        " where account_id = :account_id and contact_id = :gone",
        "update interview set contact_id = :to_id where account_id = :account_id"
        " and contact_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'interview.contact_id')",
    ),
    Move(
        "research.contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'research.contact_id', id from research"
        " where account_id = :account_id and contact_id = :gone",
        "update research set contact_id = :to_id where account_id = :account_id"
        " and contact_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'research.contact_id')",
    ),
    Move(
        "request.contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'request.contact_id', id from request"
        " where account_id = :account_id and contact_id = :gone",
        "update request set contact_id = :to_id where account_id = :account_id"
        " and contact_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'request.contact_id')",
    ),
    Move(
        "review.mentor_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'review.mentor_id', id from review"
        " where account_id = :account_id and mentor_id = :gone",
        "update review set mentor_id = :to_id where account_id = :account_id"
        " and mentor_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'review.mentor_id')",
    ),
    Move(
        "promise.contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'promise.contact_id', id from promise"
        " where account_id = :account_id and contact_id = :gone",
        "update promise set contact_id = :to_id where account_id = :account_id"
        " and contact_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'promise.contact_id')",
    ),
    Move(
        "lead.contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'lead.contact_id', id from lead"
        " where account_id = :account_id and contact_id = :gone",
        "update lead set contact_id = :to_id where account_id = :account_id"
        " and contact_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'lead.contact_id')",
    ),
    Move(
        "resource.contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'resource.contact_id', id from resource"
        " where account_id = :account_id and contact_id = :gone",
        "update resource set contact_id = :to_id where account_id = :account_id"
        " and contact_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'resource.contact_id')",
    ),
    Move(
        "update_note.contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'update_note.contact_id', id from update_note"
        " where account_id = :account_id and contact_id = :gone",
        "update update_note set contact_id = :to_id where account_id = :account_id"
        " and contact_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'update_note.contact_id')",
    ),
    Move(
        "referral.contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'referral.contact_id', id from referral"
        " where account_id = :account_id and contact_id = :gone",
        "update referral set contact_id = :to_id where account_id = :account_id"
        " and contact_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'referral.contact_id')",
    ),
    Move(
        "referral.became_contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'referral.became_contact_id', id from referral"
        " where account_id = :account_id and became_contact_id = :gone",
        "update referral set became_contact_id = :to_id where account_id = :account_id"
        " and became_contact_id = :from_id and id in (select row_id from merge_move where"
        " account_id = :account_id and merge_id = :merge_id"
        " and what = 'referral.became_contact_id')",
    ),
    Move(
        "outcome_helper.contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'outcome_helper.contact_id', outcome_id from outcome_helper"
        " where account_id = :account_id and contact_id = :gone and not exists"
        " (select 1 from outcome_helper as other"
        " where other.account_id = outcome_helper.account_id"
        " and other.outcome_id = outcome_helper.outcome_id and other.contact_id = :kept)",
        "update outcome_helper set contact_id = :to_id where account_id = :account_id"
        " and contact_id = :from_id and outcome_id in (select row_id from merge_move where"
        " account_id = :account_id and merge_id = :merge_id"
        " and what = 'outcome_helper.contact_id')",
    ),
    Move(
        # Nobody introduces one to themselves: such a row stays behind.
        "introduction.introducer_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'introduction.introducer_id', id from introduction"
        " where account_id = :account_id and introducer_id = :gone and target_id <> :kept"
        " and coalesce(via_id, '') <> :kept",
        "update introduction set introducer_id = :to_id where account_id = :account_id"
        " and introducer_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'introduction.introducer_id')",
    ),
    Move(
        "introduction.via_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'introduction.via_id', id from introduction"
        " where account_id = :account_id and via_id = :gone and target_id <> :kept"
        " and introducer_id <> :kept",
        "update introduction set via_id = :to_id where account_id = :account_id"
        " and via_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'introduction.via_id')",
    ),
    Move(
        "introduction.target_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'introduction.target_id', id from introduction"
        " where account_id = :account_id and target_id = :gone and introducer_id <> :kept"
        " and coalesce(via_id, '') <> :kept",
        "update introduction set target_id = :to_id where account_id = :account_id"
        " and target_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'introduction.target_id')",
    ),
    Move(
        # Nobody is made known to themselves: such a row stays behind.
        "together.one_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'together.one_id', id from together"
        " where account_id = :account_id and one_id = :gone and other_id <> :kept",
        "update together set one_id = :to_id where account_id = :account_id"
        " and one_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'together.one_id')",
    ),
    Move(
        # Nobody is made known to themselves: such a row stays behind.
        "together.other_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'together.other_id', id from together"
        " where account_id = :account_id and other_id = :gone and one_id <> :kept",
        "update together set other_id = :to_id where account_id = :account_id"
        " and other_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'together.other_id')",
    ),
    Move(
        # The same link twice is one; its strength is seen to by itself.
        "link.from_contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'link.from_contact_id', id from link"
        " where account_id = :account_id and from_contact_id = :gone and to_contact_id <> :kept"
        " and not exists (select 1 from link as other where other.account_id = link.account_id"
        " and other.from_contact_id = :kept and other.to_contact_id = link.to_contact_id"
        " and other.kind = link.kind)",
        "update link set from_contact_id = :to_id where account_id = :account_id"
        " and from_contact_id = :from_id and id in (select row_id from merge_move where account_id"
        " = :account_id and merge_id = :merge_id and what = 'link.from_contact_id')",
    ),
    Move(
        "link.to_contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'link.to_contact_id', id from link"
        " where account_id = :account_id and to_contact_id = :gone and from_contact_id <> :kept"
        " and not exists (select 1 from link as other where other.account_id = link.account_id"
        " and other.to_contact_id = :kept and other.from_contact_id = link.from_contact_id"
        " and other.kind = link.kind)",
        "update link set to_contact_id = :to_id where account_id = :account_id"
        " and to_contact_id = :from_id and id in (select row_id from merge_move where account_id"
        " = :account_id and merge_id = :merge_id and what = 'link.to_contact_id')",
    ),
    Move(
        "reminder.contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'reminder.contact_id', id from reminder"
        " where account_id = :account_id and contact_id = :gone",
        "update reminder set contact_id = :to_id where account_id = :account_id"
        " and contact_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'reminder.contact_id')",
    ),
    Move(
        # What was done or put off stays so; of two reminders about the same the kept one's stands.
        "reminder.subject_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'reminder.subject_id', id from reminder"
        " where account_id = :account_id and subject_id = :gone"
        " and not exists (select 1 from reminder as other"
        " where other.account_id = reminder.account_id and other.rule = reminder.rule"
        " and other.subject_kind = reminder.subject_kind and other.subject_id = :kept"
        " and other.step = reminder.step)",
        "update reminder set subject_id = :to_id where account_id = :account_id"
        " and subject_id = :from_id and id in (select row_id from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'reminder.subject_id')"
        " and not exists (select 1 from reminder as other"
        " where other.account_id = reminder.account_id and other.rule = reminder.rule"
        " and other.subject_kind = reminder.subject_kind and other.subject_id = :to_id"
        " and other.step = reminder.step)",
    ),
    Move(
        "boundary_note.contact_id",
        "insert into merge_move (account_id, merge_id, what, row_id)"
        " select account_id, :merge_id, 'boundary_note.contact_id', contact_id from boundary_note"
        " where account_id = :account_id and contact_id = :gone and not exists"
        " (select 1 from boundary_note as other where other.account_id = boundary_note.account_id"
        " and other.contact_id = :kept)",
        "update boundary_note set contact_id = :to_id where account_id = :account_id"
        " and contact_id = :from_id and exists (select 1 from merge_move where account_id ="
        " :account_id and merge_id = :merge_id and what = 'boundary_note.contact_id')",
    ),
)
# What hangs together with one person only: it waits in the bin, or is put together by itself.
STAYS = frozenset({"contact_point.contact_id", "merge.kept_id", "merge.gone_id", "not_same.one_id",
                   "not_same.other_id"})  # fmt: skip
