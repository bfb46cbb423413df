"""A push service that strangers wrote, in another language, accepts what we send.

npm's web-push-testing verifies the token's signature and decrypts, with libraries that share
nothing with ours. It checks neither audience, expiry, topic nor size: our own fakes do.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from netpwa.push.endpoint import allowed_from
from netpwa.push.model import Subscription, Verdict
from netpwa.push.sender import Sender
from tests.fakes.background import poll
from tests.push.conftest import CONTACT, ORIGIN, real_time
from tests.push.sending import NOTICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netpwa.push.keys import VapidKey
    from netpwa.push.model import Outcome
    from tests.fakes.background import Background

PACKAGE = "web-push-testing@1.2.2"
NODE, NPM = shutil.which("node"), shutil.which("npm")

pytestmark = pytest.mark.skipif(not (NODE and NPM), reason="node and npm are not installed")


@pytest.fixture(scope="session")
def package() -> Path:
    """Install the package once into the user's cache; skip where there is no registry."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "netpwa-tests" / PACKAGE
    found = folder / "node_modules" / "web-push-testing"
    if not found.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [str(NPM), "install", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(
            [*command, "--prefix", str(folder), PACKAGE],
            capture_output=True,
            timeout=90,
            check=False,
        )
        if done.returncode:
            shutil.rmtree(folder)
            pytest.skip(f"npm could not install {PACKAGE}")
    return found


@pytest.fixture
def judge(package: Path) -> Iterator[str]:
    """Run the service and give its origin."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    keeper = Path(__file__).parent / "judge.cjs"
    server = package / "src" / "bin" / "server.js"
    with subprocess.Popen(
        [str(NODE), "--require", str(keeper), str(server), str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ):
        origin = f"http://localhost:{port}"
        poll(lambda: answers(origin), "the foreign judge", seconds=20)
        yield origin


def answers(origin: str) -> bool:
    """Say whether the service is up."""
    try:
        ask(f"{origin}/status", {})
    except OSError:
        return False
    return True


def ask(url: str, question: dict[str, str]) -> Any:
    """Post JSON, read JSON."""
    request = urllib.request.Request(  # noqa: S310  our own loopback address
        url, json.dumps(question).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=5) as response:  # noqa: S310
        text = response.read()
    return json.loads(text)["data"] if text.startswith(b"{") else None


def test_strangers_can_verify_and_read_what_we_send(
    judge: str, key: VapidKey, background: Background
) -> None:
    options = {"userVisibleOnly": "true", "applicationServerKey": key.public}
    found = ask(f"{judge}/subscribe", options)
    subscription = Subscription(found["endpoint"], found["keys"]["p256dh"], found["keys"]["auth"])
    allowed = allowed_from([judge], local=True)

    async def send_three() -> list[Outcome]:
        async with Sender(key, CONTACT, origin=ORIGIN, allowed=allowed, clock=real_time) as send:
            return await send.all([(subscription, NOTICE)] * 3)

    outcomes = background.run(send_three())
    assert {outcome.verdict for outcome in outcomes} == {Verdict.SENT}
    messages = ask(f"{judge}/get-notifications", {"clientHash": found["clientHash"]})["messages"]
    assert [json.loads(m)["notification"]["title"] for m in messages] == ["Say thank you"] * 3

    ask(f"{judge}/expire-subscription/{found['clientHash']}", {})
    [gone, *_] = background.run(send_three())
    assert gone.verdict is Verdict.GONE
