"""`tests/urls.txt` is the approved table of every address: a new route needs a line in it."""

from pathlib import Path

TABLE = Path(__file__).parent / "urls.txt"


def lines_of(app):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        who = "anyone" if getattr(view, "open_to_anyone", False) else "account"
        methods = ",".join(sorted(rule.methods - {"HEAD", "OPTIONS"}))
        yield f"{rule.rule:58} {methods:9} {who:8} {rule.endpoint}"


def test_every_address_is_approved(app):
    assert sorted(lines_of(app)) == TABLE.read_text(encoding="utf-8").splitlines()


def test_the_forms_that_strangers_may_send_are_few(app):
    open_writes = [
        line for line in lines_of(app) if "POST" in line.split()[1] and line.split()[2] == "anyone"
    ]
    assert [line.split()[0] for line in sorted(open_writes)] == [
        "/review/<token>",
        "/sign-in",
        "/sign-up",
        "/sign-up/<token>",
    ]
