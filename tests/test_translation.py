"""Every word that a person reads can be translated: with a language that puts each text in
brackets, nothing on any page stands outside of them but names, brand and what was typed.
"""

import re

import pytest
from babel import Locale
from babel.support import NullTranslations
from flask_babel import Domain

from netpwa.contacts.model import Touch
from netpwa.contacts.store import ContactStore
from netpwa.db.port import write
from netpwa.reminders.public_holidays import parts_of
from netpwa.web.forms import ZONES
from tests import factories
from tests.factories import AT
from tests.reading import Page
from tests.world import BODIES, TALK, World

BRAND = ("Common Ground", "LinkedIn")
# The longest first: Europe/London is no part of another, but Argentina's towns are.
NAMES_OF_ZONES = sorted((zone.replace("_", " ") for zone in ZONES), key=len, reverse=True)
NAMES_OF_REGIONS = sorted(
    [*map(str, Locale("en").territories.values()), *(name for _, name in parts_of("CA"))],
    key=len, reverse=True,
)  # fmt: skip
# Said to a script that turns notices on; netpwa/push/endpoint.py knows no languages yet.
ENGLISH_ONLY = {"push.subscribe"}
WORD = re.compile(r"[^\W\d_]{2,}")


class Brackets(NullTranslations):
    """Puts every text in brackets, and inner ones too."""

    def gettext(self, message):
        return f"⟦{message}⟧" if message else ""

    def ngettext(self, one, many, number):
        return f"⟦{one if number == 1 else many}⟧"

    ugettext, ungettext = gettext, ngettext


@pytest.fixture
def _bracketed(app, monkeypatch):
    monkeypatch.setattr(Domain, "get_translations", lambda _self: Brackets())
    for name in ("day", "hour", "ago", "when"):
        # Dates and times come from the locale's own data.
        monkeypatch.setitem(app.jinja_env.filters, name, lambda *_values: "11:11")
    monkeypatch.setattr("netpwa.insights.pages.format_date", lambda *_values: "11")
    monkeypatch.setattr(app.jinja_env, "cache", None)


@pytest.fixture
def numbers(db, ada):
    """Fill Ada's account with names that hold no letters, so that every letter is ours."""
    db.run("update account set name = '1815', email = '1@2.3'")
    db.run("update device set label = '7'")
    world = World.of(db, ada.account_id)
    db.run("update contact set name = '1906', title = '85', met_at = '1944', note = '4711'")
    db.run("update organisation set name = '007'")
    db.run("update contact_point set value = '+1 416 555 0134', kind = 'phone'")
    db.run("update question set text = '42?'")
    db.run("update research set text = '2'")
    db.run("update reflection_answer set text = '5'")
    for table, column in (("promise", "text"), ("lead", "text"), ("resource", "text"),
                          ("outcome", "text"),
                          ("referral", "name")):  # fmt: skip
        db.run(f"update {table} set {column} = '6'")  # noqa: S608  named here
    db.run("update interest set name = '3', name_folded = '3'")
    db.run("update device set label = '7'")
    db.run("update request set subject = '1', body = '2', connection = '3.', who_i_am = '4',"
           " intention = '5'")  # fmt: skip
    db.run("update push_subscription set label = '7'")
    db.run("update import set file_name = '1'")
    db.run("update import_row set found = '{\"name\": \"2\"}' where state <> 'adds'")
    db.run("update watch set name = '1', url = 'https://1.2/'")
    db.run("update watch_item set title = '8', url = 'https://1.2/'")
    with write(db):
        for kind in ("linkedin", "video", "in_person", "text", "event", "letter", "phone"):
            touch = Touch(f"01{kind}", kind, AT, "", None)
            ContactStore(db, ada.account_id).add_touch(world["contact_id"], touch)
    for mode in ("video", "in_person"):
        talk = factories.talk(mode, zone="Europe/Berlin")
        other = factories.interview(db, ada.account_id, world["contact_id"], talk)
        db.run("update interview set held_at = starts_at where id = :id", {"id": other})
    db.run("update plan_item set template = ''")
    db.run("update review set role = '8', note = '9', said = '6'")
    db.run("update review_line set wording = '4'")
    for table in ("plan_item", "checklist_item", "review_line"):
        db.run(f"update {table} set text = '1'")  # noqa: S608  booked in English above
    return world


def left_outside(response):
    """Give the words that stand in no brackets."""
    page = Page(response)
    text = re.sub(r"__[A-Z]+__", "", " | ".join(page.texts))  # blanks for the service worker
    for known in (*BRAND, *NAMES_OF_ZONES, *NAMES_OF_REGIONS):
        text = text.replace(known, "")
    depth, outside = 0, []
    for sign in text:
        depth += {"⟦": 1, "⟧": -1}.get(sign, 0)
        outside.append(sign if depth == 0 else " ")
    return WORD.findall("".join(outside))


def addresses(app, world):
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint not in {
            "assets.file",
            "health.healthz",
            "pwa.manifest",
            "pwa.pages",
            "pwa.service_worker",
            "accounts.sign_up_by_link",
            "calendars.ics",
            "calendars.feed",
            "bringing.card",
            "bringing.cards",
            "bringing.table",
            "left.leads_table",
        }:
            with app.test_request_context():
                yield app.url_for(rule.endpoint, **world.fill(rule))


@pytest.mark.usefixtures("_bracketed")
def test_every_page_can_be_read_in_another_language(app, ada, stranger, numbers):
    for address in (*addresses(app, numbers), "/contacts?q=zzz", "/none"):
        response = ada.get(address)
        if response.status_code == 303:
            continue  # nobody reads what comes with a redirect
        assert left_outside(response) == [], address
        assert response.status_code != 200 or "⟦" in response.text
    assert left_outside(stranger.get("/sign-in")) == []
    assert left_outside(stranger.get("/sign-up/none")) == []


@pytest.mark.usefixtures("_bracketed")
@pytest.mark.parametrize("endpoint", sorted(set(BODIES) - ENGLISH_ONLY))
def test_what_a_form_answers_can_be_read_too(app, ada, numbers, endpoint):
    response = ada.send(numbers.address(app, endpoint), kind="1", rev="99", id="1")
    if response.status_code != 303:  # nobody reads what comes with a redirect
        assert left_outside(response) == []


@pytest.mark.usefixtures("_bracketed")
def test_refusals_can_be_read_too(ada, stranger, numbers):
    assert left_outside(ada.send("/none", {"Sec-Fetch-Site": "cross-site"})) == []
    assert left_outside(ada.send("/today")) == []
    assert left_outside(ada.send("/contacts/new", {"X-Outbox-Account": "1"})) == []
    for _ in range(11):
        answer = stranger.post("/sign-in", data={"email": "1@2.3", "password": "3" * 12})
        assert left_outside(answer) == []
    assert answer.status_code == 429


@pytest.mark.usefixtures("_bracketed")
def test_what_the_app_brings_to_a_conversation_is_in_the_readers_language(ada, numbers):
    booked = ada.send(f"/contacts/{numbers['contact_id']}/book", **{**TALK, "place": "7"})
    page = ada.get(booked.location)
    assert "⟦A quiet place⟧" not in page.text, "this one is by video"
    assert "⟦The link opens⟧" in page.text
    assert left_outside(page) == []


def test_words_outside_of_brackets_would_be_noticed(ada):
    assert "Today" in left_outside(ada.get("/today"))


@pytest.mark.usefixtures("_bracketed")
def test_the_manifest_can_be_read_in_another_language(ada):
    manifest = ada.get("/manifest.webmanifest").json
    said = [manifest["description"], *(one["name"] for one in manifest["shortcuts"])]
    said += [one["label"] for one in manifest.get("screenshots", [])]
    assert all(text.startswith("⟦") for text in said)
