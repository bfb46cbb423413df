"""Settings: one frozen value read from the environment, each with a default that suits a laptop."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
SIGN_UP_MODES = ("link", "invite", "open")
HIGHEST_PORT = 65535
USUAL_PORTS = {"http": 80, "https": 443}
ORIGIN = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])(:(?P<port>[0-9]{1,5}))?/?"
)


class BadSettingError(ValueError):
    """A setting that cannot work; the text says which one and how to mend it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator chose, already checked.

    `data` is the folder for the database, secrets and keys. `database` is the SQLite file.
    `public_origin` is the address people type, without a path. `clock` (tests only) is a file that
    holds an offset in seconds. Without `offline` phones keep nothing new, and send what they have.
    """

    data: Path
    database: Path
    port: int
    public_origin: str
    contact: str | None
    push_hosts: tuple[str, ...]
    sign_up: str
    offline: bool
    clock: Path | None

    @property
    def log_level(self) -> int:
        """What is worth a line: every request on a server, only trouble on a laptop."""
        return logging.WARNING if self.is_local else logging.INFO

    @property
    def is_local(self) -> bool:
        """True when people reach the app at localhost only, over plain http."""
        parts = urlsplit(self.public_origin)
        return parts.scheme == "http" and parts.hostname in LOCAL_HOSTS


def settings_from(environ: Mapping[str, str]) -> Settings:
    """Read every NETPWA_ variable.

    Raises BadSettingError with a sentence that says how to mend it.
    """
    data = Path(environ.get("NETPWA_DATA") or "data").absolute()
    port = _port(environ.get("NETPWA_PORT") or "8000")
    origin = _origin(environ.get("NETPWA_PUBLIC_ORIGIN") or f"http://localhost:{port}")
    settings = Settings(
        data=data,
        database=_database(environ.get("NETPWA_DATABASE_URL"), data),
        port=port,
        public_origin=origin,
        contact=environ.get("NETPWA_CONTACT") or None,
        push_hosts=tuple((environ.get("NETPWA_PUSH_HOSTS") or "").split()),
        sign_up=_sign_up(environ.get("NETPWA_SIGN_UP") or "link"),
        offline=_offline(environ.get("NETPWA_OFFLINE") or "on"),
        clock=Path(environ["NETPWA_CLOCK"]) if environ.get("NETPWA_CLOCK") else None,
    )
    if settings.clock and not settings.is_local:
        msg = "NETPWA_CLOCK moves the clock for tests and is refused here: unset it."
        raise BadSettingError(msg)
    return settings


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST_PORT):
        msg = f"NETPWA_PORT is {text!r}: give a number from 1 to {HIGHEST_PORT}, such as 8000."
        raise BadSettingError(msg)
    return int(text)


def _origin(text: str) -> str:
    """Read an origin and write it as browsers send it: lower case, no usual port."""
    match = ORIGIN.fullmatch(text.lower())
    if not match or int(match["port"] or 1) not in range(1, HIGHEST_PORT + 1):
        msg = (
            f"NETPWA_PUBLIC_ORIGIN is {text!r}: give the address people type, without a path, "
            "such as https://meet.example.edu."
        )
        raise BadSettingError(msg)
    scheme, host, port = match["scheme"], match["host"], match["port"]
    if scheme == "http" and host.strip("[]") not in LOCAL_HOSTS:
        msg = f"NETPWA_PUBLIC_ORIGIN is {text!r}: away from localhost it has to begin with https."
        raise BadSettingError(msg)
    is_usual = port is None or int(port) == USUAL_PORTS[scheme]
    return f"{scheme}://{host}" if is_usual else f"{scheme}://{host}:{int(port)}"


def _database(url: str | None, data: Path) -> Path:
    if not url:
        return data / "netpwa.db"
    scheme, _, path = url.partition(":")
    if scheme != "sqlite" or not path.strip("/"):
        msg = f"NETPWA_DATABASE_URL is {url!r}: give sqlite:/path/to/file.db, or leave it unset."
        raise BadSettingError(msg)
    return Path(path).absolute()


def _sign_up(text: str) -> str:
    if text not in SIGN_UP_MODES:
        msg = f"NETPWA_SIGN_UP is {text!r}: give one of {', '.join(SIGN_UP_MODES)}."
        raise BadSettingError(msg)
    return text


def _offline(text: str) -> bool:
    if text not in {"on", "off"}:
        msg = f"NETPWA_OFFLINE is {text!r}: give on or off."
        raise BadSettingError(msg)
    return text == "on"
