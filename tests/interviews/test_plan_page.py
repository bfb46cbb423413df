"""The plan of one conversation: moved about, trimmed, fitted again, its gaps filled."""

import pytest

from netpwa.db.port import write
from netpwa.interviews.plan_store import PlanStore
from tests import factories
from tests.factories import AT
from tests.reading import Page
from tests.world import OWN_QUESTION

HTMX = {"HX-Request": "true"}


def sum_of(items):
    return sum(item.minutes for item in items)


def test_it_says_what_is_planned_what_is_spare_and_what_was_left_out(ada, plan, items):
    words = Page(ada.get(plan)).words
    for text in ("19 of 20 min", "1 min to spare", "6 questions.", "Left out for now"):
        assert text in words, text
    for item in items(whole=True):
        assert item.text.split("…")[0] in words


def test_they_gave_me_15_fits_it_again_and_says_what_is_left_out(ada, plan, items, world):
    before = items()
    answer = ada.send(plan + "/minutes", HTMX, minutes="15")
    now = items()
    assert sum_of(now) <= 15
    assert {"referral", "thanks"} <= {item.stage for item in now}
    gone = {item.id for item in before} - {item.id for item in now}
    assert gone
    words = Page(answer).words
    left_out = words[words.index("Left out for now") :]
    assert all(item.text in left_out for item in before if item.id in gone)
    assert "I asked for 15 minutes" in words
    assert "15 minutes" in Page(ada.get(f"/interviews/{world['interview_id']}")).words


def test_what_was_asked_already_stays_when_the_time_is_cut(ada, db, plan, items, world):
    asked = [item for item in items() if item.stage in {"hello", "journey"}]
    with write(db):
        for item in asked:
            PlanStore(db, ada.account_id).set_asked(world["interview_id"], item.id, AT)
    ada.send(plan + "/minutes", minutes="10")
    now = items()
    assert {item.id for item in asked} <= {item.id for item in now}
    assert sum_of(now) <= 10
    assert {"referral", "thanks"} <= {item.stage for item in now}


@pytest.mark.parametrize("minutes", ["", "9", "61", "x", "-5", "1" * 400, "²0"])
def test_minutes_that_no_talk_has_are_not_taken(ada, plan, items, minutes):
    before = items()
    assert ada.send(plan + "/minutes", minutes=minutes).status_code == 404
    assert items() == before


def test_more_than_fits_can_be_trimmed_and_the_page_says_beforehand_what_goes(ada, plan, items):
    talk = plan.removesuffix("/plan")
    ada.send(talk + "/questions/new", **{**OWN_QUESTION, "minutes": "4"})
    words = Page(ada.get(plan)).words
    assert "3 min too long" in words
    going = words[words.index("Trimming leaves these") :]
    ada.send(plan + "/trim")
    now = items()
    assert sum_of(now) <= 20
    assert all(
        item.text in going for item in items(whole=True) if item.rank == 0 and item.is_left_out
    )
    assert {"referral", "thanks"} <= {item.stage for item in now}
    assert "Trimming" not in Page(ada.get(plan)).words


@pytest.mark.parametrize(("from_", "to"), [(0, 5), (5, 0), (3, 4), (4, 3), (2, 900), (1, 1)])
def test_a_question_is_put_where_it_is_dropped(ada, plan, items, from_, to):
    before = [item.id for item in items()]
    ada.send(f"{plan}/{before[from_]}/place", to=str(to))
    expected = [*before[:from_], *before[from_ + 1 :]]
    expected.insert(to, before[from_])
    assert [item.id for item in items()] == expected
    assert len(items(whole=True)) > len(before), "what was left out is still there"


def test_an_order_of_ones_own_is_kept_when_the_time_changes(ada, plan, items):
    last = items()[7].id
    ada.send(f"{plan}/{last}/place", to="0")
    order = [item.id for item in items()]
    ada.send(plan + "/minutes", minutes="45")
    assert [item.id for item in items() if item.id in order] == order


def test_one_is_left_out_and_put_back(ada, plan, items):
    one = next(item for item in items() if item.stage == "trends")
    ada.send(f"{plan}/{one.id}/left-out", on="1")
    assert one.id not in {item.id for item in items()}
    assert one.id in {item.id for item in items(whole=True)}
    ada.send(f"{plan}/{one.id}/left-out", on="0")
    assert [item.id for item in items() if item.stage == "trends"] == [one.id]


def test_the_last_referral_and_the_last_thanks_cannot_be_left_out(ada, plan, items):
    for stage in ("referral", "thanks"):
        for item in [item for item in items() if item.stage == stage]:
            ada.send(f"{plan}/{item.id}/left-out", on="1")
        left = [item for item in items() if item.stage == stage]
        assert len(left) == 1
        assert ada.send(f"{plan}/{left[0].id}/left-out", on="1").status_code == 409
        assert f'{left[0].id}/left-out"' not in ada.get(plan).text


def test_a_question_of_the_bank_is_added_once_and_comes_back_when_it_was_left_out(ada, plan, items):
    ada.send(plan + "/add", key="r9")
    ada.send(plan + "/add", key="r9")
    assert [item.starter for item in items()].count("r9") == 1
    before = len(items(whole=True))
    left_out = next(item for item in items(whole=True) if item.is_left_out)
    ada.send(plan + "/add", key=left_out.starter)
    assert left_out.id in {item.id for item in items()}
    assert len(items(whole=True)) == before


@pytest.mark.parametrize("key", ["p1", "x1", "zz", ""])
def test_what_helps_a_talk_along_stands_in_no_plan(ada, plan, key):
    assert ada.send(plan + "/add", key=key).status_code == 404


def test_the_bank_opened_for_a_plan_offers_to_add(ada, bob, plan, world):
    address = f"/questions?for={world['interview_id']}"
    page = Page(ada.get(address))
    assert page.form("/plan/add").fields["key"]
    assert bob.get(address).status_code == 404


def test_another_set_keeps_what_one_added_and_what_was_asked(ada, db, plan, items, world):
    talk = plan.removesuffix("/plan")
    ada.send(talk + "/questions/new", **OWN_QUESTION, must="y")
    first = items()[0]
    with write(db):
        PlanStore(db, ada.account_id).set_asked(world["interview_id"], first.id, AT)
    ada.send(plan + "/kit", kit="career")
    now = items()
    assert {first.text, "What would you undo?"} <= {item.text for item in now}
    assert {"r3", "a5"} <= {item.starter for item in now}
    assert len({item.starter for item in now if item.starter}) == sum(bool(i.starter) for i in now)
    assert ada.send(plan + "/kit", kit="none").status_code == 404


def test_another_set_keeps_what_one_worded_anew_and_who_saw_which_words(ada, plan, items):
    one = items()[4]
    edit = f"{plan}/{one.id}/edit"
    sent = {"stage": one.stage, "minutes": "2", "rev": str(one.rev)}
    ada.send(edit, **sent, text="What of it would you keep?")
    ada.send(plan + "/kit", kit="career")
    assert "What of it would you keep?" in {item.text for item in items(whole=True)}
    # A device that has not seen those words does not write over them.
    assert ada.send(edit, **sent, text="What would you keep?").status_code == 409


def test_a_question_is_worded_anew_for_this_talk_alone(ada, plan, items):
    one = items()[4]
    ada.send(f"{plan}/{one.id}/edit", text="What of it would you keep?", stage="advice",
             minutes="3.5", must="y", rev=str(one.rev))  # fmt: skip
    changed = next(item for item in items() if item.id == one.id)
    assert (changed.text, changed.minutes, changed.stage) == (
        "What of it would you keep?",
        3.5,
        "advice",
    )
    stages = [item.stage for item in items()]
    assert stages.index("advice") < stages.index("referral")
    assert "What of it" not in ada.get("/questions").text
    stale = ada.send(
        f"{plan}/{one.id}/edit", text="Late?", stage="role", minutes="2", rev=str(one.rev)
    )
    assert stale.status_code == 409
    assert "What of it would you keep?" in Page(stale).words


def test_the_only_referral_in_another_stage_is_made_up_for(ada, plan, items):
    ada.send(plan + "/minutes", minutes="10")
    (one,) = [item for item in items() if item.stage == "referral"]
    ada.send(f"{plan}/{one.id}/edit", text="Hm?", stage="role", minutes="2", rev=str(one.rev))
    assert "referral" in {item.stage for item in items()}


def test_research_that_became_a_question_is_planned_first_and_shows_its_note(ada, db):
    ben = factories.contact(db, ada.account_id, "Ben Okafor")
    note = factories.note(db, ada.account_id, ben, "said", "Bus lanes that last")
    ada.send(f"/research/{note}/question", text="What made them last?", stage="trends", minutes="3",
             must="y")  # fmt: skip
    talk = factories.interview(db, ada.account_id, ben, factories.talk(minutes=15))
    plan = PlanStore(db, ada.account_id).plan(talk)
    assert "What made them last?" in {item.text for item in plan}
    words = Page(ada.get(f"/interviews/{talk}/plan")).words
    asked = words.index("What made them last?")
    assert "Bus lanes that last" in words[asked : asked + 300]


def test_gaps_are_filled_from_what_is_known_and_the_rest_is_asked_for(ada, plan, items):
    now = Page(ada.get(plan)).words
    assert "gap" not in now, "a request written since fills it where it is read"
    assert "I would like to understand how clocks are made." in now
    fields = Page(ada.get(plan + "/words")).form("").fields
    assert fields["intention"] == "how clocks are made"
    assert fields["field"] == "your field"
    ada.send(plan + "/words", intention="how compilers are taught.", field="computing")
    texts = " ".join(item.text for item in items(whole=True))
    assert "I would like to understand how compilers are taught." in texts
    assert "What is changing in computing" in texts
    assert "gap" not in Page(ada.get(plan)).words
    assert Page(ada.get(plan + "/words")).form("").fields["field"] == "computing"


def test_what_becomes_known_is_read_at_once_on_the_talks_page_in_the_call_and_in_its_brief(
    ada, db, plan
):
    ben = factories.contact(db, ada.account_id, "Ben Okafor", organisation="Metrolinx")
    talk = f"/interviews/{factories.interview(db, ada.account_id, ben)}"
    pages = ("", "/call", "/brief", "/plan")
    for page in pages:
        assert "how clocks are made" not in Page(ada.get(talk + page)).words
    factories.request(db, ada.account_id, ben)
    for page in pages:
        assert "I would like to understand how clocks are made." in Page(ada.get(talk + page)).words
    for kind in ("begin", "end"):
        ada.send(talk + "/call", kind=kind)
    texts = [item.text for item in PlanStore(db, ada.account_id).plan(talk.rsplit("/", 1)[1])]
    assert "Why I wrote, in a sentence: I would like to understand how clocks are made." in texts


def test_a_word_that_lasts_serves_for_the_next_talk_and_the_intention_does_not(ada, db, plan):
    ada.send(plan + "/words", intention="how compilers are taught", field="computing")
    ben = factories.contact(db, ada.account_id, "Ben Okafor")
    talk = factories.interview(db, ada.account_id, ben)
    texts = " ".join(item.text for item in PlanStore(db, ada.account_id).plan(talk))
    assert "in computing that" in texts
    assert "compilers" not in texts


def test_the_request_that_led_to_a_talk_says_what_it_is_about(ada, db):
    ben = factories.contact(db, ada.account_id, "Ben Okafor", organisation="Metrolinx")
    factories.request(db, ada.account_id, ben)
    talk = factories.interview(db, ada.account_id, ben)
    texts = [item.text for item in PlanStore(db, ada.account_id).plan(talk)]
    assert "Why I wrote, in a sentence: I would like to understand how clocks are made." in texts
    ada.send(f"/interviews/{talk}/plan/add", key="o1")
    texts = [item.text for item in PlanStore(db, ada.account_id).plan(talk)]
    assert "What was not as you expected when you came to Metrolinx?" in texts


def test_many_questions_and_two_closed_ones_in_a_row_are_remarked_on(ada, plan):
    words = Page(ada.get(plan)).words
    assert "interrogation" not in words
    assert "yes or a no" not in words
    talk = plan.removesuffix("/plan")
    for n in range(5):
        ada.send(
            talk + "/questions/new", text=f"Do you like it, number {n}?", stage="role", minutes="1"
        )
    words = Page(ada.get(plan)).words
    assert "11 questions are an interrogation" in words
    assert "Two in a row that a yes or a no would answer" in words


def test_a_plan_of_somebody_elses_is_out_of_reach(ada, bob, plan, items):
    before = items(whole=True)
    for action in ("minutes", "trim", "kit", "add", f"{before[0].id}/place"):
        answer = bob.send(f"{plan}/{action}", minutes="15", kit="career", key="r9", to="3")
        assert answer.status_code == 404
    assert items(whole=True) == before


def test_a_question_asked_for_by_hand_can_have_gaps(ada, plan, items):
    talk = plan.removesuffix("/plan")
    ada.send(talk + "/questions/new", text="What of {topic}?", stage="role", minutes="2")
    assert "What of …?" in {item.text for item in items()}
    ada.send(plan + "/words", topic="night buses")
    assert "What of night buses?" in {item.text for item in items()}


@pytest.mark.parametrize("minutes", ["10", "60"])
def test_a_length_that_only_the_plan_offers_can_still_be_saved_when_the_talk_moves(
    ada, plan, minutes
):
    ada.send(plan + "/minutes", minutes=minutes)
    talk = plan.removesuffix("/plan")
    fields = Page(ada.get(talk + "/edit")).form("").fields
    assert fields["minutes"] == minutes
    moved = ada.send(talk + "/edit", **{**fields, "local_time": "16:00"})
    assert moved.status_code == 303
    assert f"{minutes} minutes" in Page(ada.get(talk)).words
