"""Leads as a table for a job tracker; no cell of it can be taken for a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from netpwa.bringing.exporting import safe_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime

    from netpwa.followups.model import Lead

HEADING = ("Lead", "Organisation", "Role", "Write to", "Heard from", "May use their name",
           "Deadline", "State", "Heard on")  # fmt: skip
MAY = {"yes": "yes", "no": "no", "not_asked": "not asked"}
CHAIN = " < "


def write_leads(leads: Iterable[Lead], day_of: Callable[[datetime], date]) -> Iterator[str]:
    """Write a heading and a row for each; the mark at the beginning tells Excel it is UTF-8.

    `day_of` gives the day of an instant where the person lives.
    """
    yield "\ufeff" + _row(HEADING)
    for lead in leads:
        yield _row((
            lead.text, lead.organisation, lead.role, lead.whom, CHAIN.join(lead.chain),
            MAY[lead.may_use_name], str(lead.deadline or ""), lead.state,
            day_of(lead.heard_at).isoformat(),
        ))  # fmt: skip


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(
        [safe_cell(cell) for cell in cells]
    )
    return out.getvalue()
