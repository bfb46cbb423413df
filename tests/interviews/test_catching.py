"""What is caught in a call becomes a row of its own, once, and goes when it is taken back."""

import pytest

from netpwa.db.port import write
from netpwa.followups.lead_store import LeadStore
from netpwa.followups.model import PromiseDraft
from netpwa.followups.promise_store import PromiseStore
from netpwa.followups.referral_store import ReferralStore
from netpwa.followups.resource_store import ResourceStore
from netpwa.outreach.store import RequestStore
from tests import mentoring
from tests.interviews.test_call_routes import send
from tests.reading import Page
from tests.world import HOWARD

AT = "2026-11-24T14:00:00.000Z"
CAUGHT = (("name", "Ana Ruiz"), ("resource", "A book on streets"), ("lead", "A post in Delft"),
          ("i_promised", "Send my map"), ("they_promised", "Introduce me"))  # fmt: skip


@pytest.fixture
def talk(world):
    return f"/interviews/{world['interview_id']}"


@pytest.fixture
def found(db, world):
    """Give a way to read all that a talk has left."""

    def read(interview_id=world["interview_id"]):
        owner = (db, world.account_id)
        promises = PromiseStore(*owner).of_interview(interview_id)
        return sorted(
            [("name", one.name) for one in ReferralStore(*owner).of_interview(interview_id)]
            + [("resource", one.text) for one in ResourceStore(*owner).of_interview(interview_id)]
            + [("lead", one.text) for one in LeadStore(*owner).of_interview(interview_id)]
            + [({"me": "i_promised", "them": "they_promised"}[one.owner], one.text)
               for one in promises]
        )  # fmt: skip

    return read


def catch(ada, talk):
    for number, (kind, text) in enumerate(CAUGHT, 1):
        assert send(ada, talk, number, kind=kind, text=text, at=AT).status_code == 204


def take_back(ada, talk, number):
    item = f"0190aaaa-0000-7000-8000-{number:012}"
    return send(ada, talk, 100 + number, kind="uncatch", item=item, at=AT.replace("14:00", "14:05"))


def test_each_capture_is_a_row_with_the_tap_s_own_id_and_instant(ada, db, world, talk, found):
    catch(ada, talk)
    assert found() == sorted(CAUGHT)
    [referral] = ReferralStore(db, world.account_id).of_interview(world["interview_id"])
    assert referral.id.endswith("000001")
    assert (referral.contact_id, referral.received_at.isoformat()) == (
        world["contact_id"], "2026-11-24T14:00:00+00:00")  # fmt: skip


def test_replays_make_nothing_twice(ada, talk, found):
    for _ in range(3):
        catch(ada, talk)
    assert found() == sorted(CAUGHT)


def test_what_is_taken_back_is_gone_and_no_replay_brings_it_again(ada, talk, found):
    catch(ada, talk)
    for number in range(1, 6):
        assert take_back(ada, talk, number).status_code == 204
    assert found() == []
    catch(ada, talk)
    assert found() == []
    assert "Ana Ruiz" not in Page(ada.get(talk + "/call")).words


def test_a_capture_that_arrives_after_it_was_taken_back_makes_nothing(ada, talk, found):
    take_back(ada, talk, 1)
    send(ada, talk, 1, kind="name", text="Ana Ruiz", at=AT)
    assert found() == []


def test_what_somebody_has_worked_on_stays_when_the_capture_is_taken_back(
    ada, db, world, talk, found
):
    catch(ada, talk)
    store = PromiseStore(db, world.account_id)
    [mine] = [one for one in store.of_interview(world["interview_id"]) if one.owner == "me"]
    with write(db):
        store.update(PromiseDraft(mine.id, "me", "Send my map by Friday"), mine.rev)
    take_back(ada, talk, 4)
    assert ("i_promised", "Send my map by Friday") in found()


def test_a_tap_in_haste_with_nothing_typed_is_kept_to_be_filled_in(ada, talk, found):
    for number, (kind, _) in enumerate(CAUGHT, 1):
        send(ada, talk, number, kind=kind, text=" ", at=AT)
    assert [kind for kind, _ in found()] == sorted(kind for kind, _ in CAUGHT)
    assert all("to fill in" in text for _, text in found())
    assert "A name to fill in" in ada.get(talk + "/after").text


def test_a_note_and_a_summary_are_taps_alone(ada, talk, found):
    send(ada, talk, 2, kind="note", text="A note", at=AT)
    send(ada, talk, 3, kind="summary", text="In a line", at=AT)
    assert found() == []
    assert "In a line" in Page(ada.get(talk + "/call")).words


def test_a_lead_from_the_job_card_keeps_whether_the_name_may_be_used(ada, db, world, talk):
    send(ada, talk, 1, kind="lead", text="A post in Delft", detail="no", at=AT)
    send(ada, talk, 2, kind="lead", text="Another", detail="pigeon", at=AT)
    leads = LeadStore(db, world.account_id).of_interview(world["interview_id"])
    assert {one.text: one.may_use_name for one in leads} == {
        "A post in Delft": "no", "Another": "not_asked"}  # fmt: skip
    assert {one.contact_id for one in leads} == {world["contact_id"]}
    assert RequestStore(db, world.account_id).has_raised_jobs(world["contact_id"])


def test_a_lead_of_ones_own_notice_does_not_say_that_they_raised_jobs(ada, db, world, talk):
    send(ada, talk, 1, kind="lead", text="A post in Delft", at=AT)
    assert not RequestStore(db, world.account_id).has_raised_jobs(world["contact_id"])


def test_a_long_name_keeps_its_rest_as_a_note(ada, db, world, talk):
    send(ada, talk, 1, kind="name", text="Ana " + "x" * 300, at=AT)
    [referral] = ReferralStore(db, world.account_id).of_interview(world["interview_id"])
    assert len(referral.name) == 200
    assert referral.name + referral.note == "Ana " + "x" * 300


def test_in_a_dry_run_nothing_is_meant_in_earnest(ada, db, world, found):
    dry_id = mentoring.dry_run(db, world.account_id, world["interview_id"], HOWARD)
    catch(ada, f"/interviews/{dry_id}")
    assert found(dry_id) == []
    assert "Ana Ruiz" in Page(ada.get(f"/interviews/{dry_id}/call")).words


def test_a_capture_is_taken_back_without_scripts(ada, talk, found):
    ada.send(talk + "/call", kind="name", text="Ana Ruiz", item="")
    form = next(f for f in Page(ada.get(talk + "/call")).forms if "Take back" in f.words)
    ada.send(talk + "/call", **{**form.fields, "kind": "uncatch"})
    assert found() == []
