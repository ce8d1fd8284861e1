"""Reading codings and texts."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from backend.exchange.fhir.resource import JSON

MAX_TEXT = 20_000
MAX_CODE = 255


class Code(NamedTuple):
    """A code as the tables store it."""

    system: str | None
    code: str | None
    display: str | None


def clean(value: object) -> str | None:
    """A text without edges, None when empty."""
    if not isinstance(value, str):
        return None
    text = value.strip()[:MAX_TEXT]
    return text or None


def codings(concept: object) -> list[JSON]:
    """The codings of a CodeableConcept, or of a list of them, or of a lone Coding."""
    if isinstance(concept, list):
        return [coding for one in concept for coding in codings(one)]
    if not isinstance(concept, dict):
        return []
    if isinstance(concept.get("coding"), list):
        return [coding for coding in concept["coding"] if isinstance(coding, dict)]
    return [concept] if "code" in concept else []


def codes_of(concept: object) -> set[str]:
    return {str(coding["code"]) for coding in codings(concept) if isinstance(coding.get("code"), str)}


def main_code(concept: object, *preferred: str) -> Code:
    """The coding to store: of a preferred system if there is one, else the first."""
    all_codings = codings(concept)
    for part in preferred:
        for coding in all_codings:
            if part in str(coding.get("system") or ""):
                return _code(coding)
    return _code(all_codings[0]) if all_codings else Code(None, None, None)


def _code(coding: JSON) -> Code:
    code = clean(coding.get("code"))
    # A text that long is no code, and no index holds it.
    code = code if code is not None and len(code) <= MAX_CODE else None
    return Code(clean(coding.get("system")), code, clean(coding.get("display")))


def text_of(concept: object) -> str | None:
    """What a person reads: the text, else a display, else the code."""
    if isinstance(concept, list):
        return text_of(concept[0]) if concept else None
    if not isinstance(concept, dict):
        return None
    text = clean(concept.get("text"))
    if text is not None:
        return text
    all_codings = codings(concept)
    for name in ("display", "code"):
        for coding in all_codings:
            if (found := clean(coding.get(name))) is not None:
                return found
    return None


def notes(resource: JSON) -> str | None:
    """The texts of `note`, a paragraph each."""
    found = [clean(note.get("text")) for note in resource.get("note", []) if isinstance(note, dict)]
    return "\n\n".join(text for text in found if text) or None


def quantity(value: object) -> tuple[float | None, str | None]:
    """Value and unit (UCUM code before the printed unit)."""
    if not isinstance(value, dict):
        return None, None
    number = value.get("value")
    return (
        float(number) if isinstance(number, (int, float)) and not isinstance(number, bool) else None,
        clean(value.get("code")) or clean(value.get("unit")),
    )


def quantity_text(value: object) -> str | None:
    """A quantity in words, comparator and all."""
    if not isinstance(value, dict) or value.get("value") is None:
        return None
    unit = clean(value.get("unit")) or clean(value.get("code")) or ""
    return f"{value.get('comparator', '')}{value['value']:g} {unit}".strip()


def walk(value: Any) -> Iterator[JSON]:
    """Every object inside, narrative left out."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            yield item
            stack.extend(child for name, child in item.items() if name != "div" and isinstance(child, (dict, list)))
        elif isinstance(item, list):
            stack.extend(item)
