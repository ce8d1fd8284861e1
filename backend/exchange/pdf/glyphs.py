"""Letters that the fonts have. Any other one is written as its number: a PDF/A holds no letter without a picture, so
one of them would be the end of the whole document, and what is left out in silence would be a lie."""

import re
from typing import Any

# Latin, Greek and Cyrillic, their marks, punctuation, figures, currencies, arrows and signs. Letters without a picture of
# their own, such as those that turn the direction of a text around, are none of them.
_UNKNOWN = re.compile(
    "[^\\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff"
    "\u2010-\u2027\u202f-\u2040\u2044-\u2052\u2070\u2071\u2074-\u208e\u2090-\u209c\u20a0-\u20c0"
    "\u2100-\u211e\u2120\u2122\u2126-\u2151\u2153-\u2184\u2190-\u23ff\u25a0-\u25ff]"
)


def shown(value: Any) -> Any:
    """The same data with every text made of letters that can be drawn."""
    if isinstance(value, str):
        return _UNKNOWN.sub(_number, value)
    if isinstance(value, dict):
        return {name: shown(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [shown(inner) for inner in value]
    return value


def _number(found: re.Match[str]) -> str:
    letter = found[0]
    # A tabulator and a carriage return are spaces; a soft hyphen shows only where a line breaks.
    return " " if letter in "\t\r" else "" if letter == "\u00ad" else f"[U+{ord(letter):04X}]"
