"""One line becomes a name, what they do, where, how we met, and when to follow up."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netpwa.contacts.model import fold
from netpwa.contacts.reading.text import read

TODAY = date(2026, 11, 24)
SLOTS = ("name", "title", "organisation", "met_at", "follow_up_on")
FILES = [Path(__file__).with_name(name) for name in ("samples.txt", "phrasings.txt", "haste.txt")]
LEAST_RIGHT = 0.97
LEAST_RIGHT_OF_A_SLOT = 0.95


def samples(file):
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith("#")]
    for typed, slots in zip(lines[::2], lines[1::2], strict=True):
        yield typed, dict(zip(SLOTS, (slot.strip() for slot in slots.split("|")), strict=True))


def read_slots(typed):
    found = read(typed, TODAY)
    return {name: str(getattr(found, name) or "") for name in SLOTS}


def same(one, other):
    return fold(one).strip(" .") == fold(other).strip(" .")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nearly_every_slot_of_the_samples_is_right(file):
    wrong, count = {name: [] for name in SLOTS}, 0
    for typed, wanted in samples(file):
        got = read_slots(typed)
        count += 1
        for name in SLOTS:
            if not same(got[name], wanted[name]):
                wrong[name].append(f"{typed}: {name} is {got[name]!r}, not {wanted[name]!r}")
    every = [line for lines in wrong.values() for line in lines]
    assert count > 60
    assert len(every) <= count * len(SLOTS) * (1 - LEAST_RIGHT), "\n".join(every)
    for lines in wrong.values():
        assert len(lines) <= count * (1 - LEAST_RIGHT_OF_A_SLOT), "\n".join(lines)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_samples_would_notice_a_parser_that_takes_the_line_for_the_name(file):
    right = sum(
        same(wanted["name"], typed) + sum(not wanted[name] for name in SLOTS[1:])
        for typed, wanted in samples(file)
    )
    assert right < len(list(samples(file))) * len(SLOTS) * 0.5


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("https://www.linkedin.com/in/ana-ruiz-mcip-1a2b3c4/", "Ana Ruiz"),
        ("linkedin.com/in/jos%C3%A9-garc%C3%ADa", "José García"),
        ("https://ca.linkedin.com/in/anaruiz?trk=people", "Anaruiz"),
        (
            "Check out Ana Ruiz\u2019s profile on LinkedIn https://www.linkedin.com/in/x1",
            "Ana Ruiz",
        ),
        ("ana.ruiz@guelph.ca", "Ana Ruiz"),
    ],
)
def test_an_address_alone_gives_a_guess_at_the_name(typed, name):
    found = read(typed, TODAY)
    assert found.name == name
    assert len(found.points) == 1


def test_addresses_and_numbers_in_a_line_are_ways_to_reach_somebody_and_nothing_else():
    found = read("Ana Ruiz, planner, t: 519-555-0134 x12, e-mail: ana@guelph.ca, 2026-12-05", TODAY)
    assert [point.kind for point in found.points] == ["email", "phone"]
    assert (found.name, found.title, found.note) == ("Ana Ruiz", "planner", "")
    assert found.follow_up_on == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("typed", "name", "day", "note"),
    [
        ("Call Ana Ruiz on Wednesday", "Ana Ruiz", date(2026, 11, 25), ""),
        ("Thank Ana Ruiz from Metrolinx tomorrow", "Ana Ruiz", date(2026, 11, 25), "Thank"),
        ("Had coffee with Ana Ruiz on trees, call Friday", "Ana Ruiz", date(2026, 11, 27),
         "on trees"),
        ('Katherine "Kat" Brennan, planner', 'Katherine "Kat" Brennan', None, ""),
        ("Sandeep (Sandy) Rao, planner", "Sandeep (Sandy) Rao", None, ""),
        ("My old TA Fred Osman, planner", "Fred Osman", None, ""),
        ("Follow up Friday: Leon Brandt", "Leon Brandt", date(2026, 11, 27), ""),
    ],
)  # fmt: skip
def test_a_line_may_begin_with_a_deed(typed, name, day, note):
    found = read(typed, TODAY)
    assert (found.name, found.follow_up_on, found.note) == (name, day, note)


def test_what_fits_nowhere_is_kept_in_the_note():
    found = read("Ana Ruiz, senior planner, loves old street maps and jazz", TODAY)
    assert "street maps" in found.note
    found = read("Ana Ruiz, planner, send her the flood study by Friday", TODAY)
    assert found.note == "send her the flood study"
    assert found.follow_up_on == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "name", "title", "organisation"),
    [
        ("the woman from Metrolinx, met at CIP panel", "the woman from Metrolinx", "",
         "Metrolinx"),
        ("The Head of Planning at Arup, met at CIP panel", "The Head of Planning at Arup",
         "Head of Planning", "Arup"),
        ("whoever runs the lab, ask about a tour", "whoever runs the lab", "", ""),
        ("works at Metrolinx, met at CIP panel", "works at Metrolinx", "", "Metrolinx"),
        ("the recruiter Steve Burrows, AECOM", "Steve Burrows", "recruiter", "AECOM"),
        ("the head of the lab, Ravi Menon, met at the tour", "Ravi Menon", "head of the lab", ""),
        ("An Nguyen, planner, Metrolinx", "An Nguyen", "planner", "Metrolinx"),
        ("Guy Tremblay, urbaniste, Ville de Laval", "Guy Tremblay", "urbaniste", "Ville de Laval"),
    ],
)  # fmt: skip
def test_who_is_only_described_is_called_so_and_no_word_of_it_is_a_name(
    typed, name, title, organisation
):
    found = read(typed, TODAY)
    assert (found.name, found.title, found.organisation) == (name, title, organisation)


def test_who_introduced_them_is_kept_beside_the_place():
    found = read("Ana Ruiz, planner, TTC, introduced by Ben at TransitCamp", TODAY)
    assert (found.met_at, found.note) == ("TransitCamp", "introduced by Ben")
    assert read("Ana Ruiz, planner, TTC, introduced by Ben", TODAY).met_at == "introduced by Ben"


@pytest.mark.parametrize(
    "when", ["last night", "yesterday", "11/19", "Nov 19", "on Nov 19", "last Friday", "hier soir"]
)
def test_a_day_that_is_over_is_no_part_of_the_place_and_no_day_to_follow_up(when):
    found = read(f"Ana Ruiz, planner, TTC, ULI breakfast {when}", TODAY)
    assert (found.met_at, found.follow_up_on) == ("ULI breakfast", None)


def test_pronouns_are_no_part_of_the_name():
    found = read("Sam Lee (they/them), planner, TTC", TODAY)
    assert (found.name, found.note) == ("Sam Lee", "they/them")


@pytest.mark.property
@given(st.text(max_size=300))
@example("met at")
@example("follow up")
@example(",;-\u2013\u2014|")
@example("from from from at at @ @")
@example("Dr.")
@example("ẞ İ Ⅷ ™")
def test_anything_typed_is_understood_somehow(typed):
    found = read(typed, TODAY)
    assert len(found.name) <= max(len(typed) * 3, 1)
    if any(sign.isalpha() for sign in typed):
        assert found.name or found.note or found.met_at or found.follow_up_on


@pytest.mark.property
@given(st.lists(st.sampled_from(sorted({"Ana Ruiz", "planner", "City of Guelph", "met at", "from",
    "CIP panel", "follow up", "Tue", "next", "week", ",", "-", "in", "Dec 5", "Dr.", "@", "(",
    "ana@b.org", "linkedin.com/in/a-b", "+1 416 555 0134"})), max_size=14))  # fmt: skip
def test_any_mixture_of_words_is_understood_somehow(parts):
    read(" ".join(parts), TODAY)
