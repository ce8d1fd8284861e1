"""Names of people: how they may be written, and when two writings mean the same name."""

import re
import unicodedata

LONGEST = 100
# Words of letters joined by a space, a hyphen, an apostrophe or a dot: Салтыков-Щедрин, д'Артаньян, Мамед оглы.
_NAME = re.compile(r"[^\W\d_]+(?:(?:[ '’-]|\. ?)[^\W\d_]+)*\.?")
# Endings of surnames that have a form for each sex: Соколова and Соколов, Достоевская and Достоевский, Толстая and Толстой.
_FEMININE = re.compile(r"(?<=ов|ев|ин|ын)а$")
_ADJECTIVE = re.compile(r"(?:ая|яя|ий|ый|ой)$")


class NotAName(ValueError):
    """What was typed is no name. Carries nothing of it."""


def written(text: str) -> str:
    """The name as it is stored: composed characters, single spaces. Raises NotAName."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not 1 <= len(name) <= LONGEST or not _NAME.fullmatch(name) or not all(map(_in_names, name)):
        raise NotAName
    return name


def _in_names(sign: str) -> bool:
    """No numbers that are no digits, and no letters that only look otherwise: ², Ⅷ, Ａ."""
    return not sign.isalnum() or (sign.isalpha() and unicodedata.normalize("NFKC", sign) == sign)


def alike(one: str | None, other: str | None) -> bool:
    """Whether two names are the same, whatever the case, the spaces and the dots over ё; none is like none."""
    return _plain(one) == _plain(other)


def same_family(one: str, other: str) -> bool:
    """Whether two surnames are the same, each perhaps in the form of its own sex."""
    return _without_sex(one) == _without_sex(other)


def _plain(name: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", name or "").casefold().replace("ё", "е").replace("’", "'").split())


def _without_sex(name: str) -> list[str]:
    return [_ADJECTIVE.sub("", _FEMININE.sub("", part)) for part in re.split("[ -]", _plain(name))]
