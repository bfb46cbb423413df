"""Bob must see nothing of Ada's: every address of the URL map is tried with her ids."""

from __future__ import annotations

import pytest

from netpwa.contacts.routes import OFFERED
from netpwa.db.values import fresh_id
from tests import factories
from tests.world import BODIES, OWNED_BY_NOBODY, rows_of


def owned_rules(app):
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.arguments and rule.endpoint not in OWNED_BY_NOBODY
    ]


def addresses(app, world):
    for rule in owned_rules(app):
        with app.test_request_context():
            yield rule.endpoint, app.url_for(rule.endpoint, **world.fill(rule)), rule


def attempts(who, rule, address):
    if "GET" in rule.methods:
        yield "GET", who.get(address)
        yield "GET for htmx", who.get(address, headers={"HX-Request": "true"})
    if "POST" in rule.methods:
        yield "POST", who.send(address, **BODIES[rule.endpoint])


def test_bob_gets_404_for_everything_of_adas_and_changes_nothing(app, db, ada, bob, world):
    before = rows_of(db, ada.account_id)
    tried = 0
    for endpoint, address, rule in addresses(app, world):
        for how, response in attempts(bob, rule, address):
            assert response.status_code == 404, f"{how} {endpoint}"
            tried += 1
    assert tried > len(owned_rules(app))
    assert rows_of(db, ada.account_id) == before


# Without these two, a wrong address would give Bob his 404.
def test_ada_herself_opens_every_page(app, ada, world):
    for endpoint, address, rule in addresses(app, world):
        if "GET" in rule.methods:
            assert ada.get(address).status_code == 200, endpoint


@pytest.mark.parametrize("endpoint", BODIES)
def test_ada_herself_may_write(app, ada, world, endpoint):
    world.prepare(ada, endpoint)
    response = ada.send(world.address(app, endpoint), **BODIES[endpoint])
    assert response.status_code in {303, 204}


def test_what_is_anothers_and_what_never_was_look_the_same(app, bob, world):
    for endpoint, address, rule in addresses(app, world):
        unknown = address
        for value in world.ids.values():
            unknown = unknown.replace(value, fresh_id())
        theirs, nobodys = attempts(bob, rule, address), attempts(bob, rule, unknown)
        for (how, foreign), (_, missing) in zip(theirs, nobodys, strict=True):
            assert foreign.status_code == missing.status_code == 404, f"{how} {endpoint}"
            assert foreign.text == missing.text, f"{how} {endpoint}"
            assert dict(foreign.headers) == dict(missing.headers), f"{how} {endpoint}"


def test_adas_things_cannot_hang_on_bobs(app, db, bob, world):
    """Ids that travel in the body or after one of his own lead nowhere either."""
    his = factories.contact(db, bob.account_id, "Barbara Liskov")
    talk = factories.interview(db, bob.account_id, his)
    for address, fields in (
        (f"/interviews/{talk}/questions/{world['interviews.set_asked item_id']}", {"on": "1"}),
        (f"/interviews/{talk}/checklist/{world['interviews.set_done item_id']}", {"on": "1"}),
    ):
        assert bob.send(address, **fields).status_code == 404
    bob.send(f"/contacts/{his}/touches/{world['touch_id']}/remove")
    assert db.one("select count(*) as n from touch where id = :id", {"id": world["touch_id"]}) == {
        "n": 1
    }


def test_bobs_lists_show_nobody_of_adas(ada, bob, world):
    for address in (
        "/today",
        "/contacts",
        "/contacts?q=grace",
        f"/contacts?deleted={world['contact_id']}",
        "/interviews",
        "/interviews/new",
        "/questions",
        "/me",
    ):
        page = bob.get(address)
        assert page.status_code == 200
        for word in ("Grace", "Navy", "up at night", "Safari on iPhone"):
            assert word not in page.text, address
    assert "Grace" in ada.get("/contacts").text
    assert "up at night" in ada.get("/questions").text
    assert "Safari on iPhone" in ada.get("/me").text


def searches(world, title):
    """Give every address that looks something up, with words and ids of Ada's."""
    chips = [f"{kind}={value}" for kind, values in OFFERED.items() for value in values]
    chips += [f"topic={world['interest_id']}", "city=arlington", "page=1"]
    yield from (f"/contacts?{chip}{query}" for chip in chips for query in ("", "&q=gra"))
    for words in ("gra", "hop", "nav", "clo", "compi", "aik", ""):
        yield from (f"{page}{words}" for page in (
            "/contacts?q=", "/interviews/new?q=", "/contacts/new?line=", "/insights/themes?q=",
            f"/watch/titles/{title}/mention?q="))  # fmt: skip
    for name in ("after", "deleted"):
        yield f"/contacts{'/new' if name == 'after' else ''}?{name}={world['contact_id']}"
    yield from (f"/people/alike?merged={world['merge_id']}", f"/bring?done={world['import_id']}")
    yield from ("/people/bin", "/network", "/requests", "/keep-warm", "/leads", "/names")


def test_bob_finds_nothing_of_adas_by_any_search_or_chip(ada, bob, db, world):
    db.run("update contact set city = 'Arlington', city_folded = 'arlington'")
    his, hers = (factories.followed(db, who.account_id, "A journal") for who in (bob, ada))
    titles = [
        factories.title(db, who.account_id, page, "On rivers")
        for who, page in ((bob, his), (ada, hers))
    ]
    secret = ("Hopper", "Aiken", "Easley", "Navy", "Rear admiral", "Compilers",
              "Arlington", world["contact_id"])  # fmt: skip
    seen = set()
    for address, own in zip(searches(world, titles[0]), searches(world, titles[1]), strict=True):
        page = bob.get(address)
        assert page.status_code == 200, address
        assert not [word for word in secret if word in page.text], address
        seen |= {word for word in secret if word in ada.get(own).text}
    assert seen == {*secret}, "a word that Ada does not see proves nothing"


def test_an_id_that_ada_uses_is_free_for_bob(bob, world):
    """Rows are keyed by their owner, so an id tells nothing about what others have."""
    response = bob.send("/contacts/new", id=world["contact_id"], name="Somebody else")
    assert response.status_code == 303
    assert "Somebody else" in bob.get(response.location).text


def test_a_stranger_is_asked_to_sign_in_everywhere(app, stranger, world):
    for rule in app.url_map.iter_rules():
        if getattr(app.view_functions[rule.endpoint], "open_to_anyone", False):
            continue
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **world.fill(rule))
        for method in rule.methods & {"GET", "HEAD", "POST"}:
            response = stranger.open(address, method=method)
            assert response.status_code == 303, rule
            assert response.location.startswith("/sign-in"), rule
