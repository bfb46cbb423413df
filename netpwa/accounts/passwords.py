"""The only module that knows argon2: hashing a password, and checking one."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's floor for Argon2id; the library's default wants more memory than a small machine has.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_nobody = _hasher.hash("the password of nobody")


def hash_password(password: str) -> str:
    """Give the text to store instead of the password."""
    return _hasher.hash(password)


def is_right(password: str, stored: str | None) -> bool:
    """Check a password; without a stored hash it takes as long and says no."""
    try:
        _hasher.verify(stored or _nobody, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None
