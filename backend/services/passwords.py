"""Passwords: argon2 in threads of their own, few at a time, so that memory and the event loop stay free."""

import asyncio
import unicodedata

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

_hasher = PasswordHash((Argon2Hasher(),))
# In characters. Nobody has a longer one, so a longer one is wrong without being hashed.
LONGEST = 256
_at_once = asyncio.Semaphore(2)
# Verified for logins that do not exist, so that time tells nothing.
_nobody = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The argon2 hash, salted. Raises ValueError for a password over `LONGEST`."""
    if len(password) > LONGEST:
        raise ValueError("the password is too long")
    return _hasher.hash(_normal(password))


async def new_hash(password: str) -> str:
    """`hash_password`, beside the event loop."""
    async with _at_once:
        return await asyncio.to_thread(hash_password, password)


async def verify_password(password: str, stored: str | None) -> bool:
    """Whether the password is the stored one; takes as long for an unknown login and for one that is too long."""
    fits = len(password) <= LONGEST
    async with _at_once:
        right = await asyncio.to_thread(_verify, _normal(password) if fits else "", stored or _nobody)
    return right and fits and stored is not None


def _normal(password: str) -> str:
    """One spelling of the same letters: keyboards and systems compose accents differently."""
    return unicodedata.normalize("NFKC", password)


def _verify(password: str, stored: str) -> bool:
    return _hasher.verify(password, stored)
