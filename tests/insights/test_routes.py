"""The pages of what it adds up to: pictures with their numbers, themes, the week and the tips."""

import re
from datetime import date, time, timedelta

import pytest

from netpwa.db.port import write
from netpwa.db.values import fresh_id, to_text
from netpwa.followups.referral_store import ReferralStore
from netpwa.followups.reflection import Energy
from netpwa.insights import model
from netpwa.insights.store import InsightStore
from netpwa.insights.tips import TIPS
from netpwa.interviews import booking, calling
from netpwa.interviews.call import Tap
from netpwa.interviews.plan_store import PlanStore
from tests import factories, talks
from tests.factories import AT
from tests.reading import Page
from tests.world import World

NOWHERE = "Silt and secrets"
# Exports, the feed, and the page that a mentor opens by a link.
HANDED_ON = ("bringing.card", "bringing.cards", "bringing.table", "left.leads_table",
             "calendars.ics", "calendars.feed", "reviews.answer")  # fmt: skip


def tap(db, ada, talk_id, kind, at, item="", text=""):
    with write(db):
        one = Tap(fresh_id(), kind, item, text, "", f"2026-11-10T15:{at:02}:00.000Z")
        calling.record(db, ada.account_id, talk_id, one, at=AT)


@pytest.fixture
def called(db, ada):
    """Hold a call of twelve minutes in which two questions were asked and an answer was starred."""
    contact_id = factories.contact(db, ada.account_id, "Grace Hopper", organisation="Navy")
    draft = factories.talk(day=date(2026, 11, 10), starts=time(10))
    with write(db):
        booking.book(db, ada.account_id, contact_id, draft, say=str, at=AT - timedelta(days=20))
    plan = PlanStore(db, ada.account_id).plan(draft.id)
    trends = next(item for item in plan if item.stage == "trends")
    tap(db, ada, draft.id, "begin", 0)
    tap(db, ada, draft.id, "asked", 2, plan[0].id)
    tap(db, ada, draft.id, "answer", 5, trends.id, "Floods decide everything")
    tap(db, ada, draft.id, "star", 6, trends.id)
    tap(db, ada, draft.id, "asked", 9, trends.id)
    tap(db, ada, draft.id, "end", 12)
    return draft.id


def words(who, address):
    return Page(who.get(address)).words


def test_an_empty_account_is_told_how_it_begins(ada):
    assert "It begins with one conversation" in words(ada, "/insights")
    assert "Nothing starred yet" in words(ada, "/insights/themes")
    assert "A week without a conversation" in words(ada, "/insights/week")


def test_each_picture_has_a_sentence_and_its_numbers_as_a_table(db, ada, called):
    talks.had(
        db, ada.account_id, factories.contact(db, ada.account_id, "Ben"), energy=Energy(0, -1)
    )
    ana, cleo = (factories.contact(db, ada.account_id, name) for name in ("Ana", "Cleo"))
    factories.link(db, ada.account_id, ana, cleo, "referred_me")
    html = ada.get("/insights").text
    figures = html.split("<figure")[1:]
    assert len(figures) == 6
    for figure in figures:
        picture = figure[figure.index('<svg class="picture') :]
        assert 'role="img"' in picture[:200]
        assert 'aria-label="' in picture[:300]
        assert "<table>" in figure or 'class="branches"' in figure
    assert "style=" not in html
    said = words(ada, "/insights")
    for text in ("2 conversations so far, in 2 settings.", "Most stop between",
                 "After 0 of the last 1 conversation",
                 "By phone: lighter or the same after 0 of 1.",
                 "With Grace you asked", "and ended in time.", "1 name has come"):  # fmt: skip
        assert text in said, text


def test_nobody_is_compared_and_nothing_is_a_score(ada, called):
    said = words(ada, "/insights").lower()
    for word in ("streak", "average", "rank", "better than others", "points", "goal"):
        assert word not in said


def test_whoever_skipped_a_step_came_past_it_all_the_same(db, ada, called):
    path = {each.step: each.people for each in InsightStore(db, ada.account_id).path()}
    assert path == {
        "captured": 1,
        "researched": 1,
        "asked": 1,
        "agreed": 1,
        "talked": 1,
        "thanked": 0,
    }


def test_a_name_stands_under_who_gave_it_and_moves_on_when_it_becomes_a_person(db, ada):
    ana = factories.contact(db, ada.account_id, "Ana Ruiz")
    store, names = ReferralStore(db, ada.account_id), [fresh_id(), fresh_id(), fresh_id()]
    for one, name in zip(names, ("Ben Okafor", "Cleo", "Dora"), strict=True):
        with write(db):
            store.add(one, name, contact_id=ana, at=AT)
    ben = factories.contact(db, ada.account_id, "Ben Okafor")
    with write(db):
        store.set_became(names[0], ben)
        store.set_dropped(names[2], AT)
        store.add(fresh_id(), "Eva", contact_id=ben, at=AT + timedelta(days=1))
    assert "people you talked with" not in words(ada, "/insights")
    talks.had(db, ada.account_id, ben)
    talks.had(db, ada.account_id, factories.contact(db, ada.account_id, "Fay"))
    (tree,) = model.tree(InsightStore(db, ada.account_id).names_given())
    assert not tree.has_talked
    assert [(branch.name, branch.has_talked) for branch in tree.leads_to] == [
        ("Ben Okafor", True),
        ("Cleo", False),
    ]
    assert [branch.name for branch in tree.leads_to[0].leads_to] == ["Eva"]
    talks.had(db, ada.account_id, ana)
    (tree,) = model.tree(InsightStore(db, ada.account_id).names_given())
    assert tree.has_talked
    said = words(ada, "/insights")
    assert "3 names have come" in said
    assert "2 of the 3 people you talked with gave you one." in said
    for name in ("Ben Okafor", "Cleo", "Eva"):
        assert name in said
    assert "Dora" not in said


def test_a_starred_answer_and_a_reflection_stand_side_by_side_by_theme(db, ada, called):
    ben = factories.contact(db, ada.account_id, "Ben Okafor", organisation="Metro")
    talks.had(db, ada.account_id, ben, answers={"learned": "The flood maps are old"})
    said = words(ada, "/insights/themes")
    for text in ("Where the field is going", "2 of 2 people", "2 of 2 said “flood”",
                 "Floods decide everything", "The flood maps are old", "Your thoughts after Ben",
                 "From 2 people in 2 settings."):  # fmt: skip
        assert text in said, text
    assert "The flood maps are old" not in words(ada, "/insights/themes?q=decide")
    assert "Nothing found for “nix”" in words(ada, "/insights/themes?q=nix")


def test_an_answer_without_a_star_stays_in_its_call(db, ada, called):
    plan = PlanStore(db, ada.account_id).plan(called)
    trends = next(item for item in plan if item.stage == "trends")
    tap(db, ada, called, "unstar", 11, trends.id)
    assert "Floods decide everything" not in words(ada, "/insights/themes")


def test_a_piece_can_be_put_elsewhere_and_an_odd_theme_changes_nothing(db, ada, world):
    address = f"/insights/themes/{world['piece_id']}"
    assert ada.send(address, theme="cautions").status_code == 303
    assert "What to be careful about" in words(ada, "/insights/themes")
    assert ada.send(address, theme="gossip").status_code == 303
    assert ada.send("/insights/themes/none.learned", theme="skills").status_code == 404
    assert db.query("select theme from theme_choice") == [{"theme": "cautions"}]


def test_the_week_shows_what_is_behind_and_ahead_and_is_only_for_those_who_want_it(db, ada, watch):
    talk_id = talks.had(
        db, ada.account_id, factories.contact(db, ada.account_id, "Ben"), energy=Energy(0, 1)
    )
    grace = factories.contact(db, ada.account_id, "Grace")
    factories.interview(db, ada.account_id, grace)
    watch.move(timedelta(days=-10))
    said = words(ada, "/insights/week")
    assert "1 conversation, 0 due, more energy than before." in said
    assert "Harbours silt up" in said
    assert f"/interviews/{talk_id}/reflection" in ada.get("/insights/week").text
    assert "Only if you like" in said
    ada.send("/me/reminders/switches", switch="weekly", on="1")
    assert "You are reminded of this page" in words(ada, "/insights/week")
    (row,) = db.query("select distinct page from reminder where rule = 'weekly'")
    assert row == {"page": "/insights/week"}
    watch.move(timedelta(days=10))
    assert "Grace" in words(ada, "/insights/week")


def test_a_talk_had_before_its_time_lies_behind_on_the_day_it_was_had(db, ada):
    grace = factories.contact(db, ada.account_id, "Grace")
    factories.interview(db, ada.account_id, grace)  # for tomorrow
    db.run("update interview set held_at = :at", {"at": to_text(AT)})
    behind = words(ada, "/insights/week").split("Behind you")[1].split("Ahead")[0]
    assert "Grace" in behind
    assert "Today" in behind
    assert "Tomorrow" not in behind


def test_what_is_private_stands_on_no_other_page_and_in_no_cache(app, db, ada):
    world = World.of(db, ada.account_id)
    db.run("update reflection_answer set text = :text", {"text": NOWHERE})
    db.run("update recharge_setting set support = :text", {"text": NOWHERE})
    found = {}
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint != "assets.file":
            with app.test_request_context():
                try:
                    address = app.url_for(rule.endpoint, **world.fill(rule))
                except KeyError:
                    continue  # owned by nobody
            found[rule.endpoint] = ada.get(address)
    talk = f"/interviews/{world['piece_id'].split('.')[0]}"
    found["reflections.reflect"] = ada.get(talk + "/reflection")
    found["interviews.show"] = ada.get(talk)
    ada.send("/me/calendar", on="1")
    [feed] = re.findall(r"/calendar/[^/\"]+\.ics", ada.get("/me/calendar").text)
    found["calendars.feed"] = ada.get(feed)
    for endpoint in HANDED_ON:
        assert found[endpoint].status_code == 200, endpoint
        assert len(found[endpoint].text) > 100, endpoint
    shown = {endpoint for endpoint, answer in found.items() if NOWHERE in answer.text}
    assert {"reflections.reflect", "insights.themes"} <= shown
    assert shown <= {"reflections.reflect", "insights.themes", "insights.week"}
    for endpoint in shown | {"insights.show", "reflections.recharge"}:
        assert found[endpoint].headers["Cache-Control"] == "no-store", endpoint


def test_there_are_eight_tips_and_each_of_their_parts_is_a_page_that_opens(app, ada):
    assert len(TIPS) == 8
    html = ada.get("/tips/parts").text
    for tip in TIPS:
        assert tip.parts
        for part in tip.parts:
            with app.test_request_context():
                address = app.url_for(part.endpoint)
            assert f'href="{address}"' in html
            assert ada.get(address).status_code == 200, part


def test_the_sheet_says_every_tip_and_leads_to_what_does_it(app, ada):
    page = Page(ada.get("/tips"))
    for tip in TIPS:
        assert tip.title in page.words
        for line in tip.lines:
            assert line in page.words
        with app.test_request_context():
            assert app.url_for(tip.parts[0].endpoint) in page.links


@pytest.mark.parametrize("address", ["/insights", "/insights/themes", "/insights/week"])
def test_more_talks_cost_no_more_queries(db, ada, address):
    def statements():
        seen = []
        with db.traced(seen.append):
            assert ada.get(address).status_code == 200
        return len(seen)

    for n in range(3):
        talks.had(db, ada.account_id, factories.contact(db, ada.account_id, f"P{n}"))
    few = statements()
    for n in range(10):
        talks.had(db, ada.account_id, factories.contact(db, ada.account_id, f"Q{n}"))
    assert statements() == few <= 12
