"""What every test has: a fresh database, one app, a clock that stands still, Ada and Bob."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from typing import TYPE_CHECKING

import hypothesis
import pytest
from hypothesis.database import DirectoryBasedExampleDatabase

from netpwa import clock, create_app
from netpwa.config import settings_from
from netpwa.db.migrate import apply_migrations
from netpwa.db.sqlite import SqliteDatabase
from netpwa.start import Secrets
from tests import factories
from tests.cast import Browser, Person, Watch, signed_in
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask

    from netpwa.config import Settings

# Shaped like one; no test here opens what it would lock.
VAPID_PUBLIC = "B" + "A" * 86
IS_FULL = bool(os.environ.get("NETPWA_TEST_FULL"))
COMMON = hypothesis.settings(
    deadline=None,  # the machine is shared
    database=DirectoryBasedExampleDatabase("build/hypothesis"),
    # A database that many examples fill is what a person's is, too.
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.register_profile("default", COMMON, max_examples=30)
hypothesis.settings.register_profile("full", COMMON, max_examples=1000)
hypothesis.settings.load_profile("full" if IS_FULL else "default")


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    yield
    patch.undo()


def _guarded(connect: Callable[..., object]) -> Callable[..., object]:
    def guarded(self: socket.socket, address: object) -> object:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in {"localhost", "::1"} and not str(host).startswith("127."):
            msg = f"a test tried to reach {host}"
            raise AssertionError(msg)
        return connect(self, address)

    return guarded


@pytest.fixture(scope="session")
def _migrated() -> SqliteDatabase:
    database = SqliteDatabase(":memory:", for_migration=True)
    apply_migrations(database)
    return database


@pytest.fixture(scope="session")
def _furnished(_migrated: SqliteDatabase) -> Iterator[tuple[SqliteDatabase, World]]:
    database = SqliteDatabase(":memory:")
    _migrated.connection.backup(database.connection)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: factories.AT)
        world = World.of(database, factories.account(database, "Ada"))
    yield database, world
    database.close()


@pytest.fixture
def db(request: pytest.FixtureRequest, _migrated: SqliteDatabase) -> Iterator[SqliteDatabase]:
    """Give a fresh database in memory: copying one costs a tenth of migrating it.

    For a test that wants the world it is a copy of one in which that stands already.
    """
    model = _migrated
    if "world" in request.fixturenames:
        model, _ = request.getfixturevalue("_furnished")
    database = SqliteDatabase(":memory:")
    model.connection.backup(database.connection)
    yield database
    database.close()


@pytest.fixture
def file_db(_migrated: SqliteDatabase, tmp_path: Path) -> Iterator[SqliteDatabase]:
    """Give a fresh database in a file, for what only a file can suffer."""
    database = SqliteDatabase(tmp_path / "netpwa.db")
    _migrated.connection.backup(database.connection)
    yield database
    database.close()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return settings_from({"NETPWA_DATA": str(tmp_path_factory.mktemp("data"))})


@pytest.fixture(scope="session")
def _current() -> dict[str, SqliteDatabase]:
    return {}


@pytest.fixture(scope="session")
def _one_app(settings: Settings, _current: dict[str, SqliteDatabase]) -> Flask:
    return app_with(settings, lambda: _current["db"])


@pytest.fixture
def app(
    _one_app: Flask, _current: dict[str, SqliteDatabase], db: SqliteDatabase, watch: Watch
) -> Flask:
    """Give the app, made once for all tests, on this test's database and clock."""
    assert watch.now() == clock.now()
    _current["db"] = db
    return _one_app


def app_with(settings: Settings, connection: Callable[[], SqliteDatabase]) -> Flask:
    """Make an app for tests on other settings or another database."""
    app = create_app(settings, Secrets("a secret for tests", VAPID_PUBLIC), connection)
    app.test_client_class = Browser
    return app


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Stop the clock."""
    stopped = Watch(factories.AT)
    monkeypatch.setattr(clock, "now", stopped.now)
    return stopped


@pytest.fixture
def stranger(app: Flask) -> Browser:
    """Give a browser in which nobody is signed in."""
    return app.test_client()


@pytest.fixture
def ada(request: pytest.FixtureRequest, app: Flask, db: SqliteDatabase) -> Person:
    """Give Ada, who owns everything that a test begins with."""
    if "world" in request.fixturenames:
        return signed_in(app, db, request.getfixturevalue("world").account_id)
    return signed_in(app, db, factories.account(db, "Ada"))


@pytest.fixture
def bob(app: Flask, db: SqliteDatabase) -> Person:
    """Give Bob, who must see nothing of Ada's."""
    return signed_in(app, db, factories.account(db, "Bob"))


@pytest.fixture
def world(_furnished: tuple[SqliteDatabase, World]) -> World:
    """Give one of everything, all of it Ada's, which stands in the test's database."""
    _, world = _furnished
    return replace(world, ids=dict(world.ids))
