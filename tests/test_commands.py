"""The commands in bin/: what somebody with a fresh machine reads, and what is not done twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMANDS = ["bin/serve", "bin/test", "bin/check", "bin/shots", ".ci/run"]
TOOLS = [
    *("bash", "cat", "chmod", "cmp", "cp", "dirname", "env"),
    *("grep", "mkdir", "rm", "sh", "sleep", "tr", "uname"),
]

# A python3 that really runs what it is given, after a line that makes it another Python.
PYTHON = """#!/bin/sh
if [ "$1" = -c ]; then exec '{real}' -c "{pretence}
$2"; fi
for folder; do :; done
mkdir -p "$folder/bin" && cp "$VENV_PYTHON" "$folder/bin/python"
"""

# The environment's python: notes what it is asked, and installs nothing.
VENV_PYTHON = """#!/bin/sh
case "$*" in
    "-c import pip" | *--version) exit ;;
esac
echo "$* [$NETPWA_TEST_FULL$HYPOTHESIS_PROFILE]" >>"$CALLS"
case "$*" in
    "-m pip"*) sleep 0.2; echo "$PIP_ERROR" >&2; [ -z "$PIP_ERROR" ] ;;
    *"$FAILING"*) [ -z "$FAILING" ] ;;
esac
"""


@dataclass
class Machine:
    """A machine that has the tree, a few tools and nothing else."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def tree(self) -> Path:
        return self.folder / "a tree"

    def put(self, name: str, text: str) -> Path:
        path = self.folder / "path" / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return path

    def put_python(self, name: str = "python3", pretence: str = "") -> None:
        self.put(name, PYTHON.format(real=sys.executable, pretence=pretence))

    def start(self, command: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603  our own scripts
            [self.tree / command, *arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, command: str, *arguments: str) -> tuple[int, str]:
        process = self.start(command, *arguments)
        output, _ = process.communicate(timeout=30)
        return process.returncode, output

    def calls(self, part: str = "") -> list[str]:
        path = Path(self.environment["CALLS"])
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [line for line in lines if part in line]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    (tmp_path / "path").mkdir()
    machine.tree.mkdir()
    for folder in ("bin", ".ci"):
        shutil.copytree(ROOT / folder, machine.tree / folder)
    for lock in ("requirements.lock", "requirements-test.lock"):
        (machine.tree / lock).write_text("flask==3\n", encoding="utf-8")
    for tool in TOOLS:
        (tmp_path / "path" / tool).symlink_to(str(shutil.which(tool)))
    machine.put("id", "#!/bin/sh\necho 1000\n")
    machine.environment = {
        "PATH": str(tmp_path / "path"),
        "VENV_PYTHON": str(machine.put("venv-python", VENV_PYTHON)),
        "CALLS": str(tmp_path / "calls"),
        "PIP_ERROR": "",
        "FAILING": "",
    }
    return machine


@pytest.fixture
def ready(machine: Machine) -> Machine:
    """Give a machine with a Python and all that the browser tests need."""
    machine.put_python()
    for name in ("chromium", "firefox-esr", "dbus-daemon"):
        machine.put(name, "#!/bin/sh\n")
    return machine


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_can_be_run(command: str) -> None:
    assert os.access(ROOT / command, os.X_OK)


@pytest.mark.parametrize("command", [*COMMANDS, "bin/_setup.sh"])
def test_every_command_is_valid_bash(command: str) -> None:
    bash = str(shutil.which("bash"))
    subprocess.run([bash, "-n", ROOT / command], check=True)  # noqa: S603  our own scripts


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


def test_a_whole_run_does_every_step_and_sums_up(ready: Machine) -> None:
    code, output = ready.run("bin/test")
    assert code == 0, output
    headings = [line[3:] for line in output.splitlines() if line.startswith("== ")]
    assert headings[::2] == [
        *("format", "lint", "types", "architecture", "unit", "property", "browser", "summary"),
    ]
    assert "requirements-test.lock" in ready.calls("pip install")[0]
    assert len(ready.calls("-m pytest")) == 4


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
        "fonts-dejavu-core fonts-noto-color-emoji"
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
        f"for name in firefox-esr dbus-daemon; do cp '{machine.folder}/path/chromium' "
        f"'{machine.folder}'/path/$name; done\n",
    )
    code, output = machine.run("bin/test", "browser")
    assert code == 0, output
    update, install = machine.calls("apt ")
    assert "update" in update
    assert "--no-install-recommends" in install
    assert install.endswith("firefox-esr dbus-daemon noninteractive")


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
