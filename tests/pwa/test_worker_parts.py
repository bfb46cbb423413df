"""The service worker's parts under Node's own test runner (tests/pwa/worker/)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import playwright
import pytest

FOLDER = Path(__file__).parent / "worker"
# The browsers' driver brings its own, the same on every machine.
NODE = Path(playwright.__file__).parent / "driver" / "node"


def test_the_parts_of_the_service_worker_keep_their_rules():
    files = sorted(str(file) for file in FOLDER.glob("*.test.js"))
    assert len(files) >= 5
    ran = subprocess.run(
        [NODE, "--test", "--test-reporter=tap", *files], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout
    passed = re.search(r"^# pass (\d+)$", ran.stdout, re.MULTILINE)
    assert passed
    assert int(passed[1]) >= 60


@pytest.mark.parametrize("name", ["app.js", "worker.js", "worker-leaving.js"])
def test_what_is_served_as_one_script_can_be_read(stranger, tmp_path, name):
    script = tmp_path / name
    script.write_bytes(stranger.get(f"/static/{name}").data)
    ran = subprocess.run([NODE, "--check", script], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
