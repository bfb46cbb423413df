"""Who is taken for one person, on pairs of which it is known whether they are."""

import pytest

from netpwa.bringing.matching import key_of
from netpwa.contacts.model import TITLES, fold
from netpwa.tidying.model import Entry, likely
from tests.tidying.twice import ONE, TWO


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


def test_whoever_shares_an_address_with_others_is_found_among_them():
    office = "info@example.org"
    people = [("Ben Okafor", "A", office), ("Ana Ruiz", "B", office), ("Cy Lee", "C", office),
              ("Ana Ruiz", "D", office)]  # fmt: skip
    assert [(pair.one.id, pair.other.id) for pair in pairs(*people)] == [("1", "3")]
    of_one_name = [("Ana Ruiz", "A"), ("Ana Ruiz", "B"), ("Ana Ruiz", "B")]
    assert [(pair.one.id, pair.other.id) for pair in pairs(*of_one_name)] == [("1", "2")]


def test_the_surest_come_first_and_those_known_to_be_two_do_not_come():
    people = [("Ana Ruiz", ""), ("Ana Ruiz", "Guelph"),
              ("Ben Okafor", "", "b@example.org"), ("Ben Okafor", "", "b@example.org")]  # fmt: skip
    assert [pair.reasons[0] for pair in pairs(*people)] == ["email", "name"]
    assert [pair.reasons[0] for pair in pairs(*people, apart=frozenset({("0", "1")}))] == ["email"]


def test_a_name_that_many_share_costs_no_more_than_many_names():
    same = pairs(*(("Ana Ruiz", "Guelph") for _ in range(2000)))
    assert len(same) == 1999
