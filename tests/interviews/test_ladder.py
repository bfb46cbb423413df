"""The ladder up to a first talk, and what a mentor has to do with a dry run from afar."""

import pytest

from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.rehearsal_store import LadderStore
from netpwa.interviews.store import InterviewStore
from tests import mentoring
from tests.interviews.test_rehearsing import begin, have_it
from tests.reading import Page
from tests.world import HOWARD


@pytest.fixture
def talk(world):
    return world["interview_id"]


def test_a_mentors_list_from_a_dry_run_is_that_of_the_talk_and_names_nobody(ada, db, world, talk):
    address = begin(ada, talk)
    page = Page(ada.get(address))
    assert f"/interviews/{talk}/reviews/new" in page.links
    assert f"/interviews/{talk}" in page.links
    dry_id = address.rsplit("/", 1)[1]
    item = PlanStore(db, world.account_id).plan(dry_id)[-1]
    edit = f"{address}/plan/{item.id}/edit"
    named = "Thank you, Grace. And Howard says hello."
    ada.send(edit, **{**Page(ada.get(edit)).form().fields, "text": named})
    shown = Page(ada.get(address + "/reviews/new")).form().fields.values()
    assert "Thank you, …. And … says hello." in shown


def test_a_mentor_says_by_link_how_a_dry_run_went_and_it_stands_beside_ones_own_note(
    ada, db, stranger, world, talk
):
    address = begin(ada, talk)
    dry_id = address.rsplit("/", 1)[1]
    have_it(db, world.account_id, dry_id, 30, 60)
    [share] = [link for link in Page(ada.get(address + "/timing")).links if "/reviews/new" in link]
    assert share == f"/interviews/{talk}/reviews/new?dry_run={dry_id}"
    form = Page(ada.get(share)).form()
    assert "how the dry run went" in Page(ada.get(share)).words
    made = ada.send(share, **{**form.fields, "role": "a housing planner"})
    review = Page(ada.get(made.location))
    [address_of] = [tag["value"] for _, tag in review.tags if tag.get("id") == "address"]
    link = "/review/" + address_of.rsplit("/", 1)[1]
    answer = Page(stranger.get(link)).form(link)
    assert "pace_line" in answer.fields
    said = {"pace": "2", "pace_line": "You hurried", "to_keep": "The first question"}
    assert stranger.post(link, data={**answer.fields, **said}).status_code == 303
    again = Page(stranger.get(link)).form(link).fields
    assert {name: again[name] for name in said} == said
    page = Page(ada.get(address + "/timing"))
    for words in ("What they sent by link", "Nearly", "You hurried", "The first question"):
        assert words in page.words
    wrong = stranger.post(link, data={**again, "pace": "9"})
    assert wrong.status_code == 422
    assert "Choose one of the four." in wrong.text


def test_a_list_without_a_dry_run_asks_for_no_rubric(ada, stranger, db, world, talk):
    token = "a-secret-of-its-own"  # noqa: S105  an example
    mentoring.review(db, world.account_id, talk, token)
    assert "pace_line" not in Page(stranger.get(f"/review/{token}")).form(token).fields
    strange = f"/interviews/{talk}/reviews/new?dry_run={talk}"
    assert "dry_run" not in Page(ada.get(strange)).form().fields


def test_a_rung_of_the_ladder_books_a_lighter_talk(ada, db, world):
    ladder = Page(ada.get("/ladder"))
    assert "/interviews/new?kind=warm_up" in ladder.links
    choose = Page(ada.get("/interviews/new?kind=warm_up"))
    [book] = [link for link in choose.links if HOWARD in link]
    form = Page(ada.get(book)).form()
    assert form.fields["minutes"] == "15"
    when = {"local_date": "2027-05-03", "local_time": "12:00", "mode": "in_person"}
    address = ada.send(book, **{**form.fields, **when, "anyway": "1"}).location
    talk_id = address.rsplit("/", 1)[1]
    assert InterviewStore(db, world.account_id).get(talk_id).kind == "warm_up"
    codes = {item.starter for item in PlanStore(db, world.account_id).whole(talk_id)}
    assert {"j1", "r1", "r7"} <= codes
    assert "h2" not in codes
    assert "To warm up · In person" in Page(ada.get("/interviews")).words


def test_the_ladder_counts_what_was_done_and_names_the_next_rung(ada, db, world, talk):
    ada.send("/ladder/" + world["step_id"] + "/remove")
    page = Page(ada.get("/ladder")).words
    assert "Anybody, about something you like" in page
    assert page.index("Perhaps next") < page.index("A peer")
    step = mentoring.step(db, world.account_id, "anyone")
    mentoring.step(db, world.account_id, "anyone")
    page = Page(ada.get("/ladder")).words
    assert "2 times" in page
    assert page.index("Perhaps next") < page.index("A peer") < page.index("A mentor")
    assert ada.send(f"/ladder/{step}/remove").status_code == 303
    assert "1 time" in Page(ada.get("/ladder")).words


def test_talks_that_were_held_count_on_the_ladder_by_themselves(ada, db, world, talk):
    store = LadderStore(db, world.account_id)
    before = store.climbed()
    ada.send(f"/interviews/{talk}/hold")
    dry_run = f"/interviews/{world['rehearsals.timing interview_id']}"
    ada.send(f"{dry_run}/reopen")
    ada.send(f"{dry_run}/hold")
    after = store.climbed()
    more = {rung: after[rung] - before.get(rung, 0) for rung in after}
    assert {rung: n for rung, n in more.items() if n} == {"mentor": 1, "secondary": 1}
