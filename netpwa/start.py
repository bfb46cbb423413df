"""What has to be there before the app can run: the data folder, the secret, today's schema."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from netpwa.db.migrate import migrate, only_one_process

if TYPE_CHECKING:
    from netpwa.config import Settings

SECRET = "secret.key"  # noqa: S105  a file's name
OWNER_ONLY = 0o600


def prepare(settings: Settings) -> str:
    """Make what is missing, bring the database up to date, and give the secret key.

    Safe when several processes start at once on an empty folder.
    """
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with only_one_process(settings.data / "start.lock"):
        secret = _secret(settings)
    migrate(settings.database)
    return secret


def _secret(settings: Settings) -> str:
    path = settings.data / SECRET
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
