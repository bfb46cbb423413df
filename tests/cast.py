"""Who takes part in the tests: a browser as it really asks, and the people who hold one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from netpwa.db.values import fresh_id
from tests import factories

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from flask import Flask
    from werkzeug.test import TestResponse

    from netpwa.db.port import Database

HTMX = {"HX-Request": "true"}


class Browser(FlaskClient):
    """A client that says where its requests come from, as every browser does today."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        """Ask, from a page of our own unless the headers say otherwise."""
        headers = Headers(options.pop("headers", None) or {})
        headers.setdefault("Sec-Fetch-Site", "same-origin")
        options.setdefault("buffered", True)  # reads a file to its end, and closes it
        return super().open(*args, headers=headers, **options)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, signed in to one browser."""

    account_id: str
    device_id: str
    client: Browser

    def get(self, address: str, headers: dict[str, str] | None = None) -> TestResponse:
        """Open a page."""
        return self.client.get(address, headers=headers)

    def send(
        self, address: str, headers: dict[str, str] | None = None, **fields: str
    ) -> TestResponse:
        """Send a form with what every form carries: an id and a key, both fresh."""
        keys = {"id": fresh_id(), "idempotency_key": fresh_id()}
        return self.client.post(address, headers=headers, data=keys | fields)


class Watch:
    """The clock of a test: it stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Give the time."""
        return self.at

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self.at += by


def signed_in(app: Flask, db: Database, account_id: str, at: datetime = factories.AT) -> Person:
    """Sign somebody in to a browser of their own, without the slow password."""
    device_id = factories.device(db, account_id, at=at)
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = device_id
        session["_fresh"] = True
        session.permanent = True
    return Person(account_id, device_id, client)
