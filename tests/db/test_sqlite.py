"""The one place that opens the file: its pragmas, its transactions, its errors."""

import threading

import pytest

from netpwa import errors
from netpwa.db import sqlite
from netpwa.db.connections import connection_per_thread
from netpwa.db.port import write
from netpwa.db.sqlite import PRAGMAS, SqliteDatabase, UnsoundEngineError
from tests import factories

COUNTER = "create table counter (id integer primary key, n integer not null) strict"
ADD = "insert into counter (id, n) values (:id, :n)"


@pytest.fixture
def path(tmp_path):
    database = SqliteDatabase(tmp_path / "a.db")
    database.run(COUNTER)
    database.run(ADD, {"id": 1, "n": 0})
    database.close()
    return tmp_path / "a.db"


@pytest.fixture
def opened(path):
    database = SqliteDatabase(path)
    yield database
    database.close()


def number(database):
    return database.one("select n from counter where id = 1")["n"]


def test_every_pragma_reads_back_as_set(opened):
    for name, value in PRAGMAS.items():
        row = opened.one(f"pragma {name}")
        assert next(iter(row.values())) == value, name


def test_a_power_cut_takes_no_acknowledged_write(opened):
    # DESIGN.md, decision 9: these two are what keeps a commit.
    assert opened.one("pragma journal_mode") == {"journal_mode": "wal"}
    assert opened.one("pragma synchronous") == {"synchronous": 2}


def test_a_pragma_that_does_not_take_stops_the_start(path, monkeypatch):
    monkeypatch.setitem(PRAGMAS, "journal_mode", "nonsense")
    with pytest.raises(UnsoundEngineError, match="journal_mode"):
        SqliteDatabase(path)


def test_an_unsound_engine_stops_the_start(path, monkeypatch):
    monkeypatch.setattr(sqlite.engine, "sqlite_version_info", (3, 40, 1))
    with pytest.raises(UnsoundEngineError):
        SqliteDatabase(path)


def test_a_write_is_kept_when_it_ends_and_undone_when_it_fails(opened, path):
    with write(opened):
        opened.run("update counter set n = 1")
    with pytest.raises(ZeroDivisionError), write(opened):
        opened.run("update counter set n = 2")
        raise ZeroDivisionError
    other = SqliteDatabase(path)
    assert number(other) == 1
    other.close()


def test_an_inner_write_is_undone_alone_and_an_outer_one_undoes_both(opened):
    with write(opened):
        opened.run("update counter set n = 1")
        with pytest.raises(ZeroDivisionError), write(opened):
            opened.run("update counter set n = 2")
            raise ZeroDivisionError
        assert number(opened) == 1
        with write(opened):
            opened.run("update counter set n = 3")
    assert number(opened) == 3
    with pytest.raises(ZeroDivisionError), write(opened):
        with write(opened):
            opened.run("update counter set n = 4")
        raise ZeroDivisionError
    assert number(opened) == 3


def test_a_write_holds_the_lock_from_its_beginning(opened, path):
    other = SqliteDatabase(path)
    other.run("pragma busy_timeout = 10")
    with write(opened):
        assert number(opened) == 0
        with pytest.raises(errors.BusyError), write(other):
            pass
    with write(other):
        other.run("update counter set n = 9")
    assert number(opened) == 9
    other.close()


def test_four_threads_that_read_and_then_write_lose_nothing_and_are_never_locked_out(path):
    troubles, rounds = [], 25
    connection = connection_per_thread(path)

    def work():
        database = connection()
        try:
            for _ in range(rounds):
                with write(database):
                    now = number(database)
                    database.run("update counter set n = :n", {"n": now + 1})
        except errors.NetpwaError as error:
            troubles.append(error)
        database.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    last = SqliteDatabase(path)
    assert troubles == []
    assert number(last) == 4 * rounds
    last.close()


def test_each_thread_has_its_own_connection_and_keeps_it(path):
    connection = connection_per_thread(path)
    mine = connection()
    theirs = []
    thread = threading.Thread(target=lambda: theirs.append(connection()))
    thread.start()
    thread.join()
    assert connection() is mine
    assert theirs[0] is not mine
    for database in (mine, *theirs):
        database.close()


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        (ADD, {"id": 1, "n": 5}),
        (ADD, {"id": 2, "n": None}),
        (ADD, {"id": 2, "n": "many"}),
    ],
)
def test_a_row_that_the_schema_refuses_is_refused(opened, sql, values):
    with pytest.raises(errors.RefusedError):
        opened.run(sql, values)
    assert not opened.connection.in_transaction


def test_a_full_disk_is_not_saved_and_the_connection_lives_on(opened):
    pages = opened.one("pragma page_count")["page_count"]
    opened.run("create table blob_of (x text) strict")
    opened.run(f"pragma max_page_count = {pages + 2}")
    with pytest.raises(errors.NotSavedError), write(opened):
        for _ in range(9):
            opened.run("insert into blob_of values (:x)", {"x": "x" * 4000})
    assert not opened.connection.in_transaction
    assert opened.query("select 1 from blob_of") == []
    with write(opened):
        opened.run("update counter set n = 7")
    assert number(opened) == 7


def test_a_file_that_cannot_be_opened_is_not_saved(tmp_path):
    with pytest.raises(errors.NotSavedError):
        SqliteDatabase(tmp_path / "no" / "such" / "folder.db")


def test_a_mistake_in_sql_is_not_disguised(opened):
    with pytest.raises(sqlite.engine.OperationalError, match="no such table"):
        opened.query("select * from nowhere")


def test_run_counts_the_rows_it_changed(opened):
    assert opened.run("update counter set n = 4") == 1
    assert opened.run("update counter set n = 4 where id = 99") == 0
    assert opened.one("select n from counter where id = 99") is None


def test_text_comes_back_to_the_letter(db):
    account = factories.account(db)
    for text in ("ünï", "👩‍🚀", "a\x00b", "x" * 100_000, "'; drop table contact; --", ":id %s ?"):
        contact_id = factories.contact(db, account, note=text)
        row = db.one("select note from contact where id = :id", {"id": contact_id})
        assert row == {"note": text}
