"""Numbers of one person's talks: weeks, the path, energy, minutes and the tree of names. Pure."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.insights import charts
from netpwa.insights.model import (
    Branch,
    Given,
    Reached,
    Talk,
    Timing,
    by_stage,
    modes,
    places,
    tree,
    weeks,
    widest_gap,
)

TUESDAY = date(2026, 11, 24)


def talk(n=0, **known):
    at = datetime(2026, 11, 24, 15, tzinfo=UTC) - timedelta(days=n)
    plain = {"organisation": "", "mode": "phone", "minutes": 20}
    return Talk(id=f"t{n}", contact_id=f"c{n}", name="Ana", starts_at=at, **plain | known)


def test_talks_are_counted_by_the_week_they_lie_in_and_the_last_is_this_one():
    found = weeks([TUESDAY, date(2026, 11, 29), date(2026, 11, 22), date(2020, 1, 1)], TUESDAY)
    assert len(found) == 10
    assert [tuple(week) for week in found[-2:]] == [
        (date(2026, 11, 16), 1),
        (date(2026, 11, 23), 2),
    ]


def test_the_step_at_which_most_stop_is_named():
    path = [
        Reached("captured", 12),
        Reached("asked", 8),
        Reached("talked", 2),
        Reached("thanked", 2),
    ]
    assert widest_gap(path) == (path[1], path[2])
    assert widest_gap([Reached("captured", 3), Reached("asked", 3)]) is None
    assert widest_gap([]) is None


def test_a_way_of_talking_tells_how_it_left_its_person_and_only_where_both_faces_are_known():
    found = modes(
        [
            talk(1, energy_before=0, energy_after=1),
            talk(2, energy_before=1, energy_after=1),
            talk(3, energy_before=1),
            talk(4, mode="video", energy_before=2, energy_after=-2),
        ]
    )
    assert [tuple(each) for each in found] == [("phone", 2, 1, 1, 0), ("video", 1, 0, 0, 1)]


@pytest.mark.parametrize(("taken", "on_time"), [(19.0, True), (20.4, True), (20.6, False)])
def test_a_talk_is_in_time_to_the_half_minute(taken, on_time):
    assert Timing(7, 8, 20, taken).is_on_time is on_time


def test_minutes_by_stage_are_medians_of_the_talks_that_came_there():
    timed = [
        talk(n, timing=Timing(1, 1, 20, 10, {"role": (4, taken), "trends": (2, 0)}))
        for n, taken in enumerate((3, 9, 5))
    ]
    assert by_stage([*timed, talk(9)]) == {"role": (4, 5)}


def test_settings_are_organisations_and_people_without_one():
    found = [talk(1, organisation="City"), talk(2, organisation="City"), talk(3), talk(4)]
    assert places(found) == 3


def name(giver, to, *, known=True):
    return Given(giver, giver.upper(), to if known else None, to.upper())


def test_names_stand_under_those_who_gave_them():
    found = tree([name("ana", "ben"), name("ben", "cleo"), name("ana", "dora", known=False)])
    (ana,) = found
    assert [branch.name for branch in ana.leads_to] == ["BEN", "DORA"]
    assert ana.leads_to[0].leads_to[0].name == "CLEO"
    assert ana.names == 3
    assert ana.leads_to[1].id is None


def test_whoever_was_named_twice_stands_under_the_first():
    found = tree([name("ana", "cleo"), name("ben", "cleo")])
    assert [(each.name, each.names) for each in found] == [("ANA", 1), ("BEN", 0)]


def test_a_circle_of_names_is_opened_where_it_begins():
    (ana,) = tree([name("ana", "ben"), name("ben", "ana"), name("ana", "ana")])
    assert [branch.name for branch in ana.leads_to] == ["BEN"]


PEOPLE = st.sampled_from("abcdefgh")


@pytest.mark.property
@given(st.lists(st.tuples(PEOPLE, PEOPLE, st.booleans()), max_size=30))
def test_any_names_make_a_tree_in_which_everybody_stands_once(pairs):
    given_names = [name(giver, to, known=known) for giver, to, known in pairs]
    ids, unknown = [], 0

    def walk(branches):
        nonlocal unknown
        for branch in branches:
            if branch.id:
                ids.append(branch.id)
            else:
                unknown += 1
            walk(branch.leads_to)

    found = tree(given_names)
    walk(found)
    assert len(ids) == len(set(ids))
    wanted = {each.from_id for each in given_names} | {e.to_id for e in given_names if e.to_id}
    assert set(ids) == wanted
    assert unknown == sum(not known for _, _, known in pairs)
    picture = charts.branches(found)
    assert len(picture.twigs) == len(ids) + unknown
    assert len({twig.y for twig in picture.twigs}) == len(picture.twigs)


@pytest.mark.property
@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=12))
def test_bars_stay_within_their_picture_and_a_longer_one_counts_more(numbers):
    path = [Reached(str(n), people) for n, people in enumerate(numbers)]
    picture = charts.along_path(path, ["x"] * len(path))
    for bar in picture.bars:
        assert 0 <= bar.width <= picture.width
        assert 0 <= bar.y <= bar.y + bar.height <= picture.height
    for one, bar in zip(numbers, picture.bars, strict=True):
        for other, less in zip(numbers, picture.bars, strict=True):
            assert one <= other or bar.width >= less.width
        assert (bar.width == 0) == (one == 0)


@pytest.mark.property
@given(st.lists(st.tuples(st.integers(-2, 2), st.integers(-2, 2)), max_size=8))
def test_a_face_further_right_is_more_energy(faces):
    talks = [talk(n, energy_before=b, energy_after=a) for n, (b, a) in enumerate(faces)]
    picture = charts.energies(talks, ["x"] * len(talks))
    for (before, after), span in zip(faces, picture.spans, strict=True):
        assert (span.after > span.before) == (after > before)
        assert span.is_up == (after >= before)
        assert 0 < span.before < picture.width
        assert span.y < picture.height


def test_a_split_bar_shows_every_part_and_fills_its_width():
    (mode,) = modes(
        [talk(n, energy_before=0, energy_after=after) for n, after in enumerate((1, 1, 0, -1))]
    )
    bars = charts.of_modes([mode], ["By phone"]).bars
    assert [(bar.kind, bar.value) for bar in bars] == [
        ("lighter", "2"),
        ("same", "1"),
        ("heavier", "1"),
    ]
    assert sum(bar.width + 2 for bar in bars) == pytest.approx(charts.WIDTH)


def test_an_empty_account_draws_empty_pictures():
    assert charts.over_weeks(weeks([], TUESDAY), [""] * 10).bars
    assert charts.branches([]).twigs == []
    assert charts.timings({}, {}).bars == []
    assert Branch("a", "A").names == 0
