"""Passwords: long rather than odd, recognised by Argon2id, and guessed at seldom (``sufficiency/store/guesses.py``).

Source: NCSC, Password policy: updating your approach (length, no forced change, limits on guessing).
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 256


def weak(password: str, name: str) -> str:
    """What is wrong with a password that is to be, blank where nothing is."""
    if not SHORTEST <= len(password) <= LONGEST:
        return f"Password must be {SHORTEST} characters or more, and at most {LONGEST}"
    if name.casefold() in password.casefold() or len(set(password)) < SHORTEST // 2:
        return "Password must be hard to guess: not your name, nor a few characters repeated"
    return ""


def hashed(password: str) -> str:
    """What a password is recognised by."""
    return _hasher().hash(password)


def recognised(password: str, kept: str) -> bool:
    """Whether this is the password; where none was set, no password is, and it takes as long to say so."""
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415  one person alone needs none

    try:
        return _hasher().verify(kept or _nobody(), password) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # noqa: PLC0415  one person alone needs none

    return PasswordHasher()


@cache
def _nobody() -> str:
    """What an unknown account is compared with, so that it takes as long as a wrong password."""
    return hashed("nobody's")
