"""Which passwords are taken (NIST SP 800-63B, 3.1.1.2): long enough, and not among those that are tried first.

No rule of composition, and nothing expires: both make passwords worse. What is easy is told by zxcvbn, the library:
its lists of leaked passwords, words and names, keyboard rows, repetitions, sequences and dates.
"""

import asyncio
import unicodedata

from zxcvbn import zxcvbn

from backend.services.passwords import LONGEST
from backend.services.refusal import Refused

SHORTEST = 8
# A password that is found within a million guesses.
_TOO_EASY = 1_000_000
# The library's work doubles with each character that stands for a letter: over its own limit, 72, it takes 14 seconds.
_LOOKED_AT = 16
# Words that its lists, English and of leaks, do not have.
_WORDS = ("медкарта", "медицина", "поликлиника", "medcard", "medkarta", "москва")
# The same keys: who types a word in the other layout types what the lists hold.
_KEYS = str.maketrans("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`")
_one_at_once = asyncio.Semaphore(1)


async def check_password(password: str, login: str, field: list[str]) -> None:
    """Raises Refused PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_IS_LOGIN, PASSWORD_TOO_COMMON at the field."""
    if len(password) > LONGEST:
        raise Refused("PASSWORD_TOO_LONG", field)
    plain = unicodedata.normalize("NFKC", password)
    if len(plain) < SHORTEST:
        raise Refused("PASSWORD_TOO_SHORT", field)
    names = _names(login)
    if _letters(plain) in names:
        raise Refused("PASSWORD_IS_LOGIN", field)
    async with _one_at_once:
        if await asyncio.to_thread(_easy, plain, names):
            raise Refused("PASSWORD_TOO_COMMON", field)


def _easy(password: str, names: set[str]) -> bool:
    """Whether both ends of it are easy, as they are typed and as the keys of a Latin keyboard."""
    known = [*names, *_WORDS]
    known += [name.translate(_KEYS) for name in known]
    return all(
        any(zxcvbn(text, user_inputs=known)["guesses"] < _TOO_EASY for text in {end, end.lower().translate(_KEYS)})
        for end in {password[:_LOOKED_AT], password[-_LOOKED_AT:]}
    )


def _names(login: str) -> set[str]:
    """How an owner writes the login: whole, before the @, a phone from 8 or without a country."""
    names = {_letters(login), _letters(login.partition("@")[0])}
    if login.startswith("+7"):
        names |= {login[2:], f"8{login[2:]}"}
    return names - {""}


def _letters(text: str) -> str:
    """Letters and digits alone, in one case."""
    return "".join(one for one in text.casefold() if one.isalnum())
