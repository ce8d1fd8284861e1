"""Codes of МКБ-10 as hands type them: Cyrillic letters that look Latin, the other keyboard layout, a comma, no point."""

import re

# The Latin letter that a Cyrillic one looks like, and the one that stands on the same key.
_LOOKS_LIKE = str.maketrans("АВЕНКМОРТХУСІЅЈ", "ABEHKMOPTXYCISJ")
_SAME_KEY = str.maketrans("ФИСВУАПРШОЛДЬТЩЗЙКЫЕГМЦЧНЯ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_TYPED = re.compile(r"([A-ZА-ЯІЅЈ])([0-9OО]{1,2})?(?:[.,\s]?([0-9OО]{1,2}))?")
_LETTER_NOUGHT = str.maketrans("OО", "00")


def typed_codes(text: str) -> list[str]:
    """The beginnings of codes that the text may mean, the likeliest first; none where it cannot be a code.

    A single letter is too little to be one.
    """
    found = _TYPED.fullmatch(text.strip().upper())
    if found is None or found.group(2) is None:
        return []
    letter, category, part = found.groups()
    category = category.translate(_LETTER_NOUGHT)
    if part is not None and len(category) < 2:
        return []
    ending = category + (f".{part.translate(_LETTER_NOUGHT)}" if part else "")
    letters = [letter.translate(_LOOKS_LIKE), letter.translate(_SAME_KEY)]
    return [f"{one}{ending}" for one in dict.fromkeys(letters) if one.isascii()]
