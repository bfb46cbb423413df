"""Measure the reading of files: `python -m tests.bench.importing`. It ends with 1 past a limit.

An ordinary file and files made to be costly, each of the largest size that is taken. The measure of
the same run is Python's own csv.reader going over the ordinary file, in turn with ours, so that a
busy machine slows both. Twice the length should cost about twice as much: four times is a square.
"""

from __future__ import annotations

import csv
import io
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from netpwa.bringing.files import read_file
from netpwa.bringing.matching import Known, judge_all
from netpwa.bringing.model import LARGEST_FILE, MOST_ROWS, FileError
from tests.bringing.bombs import BOMBS, bomb

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 3
WHOLE = LARGEST_FILE - 1000
MOST_TIMES, MOST_GROWTH = 60.0, 3.0
HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
LINE = "Ana{n},Ruiz,https://linkedin.com/in/ana-{n},ana{n}@example.org,{work},Planner,05 Oct 2020\n"


def ordinary(size: int) -> bytes:
    """Give a file of as many rows as are taken, not quite of that size."""
    bare = sum(len(LINE.format(n=n, work="")) for n in range(MOST_ROWS))
    work = "W" * ((size - bare - len(HEAD)) // MOST_ROWS)
    return (HEAD + "".join(LINE.format(n=n, work=work) for n in range(MOST_ROWS))).encode()


def read(data: bytes) -> None:
    """Read a file as the preview does, each row beside every other."""
    with suppress(FileError):
        judge_all(read_file(data).rows, Known())


def over(data: bytes) -> Callable[[], object]:
    """Give the act of going over a table with Python's own reader."""
    text = data.decode()
    return lambda: list(csv.reader(io.StringIO(text)))


def quickest(*acts: Callable[[], object]) -> list[float]:
    """Give the least time of each, run in turn, in thousandths of a second."""
    least = [float("inf")] * len(acts)
    for _ in range(RUNS):
        for place, act in enumerate(acts):
            began = time.process_time()
            act()
            least[place] = min(least[place], (time.process_time() - began) * 1000)
    return least


def main() -> int:
    """Print the table."""
    say = sys.stdout.write
    say(f"{'what':<28}{'whole ms':>9}{'times csv':>11}{'growth':>8}\n")
    plain = ordinary(WHOLE)
    files = {"an ordinary file": (plain, plain[: len(plain) // 2])}
    files |= {name: (bomb(name, WHOLE), bomb(name, WHOLE // 2)) for name in BOMBS}
    is_fine = True
    for name, (whole, half) in files.items():
        once, twice, measure = quickest(
            lambda half=half: read(half), lambda whole=whole: read(whole), over(plain)
        )
        times, growth = twice / measure, twice / max(once, 1.0)
        wrong = "" if times <= MOST_TIMES and min(times, growth) <= MOST_GROWTH else "too much"
        is_fine &= not wrong
        say(f"{name:<28}{twice:>9.1f}{times:>11.2f}{growth:>8.2f}  {wrong}\n")
        sys.stdout.flush()
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
