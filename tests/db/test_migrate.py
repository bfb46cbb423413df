"""Bringing a database to today's schema."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from netpwa.db.migrate import (
    FOLDER,
    SCHEMA,
    NewerDatabaseError,
    apply_migrations,
    migrate,
    schema_of,
    statements,
)
from netpwa.db.sqlite import SqliteDatabase

ROOT = Path(__file__).parents[2]


def tables(path):
    database = SqliteDatabase(path)
    found = {row["name"] for row in database.query("select name from sqlite_master")}
    database.close()
    return found


def test_an_empty_folder_becomes_a_database(tmp_path):
    migrate(tmp_path / "new" / "a.db")
    assert {"account", "contact", "interview"} <= tables(tmp_path / "new" / "a.db")


def test_migrating_twice_is_migrating_once(tmp_path):
    path = tmp_path / "a.db"
    migrate(path)
    before = tables(path)
    migrate(path)
    assert tables(path) == before


def test_four_processes_at_once_on_an_empty_folder_all_come_up(tmp_path):
    environment = {**os.environ, "NETPWA_DATA": str(tmp_path / "data")}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "netpwa", "migrate"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    said = [process.communicate(timeout=60) for process in started]
    assert [process.returncode for process in started] == [0] * 4, said
    assert {"account", "contact"} <= tables(tmp_path / "data" / "netpwa.db")
    assert len(set((tmp_path / "data").glob("secret.*"))) == 1


def test_migrating_waits_for_whoever_is_at_it(tmp_path):
    troubles, ready = [], threading.Barrier(4)

    def work():
        ready.wait()
        try:
            migrate(tmp_path / "a.db")
        except Exception as error:  # noqa: BLE001  whatever it is, it is one too many
            troubles.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert "account" in tables(tmp_path / "a.db")


def test_a_database_of_a_newer_release_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "a.db"
    migrate(path)
    database = SqliteDatabase(path)
    database.run(
        "insert into _sqlite_migrations (migration_set, name, applied_at)"
        " values ('netpwa', '9999_from_the_future', '2030-01-01')"
    )
    database.close()
    with pytest.raises(NewerDatabaseError, match="9999_from_the_future"):
        migrate(path)


def test_a_migration_that_fails_changes_nothing_and_can_be_tried_again(tmp_path, monkeypatch):
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_a.sql").write_text("create table a (x text);\ncreate table b (y nonsense);\n")
    monkeypatch.setattr("netpwa.db.migrate.FOLDER", folder)
    with pytest.raises(Exception, match="nonsense"):
        migrate(tmp_path / "a.db")
    (folder / "0001_a.sql").write_text("create table a (x text);\ncreate table b (y text);\n")
    migrate(tmp_path / "a.db")
    assert {"a", "b"} <= tables(tmp_path / "a.db")


def test_the_page_that_shows_the_schema_is_fresh():
    database = SqliteDatabase(":memory:")
    apply_migrations(database)
    assert schema_of(database) == SCHEMA.read_text(encoding="utf-8"), "run python -m netpwa schema"
    database.close()


def test_every_table_is_strict(db):
    for row in db.query("select name, sql from sqlite_master where type = 'table'"):
        if not row["name"].startswith(("_", "sqlite_")):
            assert row["sql"].endswith(") strict"), row["name"]


def test_whatever_belongs_to_an_account_goes_with_it(db):
    from tests import factories  # noqa: PLC0415  only here
    from tests.world import World, rows_of  # noqa: PLC0415

    account = factories.account(db)
    World.of(db, account)
    db.run("delete from account where id = :id", {"id": account})
    assert not any(rows_of(db, account).values())
    assert db.query("pragma foreign_key_check") == []


def test_migrations_are_numbered_without_a_gap():
    numbers = [int(file.name[:4]) for file in sorted(FOLDER.glob("*.sql"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_script_is_split_into_its_statements():
    script = (
        "-- About a.\ncreate table a (\n  x text  -- a; b\n);\n\n"
        "-- Only words.\n\ncreate index i on a (x);\n"
    )
    assert list(statements(script)) == [
        "create table a (\n  x text  -- a; b\n) strict",
        "create index i on a (x)",
    ]
