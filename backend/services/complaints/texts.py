"""Texts of complaints: what people write by hand."""

from backend.services.refusal import Refused

SHORTEST, LONGEST = 10, 2000


def written(text: str, field: str) -> str:
    """The text without spaces around it. Raises Refused WRONG_LENGTH."""
    text = text.strip()
    if not SHORTEST <= len(text) <= LONGEST or "\0" in text:
        raise Refused("COMPLAINT_TEXT", ["input", field])
    return text
