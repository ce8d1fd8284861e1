"""What officers type: texts that have to say something."""

from backend.services.refusal import Refused


def need_text(text: str | None, field: list[str], longest: int = 200) -> str:
    """The text without spaces around and doubled. Raises Refused REQUIRED for none, WRONG_FORMAT for a longer one."""
    plain = " ".join((text or "").split())
    if not plain:
        raise Refused("REQUIRED", field)
    if len(plain) > longest or not plain.isprintable():
        raise Refused("WRONG_FORMAT", field)
    return plain


def optional_text(text: str | None, field: list[str], longest: int = 200) -> str | None:
    """Likewise; None for nothing."""
    return need_text(text, field, longest) if text is not None and text.strip() else None
