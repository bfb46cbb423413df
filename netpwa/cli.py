"""The command line: `python -m netpwa serve`, `worker`, `migrate`, `sign-up-link`, `schema`."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from netpwa import clock, demo
from netpwa.accounts.model import LINK_LASTS
from netpwa.accounts.signing_in import new_link
from netpwa.accounts.store import SignInStore
from netpwa.config import BadSettingError, settings_from
from netpwa.db.migrate import SCHEMA, NewerDatabaseError, apply_migrations, schema_of
from netpwa.db.sqlite import SqliteDatabase, UnsoundEngineError
from netpwa.push.keys import KeyFileError
from netpwa.start import prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netpwa.config import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; give 0, or 2 with a sentence that says what to mend."""
    asked = _parser().parse_args(arguments)
    try:
        settings = settings_from(os.environ)
        clock.set_offset_file(settings.clock)
        if getattr(asked, "demo", False):
            settings = replace(
                settings, data=settings.data / "demo", database=settings.data / "demo" / "netpwa.db"
            )
        asked.command(settings, asked)
    except (BadSettingError, KeyFileError, NewerDatabaseError, UnsoundEngineError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m netpwa", description="Common Ground")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="start the app, and print a link to sign up")
    serve.add_argument("--demo", action="store_true", help="start with invented people, kept apart")
    serve.set_defaults(command=_serve)
    for name, command, text in (
        ("worker", _worker, "send reminders; `serve` starts this beside the app"),
        ("migrate", _migrate, "make the data folder, and bring the database up to date"),
        ("sign-up-link", _sign_up_link, "print a one-time link to make an account"),
        ("schema", _schema, "write netpwa/db/schema.sql from the migrations"),
    ):
        commands.add_parser(name, help=text).set_defaults(command=command)
    return parser


def _serve(settings: Settings, asked: argparse.Namespace) -> None:
    from netpwa.server import serve  # noqa: PLC0415  the other commands need no server

    secrets = prepare(settings)
    database = SqliteDatabase(settings.database)
    _say(f"Common Ground: {settings.public_origin}")
    if asked.demo:
        password = demo.fill(database, secrets.cookie_key, at=clock.now())
        _say(f"Demo people only. Sign in as {demo.EMAIL} with the password {password}")
    elif not SignInStore(database).has_accounts():
        _say_link(settings, database)
    database.close()
    # The processes that serve read these again.
    os.environ["NETPWA_DATA"] = str(settings.data)
    os.environ["NETPWA_DATABASE_URL"] = f"sqlite:{settings.database}"
    serve(settings)


def _worker(settings: Settings, _asked: argparse.Namespace) -> None:
    from netpwa.reminders.process import run  # noqa: PLC0415  aiohttp is for the worker alone

    run(settings)


def _migrate(settings: Settings, _asked: argparse.Namespace) -> None:
    prepare(settings)
    _say(f"{settings.database} is up to date.")


def _sign_up_link(settings: Settings, _asked: argparse.Namespace) -> None:
    prepare(settings)
    database = SqliteDatabase(settings.database)
    _say_link(settings, database)
    database.close()


def _schema(_settings: Settings, _asked: argparse.Namespace) -> None:
    database = SqliteDatabase(":memory:")
    apply_migrations(database)
    SCHEMA.write_text(schema_of(database), encoding="utf-8")


def _say_link(settings: Settings, database: SqliteDatabase) -> None:
    token = new_link(database, at=clock.now(), lasts=LINK_LASTS)
    minutes = int(LINK_LASTS.total_seconds() // 60)
    _say(f"Make your account (works once, for {minutes} minutes):")
    _say(f"{settings.public_origin}/sign-up/{token}")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
