"""A plan that is too long trimmed even where all must be asked; where what is added stands."""

from tests.reading import Page


def test_where_all_must_be_asked_trim_fits_it_as_the_minutes_do(ada, plan, items):
    for item in items():
        ada.send(f"{plan}/{item.id}/edit", **_typed(ada, f"{plan}/{item.id}/edit", minutes="9"))
    assert "The rest must be asked and is still too long." in Page(ada.get(plan)).words
    ada.send(plan + "/trim")
    trimmed = items(whole=True)
    assert sum(item.minutes for item in items()) <= 20
    gone = [item.text for item in trimmed if item.is_left_out and item.must]
    words = Page(ada.get(plan)).words
    assert gone
    assert all(text in words[words.index("Left out") :] for text in gone)
    ada.send(plan + "/minutes", minutes="20")
    assert [item.minutes for item in items(whole=True)] == [item.minutes for item in trimmed]


def _typed(ada, address, **changed):
    return Page(ada.get(address)).form().fields | changed


def test_what_is_added_from_the_bank_stands_last_in_its_stage(ada, plan, items):
    ada.send(plan + "/minutes", minutes="10")
    road = next(item for item in items() if item.stage == "journey")
    place = items().index(road)
    ada.send(f"{plan}/{road.id}/place", to=str(place - 1))
    ada.send(f"{plan}/{road.id}/place", to=str(place))
    ada.send(plan + "/add", key="j3")
    assert [item.starter for item in items() if item.stage == "journey"] == [road.starter, "j3"]
