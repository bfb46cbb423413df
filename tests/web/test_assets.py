"""Static files: versioned addresses are kept for good, and what was vendored is what it was."""

import hashlib
import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.reading import Page

STATIC = Path(__file__).parents[2] / "static"


def addresses(ada):
    page = Page(ada.get("/today"))
    return [
        value
        for _, given in page.tags
        for value in (given.get("src"), given.get("href"))
        if value and value.startswith("/static/")
    ]


def test_every_file_that_a_page_asks_for_is_kept_for_good(ada, stranger):
    found = addresses(ada)
    assert len(found) >= 5
    for address in found:
        response = stranger.get(address)
        assert response.status_code == 200, address
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_address_without_its_version_or_with_an_old_one_is_asked_for_again(stranger):
    for address in ("/static/app.css", "/static/app.css?v=old", "/static/app.js"):
        assert "immutable" not in stranger.get(address).headers["Cache-Control"]


def test_a_version_changes_with_the_content(tmp_path):
    from netpwa.web.assets import Assets  # noqa: PLC0415  only here

    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "base.css").write_text("a {}")
    (tmp_path / "icon.svg").write_text("<svg/>")
    before = Assets(tmp_path)
    (tmp_path / "css" / "base.css").write_text("b {}")
    after = Assets(tmp_path)
    assert before.address("app.css") != after.address("app.css")
    assert before.address("icon.svg") == after.address("icon.svg")
    assert before.build != after.build


def test_no_cookie_travels_with_what_caches_keep(ada, watch):
    file = addresses(ada)[0]
    watch.move(timedelta(days=2))  # the sign-in is due for renewal
    response = ada.get(file)
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "Set-Cookie" in ada.get("/today").headers


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "css", "none.css", "css/", "%00"])
def test_nothing_outside_the_folder_is_served(stranger, name):
    assert stranger.get(f"/static/{name}").status_code == 404


def test_vendored_files_are_those_that_were_checked():
    lines = (STATIC / "vendor" / "checksums.sha256").read_text().splitlines()
    listed = {name: digest for digest, name in (line.split() for line in lines)}
    files = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in (STATIC / "vendor").iterdir()
        if file.suffix == ".js"
    }
    assert files
    for name, digest in files.items():
        assert listed[name] == digest
        assert re.search(r"-\d+\.\d+\.\d+", name), "a vendored file carries its version"


def test_the_styles_come_in_the_order_of_their_layers(stranger):
    styles = stranger.get("/static/app.css").text
    assert styles.index("@layer") < styles.index(":root") < styles.index(".tabbar")


def test_files_travel_compressed(stranger):
    response = stranger.get("/static/app.css", headers={"Accept-Encoding": "br, gzip"})
    assert response.headers["Content-Encoding"] in {"br", "gzip"}
    assert len(response.data) < 60 * 1024
