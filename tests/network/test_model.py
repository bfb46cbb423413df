"""How ways are ranked, and where people stand in the picture."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netpwa.network.model import Dot, Route, Step, ranked
from netpwa.network.picture import MOST_BEYOND, MOST_CLOSE, draw
from tests.factories import AT

WAY = Route("a", "Ana", "t", "Target", 2, last_touch_at=AT - timedelta(days=60))


@pytest.mark.parametrize(
    "better",
    [
        replace(WAY, introducer_id="b", strength=3),
        replace(WAY, introducer_id="b", last_touch_at=AT - timedelta(days=3)),
        replace(WAY, introducer_id="b", is_connector=True),
    ],
    ids=["stronger", "fresher", "a connector"],
)
def test_a_better_way_stands_first(better):
    assert [way.introducer_id for way in ranked([WAY, better], AT)] == ["b", "a"]


@pytest.mark.parametrize(
    "worse",
    [
        replace(WAY, introducer_id="b", recent_asks=1),
        replace(WAY, introducer_id="b", via_id="v", via="Via"),
        replace(WAY, introducer_id="b", last_touch_at=None),
    ],
    ids=["asked lately", "a step further", "never in touch"],
)
def test_a_worse_way_stands_last(worse):
    assert [way.introducer_id for way in ranked([worse, WAY], AT)] == ["a", "b"]


def test_one_introducer_is_offered_once_by_the_best_way_they_have():
    longer = replace(WAY, via_id="v", via="Via", strength=3)
    assert ranked([longer, WAY], AT) == [WAY]


def test_whoever_has_two_open_asks_is_left_in_peace():
    assert ranked([replace(WAY, open_asks=2)], AT) == []
    assert len(ranked([replace(WAY, open_asks=1)], AT)) == 1


NETWORKS = st.integers(0, 20).flatmap(
    lambda n: st.tuples(
        st.just([Dot(str(i), f"P{i}", "", "primary") for i in range(n)]),
        st.lists(
            st.builds(
                lambda one, other: Step(str(one), f"x{other}", f"X{other}", 2),
                st.integers(0, 24),
                st.integers(0, 30),
            ),
            max_size=40,
        ),
    )
)


CROWD = [Dot(str(i), f"P{i}", "", "primary") for i in range(20)]
ALL_BEHIND_ONE = [Step("0", f"x{i}", f"X{i}", 2) for i in range(30)]


@pytest.mark.property
@example((CROWD, ALL_BEHIND_ONE))
@given(NETWORKS)
def test_nobody_in_the_picture_hides_another_or_leaves_it(network):
    picture = draw(*network)
    places = [*picture.close, *picture.beyond]
    assert len(picture.close) <= MOST_CLOSE
    assert len(picture.beyond) <= MOST_BEYOND
    assert len({place.id for place in places}) == len(places)
    for n, place in enumerate(places):
        assert 24 <= place.x <= picture.width - 24
        assert 24 <= place.y <= picture.height - 24
        for other in places[n + 1 :]:
            assert (place.x - other.x) ** 2 + (place.y - other.y) ** 2 >= 48**2 - 1
