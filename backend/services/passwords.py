"""Passwords: argon2 in threads of their own, few at a time, so that memory and the event loop stay free."""

import asyncio

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

_hasher = PasswordHash((Argon2Hasher(),))
_at_once = asyncio.Semaphore(2)
# Verified for logins that do not exist, so that time tells nothing.
_nobody = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The argon2 hash, salted."""
    return _hasher.hash(password)


async def verify_password(password: str, stored: str | None) -> bool:
    """Whether the password is the stored one; takes as long for an unknown login."""
    async with _at_once:
        right = await asyncio.to_thread(_verify, password, stored or _nobody)
    return right and stored is not None


def _verify(password: str, stored: str) -> bool:
    return _hasher.verify(password, stored)
