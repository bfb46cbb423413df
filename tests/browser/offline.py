"""A phone in the worker's hands, a server that comes and goes, a look at what is kept."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.house import House, now
from tests.browser.phone_home import until
from tests.browser.server import Server
from tests.browser.test_install import IN_CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

# What the worker remembers, read behind its back.
MEMORY = """(store) => new Promise((done, fail) => {
  const opening = indexedDB.open("common-ground");
  opening.onerror = fail;
  opening.onsuccess = () => {
    const db = opening.result;
    if (!db.objectStoreNames.contains(store)) { db.close(); return done([]); }
    const all = db.transaction(store).objectStore(store).getAll();
    all.onsuccess = () => { db.close(); done(all.result); };
  };
})"""
# Each house of a server begins with names of its own.
PEOPLE = count(0, 100)
NO_SERVER = ("ERR_CONNECTION_REFUSED", "ERR_FAILED", "Failed to fetch", "ERR_EMPTY_RESPONSE",
             "ERR_CONNECTION_RESET", "NetworkError")  # fmt: skip


@pytest.fixture(scope="module")
def one_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start a server that may be stopped."""
    with Server(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def server(one_server: Server) -> Server:
    """Give that server, running."""
    if one_server.process is None:
        one_server.start()
    return one_server


@pytest.fixture
def house(server: Server) -> Iterator[House]:
    """Open that server's database."""
    house = House(server)
    house.people = next(PEOPLE)
    yield house
    house.close()


@pytest.fixture(autouse=True)
def no_server(faults: Any) -> None:
    """Expect what a browser says of a server that is away."""
    for words in NO_SERVER:
        faults.forgive(words)


def take_in_hand(page: Page) -> None:
    """Open Today, and wait until the worker has the page in hand and everything is warm."""
    page.goto("/today")
    page.evaluate(IN_CONTROL)
    page.goto("/today")
    until(page, lambda: is_warm(page), "the pages to be warm")


def hold_still(page: Page) -> None:
    """Let the next pages send nothing by themselves, until the page's clock is resumed."""
    page.clock.install()
    page.clock.pause_at(now() + timedelta(minutes=1))


def is_warm(page: Page) -> bool:
    """Say whether every page of the warm list is kept."""
    wanted = page.evaluate("fetch('/offline/pages').then((it) => it.json())")["pages"]
    kept = {copy["address"] for copy in page.evaluate(MEMORY, "copies")}
    return kept >= set(wanted)


def waiting(page: Page) -> list[dict[str, Any]]:
    """Give the work that waits on the phone, and not only for the page that follows a form."""
    return [op for op in page.evaluate(MEMORY, "ops") if "ledAt" not in op]


def until_sent(page: Page) -> None:
    """Wait until nothing waits any more."""
    until(page, lambda: not waiting(page), "everything to be sent")
