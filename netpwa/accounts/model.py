"""An account, its devices, and the rules about signing in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

SIGN_IN_LASTS = timedelta(days=90)
RENEWED_AFTER = timedelta(days=1)
LINK_LASTS = timedelta(minutes=30)
INVITE_LASTS = timedelta(days=7)
FAILURES_ALLOWED = 10
FAILURES_WINDOW = timedelta(minutes=15)
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
            ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
           ("CrOS", "Chromebook"), ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Account:
    """A person who uses the app."""

    id: str
    name: str
    email: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Device:
    """A browser in which somebody signed in."""

    id: str
    label: str
    signed_in_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class SignUpDraft:
    """What somebody typed to make an account."""

    id: str
    name: str
    email: str
    password: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class SettingsDraft:
    """What somebody typed on the settings page."""

    name: str
    time_zone: str


def fold_email(email: str) -> str:
    """Give the form under which an address is looked up."""
    return email.strip().casefold()


def password_problem(password: str, *known: str) -> str | None:
    """Say what makes a password easy to guess, or None: `short`, `long`, `plain` or `known`.

    `known` holds words that a guesser tries first, such as the person's own name and address.
    Length is what counts (NIST SP 800-63B, 3.1.1.2); no kinds of characters are demanded.
    """
    if len(password) < SHORTEST_PASSWORD:
        return "short"
    if len(password) > LONGEST_PASSWORD:
        return "long"
    folded = password.casefold()
    if len(set(folded)) < 5 or folded in "01234567890123456789" or "password" in folded:  # noqa: PLR2004  fewer are a pattern
        return "plain"
    words = {part for text in known for part in text.casefold().replace("@", " ").split()}
    if any(len(word) > 3 and word in folded for word in words | {"common ground", "netpwa"}):  # noqa: PLR2004  shorter ones hit by chance
        return "known"
    return None


def device_label(user_agent: str) -> str:
    """Name a browser as its owner would: "Chrome on Android"."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "A browser")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser} on {system}" if system else browser


def is_expired(seen_at: datetime, at: datetime) -> bool:
    """Say whether a sign-in has gone unused for too long."""
    return at - seen_at > SIGN_IN_LASTS


def is_due_for_renewal(seen_at: datetime, at: datetime) -> bool:
    """Say whether a sign-in in use should be counted from today again."""
    return at - seen_at > RENEWED_AFTER
