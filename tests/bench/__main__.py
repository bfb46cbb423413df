"""Measure and print a table: `python -m tests.bench`. It ends with 1 when a limit is passed.

Every figure is the middle of many runs, ours and the bare SQL in turn, so that a busy machine slows
both. The bare SQL is what somebody would write for that very page and nothing else, read by the
engine's own cursor: no port, no dataclasses, no further filters. For the ways to somebody there is
no shorter statement than ours.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from netpwa.contacts.find_store import FindStore
from netpwa.contacts.finding import Wanted
from netpwa.db.migrate import apply_migrations
from netpwa.db.sqlite import SqliteDatabase
from netpwa.db.values import to_text
from netpwa.network.model import ranked
from netpwa.network.store import RECENTLY, ROUTES, NetworkStore
from tests.bench import bare
from tests.bench.town import build
from tests.factories import AT

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 21
PAGE = 51
MOST_TIMES, MOST_MS = 2.0, 50.0
SIZES = ((1_000, 5_000), (20_000, 100_000))


@dataclass(frozen=True, slots=True)
class Case:
    """One question, asked our way and bare; the rows of both have to be as many."""

    name: str
    ours: Callable[[], object]
    bare: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Figure:
    """What came of one case: thousandths of a second, ours and bare."""

    people: int
    name: str
    ours: float
    bare: float

    @property
    def times(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.bare


def cases(db: SqliteDatabase, account_id: str) -> list[Case]:
    """Give the questions of the People page, of a search, and of the ways to somebody."""
    find, network = FindStore(db, account_id), NetworkStore(db, account_id)
    busiest = bare.busiest(db.connection, account_id)

    def list_of(query: str = "", **wanted: str) -> Callable[[], object]:
        return lambda: find.people(query, Wanted(**wanted), at=AT, limit=PAGE)

    def read(sql: str, **values: object) -> Callable[[], object]:
        values |= {"account_id": account_id, "now": to_text(AT), "limit": PAGE}
        return lambda: db.connection.execute(sql, values).fetchall()

    return [
        Case("list: everyone", list_of(), read(bare.EVERYONE)),
        Case("list: page 10", lambda: find.people(at=AT, limit=PAGE, offset=450),
             read(bare.EVERYONE.replace("limit :limit", "limit :limit offset 450"))),
        Case("list: primary", list_of(tier="primary"), read(bare.PRIMARY)),
        Case("list: secondary", list_of(tier="secondary"), read(bare.SECONDARY)),
        Case("list: just captured", list_of(stage="new"), read(bare.NEW)),
        Case("list: asked", list_of(stage="asked"), read(bare.ASKED)),
        Case("list: a topic", list_of(topic="i2"), read(bare.OF_TOPIC, topic="i2")),
        Case("list: in touch lately", list_of(touched="month"),
             read(bare.TOUCHED_SINCE, since=to_text(AT - timedelta(days=30)))),
        Case("list: never in touch", list_of(touched="never"), read(bare.NEVER_TOUCHED)),
        Case("list: a city", list_of(city="montreal"), read(bare.IN_CITY, city="montreal")),
        Case("search: a common word", list_of("ana"), read(bare.ONE_WORD, word="% ana%")),
        Case("search: two words", list_of("noor kha"),
             read(bare.TWO_WORDS, word="% noor%", other="% kha%")),
        Case("search: one person", list_of("ruiz 777"),
             read(bare.TWO_WORDS, word="% ruiz%", other="% 777%")),
        Case("search: nobody", list_of("zzyzx"), read(bare.ONE_WORD, word="% zzyzx%")),
        Case("search: notes", lambda: find.notes("bridges", limit=PAGE),
             read(bare.NOTES, word="% bridges%")),
        Case("search: organisations", lambda: find.organisations("office 7", limit=PAGE),
             read(bare.ORGANISATIONS, word="% office%", other="% 7%")),
        Case("ways: to a person", lambda: ranked(network.routes(to=busiest, at=AT), AT),
             read(ROUTES, id=busiest, organisation_id="",
                  recently=to_text(AT - RECENTLY))),
    ]  # fmt: skip


def measure(case: Case) -> tuple[float, float]:
    """Give the middle of what each takes, in thousandths of a second, in turns."""
    took: dict[str, list[float]] = {"ours": [], "bare": []}
    for run in range(RUNS):
        for name in ("ours", "bare") if run % 2 else ("bare", "ours"):
            began = time.perf_counter()
            getattr(case, name)()
            took[name].append((time.perf_counter() - began) * 1000)
    return statistics.median(took["ours"]), statistics.median(took["bare"])


def figures(folder: Path, people: int, links: int) -> list[Figure]:
    """Build a town in a file of its own and measure every case in it."""
    db = SqliteDatabase(folder / f"{people}.db", for_migration=True)
    apply_migrations(db)
    db.close()
    db = SqliteDatabase(folder / f"{people}.db")
    account_id = build(db, people, links)
    found = [Figure(people, case.name, *measure(case)) for case in cases(db, account_id)]
    db.close()
    return found


def trouble(figure: Figure) -> str:
    """Say which limit a figure passes: the issue's, or nothing."""
    if figure.people == SIZES[-1][0] and figure.times > MOST_TIMES:
        return f"more than {MOST_TIMES:g} times the bare SQL"
    if figure.people == SIZES[0][0] and figure.name.startswith("ways") and figure.ours > MOST_MS:
        return f"more than {MOST_MS:g} ms"
    return ""


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.parse_args()
    say = sys.stdout.write
    say(f"{'people':>7}  {'what':<24}{'ours ms':>9}{'bare ms':>9}{'times':>7}\n")
    is_fine = True
    with tempfile.TemporaryDirectory() as folder:
        for people, links in SIZES:
            for figure in figures(Path(folder), people, links):
                wrong = trouble(figure)
                is_fine = is_fine and not wrong
                say(f"{figure.people:>7}  {figure.name:<24}{figure.ours:>9.2f}{figure.bare:>9.2f}"
                    f"{figure.times:>7.2f}  {wrong}\n")  # fmt: skip
                sys.stdout.flush()
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
