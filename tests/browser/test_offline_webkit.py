"""A smoke of the offline story in a third engine, the nearest here to an iPhone's."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from netpwa.contacts.store import ContactStore
from tests import factories
from tests.browser.conftest import FAILURES, OUTCOME
from tests.browser.house import day, now
from tests.browser.offline import MEMORY, house, one_server, server  # noqa: F401  fixtures
from tests.browser.test_install import IN_CONTROL
from tests.browser.test_whose_phone import TRACES
from tests.browser.webkit import webkit

KEPT = "Kept on this phone."


@pytest.fixture
def safari(request):
    with webkit() as browser:
        yield browser
        if any(request.node.stash.get(OUTCOME, {}).values()):
            FAILURES.mkdir(parents=True, exist_ok=True)
            browser.save_screenshot(FAILURES / f"{request.node.name}.png")


def test_a_tunnel_in_webkit(safari, house, server):  # noqa: F811  the fixtures
    account = house.account()
    person = factories.contact(house.db, account, "Annie Easley", at=now())
    talk = factories.interview(house.db, account, person, factories.talk("phone", day=day(3)))

    def go(path):
        safari.get(server.origin + path)

    def ask(script, *arguments):
        wait = "const done = arguments[arguments.length - 1];"
        return safari.execute_async_script(
            f"{wait} ({script})(...arguments).then(done, (it) => done(String(it)))", *arguments
        )

    def until(question):
        return WebDriverWait(safari, 15, poll_frequency=0.1).until(lambda _driver: question())

    def says(text):
        return until(lambda: text in safari.find_element(By.TAG_NAME, "body").text)

    go("/sign-in")
    safari.add_cookie(house.cookie(account))
    ask(IN_CONTROL)
    go("/today")
    until(lambda: f"/interviews/{talk}" in {it["address"] for it in ask(MEMORY, "copies")})
    server.stop()
    go(f"/interviews/{talk}")  # never opened before
    assert safari.find_element(By.TAG_NAME, "h1").text == "Annie Easley"
    says("A saved copy, from")
    go("/contacts/new?fields=1")
    safari.find_element(By.NAME, "name").send_keys("Mary Jackson")
    safari.find_element(By.CSS_SELECTOR, "main form button:not([name])").click()
    says(KEPT)
    assert len(ask(MEMORY, "ops")) == 1
    server.start()
    go("/today")
    until(lambda: ask(MEMORY, "ops") == [])
    names = sorted(one.name for one in ContactStore(house.db, account).search(at=now()))
    assert names == ["Annie Easley", "Mary Jackson"]
    assert "Annie" in ask(TRACES)
    go("/me")
    safari.find_element(By.CSS_SELECTOR, "form[action='/sign-out'] button").click()
    says("Welcome back")
    left = ask(TRACES)
    assert [one for one in ("Annie", "Mary", account, talk, "example.org") if one in left] == []
