"""The bin: for thirty days everything comes back; then nothing is left, on the disk too."""

from datetime import timedelta

import pytest

from netpwa.contacts.store import ContactStore
from netpwa.db.earlier import EarlierStore
from netpwa.db.port import write
from netpwa.db.retention import forget_the_old
from tests import address_book, factories
from tests.cast import signed_in
from tests.conftest import app_with
from tests.factories import AT
from tests.reading import Page
from tests.web.test_earlier import CHANGEABLE
from tests.world import World, rows_of

CANARY = "Zyzzyva Quetzalcoatl"
A_MONTH = timedelta(days=30)


def holds(folder, text):
    data = [text.encode(), text.lower().encode(), text.encode("utf-16-le")]
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return [name for name, held in files.items() if any(each in held for each in data)]


def test_whoever_is_in_the_bin_comes_back_as_they_went(ada, db, world):
    before = rows_of(db, ada.account_id)
    who = f"/contacts/{world['contact_id']}"
    ada.send(f"{who}/delete")
    page = Page(ada.get("/people/bin"))
    assert "Grace Hopper" in page.words
    assert "24" in page.words, page.words
    ada.send(page.form("/restore").action)
    after = rows_of(db, ada.account_id)
    for table in before:
        if table not in {"reminder", "reminder_plan"}:
            assert after[table] == before[table], table


def test_after_thirty_days_nothing_of_them_is_left_on_the_disk(file_db, tmp_path):
    account = factories.account(file_db)
    factories.contact(file_db, account, "Somebody who stays")
    who = factories.contact(file_db, account, CANARY, note=f"About {CANARY}", city=CANARY,
                            reach="zyzzyva@example.org")  # fmt: skip
    factories.interview(file_db, account, who, factories.talk(place=CANARY))
    factories.note(file_db, account, who, text=CANARY)
    factories.request(file_db, account, who)
    factories.touch(file_db, account, who)
    with write(file_db):
        ContactStore(file_db, account).delete(who, at=AT)
    file_db.settle()
    assert holds(tmp_path, CANARY)
    forget_the_old(file_db, at=AT + A_MONTH - timedelta(minutes=1))
    assert ContactStore(file_db, account).get(who, deleted=True)
    forget_the_old(file_db, at=AT + A_MONTH + timedelta(minutes=1))
    file_db.settle()
    assert holds(tmp_path, CANARY) == []
    assert holds(tmp_path, "zyzzyva@example.org") == []
    assert holds(tmp_path, "Somebody who stays")


def test_whoever_is_deleted_now_is_gone_from_the_disk_at_once(settings, file_db, tmp_path):
    app = app_with(settings, lambda: file_db)
    ada = signed_in(app, file_db, factories.account(file_db, "Ada"))
    factories.contact(file_db, ada.account_id, "Somebody who stays")
    who = factories.contact(file_db, ada.account_id, CANARY, note=f"About {CANARY}", city=CANARY)
    factories.touch(file_db, ada.account_id, who)
    file_db.settle()
    ada.send(f"/contacts/{who}/delete")
    assert holds(tmp_path, CANARY)
    ada.send(f"/contacts/{who}/erase")
    assert holds(tmp_path, CANARY) == []
    assert holds(tmp_path, "Somebody who stays")


@pytest.mark.parametrize(("endpoint", "name"), CHANGEABLE.items())
def test_whoever_is_deleted_now_takes_the_earlier_texts_along(
    app, db, ada, bob, world, endpoint, name
):
    address, who = world.address(app, endpoint), f"/contacts/{world['contact_id']}"
    for person in (ada, bob):
        with write(db):
            store = EarlierStore(db, person.account_id)
            store.keep(address, name, CANARY, "replaced", at=AT)
    ada.send(f"{who}/delete")
    assert EarlierStore(db, ada.account_id).all()
    ada.send(f"{who}/erase")
    is_hers = endpoint in {"questions.edit", "story.edit"}
    assert bool(EarlierStore(db, ada.account_id).all()) is is_hers
    assert EarlierStore(db, bob.account_id).all()


def test_one_of_everything_can_go(db, ada):
    """No table that points at a person keeps them from going."""
    world = World.of(db, ada.account_id)
    with write(db):
        for row in db.query("select id from contact"):
            ContactStore(db, ada.account_id).delete(row["id"], at=AT)
    forget_the_old(db, at=AT + A_MONTH + timedelta(minutes=1))
    left = rows_of(db, ada.account_id)
    for table in ("contact", "touch", "interview", "link", "request", "merge", "merge_move"):
        assert left[table] == [], table
    assert world


def test_deleting_now_asks_once_more_and_then_is_for_good(ada, db, world):
    who = f"/contacts/{world['contact_id']}"
    assert ada.send(f"{who}/erase").status_code == 404
    ada.send(f"{who}/delete")
    ada.send(Page(ada.get("/people/bin")).form("/erase").action)
    assert "Grace Hopper" not in Page(ada.get("/people/bin")).words
    assert db.query("select 1 from contact where id = :id", {"id": world["contact_id"]}) == []


def test_a_preview_is_kept_for_an_hour_and_an_undo_for_a_month(db):
    account = factories.account(db)
    address_book.brought(db, account, done=False)
    address_book.brought(db, account)
    forget_the_old(db, at=AT + timedelta(minutes=59))
    assert len(db.query("select 1 from import")) == 2
    forget_the_old(db, at=AT + timedelta(minutes=61))
    assert len(db.query("select 1 from import")) == 1
    forget_the_old(db, at=AT + A_MONTH + timedelta(minutes=1))
    assert db.query("select 1 from import") == db.query("select 1 from import_row") == []
    assert ContactStore(db, account).count() == 1


def test_one_who_was_merged_is_taken_out_of_the_other_again(ada, db, world):
    page = Page(ada.get("/people/bin"))
    assert "Part of Annie Easley since then." in page.words
    back = ada.send(page.form("/undo").action)
    assert "Annie J. Easley" in Page(ada.get(back.location)).words


def test_one_who_was_merged_is_not_taken_back_beside_the_other(ada, db, world):
    gone = db.one("select gone_id from merge where account_id = :id", {"id": ada.account_id})
    before = rows_of(db, ada.account_id)
    refused = ada.send(f"/contacts/{gone['gone_id']}/restore")
    assert refused.status_code == 409
    assert "They are a part of Annie Easley now: see the bin." in Page(refused).words
    assert rows_of(db, ada.account_id) == before


def test_a_draft_waits_in_the_bin_for_a_month_and_then_is_gone(ada, db, watch):
    who = factories.contact(db, ada.account_id, "Ben Okafor")
    kept, lost = (factories.request(db, ada.account_id, who) for _ in range(2))
    for draft in (kept, lost):
        ada.send(f"/requests/{draft}/drop")
    page = Page(ada.get("/people/bin"))
    assert page.words.count("To Ben Okafor how clocks are made Wiped: Thu, Dec 24") == 2
    ada.send(f"/requests/{kept}/restore")
    assert Page(ada.get("/people/bin")).words.count("how clocks are made") == 1
    watch.move(A_MONTH + timedelta(minutes=1))
    forget_the_old(db, at=AT + A_MONTH + timedelta(minutes=1))
    assert "The bin is empty" in Page(ada.get("/people/bin")).words
    assert [row["id"] for row in db.query("select id from request")] == [kept]


def test_the_drafts_of_somebody_in_the_bin_come_back_with_them(ada, db):
    who = factories.contact(db, ada.account_id, "Ben Okafor")
    draft = factories.request(db, ada.account_id, who)
    ada.send(f"/requests/{draft}/drop")
    ada.send(f"/contacts/{who}/delete")
    assert "how clocks" not in Page(ada.get("/people/bin")).words
    ada.send(f"/contacts/{who}/restore")
    assert "how clocks" in Page(ada.get("/people/bin")).words


def test_bobs_bin_and_pairs_show_nobody_of_adas(ada, bob, db, world):
    ada.send(f"/contacts/{world['contact_id']}/delete")
    for address in ("/people/bin", "/people/alike"):
        assert "Hopper" not in bob.get(address).text
        assert "Easley" not in bob.get(address).text
    who = factories.contact(db, ada.account_id, "Ben Okafor")
    draft = factories.request(db, ada.account_id, who)
    ada.send(f"/requests/{draft}/drop")
    assert "Okafor" not in bob.get("/people/bin").text
    assert bob.send(f"/requests/{draft}/restore").status_code == 404
