"""What goes out comes back: as vCards, and as a table that no spreadsheet takes for formulas."""

import csv
import io
import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netpwa.bringing.exporting import safe_cell, write_cards, write_table
from netpwa.bringing.files import read_file
from netpwa.bringing.fitting import found_of
from netpwa.bringing.model import Found
from netpwa.web.forms import is_visible
from tests.bringing.people import everybody

NASTY = ["=1+1", "+1 416 555 0134", "-", "@x", "\t=1", "'", "''=1", " =1", "\r", "a\nb",
         "＝1",  # noqa: RUF001  a wide one
         "\\n;,:", "BEGIN:VCARD", "\\", '"', ";;;", "x" * 300, "é" * 80, "\u2028"]  # fmt: skip
FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")  # noqa: RUF001


def back(text):
    return [row.found for row in read_file(text.encode()).rows if not row.trouble]


def without_uid(found):
    return [(one.name, one.title, one.organisation, one.city, one.met_at, one.note, one.points,
             one.follow_up_on) for one in found]  # fmt: skip


@pytest.mark.property
@given(everybody)
@example([found_of("x" + text, title=text, city=text, note=text) for text in NASTY])
@example([found_of(text) for text in NASTY if is_visible(found_of(text).name)])
def test_vcards_come_back_as_they_went(people):
    text = "".join(write_cards((str(n), one) for n, one in enumerate(people)))
    assert without_uid(back(text)) == without_uid(people)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.property
@given(everybody)
@example([found_of("x " + text, title=text, note=text, points=[text]) for text in NASTY])
def test_a_table_comes_back_as_it_went(people):
    text = "".join(write_table((str(n), one) for n, one in enumerate(people)))
    assert without_uid(back(text)) == without_uid(people)
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        assert not [cell for cell in row if FORMULA.search(cell)]


@pytest.mark.property
@given(st.text() | st.sampled_from(NASTY))
def test_a_cell_is_never_a_formula_and_is_read_back(text):
    cell = safe_cell(text)
    assert not FORMULA.search(cell)
    assert cell.removeprefix("'") == text


def test_a_card_keeps_its_uid_so_that_whoever_was_renamed_is_known_again():
    text = "".join(write_cards([("4711", Found("Grace", follow_up_on=date(2026, 12, 1)))]))
    assert back(text)[0].uid == "4711"
