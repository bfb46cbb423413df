"""WebKitGTK on a screen of its own: the nearest to an iPhone's Safari that a desktop has."""

from __future__ import annotations

import os
import subprocess
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import WebKitGTK

DRIVER = "/usr/bin/WebKitWebDriver"
BROWSERS = "*/webkit2gtk-4*/MiniBrowser"
NARROWEST = 447
SECONDS = 20


@contextmanager
def webkit() -> Iterator[WebKitGTK]:
    """Start it, and end it with everything that it started."""
    options = Options()
    options.binary_location = str(next(Path("/usr/lib").glob(BROWSERS)))
    options.add_argument("--automation")
    with screen() as display:
        service = Service(executable_path=DRIVER, env={**os.environ, "DISPLAY": display})
        with warnings.catch_warnings():
            # Selenium warns of how it calls itself.
            warnings.filterwarnings("ignore", "setting remote_server_addr", DeprecationWarning)
            browser = webdriver.WebKitGTK(options=options, service=service)
        try:
            browser.set_window_size(NARROWEST, 839)
            browser.set_script_timeout(SECONDS)
            browser.set_page_load_timeout(SECONDS)
            yield browser
        finally:
            browser.quit()


@contextmanager
def screen() -> Iterator[str]:
    """Start a screen that nobody sees, and give its name."""
    reading, writing = os.pipe()
    with (
        os.fdopen(reading) as told,
        subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x900x24", "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        ) as process,
    ):
        os.close(writing)
        try:
            yield f":{told.readline().strip()}"
        finally:
            process.terminate()
