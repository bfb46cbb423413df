"""Who is taken for one person, on pairs of which it is known whether they are."""

import pytest

from netpwa.bringing.matching import key_of
from netpwa.contacts.model import TITLES, fold
from netpwa.tidying.model import Entry, likely

# One entry, another, and what speaks for them being one; nothing when they are two people.
# An entry is its name, its organisation, and how to reach it.
ONE = (
    (("Ana Ruiz", "City of Guelph"), ("Ana Ruiz", "City of Guelph"), ("place",)),
    (("Ana Ruiz", "City of Guelph"), ("Ana M. Ruiz", "city of guelph"), ("place",)),
    (("Dr. Ana Ruiz", "Guelph Inc."), ("Ana Ruiz", "Guelph"), ("place",)),
    (("Ana Ruiz, MCIP, RPP", "Guelph"), ("Ana Ruiz", "Guelph Ltd"), ("place",)),
    (("Félix Gagnon", "Atelier Nord"), ("Felix Gagnon", "Atelier Nord"), ("place",)),
    (("Ana Ruiz", ""), ("Ana Ruiz", "Guelph"), ("name",)),
    (("Ana Ruiz", ""), ("Ana Ruiz", ""), ("name",)),
    (("Ana Ruiz", "A", "a@example.org"), ("Ana Ruiz-Li", "B", "A@example.org"), ("email",)),
    (("A. Ruiz", "", "a@example.org"), ("Ana Ruiz", "", "a@example.org"), ("email",)),
    (("Ana", "", "a@example.org"), ("Ana Ruiz", "", "a@example.org"), ("email",)),
    (
        ("Ana Ruiz", "A", "https://www.linkedin.com/in/ana/"),
        ("Ana Li", "B", "ca.linkedin.com/in/ana?trk=x"),
        ("profile",),
    ),
    (("Ana Ruiz", "A", "+1 416 555 0134"), ("Ana Ruiz", "B", "(416) 555-0134"), ("phone",)),
    (
        ("Ana Ruiz", "A", "a@example.org"),
        ("Ana Ruiz", "A", "a@example.org"),
        ("email", "place"),
    ),
)
TWO = (
    (("Ana Ruiz", "City of Guelph"), ("Ana Ruiz", "Region of Peel")),
    (("Ana Ruiz", "Guelph"), ("Ana Li", "Guelph")),
    (("Ana Ruiz", "Guelph"), ("Ben Ruiz", "Guelph")),
    (("Ana Ruiz", "Guelph", "info@example.org"), ("Ben Okafor", "Guelph", "info@example.org")),
    (("Ana Ruiz", "Guelph", "+1 416 555 0134"), ("Ben Okafor", "Guelph", "+1 416 555 0134")),
    (("Ana Ruiz", "Guelph", "example.org"), ("Ben Okafor", "Guelph", "example.org")),
    (("Ana", ""), ("Ana", "")),
    (("Ana", "Guelph"), ("Ana Ruiz", "Guelph")),
    (("Dr. Ruiz", "Guelph"), ("Ruiz", "Peel")),
    (("Li Wei", "Guelph"), ("Wei Li", "Guelph")),
    (("Ana Ruiz", "Plan A"), ("Ana Ruiz", "Plan B")),
    (("Ana Ruiz", "A", "linkedin.com/in/ana"), ("Ana Ruiz", "B", "linkedin.com/in/ana-ruiz")),
)


def entry(number, name, organisation, *reach):
    keys = frozenset(key_of(value) for value in reach)
    return Entry(str(number), fold(name), name, "", fold(organisation), keys)


def pairs(*people, apart=frozenset()):
    return likely([entry(n, *each) for n, each in enumerate(people)], TITLES, apart)


@pytest.mark.parametrize(("one", "other", "reasons"), ONE)
def test_who_is_one_person_is_found_with_what_speaks_for_it(one, other, reasons):
    assert [pair.reasons for pair in pairs(one, other)] == [reasons]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_who_are_two_people_are_left_alone(one, other):
    assert pairs(one, other) == []


def test_the_surest_come_first_and_those_known_to_be_two_do_not_come():
    people = [("Ana Ruiz", ""), ("Ana Ruiz", "Guelph"),
              ("Ben Okafor", "", "b@example.org"), ("Ben Okafor", "", "b@example.org")]  # fmt: skip
    assert [pair.reasons[0] for pair in pairs(*people)] == ["email", "name"]
    assert [pair.reasons[0] for pair in pairs(*people, apart=frozenset({("0", "1")}))] == ["email"]


def test_a_name_that_many_share_costs_no_more_than_many_names():
    same = pairs(*(("Ana Ruiz", "Guelph") for _ in range(2000)))
    assert len(same) == 1999
