"""Settings: defaults that suit a laptop, and a sentence for everything that cannot work."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.cli import main
from netpwa.config import BadSettingError, settings_from


def test_nothing_has_to_be_set():
    settings = settings_from({})
    assert settings.data == Path("data").absolute()
    assert settings.database == settings.data / "netpwa.db"
    assert settings.public_origin == "http://localhost:8000"
    assert settings.is_local
    assert settings.offline
    assert (settings.sign_up, settings.contact, settings.push_hosts) == ("link", None, ())


def test_empty_is_as_good_as_unset():
    names = ("DATA", "DATABASE_URL", "PORT", "PUBLIC_ORIGIN", "CONTACT", "PUSH_HOSTS", "SIGN_UP",
             "CLOCK", "OFFLINE")  # fmt: skip
    assert settings_from({f"NETPWA_{name}": "" for name in names}) == settings_from({})


@pytest.mark.parametrize(
    ("origin", "kept", "is_local"),
    [
        ("https://meet.example.edu", "https://meet.example.edu", False),
        ("https://meet.example.edu/", "https://meet.example.edu", False),
        ("HTTPS://Meet.Example.edu", "https://meet.example.edu", False),
        ("https://meet.example.edu:443", "https://meet.example.edu", False),
        ("https://meet.example.edu:8443", "https://meet.example.edu:8443", False),
        ("https://localhost", "https://localhost", False),
        ("http://localhost", "http://localhost", True),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000", True),
        ("http://[::1]:8000", "http://[::1]:8000", True),
        ("http://localhost:80", "http://localhost", True),
    ],
)
def test_an_origin_is_kept_as_browsers_send_it(origin, kept, is_local):
    settings = settings_from({"NETPWA_PUBLIC_ORIGIN": origin})
    assert (settings.public_origin, settings.is_local) == (kept, is_local)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NETPWA_PORT", "0"),
        ("NETPWA_PORT", "65536"),
        ("NETPWA_PORT", "-1"),
        ("NETPWA_PORT", "eight"),
        ("NETPWA_PORT", "8000.0"),
        ("NETPWA_PORT", "²"),
        ("NETPWA_PORT", "9" * 99),
        ("NETPWA_PUBLIC_ORIGIN", "meet.example.edu"),
        ("NETPWA_PUBLIC_ORIGIN", "ftp://meet.example.edu"),
        ("NETPWA_PUBLIC_ORIGIN", "https://"),
        ("NETPWA_PUBLIC_ORIGIN", "https://:443"),
        ("NETPWA_PUBLIC_ORIGIN", "https://meet.example.edu/app"),
        ("NETPWA_PUBLIC_ORIGIN", "https://meet.example.edu?x"),
        ("NETPWA_PUBLIC_ORIGIN", "https://meet.example.edu#x"),
        ("NETPWA_PUBLIC_ORIGIN", "https://me@meet.example.edu"),
        ("NETPWA_PUBLIC_ORIGIN", "https://meet.example.edu:99999"),
        ("NETPWA_PUBLIC_ORIGIN", "https://meet.example.edu:port"),
        ("NETPWA_PUBLIC_ORIGIN", "https://meet example.edu"),
        ("NETPWA_PUBLIC_ORIGIN", "https://[::1"),
        ("NETPWA_PUBLIC_ORIGIN", "http://meet.example.edu"),
        ("NETPWA_PUBLIC_ORIGIN", "http://localhost.evil.example"),
        ("NETPWA_DATABASE_URL", "postgresql://localhost/x"),
        ("NETPWA_DATABASE_URL", "sqlite:"),
        ("NETPWA_DATABASE_URL", "sqlite:///"),
        ("NETPWA_DATABASE_URL", "a.db"),
        ("NETPWA_SIGN_UP", "yes"),
        ("NETPWA_SIGN_UP", "OPEN"),
        ("NETPWA_OFFLINE", "no"),
    ],
)
def test_a_bad_value_is_named_with_what_to_do(name, value):
    with pytest.raises(BadSettingError) as caught:
        settings_from({name: value})
    said = str(caught.value)
    assert name in said
    assert value in said
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NETPWA_PORT", "x"),
        ("NETPWA_SIGN_UP", "x"),
        ("NETPWA_CONTACT", "nobody"),
        ("NETPWA_PUSH_HOSTS", "ftp://x"),
    ],
)
def test_a_bad_value_stops_every_command_with_its_sentence(
    name, value, monkeypatch, capsys, tmp_path
):
    monkeypatch.setenv("NETPWA_DATA", str(tmp_path / "data"))
    monkeypatch.setenv(name, value)
    assert main(["migrate"]) == 2
    said = capsys.readouterr().err
    assert value in said
    assert said.count("\n") == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("blocked", ["data", "data/under"])
def test_a_folder_that_cannot_be_made_stops_the_start_with_a_sentence(
    blocked, monkeypatch, capsys, tmp_path
):
    (tmp_path / "data").write_text("a file where the folder should be")
    monkeypatch.setenv("NETPWA_DATA", str(tmp_path / blocked))
    assert main(["migrate"]) == 2
    said = capsys.readouterr().err
    assert "data" in said
    assert "Traceback" not in said


def test_the_clock_is_moved_on_a_laptop_only():
    moved = {"NETPWA_CLOCK": "/tmp/offset"}  # noqa: S108  only a name
    assert settings_from(moved).clock == Path("/tmp/offset")  # noqa: S108
    with pytest.raises(BadSettingError, match="NETPWA_CLOCK"):
        settings_from({**moved, "NETPWA_PUBLIC_ORIGIN": "https://meet.example.edu"})


@pytest.mark.parametrize(
    ("url", "path"),
    [("sqlite:/var/a.db", "/var/a.db"), ("sqlite:///var/a.db", "/var/a.db")],
)
def test_the_database_may_lie_elsewhere(url, path):
    assert str(settings_from({"NETPWA_DATABASE_URL": url}).database).replace("//", "/") == path


@pytest.mark.property
@given(
    st.dictionaries(
        st.sampled_from(["PORT", "PUBLIC_ORIGIN", "DATABASE_URL", "SIGN_UP", "PUSH_HOSTS"]),
        st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"])),
    )
)
def test_any_value_is_taken_or_named(values):
    try:
        settings_from({f"NETPWA_{name}": value for name, value in values.items()})
    except BadSettingError as error:
        assert "NETPWA_" in str(error)  # noqa: PT017  either outcome is fine
