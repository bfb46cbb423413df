"""The lists that were sent to mentors, in the database."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from netpwa.db.values import from_text, maybe_from_text, to_text
from netpwa.errors import NotFoundError, StaleError
from netpwa.interviews.review import LASTS, Mark, Review, ReviewLine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from netpwa.db.port import Database, Row, Value
    from netpwa.interviews.review import ReviewDraft

COLUMNS = """
select id, account_id, interview_id, mentor_id, role, note, created_at, expires_at, revoked_at,
    answered_at, said, rev, dry_run_id from review
"""
GET = COLUMNS + "where account_id = :account_id and id = :id and interview_id = :interview_id"
OF_INTERVIEW = (
    COLUMNS
    + "where account_id = :account_id and interview_id = :id order by created_at desc, id desc"
)
OF_MENTOR = (
    COLUMNS + "where account_id = :account_id and mentor_id = :id"
    " order by created_at desc, id desc limit 50"
)
BY_TOKEN = COLUMNS + "where token_hash = :token_hash"
MARKS = """
select criterion, score, said from review_mark
where account_id = :account_id and review_id = :id order by criterion
"""
OF_DRY_RUN = """
select review_mark.criterion, review_mark.score, review_mark.said from review_mark
join review on review.account_id = review_mark.account_id and review.id = review_mark.review_id
where review.account_id = :account_id and review.dry_run_id = :id
order by review.answered_at desc, review.id, review_mark.criterion
"""
LINES = """
select id, plan_item_id, stage, text, minutes, verdict, wording, said, settled from review_line
where account_id = :account_id and review_id = :id order by position, id
"""


class ReviewStore:
    """What one account had reviewed."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self, interview_id: str, review_id: str) -> Review:
        """Read one list of one conversation."""
        row = self.db.one(GET, self._keys(review_id, interview_id=interview_id))
        if row is None:
            raise NotFoundError
        return _review(row)

    def of_interview(self, interview_id: str) -> list[Review]:
        """List what was sent about one conversation, the latest first."""
        return [_review(row) for row in self.db.query(OF_INTERVIEW, self._keys(interview_id))]

    def of_mentor(self, contact_id: str) -> list[Review]:
        """List what one mentor was sent, the latest first."""
        return [_review(row) for row in self.db.query(OF_MENTOR, self._keys(contact_id))]

    def lines(self, review_id: str) -> list[ReviewLine]:
        """List the lines of one list, in order."""
        return _lines(self.db, self.account_id, review_id)

    def of_dry_run(self, dry_run_id: str) -> list[Mark]:
        """List what mentors said of a dry run by link, the latest first."""
        return [Mark(**row) for row in self.db.query(OF_DRY_RUN, self._keys(dry_run_id))]

    def add(self, interview_id: str, draft: ReviewDraft, token: str, *, at: datetime) -> None:
        """Keep a list under the hash of its link's secret; RefusedError when the id is taken."""
        self.db.run(
            "insert into review (account_id, id, interview_id, mentor_id, token_hash, role, note,"
            " dry_run_id, created_at, expires_at) values (:account_id, :id, :interview_id,"
            " :mentor_id, :token_hash, :role, :note, :dry_run_id, :at, :expires_at)",
            self._keys(
                draft.id,
                interview_id=interview_id,
                mentor_id=draft.mentor_id,
                token_hash=hash_of(token),
                role=draft.role,
                note=draft.note,
                dry_run_id=draft.dry_run_id,
                at=to_text(at),
                expires_at=to_text(at + LASTS),
            ),
        )
        for position, line in enumerate(draft.lines):
            self._add_line(draft.id, line, position)

    def revoke(self, interview_id: str, review_id: str, *, at: datetime) -> None:
        """End a link at once; doing it twice is doing it once."""
        changed = self.db.run(
            "update review set revoked_at = coalesce(revoked_at, :at)"
            " where account_id = :account_id and id = :id and interview_id = :interview_id",
            self._keys(review_id, interview_id=interview_id, at=to_text(at)),
        )
        if not changed:
            raise NotFoundError

    def settle(self, review_id: str, line_id: str, settled: str) -> bool:
        """Note that a suggestion was taken up or left; False when it was so already."""
        keys = self._keys(line_id, review_id=review_id, settled=settled)
        return bool(
            self.db.run(
                "update review_line set settled = :settled where account_id = :account_id"
                " and id = :id and review_id = :review_id and settled <> :settled",
                keys,
            )
        )

    def _add_line(self, review_id: str, line: ReviewLine, position: int) -> None:
        self.db.run(
            "insert into review_line (account_id, id, review_id, plan_item_id, position, stage,"
            " text, minutes) values (:account_id, :id, :review_id, :plan_item_id, :position,"
            " :stage, :text, :minutes)",
            self._keys(
                line.id,
                review_id=review_id,
                plan_item_id=line.plan_item_id,
                position=position,
                stage=line.stage,
                text=line.text,
                minutes=float(line.minutes),
            ),
        )

    def _keys(self, row_id: str, **more: Value) -> dict[str, Value]:
        return {"account_id": self.account_id, "id": row_id, **more}


class ReviewLinkStore:
    """What a mentor reads and writes, who has a link and no account: it serves no single owner."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def find(self, token: str) -> Review:
        """Find the list that a link leads to."""
        row = self.db.one(BY_TOKEN, {"token_hash": hash_of(token)})
        if row is None:
            raise NotFoundError
        return _review(row)

    def lines(self, review: Review) -> list[ReviewLine]:
        """List its lines, in order."""
        return _lines(self.db, review.account_id, review.id)

    def marks(self, review: Review) -> list[Mark]:
        """List what they said of the dry run so far."""
        keys: dict[str, Value] = {"account_id": review.account_id, "id": review.id}
        return [Mark(**row) for row in self.db.query(MARKS, keys)]

    def judge(self, review: Review, marks: Iterable[Mark]) -> None:
        """Keep what a mentor says of the dry run; call it after `answer`."""
        for mark in marks:
            self.db.run(
                "insert into review_mark (account_id, review_id, criterion, score, said)"
                " values (:account_id, :id, :criterion, :score, :said)"
                " on conflict (account_id, review_id, criterion)"
                " do update set score = excluded.score, said = excluded.said",
                {
                    "account_id": review.account_id,
                    "id": review.id,
                    "criterion": mark.criterion,
                    "score": mark.score,
                    "said": mark.said,
                },
            )

    def answer(
        self, review: Review, rev: int, said: str, lines: Iterable[ReviewLine], *, at: datetime
    ) -> None:
        """Keep what a mentor thinks; StaleError when it was answered elsewhere since `rev`.

        What its owner has taken up or left already stays as it is.
        """
        changed = self.db.run(
            "update review set said = :said, answered_at = :at, rev = rev + 1"
            " where account_id = :account_id and id = :id and rev = :rev",
            {
                "account_id": review.account_id,
                "id": review.id,
                "said": said,
                "rev": rev,
                "at": to_text(at),
            },
        )
        if not changed:
            raise StaleError
        for line in lines:
            self.db.run(
                "update review_line set verdict = :verdict, wording = :wording, said = :said"
                " where account_id = :account_id and id = :id and review_id = :review_id"
                " and settled = ''",
                {
                    "account_id": review.account_id,
                    "id": line.id,
                    "review_id": review.id,
                    "verdict": line.verdict,
                    "wording": line.wording,
                    "said": line.said,
                },
            )


def hash_of(token: str) -> str:
    """Give what is stored of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def _lines(db: Database, account_id: str, review_id: str) -> list[ReviewLine]:
    rows = db.query(LINES, {"account_id": account_id, "id": review_id})
    return [ReviewLine(**row) for row in rows]


def _review(row: Row) -> Review:
    return Review(
        **{
            **row,
            "created_at": from_text(row["created_at"]),
            "expires_at": from_text(row["expires_at"]),
            "revoked_at": maybe_from_text(row["revoked_at"]),
            "answered_at": maybe_from_text(row["answered_at"]),
        }
    )
