"""The log: what happened and where, and nothing that somebody typed."""

import json
import logging

import pytest

from netpwa import logs


@pytest.fixture
def lines(caplog):
    def formatted():
        return [json.loads(logs.JsonLines().format(record)) for record in caplog.records]

    caplog.set_level(logging.INFO)
    return formatted


def test_a_request_is_logged_by_its_rule_and_not_by_what_was_asked(ada, lines):
    ada.get("/contacts?q=Grace+Hopper")
    (line,) = [each for each in lines() if each["says"] == "request"]
    assert line["rule"] == "/contacts"
    assert (line["method"], line["status"]) == ("GET", 200)
    assert "Grace" not in json.dumps(line)


def test_what_was_typed_is_in_no_line(ada, lines):
    ada.send("/contacts/new", name="Grace Hopper", note="met at the harbour")
    assert "Grace" not in json.dumps(lines())
    assert "harbour" not in json.dumps(lines())


def test_an_exception_is_logged_with_its_place_and_without_its_text(lines):
    try:
        int("Grace Hopper")
    except ValueError:
        logging.getLogger("netpwa").exception("it broke")
    (line,) = lines()
    assert line["error"] == "ValueError"
    assert any("test_logs.py" in step for step in line["where"])
    assert "Grace" not in json.dumps(line)
