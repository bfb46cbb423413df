"""What somebody with a fresh machine reads, and what is not done twice."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.commands.conftest import COMMANDS, ROOT

if TYPE_CHECKING:
    from tests.commands.conftest import Machine


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_can_be_run(command: str) -> None:
    assert os.access(ROOT / command, os.X_OK)


@pytest.mark.parametrize("command", [*COMMANDS, "bin/_setup.sh"])
def test_every_command_is_valid_bash(command: str) -> None:
    bash = str(shutil.which("bash"))
    subprocess.run([bash, "-n", ROOT / command], check=True)


# --- A fresh machine


def test_without_python_it_says_what_to_install(machine: Machine) -> None:
    code, output = machine.run("bin/serve")
    assert code == 1
    assert "Common Ground needs Python 3.11 or newer; found none." in output
    assert "sudo apt install python3 python3-venv" in output


def test_an_old_python_is_named(machine: Machine) -> None:
    machine.put_python(pretence="import sys; sys.version_info = (3, 9, 2)")
    code, output = machine.run("bin/serve")
    assert code == 1
    assert "needs Python 3.11 or newer; found 3.9." in output


def test_a_python_without_venv_is_refused_with_the_package_to_install(machine: Machine) -> None:
    machine.put_python(pretence="import sys; sys.modules['ensurepip'] = None")
    code, output = machine.run("bin/serve")
    assert code == 1
    assert "its venv module is missing" in output
    assert "sudo apt install python3-venv" in output
    assert not (machine.tree / ".venv").exists()


def test_a_stub_that_does_not_run_is_passed_over(machine: Machine) -> None:
    machine.put("python3.13", "#!/bin/sh\necho 'python3.13: command not found' >&2\nexit 127\n")
    machine.put_python()
    code, output = machine.run("bin/serve")
    assert code == 0
    assert "not found" not in output


def test_it_installs_by_hash_and_serves(machine: Machine) -> None:
    machine.put_python()
    code, output = machine.run("bin/serve", "--demo", "two words")
    assert code == 0, output
    install, serve = machine.calls()
    assert "--require-hashes --requirement requirements.lock" in install
    assert serve.startswith("-m netpwa serve --demo two words")


def test_a_second_start_installs_nothing_and_says_nothing(machine: Machine) -> None:
    machine.put_python()
    machine.run("bin/serve")
    code, output = machine.run("bin/serve")
    assert (code, output) == (0, "")
    assert len(machine.calls("pip install")) == 1
    assert len(machine.calls("netpwa serve")) == 2


def test_a_changed_lock_is_installed(machine: Machine) -> None:
    machine.put_python()
    machine.run("bin/serve")
    (machine.tree / "requirements.lock").write_text("flask==4\n", encoding="utf-8")
    machine.run("bin/serve")
    assert len(machine.calls("pip install")) == 2


def test_two_starts_at_once_install_once(machine: Machine) -> None:
    machine.put_python()
    starts = [machine.start("bin/serve"), machine.start("bin/serve")]
    outputs = [start.communicate(timeout=30)[0] for start in starts]
    assert [start.returncode for start in starts] == [0, 0], outputs
    assert len(machine.calls("pip install")) == 1
    assert len(machine.calls("netpwa serve")) == 2


def test_a_failed_install_is_shown_and_tried_again(machine: Machine) -> None:
    machine.put_python()
    machine.environment["PIP_ERROR"] = "ERROR: no route to host"
    code, output = machine.run("bin/serve")
    assert code == 1
    assert "no route to host" in output
    assert "Check the connection" in output
    assert machine.calls("netpwa serve") == []
    machine.environment["PIP_ERROR"] = ""
    assert machine.run("bin/serve")[0] == 0


@pytest.mark.parametrize(
    "error",
    [
        "ERROR: Failed building wheel for pysqlite3",
        "error: failed-wheel-build-for-install\n╰─> pysqlite3",
        "fatal error: sqlite3.h: No such file or directory",
    ],
)
def test_a_machine_without_a_ready_made_pysqlite3_is_told_what_to_install(
    machine: Machine, error: str
) -> None:
    machine.put_python()
    machine.environment["PIP_ERROR"] = error
    code, output = machine.run("bin/serve")
    assert code == 1
    assert "sudo apt install gcc python3-dev libsqlite3-dev" in output
    assert "3.51.3 or newer" in output


# --- bin/test
