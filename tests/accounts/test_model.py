"""The rules about passwords, devices and how long a sign-in lasts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netpwa.accounts.model import (
    device_label,
    fold_email,
    is_due_for_renewal,
    is_expired,
    password_problem,
)
from tests.factories import AT, PASSWORD


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        (PASSWORD, None),
        ("nine char", "short"),
        ("ten chars!", None),
        ("x" * 256 + "y", "long"),
        ("correct horse " * 18, None),
        ("aaaaaaaaaaaa", "plain"),
        ("abababababab", "plain"),
        ("0123456789", "plain"),
        ("1234567890", "plain"),
        ("Password2026!", "plain"),
        ("my common ground", "known"),
        ("lovelace rules", "known"),
        ("ada@example.org", "known"),
        ("пароль из слов", None),
    ],
)
def test_a_password_easy_to_guess_is_refused(password, problem):
    assert password_problem(password, "Ada Lovelace", "ada@example.org") == problem


def test_short_names_do_not_spoil_a_password():
    assert password_problem("an ocean of tea", "An", "an@a.org") is None


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        ("Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0",
         "Firefox on Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18 Safari/605", "Safari on Mac"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)  # fmt: skip
def test_a_browser_is_called_as_its_owner_would(agent, label):
    assert device_label(agent) == label


def test_a_sign_in_lasts_ninety_days_without_use():
    assert not is_expired(AT, AT + timedelta(days=90))
    assert is_expired(AT, AT + timedelta(days=90, seconds=1))


def test_a_sign_in_in_use_is_renewed_after_a_day():
    assert not is_due_for_renewal(AT, AT + timedelta(days=1))
    assert is_due_for_renewal(AT, AT + timedelta(days=1, seconds=1))


def test_an_address_is_found_whatever_its_case():
    assert fold_email(" Ada@Example.ORG ") == "ada@example.org"


@pytest.mark.property
@given(st.text(), st.text(), st.text())
def test_judging_a_password_never_fails(password, name, email):
    assert password_problem(password, name, email) in {None, "short", "long", "plain", "known"}


@pytest.mark.property
@given(st.text())
def test_any_browser_has_a_name(agent):
    assert device_label(agent)
