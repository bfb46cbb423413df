"""A mentor reads a list of questions by link and says what they think; the owner takes it up."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from netpwa.db.port import write
from netpwa.interviews.model import PlanItem
from netpwa.interviews.plan_store import PlanStore
from netpwa.interviews.review import ReviewLine, taken_up, without_names
from netpwa.interviews.review_forms import field_of
from netpwa.interviews.review_store import ReviewStore
from tests import factories, mentoring
from tests.factories import AT
from tests.reading import Page

PLAN = [PlanItem(name, "role", f"{name}?", 2, must=False, asked_at=None) for name in "abcd"]
SECRET = "a-secret-for-this-test"  # noqa: S105  an example
TYPED_FOR_IT = ("a planner", "Is it too long?")


@pytest.fixture
def sent(db, world):
    """Give the id of a list that nobody has answered yet."""
    return mentoring.review(db, world.account_id, world["interview_id"], SECRET)


@pytest.fixture
def review(world, sent):
    return f"/interviews/{world['interview_id']}/reviews/{sent}"


@pytest.fixture
def link(sent):
    return f"/review/{SECRET}"


def lines_of(db, world):
    store = ReviewStore(db, world.account_id)
    return store.lines(store.of_interview(world["interview_id"])[0].id)


def texts(db, world):
    return [item.text for item in PlanStore(db, world.account_id).plan(world["interview_id"])]


def verdicts(lines, *said):
    """Write what a mentor sends: a verdict, and wording, for each of the first lines."""
    fields = {"said": "Well begun", "rev": "1"}
    for line, (verdict, wording) in zip(lines, said, strict=False):
        fields[field_of(line.id, "verdict")] = verdict
        fields[field_of(line.id, "wording")] = wording
    return fields


def take(ada, review, line, on="1"):
    return ada.send(f"{review}/lines/{line.id}", on=on)


def test_a_mentor_without_an_account_rewords_and_the_owner_takes_it_up_with_one_tap(
    ada, stranger, db, world, review, link
):
    first, second, *_ = lines_of(db, world)
    sent = stranger.post(link, data=verdicts([first, second], ("reword", "And you?"), ("keep", "")))
    assert sent.location == link + "?sent=1"
    assert "it has arrived" in Page(stranger.get(sent.location)).words
    page = Page(ada.get(review))
    assert "1 suggestion" in page.words
    assert "Well begun" in page.words
    form = page.form(f"/lines/{first.id}")
    assert ada.send(form.action, **form.fields).status_code == 303
    assert texts(db, world)[0] == "And you?"
    assert texts(db, world)[1] == second.text
    assert "In your plan" in Page(ada.get(review)).words


def test_taking_up_twice_is_taking_up_once_and_leaving_changes_nothing(
    ada, stranger, db, world, review, link
):
    lines = lines_of(db, world)
    planned = texts(db, world)
    said = (("cut", ""), ("later", ""), ("cut", ""))
    stranger.post(link, data=verdicts(lines, *said))
    assert take(ada, review, lines[0], on="0").status_code == 303
    assert texts(db, world) == planned
    for _ in range(2):
        take(ada, review, lines[1])
    assert texts(db, world) == [planned[0], planned[2], planned[1], *planned[3:]]
    take(ada, review, lines[2])
    assert texts(db, world) == [planned[0], planned[1], *planned[3:]]
    take(ada, review, lines[0])
    assert texts(db, world) == [planned[1], *planned[3:]]


def test_a_suggestion_about_a_question_that_is_gone_does_nothing(
    ada, stranger, db, world, review, link
):
    first = lines_of(db, world)[0]
    stranger.post(link, data=verdicts([first], ("reword", "And you?")))
    store = PlanStore(db, world.account_id)
    with write(db):
        store.replace(world["interview_id"], store.plan(world["interview_id"])[1:])
    planned = texts(db, world)
    assert take(ada, review, first).status_code == 303
    assert texts(db, world) == planned


def test_a_link_ends_after_fourteen_days_and_when_it_is_revoked(
    ada, stranger, db, world, review, link, watch
):
    watch.move(timedelta(days=13, hours=23))
    assert stranger.get(link).status_code == 200
    watch.move(timedelta(hours=1))
    assert stranger.get(link).status_code == 410
    kept = stranger.post(link, data=verdicts(lines_of(db, world), ("cut", "")))
    assert kept.status_code == 303, "whoever was writing may still send it"
    watch.move(timedelta(days=1))
    assert stranger.post(link, data={"said": "Late", "rev": "2"}).status_code == 410
    watch.at = AT
    assert stranger.get(link).status_code == 200
    for _ in range(2):
        assert ada.send(f"{review}/revoke").status_code == 303
    assert stranger.get(link).status_code == 410
    assert stranger.post(link, data={"said": "Late", "rev": "2"}).status_code == 410
    assert "The link has ended" in Page(ada.get(review)).words
    assert stranger.get("/review/guessed").status_code == 404


def test_the_link_is_shown_again_and_only_its_hash_is_stored(ada, stranger, db, world):
    talk = f"/interviews/{world['interview_id']}"
    form = Page(ada.get(f"{talk}/reviews/new")).form()
    made = ada.send(f"{talk}/reviews/new", **{**form.fields, "role": "a planner"})
    again = ada.send(f"{talk}/reviews/new", **{**form.fields, "role": "a planner"})
    assert made.location == again.location
    addresses = [
        next(given["value"] for tag, given in Page(ada.get(made.location)).tags
             if given.get("id") == "address")
        for _ in range(2)
    ]  # fmt: skip
    assert addresses[0] == addresses[1]
    secret = addresses[0].rsplit("/", 1)[1]
    assert stranger.get(f"/review/{secret}").status_code == 200
    rows = db.query("select token_hash from review")
    assert secret not in {row["token_hash"] for row in rows}


def test_the_page_for_the_mentor_holds_nothing_that_was_not_typed_for_it(
    ada, bob, stranger, db, world
):
    """Two accounts as unlike as can be give the same page once the same was typed."""
    mine = _shared(ada, world["interview_id"])
    his = factories.contact(db, bob.account_id, "Barbara Liskov", organisation="MIT")
    theirs = _shared(bob, factories.interview(db, bob.account_id, his))
    pages = [Page(stranger.get(address)) for address in (mine, theirs)]
    assert pages[0].words == pages[1].words
    assert all(typed in pages[0].words for typed in TYPED_FOR_IT)
    whole = stranger.get(mine).text
    for known in ("Grace", "Hopper", "admiral", "Navy", "clocks", "lecture", "grace@example.org",
                  "Ada", "ada@example.org", world["contact_id"], world["interview_id"],
                  ada.account_id, "2026-11-25", "14:00"):  # fmt: skip
        assert known not in whole, known


def _shared(who, interview_id):
    address = f"/interviews/{interview_id}/reviews/new"
    form = Page(who.get(address)).form()
    role, note = TYPED_FOR_IT
    made = who.send(address, **{**form.fields, "role": role, "note": note})
    page = Page(who.get(made.location))
    link = next(given["value"] for _, given in page.tags if given.get("id") == "address")
    return link.removeprefix("http://localhost:8000")


def test_names_are_left_out_of_what_is_offered_to_be_shown(ada, db, world):
    item = replace(PLAN[0], text="Grace, what does the navy ask of a HOPPER?")
    with write(db):
        PlanStore(db, world.account_id).replace(world["interview_id"], [item])
    form = Page(ada.get(f"/interviews/{world['interview_id']}/reviews/new")).form()
    assert form.fields[field_of(item.id)] == "…, what does the … ask of a …?"


def test_nobody_of_the_address_book_is_named_to_a_mentor(ada, db, world):
    for name in ("Ana", "Mo", "Zoë Ruiz"):
        factories.contact(db, ada.account_id, name)
    item = replace(PLAN[0], text="What did Mo and zoe ruiz learn from Ana Pham? Most, or Banana?")
    with write(db):
        PlanStore(db, world.account_id).replace(world["interview_id"], [item])
    page = ada.get(f"/interviews/{world['interview_id']}/reviews/new")
    offered = Page(page).form().fields[field_of(item.id)]
    assert offered == "What did … and … learn from … Pham? Most, or Banana?"
    assert "The names of people you keep here are left out; others are not." in page.text


def test_an_emptied_line_is_left_out_and_an_empty_list_is_refused(ada, db, world):
    address = f"/interviews/{world['interview_id']}/reviews/new"
    fields = Page(ada.get(address)).form().fields | {"role": "a planner"}
    names = [name for name in fields if name.startswith("line_")]
    one = ada.send(address, **{**fields, names[0]: " "})
    store = ReviewStore(db, world.account_id)
    assert len(store.lines(one.location.rsplit("/", 1)[1])) == len(names) - 1
    none = ada.send(address, **{**fields, **dict.fromkeys(names, "")})
    assert none.status_code == 422
    assert "at least one question" in none.text


def test_two_windows_of_a_mentor_do_not_overwrite_each_other(stranger, db, world, link):
    lines = lines_of(db, world)
    stranger.post(link, data=verdicts(lines, ("reword", "And you?")))
    second = stranger.post(link, data=verdicts(lines, ("reword", "What of you?")))
    assert second.status_code == 409
    assert "And you?" in second.text
    assert "What of you?" in second.text
    assert lines_of(db, world)[0].wording == "And you?"


def test_rewording_needs_words_and_nothing_typed_is_lost(stranger, db, world, link):
    fields = verdicts(lines_of(db, world), ("reword", ""))
    answer = stranger.post(link, data={**fields, "said": "A long thought"})
    assert answer.status_code == 422
    assert "Write how you would say it." in answer.text
    assert "A long thought" in answer.text


def test_a_mentors_page_lists_what_they_looked_at(ada, db, world):
    mentor = factories.contact(db, ada.account_id, "Mary Hawes")
    mentoring.review(db, ada.account_id, world["interview_id"], "another", mentor_id=mentor)
    page = Page(ada.get(f"/contacts/{mentor}/mentoring"))
    assert "a planner" in page.words


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("How is work at the City of Guelph?", ["City of Guelph"], "How is work at the …?"),
        ("What changed in the city, Ana?", ["Ana Ruiz", "City of Guelph"],
         "What changed in the city, …?"),
        ("ana ruiz said so", ["Ana Ruiz"], "… said so"),
        ("What is Banana?", ["Ana"], "What is Banana?"),
        ("Will it?", ["", "Bo"], "Will it?"),
        ("Diallo, what did Mo learn most?", ["Mo Diallo"], "…, what did … learn most?"),
        ("How is Rene, and how is RENÉ roy?", ["René Roy"], "How is …, and how is …?"),
        ("Do so, Mary-Ann O'Neil", ["Mary Ann O'Neil", "So"], "Do so, …"),
    ],
)  # fmt: skip
def test_a_line_without_names(text, names, left):
    assert without_names(text, names) == left


@pytest.mark.property
@pytest.mark.parametrize("seed", range(50))
def test_a_suggestion_touches_its_own_question_and_loses_none_but_what_is_cut(seed):
    rng = random.Random(seed)  # noqa: S311  chance for a test
    plan = [replace(item, text=f"{item.id} {rng.random()}") for item in PLAN]
    verdict = rng.choice(("", "keep", "reword", "cut", "earlier", "later"))
    item = rng.choice([*plan, replace(PLAN[0], id="gone")])
    line = ReviewLine("1", item.id, "role", item.text, 2, verdict, wording="Another way?")
    after = taken_up(plan, line)
    assert {each.id for each in after} == {each.id for each in plan}
    left_out = [each.id for each in after if each.is_left_out]
    assert left_out == ([item.id] if verdict == "cut" and item in plan else [])
    reworded = [each for each in after if each.text == "Another way?"]
    assert [each.id for each in reworded] == (
        [item.id] if verdict == "reword" and item in plan else []
    )
    moved = [one.id for one, other in zip(plan, after, strict=True) if one.id != other.id]
    if verdict not in {"earlier", "later"}:
        assert moved == []
    assert len(moved) in {0, 2}


def test_what_every_plan_ends_with_is_not_cut(ada, stranger, db, world, review, link):
    lines = lines_of(db, world)
    planned = texts(db, world)
    referral = [line for line in lines if line.stage == "referral"]
    stranger.post(link, data=verdicts(referral, *[("cut", "")] * len(referral)))
    for line in referral:
        take(ada, review, line)
    assert len(texts(db, world)) == len(planned) - len(referral) + 1
    assert "this one stays" in Page(ada.get(review)).words
