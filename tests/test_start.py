"""Before the app can run: the folder, its secrets, its settings; what is wrong is explained."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from netpwa.config import BadSettingError, settings_from
from netpwa.db.sqlite import SqliteDatabase
from netpwa.push.keys import KeyFileError
from netpwa.start import prepare

ROOT = Path(__file__).parents[1]
PUBLIC = {"NETPWA_PUBLIC_ORIGIN": "https://meet.example.edu"}


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def start(data, **more):
    return prepare(settings_from({"NETPWA_DATA": str(data), **more}))


def command(data, *arguments, **more):
    clean = {name: value for name, value in os.environ.items() if "NETPWA_" not in name}
    return subprocess.run(
        [sys.executable, "-m", "netpwa", *arguments],
        cwd=ROOT,
        env={**clean, "NETPWA_DATA": str(data), **more},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_first_start_makes_folder_keys_and_database(data):
    secrets = start(data)
    assert len(secrets.vapid_public) == 87
    assert len(secrets.cookie_key) >= 32
    database = SqliteDatabase(data / "netpwa.db")
    assert database.query("select * from account") == []
    database.close()


def test_every_later_start_finds_the_same_keys(data):
    assert start(data) == start(data) == start(data)


def test_the_folder_and_what_is_secret_are_for_their_owner_alone(data):
    before = os.umask(0)
    try:
        start(data)
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [data, *data.iterdir()]}
    assert modes["data"] == 0o700
    assert modes["vapid.pem"] == modes["secret.key"] == 0o600


def test_a_missing_push_key_beside_a_database_stops_the_start_and_makes_no_other(data):
    start(data)
    (data / "vapid.pem").unlink()
    for _ in range(2):
        with pytest.raises(KeyFileError, match=r"is missing\. Put it back from a backup"):
            start(data)
    assert not (data / "vapid.pem").exists()


def test_a_start_that_was_cut_off_before_the_database_goes_on_with_its_key(data):
    first = start(data)
    for file in data.glob("netpwa.db*"):
        file.unlink()
    assert start(data) == first


def test_a_push_key_that_others_can_read_stops_the_start(data):
    start(data)
    (data / "vapid.pem").chmod(0o644)
    with pytest.raises(KeyFileError, match="chmod 600"):
        start(data)


def test_many_first_starts_at_once_agree(data):
    with ThreadPoolExecutor(4) as pool:
        secrets = list(pool.map(lambda _: start(data), range(4)))
    assert len(set(secrets)) == 1


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"NETPWA_CONTACT": "me"}, "NETPWA_CONTACT is 'me'"),
        ({"NETPWA_CONTACT": "mailto:me@localhost"}, "such as mailto:reminders@university.edu"),
        ({"NETPWA_CONTACT": "mailto:me@site.example"}, "Apple refuses"),
        ({"NETPWA_PUSH_HOSTS": "push.example.org"}, "such as https://push.example.org"),
        ({"NETPWA_PUSH_HOSTS": "https://push.example.org/path"}, "without a path"),
        ({**PUBLIC, "NETPWA_PUSH_HOSTS": "http://push.example.org"}, "plain http"),
        ({**PUBLIC, "NETPWA_PUSH_HOSTS": "https://127.0.0.1:9000"}, "own addresses"),
    ],
)
def test_a_setting_that_push_services_would_refuse_stops_the_start_before_anything_is_made(
    data, setting, words
):
    with pytest.raises(BadSettingError) as refused:
        start(data, **setting)
    assert words in str(refused.value)
    assert not data.exists()


@pytest.mark.parametrize(
    "setting",
    [
        {"NETPWA_CONTACT": "mailto:reminders@university.edu"},
        {"NETPWA_PUSH_HOSTS": "https://push.example.org https://a.example=http://127.0.0.1:9"},
        {**PUBLIC, "NETPWA_PUSH_HOSTS": "https://push.example.org"},
    ],
)
def test_sound_settings_start(data, setting):
    assert start(data, **setting).vapid_public


def test_at_the_command_line_it_is_one_sentence_and_not_a_traceback(data):
    refused = command(data, "migrate", NETPWA_CONTACT="me")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("NETPWA_CONTACT is 'me'")
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize("what", ["serve", "worker"])
def test_without_the_key_neither_the_site_nor_the_worker_starts(data, what):
    start(data)
    (data / "vapid.pem").unlink()
    refused = command(data, what, NETPWA_PORT="1")
    assert refused.returncode == 2
    assert "vapid.pem is missing. Put it back from a backup" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_folder_that_cannot_be_written_is_explained(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="ascii")
    with pytest.raises(BadSettingError, match=r"NETPWA_DATA is .*: give another"):
        start(tmp_path / "file" / "data")
