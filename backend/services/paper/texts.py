"""What people write by hand on an order or an application."""

from backend.services.refusal import Refused


def line(text: str | None, field: str, *, most: int, needed: bool = False) -> str | None:
    """The text without spaces around it; None for an empty one. Raises Refused REQUIRED, WRONG_FORMAT for signs that
    no paper shows, WRONG_LENGTH."""
    stated = (text or "").strip()
    if not stated:
        if needed:
            raise Refused("REQUIRED", ["input", field])
        return None
    if any(ord(letter) < 32 and letter != "\n" for letter in stated):
        raise Refused("WRONG_FORMAT", ["input", field])
    if len(stated) > most:
        raise Refused("WRONG_LENGTH", ["input", field])
    return stated
