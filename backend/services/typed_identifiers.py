"""Identifiers as people type them from a document: stored in one form, or refused by what is wrong with them (identifiers.md)."""

from collections.abc import Callable

from backend.models import identifiers
from backend.models.identifiers import IdentifierError, Problem
from backend.models.vocabulary import IdentifierKind
from backend.services.refusal import Refused

_CODES = {Problem.FORMAT: "WRONG_FORMAT", Problem.CHECK_DIGIT: "CHECK_DIGIT", Problem.DATE: "WRONG_DATE"}
_NORMAL: dict[IdentifierKind, Callable[[str], str]] = {
    IdentifierKind.SNILS: identifiers.snils,
    IdentifierKind.ENP: lambda text: identifiers.enp(text).value,
    IdentifierKind.PASSPORT: identifiers.passport,
    IdentifierKind.BIRTH_CERTIFICATE: identifiers.birth_certificate,
    IdentifierKind.FOREIGN_DOCUMENT: identifiers.foreign_document,
}


def code_of(wrong: IdentifierError) -> str:
    """The code of a refusal: WRONG_FORMAT, CHECK_DIGIT or WRONG_DATE."""
    return _CODES[wrong.problem]


def as_stored(kind: IdentifierKind, text: str, field: list[str]) -> str:
    """The identifier as it is stored. Raises Refused WRONG_FORMAT, CHECK_DIGIT, REQUIRED for nothing but spaces."""
    if not text.strip():
        raise Refused("REQUIRED", field)
    try:
        return _NORMAL[kind](text)
    except IdentifierError as wrong:
        raise Refused(code_of(wrong), field) from None
