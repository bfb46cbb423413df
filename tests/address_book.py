"""Files of people and merges that a test may begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netpwa.bringing import importing
from netpwa.bringing.files import read_file
from netpwa.bringing.store import ImportStore
from netpwa.db.port import write
from netpwa.db.values import fresh_id
from netpwa.tidying import merging
from tests import factories

if TYPE_CHECKING:
    from datetime import datetime

    from netpwa.db.port import Database


def brought(
    db: Database,
    account_id: str,
    text: str = "First Name,Last Name,Company\nJean,Bartik,ENIAC\n,,ENIAC\n",
    *,
    done: bool = True,
    at: datetime = factories.AT,
) -> str:
    """Read a file of people, bring all of it in when `done`, and give the import's id."""
    import_id = fresh_id()
    with write(db):
        judged = importing.judge(db, account_id, read_file(text.encode()))
        store = ImportStore(db, account_id)
        store.stage(import_id, "Connections.csv", "linkedin", judged, at=at)
        if done:
            importing.bring(db, account_id, import_id, at=at)
    return import_id


def merged(
    db: Database, account_id: str, kept: str = "", gone: str = "", at: datetime = factories.AT
) -> str:
    """Make one of two, who are made up unless given, and give the merge's id."""
    merge_id = fresh_id()
    kept = kept or factories.contact(db, account_id, "Annie Easley", organisation="Lewis")
    gone = gone or factories.contact(db, account_id, "Annie J. Easley", title="Programmer")
    with write(db):
        merging.merge(db, account_id, merge_id, kept, gone, say=str, at=at)
    return merge_id
