"""What has to be there before the app can run: the data folder, its secrets, today's schema."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpwa.config import BadSettingError
from netpwa.db.migrate import migrate, only_one_process
from netpwa.push import keys
from netpwa.push.endpoint import allowed_from

if TYPE_CHECKING:
    from pathlib import Path

    from netpwa.config import Settings

COOKIE_KEY = "secret.key"
OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Secrets:
    """What signs the cookies, and the public half of what signs our push messages."""

    cookie_key: str
    vapid_public: str


def prepare(settings: Settings) -> Secrets:
    """Make what is missing, bring the database up to date, and give the secrets.

    Safe when several processes start at once on an empty folder. Keys are made on the very first
    start only. Raises BadSettingError for a setting that push services would refuse, and
    KeyFileError when a key is gone that phones have subscribed with.
    """
    _check_push_settings(settings)
    _make_folder(settings.data)
    with only_one_process(settings.data / "start.lock"):
        is_first = not settings.database.exists()
        cookie_key = _cookie_key(settings.data / COOKIE_KEY)
        vapid = settings.data / keys.FILE
        key = keys.create(vapid) if is_first and not vapid.exists() else keys.load(vapid)
        migrate(settings.database)
    return Secrets(cookie_key, key.public)


def _make_folder(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        (data / "start.lock").touch()
    except OSError as error:
        msg = f"NETPWA_DATA is {data}, which cannot be used ({error.strerror}): give another."
        raise BadSettingError(msg) from error


def _check_push_settings(settings: Settings) -> None:
    try:
        allowed_from(settings.push_hosts, local=settings.is_local)
        if settings.contact:
            keys.check_contact(settings.contact)
    except ValueError as error:
        raise BadSettingError(str(error)) from error


def _cookie_key(path: Path) -> str:
    if not path.exists():
        # Written aside and moved: a power cut must not leave half a secret.
        fresh = path.with_suffix(".new")
        fresh.touch(mode=OWNER_ONLY)
        with fresh.open("w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(32))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    return path.read_text(encoding="ascii").strip()
