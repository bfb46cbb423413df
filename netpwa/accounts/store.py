"""Accounts, devices and sign-up links in the database."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netpwa.accounts.model import FAILURES_ALLOWED, FAILURES_WINDOW, Account, Device, fold_email
from netpwa.db.values import from_text, to_text
from netpwa.errors import NotFoundError, TooOftenError

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from netpwa.accounts.model import SettingsDraft, SignUpDraft
    from netpwa.db.port import Database, Row


@dataclass(frozen=True, slots=True)
class Credential:
    """What a password is checked against."""

    account_id: str
    password_hash: str | None


@dataclass(frozen=True, slots=True)
class DeviceSession:
    """A device with the account it is signed in to."""

    account: Account
    device_id: str
    seen_at: datetime
    version: int
    is_signed_out: bool


class AccountStore:
    """One account's own row and devices."""

    def __init__(self, db: Database, account_id: str) -> None:
        self.db = db
        self.account_id = account_id

    def get(self) -> Account:
        """Read the account."""
        row = self.db.one(
            "select id, name, email, time_zone from account where id = :account_id",
            {"account_id": self.account_id},
        )
        if row is None:
            raise NotFoundError
        return Account(**row)

    def save_settings(self, draft: SettingsDraft) -> None:
        """Store name and time zone."""
        self.db.run(
            "update account set name = :name, time_zone = :time_zone where id = :account_id",
            {"name": draft.name, "time_zone": draft.time_zone, "account_id": self.account_id},
        )

    def credential(self) -> Credential:
        """Read what the password is checked against."""
        row = self.db.one(
            "select password_hash from account where id = :account_id",
            {"account_id": self.account_id},
        )
        return Credential(self.account_id, row["password_hash"] if row else None)

    def set_password(self, password_hash: str) -> None:
        """Store a new password's hash."""
        self.db.run(
            "update account set password_hash = :password_hash where id = :account_id",
            {"password_hash": password_hash, "account_id": self.account_id},
        )

    def devices(self) -> list[Device]:
        """List the browsers that are signed in, the last used first."""
        rows = self.db.query(
            "select id, label, signed_in_at, seen_at from device"
            " where account_id = :account_id and signed_out_at is null"
            " order by seen_at desc, id desc",
            {"account_id": self.account_id},
        )
        return [
            Device(
                row["id"],
                row["label"],
                from_text(row["signed_in_at"]),
                from_text(row["seen_at"]),
            )
            for row in rows
        ]

    def add_device(self, device_id: str, label: str, *, at: datetime) -> None:
        """Record that somebody signed in with this browser."""
        self.db.run(
            "insert into device (account_id, id, label, signed_in_at, seen_at)"
            " values (:account_id, :id, :label, :at, :at)",
            {
                "account_id": self.account_id,
                "id": device_id,
                "label": label,
                "at": to_text(at),
            },
        )

    def sign_out(self, device_id: str, *, at: datetime) -> None:
        """End one device's sign-in; NotFoundError when it is not one of this account's."""
        changed = self.db.run(
            "update device set signed_out_at = coalesce(signed_out_at, :at)"
            " where account_id = :account_id and id = :id",
            {"at": to_text(at), "account_id": self.account_id, "id": device_id},
        )
        if not changed:
            raise NotFoundError

    def sign_out_others(self, device_id: str, *, at: datetime) -> None:
        """End every sign-in but this device's, as a new password should."""
        self.db.run(
            "update device set signed_out_at = :at where account_id = :account_id"
            " and id <> :id and signed_out_at is null",
            {"at": to_text(at), "account_id": self.account_id, "id": device_id},
        )

    def mark_seen(self, device_id: str, *, at: datetime) -> None:
        """Count a device's sign-in from now again."""
        self.db.run(
            "update device set seen_at = :at where account_id = :account_id and id = :id",
            {"at": to_text(at), "account_id": self.account_id, "id": device_id},
        )


class SignInStore:
    """What is asked before anybody is known: it serves no single owner."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def has_accounts(self) -> bool:
        """Say whether anybody has signed up yet."""
        return self.db.one("select 1 as found from account limit 1") is not None

    def create(self, draft: SignUpDraft, password_hash: str, *, at: datetime) -> None:
        """Make an account; RefusedError when the address has one already."""
        self.db.run(
            "insert into account"
            " (id, name, email, email_folded, password_hash, time_zone, created_at) values"
            " (:id, :name, :email, :email_folded, :password_hash, :time_zone, :created_at)",
            {
                "id": draft.id,
                "name": draft.name,
                "email": draft.email,
                "email_folded": fold_email(draft.email),
                "password_hash": password_hash,
                "time_zone": draft.time_zone,
                "created_at": to_text(at),
            },
        )

    def credential(self, email: str) -> Credential | None:
        """Find what the password for an address is checked against."""
        row = self.db.one(
            "select id, password_hash from account where email_folded = :email",
            {"email": fold_email(email)},
        )
        return Credential(row["id"], row["password_hash"]) if row else None

    def device_session(self, device_id: str) -> DeviceSession | None:
        """Find who is signed in with a device; one look-up per request."""
        row = self.db.one(
            "select account.id, account.name, account.email, account.time_zone,"
            " account.version, device.id as device_id, device.seen_at, device.signed_out_at"
            " from device join account on account.id = device.account_id where device.id = :id",
            {"id": device_id},
        )
        return _device_session(row) if row else None

    def add_link(self, token: str, *, at: datetime, lasts: timedelta) -> None:
        """Keep the hash of a one-time sign-up link."""
        self.db.run(
            "insert into sign_up_link (token_hash, created_at, expires_at)"
            " values (:token_hash, :at, :expires_at) on conflict (token_hash) do nothing",
            {
                "token_hash": _hash(token),
                "at": to_text(at),
                "expires_at": to_text(at + lasts),
            },
        )

    def is_link_good(self, token: str, *, at: datetime) -> bool:
        """Say whether a link can still be used."""
        row = self.db.one(
            "select 1 as good from sign_up_link where token_hash = :token_hash"
            " and used_at is null and expires_at > :at",
            {"token_hash": _hash(token), "at": to_text(at)},
        )
        return row is not None

    def use_link(self, token: str, *, at: datetime) -> bool:
        """Use a link up; False when it was used, has expired or never was."""
        changed = self.db.run(
            "update sign_up_link set used_at = :at where token_hash = :token_hash"
            " and used_at is null and expires_at > :at",
            {"token_hash": _hash(token), "at": to_text(at)},
        )
        return changed == 1

    def refuse_guessing(self, email: str, *, at: datetime) -> None:
        """Raise TooOftenError after too many wrong passwords for one address."""
        row = self.db.one(
            "select failures, window_ends_at from failed_sign_in where subject = :subject",
            {"subject": _hash(fold_email(email))},
        )
        if row is None or row["failures"] < FAILURES_ALLOWED:
            return
        wait = (from_text(row["window_ends_at"]) - at).total_seconds()
        if wait > 0:
            raise TooOftenError(int(wait))

    def count_failure(self, email: str, *, at: datetime) -> None:
        """Count a wrong password; the count starts anew when its window has passed."""
        self.db.run(
            "insert into failed_sign_in (subject, failures, window_ends_at)"
            " values (:subject, 1, :ends) on conflict (subject) do update set"
            " failures = case when failed_sign_in.window_ends_at > :at"
            " then failed_sign_in.failures + 1 else 1 end, window_ends_at = :ends",
            {
                "subject": _hash(fold_email(email)),
                "at": to_text(at),
                "ends": to_text(at + FAILURES_WINDOW),
            },
        )

    def forget_failures(self, email: str) -> None:
        """Count from nothing again, after the right password."""
        self.db.run(
            "delete from failed_sign_in where subject = :subject",
            {"subject": _hash(fold_email(email))},
        )


def _device_session(row: Row) -> DeviceSession:
    return DeviceSession(
        Account(row["id"], row["name"], row["email"], row["time_zone"]),
        row["device_id"],
        from_text(row["seen_at"]),
        row["version"],
        is_signed_out=row["signed_out_at"] is not None,
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
