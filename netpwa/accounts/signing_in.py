"""Making an account with a one-time link, and telling whether a password is right."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from netpwa.accounts.passwords import hash_password, is_right
from netpwa.accounts.store import AccountStore, SignInStore
from netpwa.db.port import write
from netpwa.errors import NotFoundError

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from netpwa.accounts.model import SignUpDraft
    from netpwa.db.port import Database


def new_link(db: Database, *, at: datetime, lasts: timedelta) -> str:
    """Make a one-time sign-up link and give its secret; only a hash of it is stored."""
    token = secrets.token_urlsafe(24)
    keep_link(db, token, at=at, lasts=lasts)
    return token


def keep_link(db: Database, token: str, *, at: datetime, lasts: timedelta) -> None:
    """Let somebody sign up with this secret; keeping it twice is keeping it once."""
    with write(db):
        SignInStore(db).add_link(token, at=at, lasts=lasts)


def sign_up(db: Database, token: str | None, draft: SignUpDraft, *, at: datetime) -> None:
    """Make an account, using the link up in the same transaction.

    `token` is None where sign-up is open. The same draft again finds the account that it made.
    Raises NotFoundError when the link is no longer good and RefusedError when the address has an
    account.
    """
    password_hash = hash_password(draft.password)
    store = SignInStore(db)
    with write(db):
        made = store.credential(draft.email)
        if made and made.account_id == draft.id and is_right(draft.password, made.password_hash):
            return
        if token is not None and not store.use_link(token, at=at):
            raise NotFoundError
        store.create(draft, password_hash, at=at)


def sign_in_device(
    db: Database, account_id: str, device_id: str, label: str, *, at: datetime
) -> None:
    """Record a newly signed-in browser."""
    with write(db):
        AccountStore(db, account_id).add_device(device_id, label, at=at)


def account_for(db: Database, email: str, password: str, *, at: datetime) -> str | None:
    """Give the account's id when address and password belong together, else None.

    Takes equally long for an unknown address. Raises TooOftenError after too many wrong tries.
    """
    store = SignInStore(db)
    store.refuse_guessing(email, at=at)
    credential = store.credential(email)
    if is_right(password, credential.password_hash if credential else None) and credential:
        with write(db):
            store.forget_failures(email)
        return credential.account_id
    with write(db):
        store.count_failure(email, at=at)
    return None
