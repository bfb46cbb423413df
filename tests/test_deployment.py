"""The image and the host's settings, read: a test cannot build either, but can hold them to it."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask

from netpwa.config import settings_from
from netpwa.server import SECONDS_TO_FINISH
from netpwa.web import health

ROOT = Path(__file__).parents[1]


class Line(NamedTuple):
    """One instruction of the Dockerfile, its continuation lines joined."""

    instruction: str
    value: str


def read_dockerfile() -> list[Line]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    text = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    joined = re.sub(r"\s*\\\n\s*", " ", text)
    return [Line(*line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]


def read_final_stage() -> list[Line]:
    lines = read_dockerfile()
    last = max(n for n, line in enumerate(lines) if line.instruction == "FROM")
    return lines[last:]


def the_value(lines: list[Line], instruction: str) -> str:
    (value,) = [line.value for line in lines if line.instruction == instruction]
    return value


def copied_from_tree(lines: list[Line]) -> list[str]:
    copies = [line.value.split() for line in lines if line.instruction == "COPY"]
    return [source for words in copies if "--from" not in words[0] for source in words[:-1]]


def image_environment() -> dict[str, str]:
    values = [line.value for line in read_final_stage() if line.instruction == "ENV"]
    return dict(pair.split("=", 1) for value in values for pair in value.split())


@pytest.fixture
def final() -> list[Line]:
    return read_final_stage()


@pytest.fixture
def fly() -> dict:
    return tomllib.loads((ROOT / "fly.toml").read_text(encoding="utf-8"))


# --- The image


def test_both_stages_use_one_pinned_slim_python() -> None:
    bases = [line.value.split()[0] for line in read_dockerfile() if line.instruction == "FROM"]
    assert len(bases) == 2
    assert len(set(bases)) == 1, "the packages are built for the Python that runs them"
    assert re.fullmatch(r"python:3\.\d+(\.\d+)?-slim-\w+", bases[0])


def test_the_image_installs_only_what_the_lock_allows() -> None:
    installs = [line.value for line in read_dockerfile() if "pip install" in line.value]
    assert installs
    for install in installs:
        assert "--require-hashes" in install
        assert "requirements.lock" in install


def test_the_final_image_holds_no_compiler_and_no_tests(final: list[Line]) -> None:
    text = " ".join(line.value for line in final)
    for word in ("apt-get", "apt ", "gcc", "build-essential", "pip install", "requirements-test"):
        assert word not in text


def test_all_that_is_copied_is_in_the_tree_and_reaches_the_build() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_through = {line[1:].rstrip("/") for line in ignored if line.startswith("!")}
    for source in copied_from_tree(read_dockerfile()):
        assert (ROOT / source).exists(), source
        assert source.rstrip("/") in let_through, f"{source} is held back by .dockerignore"


def test_every_folder_that_the_app_reads_is_in_the_image(final: list[Line]) -> None:
    copied = {source.rstrip("/") for source in copied_from_tree(final)}
    wanted = {"app.py", "netpwa", "templates", "static", "translations"}
    assert {name for name in wanted if (ROOT / name).exists()} <= copied


def test_it_runs_as_a_user_who_owns_the_volume_and_nothing_else(final: list[Line]) -> None:
    uid = the_value(final, "USER").split(":")[0]
    assert uid.isdigit()
    assert uid != "0"
    instructions = [line.instruction for line in final]
    assert instructions.index("USER") < instructions.index("CMD")

    volume = the_value(final, "VOLUME")
    runs = " ".join(line.value for line in final if line.instruction == "RUN")
    assert f"--uid {uid} " in runs
    assert f"--owner={uid} " in runs
    assert f" {volume}" in runs[runs.index(f"--owner={uid} ") :]
    assert not any("--chown" in line.value for line in final)


def test_the_data_lies_on_the_volume(final: list[Line]) -> None:
    assert image_environment()["NETPWA_DATA"] == the_value(final, "VOLUME")


def test_the_command_gets_the_signal_to_stop_and_exists(final: list[Line]) -> None:
    assert the_value(final, "STOPSIGNAL") == "SIGTERM"
    command = json.loads(the_value(final, "CMD"))
    assert command == ["python", "-m", "netpwa", "serve"]
    assert importlib.util.find_spec("netpwa.__main__")


# --- The host


def test_it_is_told_to_stop_kindly_and_given_time(fly: dict) -> None:
    assert fly["kill_signal"] == "SIGTERM"
    assert fly["kill_timeout"] == 30
    assert fly["kill_timeout"] > SECONDS_TO_FINISH


def test_it_never_sleeps(fly: dict) -> None:
    assert fly["http_service"]["auto_stop_machines"] == "off"
    assert fly["http_service"]["min_machines_running"] == 1


def test_there_is_one_volume_where_the_data_lies_with_two_weeks_of_snapshots(fly: dict) -> None:
    assert isinstance(fly["mounts"], dict)
    assert fly["mounts"]["destination"] == image_environment()["NETPWA_DATA"]
    assert fly["mounts"]["snapshot_retention"] == 14


def test_nothing_runs_before_the_volume_is_there(fly: dict) -> None:
    assert "release_command" not in fly["deploy"]


def test_the_ports_agree(fly: dict, final: list[Line]) -> None:
    assert fly["http_service"]["internal_port"] == int(the_value(final, "EXPOSE"))
    assert fly["http_service"]["internal_port"] == settings_from(fly["env"]).port


def test_both_health_checks_ask_a_page_that_answers(fly: dict, final: list[Line]) -> None:
    app = Flask(__name__)
    app.register_blueprint(health.blueprint)
    (check,) = fly["http_service"]["checks"]
    (page,) = [str(rule) for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    assert check["path"] == page
    assert page in the_value(final, "HEALTHCHECK")


def test_the_health_check_of_the_image_is_valid_python(final: list[Line]) -> None:
    command = json.loads(the_value(final, "HEALTHCHECK").split("CMD", 1)[1])
    assert command[:2] == ["python", "-c"]
    compile(command[2], "healthcheck", "exec")


def test_the_app_accepts_the_settings_and_speaks_https_only(fly: dict) -> None:
    settings = settings_from(fly["env"])
    assert settings.public_origin.startswith("https://")
    assert not settings.is_local
    assert fly["http_service"]["force_https"] is True


# --- The locks


def read_lock(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, flags=re.MULTILINE))


def test_the_tests_run_on_the_versions_that_people_get() -> None:
    assert read_lock("requirements.lock").items() <= read_lock("requirements-test.lock").items()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_names_no_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "index-url" not in text
    assert "://" not in text
