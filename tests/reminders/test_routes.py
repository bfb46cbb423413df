"""What a person does with what is due: on Today, on its own page, and on the settings page."""

from datetime import timedelta

import pytest

from netpwa.db.port import write
from netpwa.reminders.history_store import OF_PEOPLE, OF_REQUESTS, SOURCES
from netpwa.reminders.left_store import OF_WHAT_IS_LEFT
from netpwa.reminders.planning import replan
from netpwa.reminders.settings_store import RhythmStore
from netpwa.reminders.store import ReminderStore
from tests import factories, left
from tests.factories import AT
from tests.reading import Page
from tests.reminders.scene import standing
from tests.world import RHYTHM

AFTER_THE_TALK = timedelta(days=1, hours=7)  # ten past five in the afternoon: two things are due


@pytest.fixture
def _talked(watch, world):
    watch.move(AFTER_THE_TALK)


def due(db, ada, watch):
    return ReminderStore(db, ada.account_id).due(at=watch.now())


def act(ada, page, words, **fields):
    """Press the first button in a form whose address ends so."""
    form = page.form(words)
    return ada.send(form.action, **{**form.fields, **fields})


def lines(ada):
    return Page(ada.get("/today")).words


@pytest.mark.usefixtures("_talked")
def test_what_is_due_stands_on_today_with_the_name(ada):
    words = lines(ada)
    assert "Sixty seconds on Grace, while it is fresh" in words
    assert "Thank Grace today" in words


@pytest.mark.usefixtures("_talked")
def test_done_takes_it_away_and_undo_brings_it_back(ada, db, watch):
    thank = next(each for each in due(db, ada, watch) if each.rule == "thank")
    answer = ada.send(f"/reminders/{thank.id}/done", on="1")
    page = Page(ada.get(answer.location))
    assert "Done." in page.words
    assert "Thank Grace today" not in page.words
    act(ada, page, f"{thank.id}/done")
    assert "Thank Grace today" in lines(ada)


@pytest.mark.usefixtures("_talked")
def test_done_with_a_thank_you_is_done_with_its_later_reminders_too(ada, db, watch):
    thank = next(each for each in due(db, ada, watch) if each.rule == "thank")
    ada.send(f"/reminders/{thank.id}/done", on="1")
    watch.move(timedelta(days=2))
    assert "thank" not in {each.rule for each in due(db, ada, watch)}


@pytest.mark.usefixtures("_talked")
@pytest.mark.parametrize(
    ("choice", "said", "comes_after"),
    [
        ("hour", "Today, 6:00", timedelta(hours=1)),
        ("tonight", "Today, 7:30", timedelta(hours=2, minutes=30)),
        ("tomorrow", "Tomorrow, 9:00", timedelta(hours=16)),
        ("next_week", "Monday, 9:00", timedelta(days=4, hours=16)),
    ],
)
def test_later_is_a_time_that_is_said_and_kept(ada, db, watch, choice, said, comes_after):
    watch.at = AT + timedelta(days=1, hours=7)
    fresh = next(each for each in due(db, ada, watch) if each.rule == "thank")
    answer = ada.send(f"/reminders/{fresh.id}/snooze", choice=choice)
    page = Page(ada.get(answer.location))
    assert f"Put off: {said}" in page.words.replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert "Thank Grace today" not in page.words
    watch.move(comes_after - timedelta(minutes=1))
    assert fresh.id not in {each.id for each in due(db, ada, watch)}
    watch.move(timedelta(minutes=1))
    assert fresh.id in {each.id for each in due(db, ada, watch)}


@pytest.mark.usefixtures("_talked")
def test_put_off_and_then_done_is_done(ada, db, watch):
    thank = next(each for each in due(db, ada, watch) if each.rule == "thank")
    ada.send(f"/reminders/{thank.id}/snooze", choice="hour")
    ada.send(f"/reminders/{thank.id}/done", on="1")
    watch.move(timedelta(hours=2))
    assert thank.id not in {each.id for each in due(db, ada, watch)}


@pytest.mark.usefixtures("_talked")
def test_until_when_has_to_be_one_of_the_choices(ada, db, watch):
    one = due(db, ada, watch)[0]
    assert ada.send(f"/reminders/{one.id}/snooze", choice="never").status_code == 422


@pytest.mark.usefixtures("_talked")
def test_a_button_on_a_notice_leads_to_a_page_that_asks_once_more(ada, db, watch):
    one = due(db, ada, watch)[-1]
    page = Page(ada.get(f"/reminders/{one.id}"))
    assert "Five quiet minutes after Grace" in page.words or "Thank Grace today" in page.words
    act(ada, page, "/done")
    assert "Dealt with" in Page(ada.get(f"/reminders/{one.id}")).words


def test_more_than_seven_are_folded_and_the_badge_counts_them_all(ada, db, watch):
    for number in range(5):
        contact_id = factories.contact(db, ada.account_id, f"Person{number} Last")
        factories.interview(db, ada.account_id, contact_id)
    watch.move(AFTER_THE_TALK)
    response = ada.get("/today")
    assert "3 more" in Page(response).words
    assert response.text.count('class="due-line"') == 10
    assert '<app-badge count="10"' in response.text


@pytest.fixture
def _more_than_a_week_away(ada, db, watch):
    """Let two people wait to be looked up, for so long that it went stale."""
    ada.send("/me/reminders/switches", switch="research", on="1")
    for name in ("Ana Ruiz", "Ben Okafor"):
        ada.send("/contacts/new", name=name)
    watch.move(timedelta(days=8))


@pytest.mark.usefixtures("_more_than_a_week_away")
def test_catching_up_lets_go_what_is_ticked_and_can_be_taken_back(ada, db, watch):
    before = due(db, ada, watch)
    assert [each.contact_name for each in before] == ["Ana Ruiz", "Ben Okafor"]
    assert "/reminders/catch-up" in Page(ada.get("/today")).links
    answer = ada.send("/reminders/catch-up", go=before[0].id)
    assert due(db, ada, watch) == before[1:]
    back = Page(ada.get(answer.location))
    assert "Let go. Today is yours." in back.words
    act(ada, back, "/undo")
    assert due(db, ada, watch) == before


@pytest.mark.usefixtures("_more_than_a_week_away")
def test_catching_up_with_nothing_ticked_lets_nothing_go(ada, db, watch):
    before = due(db, ada, watch)
    assert ada.send("/reminders/catch-up").status_code == 303
    assert due(db, ada, watch) == before


@pytest.mark.usefixtures("_more_than_a_week_away")
def test_where_somebody_waits_the_tick_is_left_to_the_person(ada, db, watch):
    research, _ = due(db, ada, watch)
    db.run("update reminder set rule = 'promise' where id <> :id", {"id": research.id})
    text = ada.get("/reminders/catch-up").text
    assert f'value="{research.id}" checked' in text
    assert text.count(" checked") == 1
    assert "Follow up with Ben" in text


def test_after_three_weeks_a_promise_still_waits_and_so_do_the_thanks(ada, db, watch):
    grace = factories.contact(db, ada.account_id)
    left.promise(db, ada.account_id, grace)
    talk = factories.interview(db, ada.account_id, grace)
    watch.move(timedelta(days=2))
    ada.send(f"/interviews/{talk}/hold")
    watch.move(timedelta(days=20))
    assert [each.rule for each in due(db, ada, watch)] == ["promise"]
    page = Page(ada.get("/reminders/catch-up"))
    assert "Not thanked yet Grace Hopper" in " ".join(page.words.replace(" GH ", " ").split())
    assert f"/contacts/{grace}" in page.links
    assert "Thank Grace" in Page(ada.get(f"/contacts/{grace}")).words
    ada.send(f"/interviews/{talk}/thank-you", specific="Clocks", body="Clocks!", then="sent")
    assert "Not thanked yet" not in Page(ada.get("/reminders/catch-up")).words


def test_the_settings_page_keeps_what_was_set_and_moves_what_is_to_come(ada, db, world):
    assert ada.send("/me/reminders", **{**RHYTHM, "quiet_from": "15:00"}).status_code == 303
    kept = RhythmStore(db, ada.account_id).get()
    assert (kept.region, kept.most_notices, kept.nudges, kept.recharge) == ("CA-ON", 2, 2, False)
    thank = db.one("select local_at from reminder where rule = 'thank' and step = 0")
    assert thank == {"local_at": "2026-11-25T14:45"}  # before the quiet hours begin


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"quiet_from": "25:00"}, "There is no such time"),
        ({"quiet_until": ""}, "Write when they end."),
        ({"region": "XX"}, "Choose one from the list."),
        ({"days_off": "9"}, "Choose from the seven days."),
        ({"most_notices": "99"}, "Choose one of these."),
        ({"nudges": "7"}, "Choose one of these."),
        ({"recharge": "2"}, "Choose one of these."),
    ],
)
def test_what_cannot_be_set_is_said_beside_the_field(ada, wrong, said):
    response = ada.send("/me/reminders", **{**RHYTHM, **wrong})
    assert response.status_code == 422
    assert said in Page(response).words


def test_settings_changed_elsewhere_meanwhile_are_shown_beside_mine(ada):
    ada.send("/me/reminders", **RHYTHM)
    response = ada.send("/me/reminders", **{**RHYTHM, "quiet_from": "20:00"})
    assert response.status_code == 409
    assert "22:00" in Page(response).words
    assert 'value="20:00"' in response.text


def test_each_kind_can_be_turned_on_and_off(ada, db, world):
    ada.send("/me/reminders/switches", switch="thank", on="0")
    assert "thank" not in standing(db, world["interview_id"])
    ada.send("/me/reminders/switches", switch="thank", on="1")
    assert "thank" in standing(db, world["interview_id"])
    assert ada.send("/me/reminders/switches", switch="nonsense", on="1").status_code == 404


def test_what_would_be_of_use_is_offered_once_and_never_again(ada, db, world):
    ada.send(f"/contacts/{world['contact_id']}/touches", kind="email")  # any write plans anew
    page = Page(ada.get("/today"))
    assert "Shall we remind you of this too?" in page.words
    first = page.form("/switches").fields["switch"]
    act(ada, page, "/switches", on="0", switch=first)
    again = Page(ada.get("/today"))
    if "Shall we remind you of this too?" in again.words:
        assert again.form("/switches").fields["switch"] != first


def test_another_home_zone_asks_what_should_move(ada, db, world):
    answer = ada.send("/me/settings", name="Ada", time_zone="Europe/Berlin", was="America/Toronto")
    assert answer.location == "/me/settings/moved?was=America/Toronto"
    page = Page(ada.get(answer.location))
    assert "Grace Hopper" in page.words
    talk = world["interview_id"]
    before = db.one("select starts_at from interview where id = :id", {"id": talk})
    ada.send(answer.location)
    assert db.one("select starts_at from interview where id = :id", {"id": talk}) == before
    ada.send(answer.location, move=talk)
    moved = db.one("select starts_at, time_zone from interview where id = :id", {"id": talk})
    assert moved == {"starts_at": "2026-11-25T13:00:00Z", "time_zone": "Europe/Berlin"}


def test_a_thousand_open_reminders_cost_no_more_statements_to_plan_again(ada, db):
    for number in range(200):
        contact_id = factories.contact(db, ada.account_id, f"Person {number}")
        db.run(
            "insert into interview (account_id, id, contact_id, mode, local_date, local_time,"
            " time_zone, starts_at, settled_at, minutes, created_at, updated_at) values"
            " (:account_id, :id, :id, 'phone', '2026-11-25', '14:00', 'America/Toronto',"
            " '2026-11-25T19:00:00Z', :at, 20, :at, :at)",
            {"account_id": ada.account_id, "id": contact_id, "at": "2026-11-24T15:00:00Z"},
        )

    def statements():
        said = []
        with db.traced(said.append), write(db):
            replan(db, ada.account_id, at=AT)
        return len(said)

    first, again = statements(), statements()
    [count] = db.query("select count(*) as n from reminder where ended_at is null")
    assert count["n"] >= 1000
    # One for each kind of event, and a few more, however many rows there are.
    assert again <= len((*SOURCES, *OF_PEOPLE, *OF_REQUESTS, *OF_WHAT_IS_LEFT)) + 8
    assert first < again + 60


def test_an_address_that_somebody_made_up_breaks_nothing(ada):
    for odd in ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00", "9999-12-31T23:59:59Z", "soon"):
        assert ada.get("/today?later=" + odd).status_code == 200
    assert ada.send("/reminders/catch-up/undo", at="0001-01-01T00:00:00").status_code == 404
