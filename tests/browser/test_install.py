"""The app without a network, across deployments, and after somebody cleared its data."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.phone_home import Workers, until
from tests.browser.server import ROOT, Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

IN_CONTROL = """() => new Promise((done) => {
  if (navigator.serviceWorker.controller) return done(true);
  navigator.serviceWorker.addEventListener("controllerchange", () => done(true));
})"""
WAITING = "navigator.serviceWorker.ready.then((one) => !!one.waiting)"
ASKING = "globalThis.asked = 0; StorageManager.prototype.persist = async () => { asked += 1; }"
SHELLS = "caches.keys().then(names => names.filter(name => name.startsWith('shell-')))"
KEPT = """caches.keys().then(async (names) => {
  const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return all.flat().map((request) => new URL(request.url).pathname).sort();
})"""
FACE = """() => {
  const sheet = [...document.styleSheets].find((one) => one.href);
  return [sheet?.cssRules.length > 0, getComputedStyle(document.querySelector("main")).display];
}"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Start a server that may be stopped."""
    with Server(tmp_path / "data") as server:
        yield server


@pytest.fixture
def visited(phone: Page) -> Page:
    """Open a page, and wait until the worker has it in hand."""
    phone.goto("/sign-in")
    phone.evaluate(IN_CONTROL)
    return phone


def test_without_a_server_our_own_page_shows(visited, server, faults):
    faults.forgive("ERR_CONNECTION_REFUSED")
    server.stop()
    visited.goto("/interviews/next")
    expect(visited.get_by_role("heading", name="No network here")).to_be_visible()
    assert visited.evaluate(FACE) == [True, "grid"]
    server.start()
    visited.get_by_role("link", name="Try again").click()
    expect(visited.get_by_role("heading", name="Welcome back")).to_be_visible()


def test_a_new_deployment_brings_its_shell_and_leaves_the_one_that_copies_name(
    visited, server, tmp_path
):
    workers = Workers(visited)
    (old,) = visited.evaluate(SHELLS)
    server.stop()
    server.tree = deployment(tmp_path / "tree")
    server.start()
    # While a page is open the old worker stays, and the new one waits behind it.
    visited.goto("/install")
    visited.evaluate("navigator.serviceWorker.ready.then(one => one.update()).then(() => 1)")
    until(visited, lambda: visited.evaluate(WAITING), "the new worker to wait")
    assert old in visited.evaluate(SHELLS)
    visited.goto("about:blank")
    # A page asked for in this very moment may hang: Chromium does so even without our handlers.
    until(visited, lambda: "redundant" in workers.states.values(), "the old worker to go")
    until(visited, lambda: "activated" in workers.states.values(), "the new worker to begin")
    visited.goto("/sign-in")
    shells = visited.evaluate(SHELLS)
    assert len(shells) == 2
    assert old in shells


@pytest.mark.parametrize("cleared", ["cache_storage", "all"])
def test_clearing_its_data_heals(visited, server, faults, cleared):
    kept = visited.evaluate(KEPT)
    assert "/offline" in kept
    tools = visited.context.new_cdp_session(visited)
    what = {"origin": server.origin, "storageTypes": cleared}
    tools.send("Storage.clearDataForOrigin", what)
    assert visited.evaluate(KEPT) == []
    visited.goto("/install")
    visited.evaluate(IN_CONTROL)
    until(visited, lambda: visited.evaluate(KEPT) == kept, "the whole shell again")
    faults.forgive("ERR_CONNECTION_REFUSED")
    server.stop()
    visited.goto("/today")
    expect(visited.get_by_role("heading", name="No network here")).to_be_visible()


def deployment(tree: Path) -> Path:
    """Copy the app, with one style changed."""
    for name in ("netpwa", "templates", "static"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", tree)
    with (tree / "static/css/base.css").open("a") as style:
        style.write("/* another deployment */\n")
    return tree


def test_storage_is_asked_to_stay_once_the_app_is_installed(visited):
    visited.add_init_script(ASKING)
    visited.goto("/install")
    assert visited.evaluate("asked") == 0
    visited.evaluate("dispatchEvent(new Event('appinstalled'))")
    assert visited.evaluate("asked") == 1
