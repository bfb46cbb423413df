"""What the content security policy and plain HTML forms ask of every template."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[1] / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
CURRENT = re.compile(r"' aria-current=\"\w+\"'\|safe")
# What a fragment shares with its page is a macro; these are the roots that a swap looks for.
RULES = {
    "htmx's inline handlers need eval": r"hx-on",
    "computed values need eval": r"hx-(vals|headers|request)\s*=\s*['\"]\s*js:",
    "filters of a trigger need eval": r"hx-trigger\s*=\s*\"[^\"]*\[",
    "an inline script is refused by the policy": r"<script(?![^>]*\bsrc=)",
    "an inline style is refused by the policy": r"<style|\sstyle\s*=",
    "an inline handler is refused by the policy": r"\son\w+\s*=\s*[\"']",
    "another origin is refused by the policy": r"(src|action|hx-(get|post))\s*=\s*\"(https?:)?//",
    "a script address is refused by the policy": r"javascript:",
    "autoescaping stays on": r"autoescape",
}


def name_of(path):
    return path.relative_to(TEMPLATES).as_posix()


every_template = pytest.mark.parametrize("path", FILES, ids=name_of)


def test_there_are_templates():
    assert len(FILES) > 30


@every_template
@pytest.mark.parametrize("why", RULES)
def test_nothing_that_the_policy_forbids(path, why):
    assert not re.search(RULES[why], path.read_text(encoding="utf-8")), why


@every_template
def test_only_a_constant_is_marked_safe(path):
    text = CURRENT.sub("", path.read_text(encoding="utf-8"))
    assert "|safe" not in re.sub(r"\s*\|\s*", "|", text)
    assert "Markup" not in text


@every_template
def test_every_form_says_how_it_is_sent(path):
    for form in re.findall(r"<form\b[^>]*(?:\{\{.*?\}\}[^>]*)*>", path.read_text(encoding="utf-8")):
        assert re.search(r'method="(post|get)"', form), form
        if 'method="get"' in form or "hx-post" in form:
            assert "action=" in form, form


@every_template
def test_a_link_that_htmx_follows_leads_somewhere_without_it(path):
    for tag in re.findall(r"<a\b[^>]*hx-get[^>]*>", path.read_text(encoding="utf-8")):
        assert "href=" in tag


@every_template
def test_a_form_that_writes_carries_its_key(path):
    text = path.read_text(encoding="utf-8")
    for form in re.findall(r"<form\b.*?</form>", text, re.DOTALL):
        # A held form carries the key that it was sent with.
        if 'method="post"' in form and "held.fields" not in form:
            # The service worker fills in what a form that it could not send had carried, and
            # answers its own buttons itself.
            filled = r'name="__NAME__"|value="__KEY__"|url_for\("pwa.waiting"\)'
            carried = r"\{\{ (keys?|once)\((form)?\) \}\}|" + filled
            assert re.search(carried, form), form[:120]


@every_template
def test_a_button_or_link_of_an_icon_alone_has_a_name(path):
    for attributes, inside in re.findall(
        r"<(?:a|button)\b([^>]*(?:\{\{.*?\}\}[^>]*)*)>(.*?)</(?:a|button)>",
        path.read_text(encoding="utf-8"),
        re.DOTALL,
    ):
        words = re.sub(r"\{\{-?\s*(icon|mark|duo)\([^}]*\}\}|<svg.*?</svg>", "", inside)
        assert words.strip() or "aria-label" in attributes, inside


@pytest.mark.parametrize(
    ("why", "bad"),
    [
        ("htmx's inline handlers need eval", '<a hx-on:click="x()">'),
        ("computed values need eval", """<a hx-vals='js:{a: 1}'>"""),
        ("filters of a trigger need eval", "<a hx-trigger=\"keyup[key=='x']\">"),
        ("an inline script is refused by the policy", "<script>alert(1)</script>"),
        ("an inline style is refused by the policy", '<p style="color: red">'),
        ("an inline handler is refused by the policy", '<p onclick="x()">'),
        ("another origin is refused by the policy", '<script src="https://cdn.example/x.js">'),
    ],
)
def test_these_rules_would_notice(why, bad):
    assert re.search(RULES[why], bad)
