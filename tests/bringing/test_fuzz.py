"""Whatever a file holds, it is read or refused with a word. How fast: tests/bench/importing.py."""

import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netpwa.bringing.files import read_file
from netpwa.bringing.forms import WHY
from netpwa.bringing.matching import Known, judge_all
from netpwa.bringing.model import LARGEST_FILE, MOST_ROWS, FileError
from tests.bringing.bombs import BOMBS, CARD, END, HEAD, bomb
from tests.bringing.test_samples import SAMPLES
from tests.conftest import IS_FULL

SIZE = 60_000
# The largest file may take this much memory, and a smaller one its share of it.
WHOLE, MOST_MEMORY = LARGEST_FILE - 1000, 128 * 1024 * 1024
MEASURED = WHOLE if IS_FULL else 300_000
bombs = pytest.mark.parametrize("name", BOMBS)


def read(data):
    """Give how many lines it came to, or the refusal, which has words."""
    try:
        rows = read_file(data).rows
    except FileError as error:
        return WHY[error.why] and error.why
    assert 0 < len(rows) <= MOST_ROWS
    judge_all(rows, Known())
    return len(rows)


@bombs
def test_a_costly_file_is_read_or_refused(name):
    read(bomb(name, SIZE))


@bombs
def test_no_file_takes_more_memory_than_a_phone_has(name):
    tracemalloc.start()
    try:
        data = bomb(name, MEASURED)
        read(data)
        assert tracemalloc.get_traced_memory()[1] < len(data) * MOST_MEMORY / WHOLE
    finally:
        tracemalloc.stop()


@pytest.mark.property
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    read(data)


@pytest.mark.property
@given(
    st.sampled_from(sorted(path.name for path in SAMPLES.iterdir())),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 8), st.binary(max_size=8)), min_size=1, max_size=6
    ),
)
@example("google-legacy.csv", [(0.0, 0, b"\r")])
@example("google-legacy.csv", [(0.1, 0, b"\r")])
def test_any_damage_to_a_real_file_is_read_or_refused(name, damages):
    data = (SAMPLES / name).read_bytes()
    for where, length, put in damages:
        at = int(where * len(data))
        data = data[:at] + put + data[at + length :]
    read(data)


@pytest.mark.property
@given(
    st.lists(
        st.sampled_from(
            ["BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "FN:Ana", "N:", "N:a;b", " ", "\t;", "=",
             "NOTE;ENCODING=QUOTED-PRINTABLE:=E9=", "NOTE;ENCODING=B:!", "item1.TEL:1", ":", ";",
             'ADR;LABEL="a:b":;;;', "PHOTO:", "TEL;VALUE=uri:tel:", "NOTE;CHARSET=rot13:x",
             "EMAIL;CHARSET=utf-7;QUOTED-PRINTABLE:=", "\\n", "X-COMMON-GROUND-FOLLOW-UP:soon"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_any_lines_of_cards_are_read_or_refused(lines):
    read("\n".join(["BEGIN:VCARD", *lines]).encode())


def test_a_file_that_is_too_large_or_packed_says_so():
    assert read(b"x" * (LARGEST_FILE + 1)) == "size"
    assert read(b"PK\x03\x04" + b"x" * 100) == "archive"
    assert read(HEAD + b"A,B,,\n" * (MOST_ROWS + 1)) == "rows"
    assert read(CARD + END + (CARD + END) * MOST_ROWS) == "rows"
    assert read(b"hello, world\n") == "heading"
    assert read(HEAD) == "nobody"
