"""A child's names and birth certificate as a representative corrects them (REQ-14); an officer decides about them."""

from collections.abc import Mapping
from typing import Any

from backend.models import identifiers
from backend.services.person_names import NotAName, written
from backend.services.refusal import Refused


def child_data(given: Mapping[str, Any]) -> dict[str, Any]:
    """What changes: `family_name`, `given_name`, `patronymic`, `certificate`, each only where it was given.

    Raises Refused REQUIRED where nothing is, WRONG_FORMAT at the field.
    """
    found: dict[str, Any] = {}
    for field in ("family_name", "given_name", "patronymic"):
        if text := (given.get(field) or "").strip():
            try:
                found[field] = written(text)
            except NotAName:
                raise Refused("WRONG_FORMAT", ["input", "child", _camel(field)]) from None
    if certificate := (given.get("certificate") or "").strip():
        try:
            found["certificate"] = identifiers.birth_certificate(certificate)
        except identifiers.IdentifierError:
            raise Refused("WRONG_FORMAT", ["input", "child", "certificate"]) from None
    if not found:
        raise Refused("REQUIRED", ["input", "child"])
    return found


def _camel(field: str) -> str:
    first, *rest = field.split("_")
    return first + "".join(part.capitalize() for part in rest)
