"""A machine with nothing on it, for the commands in bin/ to be tried on."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
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
case "${HANGING:+$*}" in
    *"${HANGING:-none}"*)
        trap 'echo "interrupted: $*" >>"$CALLS"; exit 130' INT
        echo "hanging: $*" >>"$CALLS"
        # Whatever becomes of its test, it ends by itself.
        n=0
        while [ "$n" -lt 600 ]; do n=$((n + 1)); sleep 0.05; done
        ;;
esac
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
        return subprocess.Popen(
            [self.tree / command, *arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            process_group=0,
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
        "HANGING": "",
    }
    return machine


@pytest.fixture
def ready(machine: Machine) -> Machine:
    """Give a machine with a Python and all that the browser tests need."""
    machine.put_python()
    for name in ("chromium", "firefox-esr", "dbus-daemon", "WebKitWebDriver", "Xvfb"):
        machine.put(name, "#!/bin/sh\n")
    return machine
