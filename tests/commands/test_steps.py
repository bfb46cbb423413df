"""What bin/test does, and what it says when the machine lacks something."""

from __future__ import annotations

import os
import shutil
import signal
from typing import TYPE_CHECKING

import pytest

from tests.fakes.background import poll

if TYPE_CHECKING:
    from tests.commands.conftest import Machine


def test_a_whole_run_does_every_step_and_sums_up(ready: Machine) -> None:
    code, output = ready.run("bin/test")
    assert code == 0, output
    headings = [line[3:] for line in output.splitlines() if line.startswith("== ")]
    assert headings[::2] == [
        *("format", "lint", "types", "architecture", "unit", "property", "browser", "summary"),
    ]
    assert "requirements-test.lock" in ready.calls("pip install")[0]
    assert len(ready.calls("-m pytest")) == 4


def test_a_failure_of_the_browsers_is_shown_at_the_end_and_counts(ready: Machine) -> None:
    ready.environment["FAILING"] = "pytest tests/browser"
    code, output = ready.run("bin/test", "unit", "browser")
    assert code == 1
    before, after = output.split("== browser\n")
    assert "unit          ok" in before
    assert "browser       FAILED" in after
    assert "browser       FAILED" in after.split("== summary")[1]


def test_an_interruption_reaches_the_browsers_too(ready: Machine) -> None:
    ready.environment["HANGING"] = "-m pytest"
    process = ready.start("bin/test", "unit", "browser")
    poll(lambda: len(ready.calls("hanging: ")) == 2, "both to run")
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130
    assert len(ready.calls("interrupted: -m pytest tests/browser")) == 1


def test_a_failing_step_does_not_hide_the_others(ready: Machine) -> None:
    ready.environment["FAILING"] = "ruff check"
    code, output = ready.run("bin/test", "lint", "types")
    assert code == 1
    assert ready.calls("mypy")
    summary = output.split("== summary")[1].split()
    assert summary[:2] == ["lint", "FAILED"]
    assert summary[4:6] == ["types", "ok"]


def test_architecture_fails_when_either_half_does(ready: Machine) -> None:
    ready.environment["FAILING"] = "lint-imports"
    assert ready.run("bin/test", "architecture")[0] == 1
    assert ready.calls("test_architecture.py")


def test_an_unknown_step_is_refused_with_the_list(ready: Machine) -> None:
    code, output = ready.run("bin/test", "untit")
    assert code == 2
    assert "knows no step called 'untit'" in output
    assert "property" in output
    assert ready.calls() == []


def test_full_asks_for_the_long_figures(ready: Machine) -> None:
    ready.run("bin/test", "property")
    ready.run("bin/test", "--full", "property")
    usual, full = ready.calls("-m pytest")
    assert usual.endswith("[]")
    assert full.endswith("[1full]")


def test_the_quick_check_needs_no_browser(machine: Machine) -> None:
    machine.put_python()
    code, output = machine.run("bin/check")
    assert code == 0, output
    assert machine.calls("not property")
    assert not machine.calls("pytest tests/browser")


def test_ci_runs_what_everybody_runs(ready: Machine) -> None:
    code, output = ready.run(".ci/run")
    assert code == 0, output
    assert ready.calls("pytest tests/browser")


def test_packages_for_the_tests_serve_for_running_too(ready: Machine) -> None:
    ready.run("bin/test", "format")
    ready.run("bin/serve")
    assert len(ready.calls("pip install")) == 1


# --- What the browser tests need of the system


@pytest.mark.parametrize("command", ["bin/test", "bin/shots"])
def test_without_permission_it_says_exactly_what_to_install(machine: Machine, command: str) -> None:
    machine.put_python()
    machine.put("apt-get", "#!/bin/sh\necho apt-get was called\n")
    machine.put("dpkg-query", "#!/bin/sh\nexit 1\n")
    code, output = machine.run(command)
    assert code == 1
    assert (
        "sudo apt install --no-install-recommends chromium firefox-esr dbus-daemon "
        "webkit2gtk-driver xvfb fonts-dejavu-core fonts-noto-color-emoji"
    ) in output
    assert "apt-get was called" not in output
    assert not machine.calls("pytest")


def test_root_has_only_what_is_missing_installed(machine: Machine) -> None:
    machine.put_python()
    machine.put("id", "#!/bin/sh\necho 0\n")
    machine.put("chromium", "#!/bin/sh\n")
    machine.put("dpkg-query", "#!/bin/sh\necho install ok installed\n")
    machine.put(
        "apt-get",
        '#!/bin/sh\necho "apt $* $DEBIAN_FRONTEND" >>"$CALLS"\n[ "$1" = update ] && exit\n'
        "for name in firefox-esr dbus-daemon WebKitWebDriver Xvfb; do "
        f"cp '{machine.folder}/path/chromium' '{machine.folder}'/path/$name; done\n",
    )
    code, output = machine.run("bin/test", "browser")
    assert code == 0, output
    update, install = machine.calls("apt ")
    assert "update" in update
    assert "--no-install-recommends" in install
    assert install.endswith("firefox-esr dbus-daemon webkit2gtk-driver xvfb noninteractive")


def test_root_has_the_venv_module_installed_for_the_tests(machine: Machine) -> None:
    machine.put_python("bare-python", "import sys; sys.modules['ensurepip'] = None")
    machine.put_python("whole-python")
    path = machine.folder / "path"
    shutil.copy(path / "bare-python", path / "python3")
    machine.put("id", "#!/bin/sh\necho 0\n")
    swap = f"cp '{path}/whole-python' '{path}/python3'"
    machine.put("apt-get", f'#!/bin/sh\ncase "$*" in *python3-venv) {swap}; esac\n')
    code, output = machine.run("bin/test", "format")
    assert code == 0, output


def test_a_failed_system_install_is_not_taken_for_success(machine: Machine) -> None:
    machine.put_python()
    machine.put("id", "#!/bin/sh\necho 0\n")
    machine.put("apt-get", "#!/bin/sh\necho 'E: Unable to locate package' >&2\nexit 100\n")
    code, output = machine.run("bin/test", "browser")
    assert code == 1
    assert "Unable to locate package" in output
    assert "The browser tests need what this machine lacks" in output
