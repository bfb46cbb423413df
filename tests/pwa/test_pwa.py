"""On the home screen: manifest, service worker, the pages that are the same for everybody."""

import json
import re
import struct
from urllib.parse import urlsplit

import pytest

from netpwa.pwa.routes import PARTS, SHELL
from tests.cast import HTMX
from tests.reading import Page

FRENCH = {"Accept-Language": "fr-CA"}
SAME_FOR_ALL = ["/manifest.webmanifest", "/service-worker.js", "/offline", "/install"]
WORKER_BUDGET, PAGE_BUDGET = 12 * 1024, 60 * 1024
FOR_GOOD = "public, max-age=31536000, immutable"


@pytest.fixture
def manifest(stranger):
    response = stranger.get("/manifest.webmanifest")
    assert response.mimetype == "application/manifest+json"
    return response.json


def wire_size(client, address):
    """Give the bytes of an answer as a phone gets them, which asks as every browser does."""
    encodings = {"Accept-Encoding": "gzip, deflate, br, zstd"}
    with client.get(address, headers=encodings) as response:
        assert response.status_code == 200, address
        return len(response.data)


def png_size(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", data[16:24])


def test_the_manifest_says_what_a_phone_needs_to_install_it(manifest):
    assert (manifest["id"], manifest["scope"]) == ("/", "/")
    assert manifest["display"] == "standalone"
    assert manifest["name"] == manifest["short_name"] == "Common Ground"
    assert manifest["start_url"].startswith("/today")
    assert {"description", "lang", "dir", "background_color", "theme_color"} <= set(manifest)


def test_every_icon_and_screenshot_is_what_it_is_said_to_be(stranger, manifest):
    pictures = [*manifest["icons"], *manifest["screenshots"]]
    assert len(pictures) == 8
    for picture in pictures:
        response = stranger.get(picture["src"])
        assert response.status_code == 200
        assert response.mimetype == picture["type"] == "image/png"
        wide, high = png_size(response.data)
        assert f"{wide}x{high}" == picture["sizes"], picture["src"]
        assert response.headers["Cache-Control"] == FOR_GOOD


def test_there_are_icons_for_any_shape_and_screenshots_for_a_phone(manifest):
    icons = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert icons == {(s, p) for s in ("192x192", "512x512") for p in ("any", "maskable")}
    assert {shot["form_factor"] for shot in manifest["screenshots"]} == {"narrow"}
    assert all(shot["label"] for shot in manifest["screenshots"])
    # Chromium takes none whose longer side is more than 2.3 times the shorter.
    for shot in manifest["screenshots"]:
        sides = sorted(int(side) for side in shot["sizes"].split("x"))
        assert 320 <= sides[0] <= sides[1] <= min(3840, 2.3 * sides[0])


def test_start_and_shortcuts_open_pages_of_ours(ada, manifest):
    addresses = [manifest["start_url"], *(each["url"] for each in manifest["shortcuts"])]
    assert len(addresses) == 4
    for address in addresses:
        assert not urlsplit(address).netloc
        response = ada.client.get(address, follow_redirects=True)
        assert response.status_code == 200, address


def test_without_a_session_they_lead_through_sign_in(stranger, manifest):
    for shortcut in manifest["shortcuts"]:
        response = stranger.get(shortcut["url"])
        assert response.status_code == 303
        assert response.location.startswith("/sign-in?next=")


def test_the_service_worker_rules_the_whole_site_and_is_asked_for_anew(stranger):
    response = stranger.get("/service-worker.js")
    assert response.mimetype == "text/javascript"
    assert "no-cache" in response.headers["Cache-Control"]
    assert "max-age" not in response.headers["Cache-Control"]


def parts_of(script):
    found = re.search(r"importScripts\((.*?)\)", script, re.DOTALL)
    return json.loads(f"[{found[1].strip().rstrip(',')}]")


def test_its_parts_have_addresses_that_change_with_them(stranger):
    parts = parts_of(stranger.get("/service-worker.js").text)
    assert [part.split("?")[0] for part in parts] == [f"/static/{name}" for name in PARTS]
    for part in parts:
        assert re.search(r"\?v=[0-9a-f]{12}$", part)
        response = stranger.get(part)
        assert response.mimetype == "text/javascript"
        assert response.headers["Cache-Control"] == FOR_GOOD


def test_all_that_it_keeps_is_there_and_is_what_pages_ask_for(stranger):
    script = stranger.get("/service-worker.js").text
    kept = set(re.findall(r'"(/static/[^"]+)"', script)) - set(parts_of(script))
    assert len(kept) >= len(SHELL)
    for address in kept:
        assert stranger.get(address).status_code == 200
    page = Page(stranger.get("/offline"))
    wanted = {
        given.get("src") or given.get("href")
        for tag, given in page.tags
        if tag == "script" or given.get("rel") == "stylesheet"
    }
    assert wanted
    assert wanted <= kept


def test_the_service_worker_is_light(stranger):
    parts = parts_of(stranger.get("/service-worker.js").text)
    total = sum(wire_size(stranger, address) for address in ["/service-worker.js", *parts])
    assert total <= WORKER_BUDGET


@pytest.mark.parametrize("address", ["/today", "/contacts", "/install", "/me/notices"])
def test_the_styles_and_scripts_of_a_page_are_light(ada, address):
    page = Page(ada.get(address))
    wanted = [
        given.get("src") or given["href"]
        for tag, given in page.tags
        if tag == "script" or (tag == "link" and given.get("rel") == "stylesheet")
    ]
    assert len(wanted) >= 3
    assert sum(wire_size(ada.client, each) for each in wanted) <= PAGE_BUDGET


@pytest.mark.parametrize("address", [*SAME_FOR_ALL, "/unsent", "/waiting", "/static/none"])
def test_what_is_the_same_for_all_says_of_nobody_that_they_are_signed_out(ada, address):
    assert ada.get(address).headers.get("X-Account") != ""


@pytest.mark.parametrize("address", ["/manifest.webmanifest", "/service-worker.js", "/offline"])
def test_what_a_phone_keeps_is_the_same_whoever_asks(ada, bob, stranger, address):
    asked = [who.get(address) for who in (stranger, ada, bob)]
    assert {response.status_code for response in asked} == {200}
    assert len({response.data for response in asked}) == 1
    for response in asked:
        assert "Set-Cookie" not in response.headers


def test_the_page_about_installing_says_nothing_about_anybody(ada, bob, stranger):
    def without_tag(response):
        return re.sub(r'data-account="[^"]*"', "", response.text)

    asked = [who.get("/install") for who in (stranger, ada, bob)]
    assert len({without_tag(response) for response in asked}) == 1
    for private in (ada.account_id, ada.device_id, "ada@example.org"):
        assert private not in asked[1].text


@pytest.mark.parametrize("address", SAME_FOR_ALL)
def test_nobody_is_sent_away_from_them(stranger, address):
    assert stranger.get(address, headers=HTMX).status_code == 200
    assert stranger.get(address, headers=FRENCH).status_code == 200


def test_the_offline_page_promises_only_what_is_true_and_offers_a_way_on(stranger):
    page = Page(stranger.get("/offline"))
    assert "Nothing you saved is lost" in page.words
    assert "" in page.links  # the same page once more


def test_the_install_page_shows_steps_in_pictures_for_both_kinds_of_phone(stranger):
    response = stranger.get("/install")
    page = Page(response)
    for words in ("iPhone and iPad", "Add to Home Screen", "Android", "Install"):
        assert words in page.words
    assert response.text.count("<svg viewBox") == 7
