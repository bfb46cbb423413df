"""What a view needs from the running app: its settings and the thread's database connection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from netpwa.config import Settings
    from netpwa.db.port import Database

NAME = "netpwa"


@dataclass(frozen=True, slots=True)
class Wiring:
    """What the factory hands to the views."""

    settings: Settings
    vapid_public: str
    connection: Callable[[], Database]


def wire(app: Flask, wiring: Wiring) -> None:
    """Attach the wiring to the app, once."""
    app.extensions[NAME] = wiring


def settings() -> Settings:
    """Give the settings of the running app."""
    wiring: Wiring = current_app.extensions[NAME]
    return wiring.settings


def vapid_public() -> str:
    """Give our public push key, as `pushManager.subscribe` takes it."""
    wiring: Wiring = current_app.extensions[NAME]
    return wiring.vapid_public


def db() -> Database:
    """Give the database connection of this thread."""
    wiring: Wiring = current_app.extensions[NAME]
    return wiring.connection()
