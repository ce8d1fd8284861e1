"""What an applicant enters about a child or ward (REP-07), checked field by field (REQ-05)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from backend.models.ages import age_on, birthday
from backend.models.family_claim import Relationship, VerificationRoute
from backend.models.vocabulary import IdentifierKind, RepresentationKind, Sex
from backend.services.person_names import NotAName, written
from backend.services.refusal import Refused, SeveralRefused
from backend.services.typed_identifiers import as_stored

_OLDEST = 120
Value = TypeVar("Value")
_SEX_OF = {Relationship.SON: Sex.MALE, Relationship.DAUGHTER: Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class Document:
    """The child's document as typed: a birth certificate of Russia, a foreign document, a ward's passport."""

    kind: IdentifierKind
    number: str
    issued_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Stated:
    """The form as it was typed."""

    relationship: Relationship
    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date
    sex: Sex | None
    document: Document | None
    enp: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """The form as it is stored; identifiers as identifiers.md has them."""

    relationship: Relationship
    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date
    sex: Sex
    document: Document
    enp: str | None

    @property
    def kind(self) -> RepresentationKind:
        return RepresentationKind.GUARDIAN if self.relationship is Relationship.WARD else RepresentationKind.PARENT

    def route(self, guardian_online: bool) -> VerificationRoute:
        """REP-02, REP-03, REP-05; X4: any certificate of Russia is asked about. `guardian_online`: X1."""
        if self.relationship is Relationship.WARD:
            return VerificationRoute.SOCIAL_PROTECTION if guardian_online else VerificationRoute.MFC
        if self.document.kind is IdentifierKind.BIRTH_CERTIFICATE:
            return VerificationRoute.CIVIL_REGISTRY
        return VerificationRoute.MFC


def checked(stated: Stated, day: dt.date) -> Statement:
    """The form as of a day in Moscow. Raises SeveralRefused: each field that has to change, with its code.

    REQUIRED, WRONG_FORMAT, CHECK_DIGIT, WRONG_DATE, RELATIONSHIP_CONTRADICTS_SEX (REP-08), BIRTH_DOCUMENT_REQUIRED,
    WARD_IS_ADULT for a child of one's own, INCAPACITATED_ADULT for a ward (REQ-18).
    """
    wrong: list[Refused] = []
    family_name = _taken(wrong, lambda: _name(stated.family_name, "familyName"))
    given_name = _taken(wrong, lambda: _name(stated.given_name, "givenName"))
    has_patronymic = (stated.patronymic or "").strip()
    patronymic = _taken(wrong, lambda: _name(stated.patronymic, "patronymic")) if has_patronymic else None
    _taken(wrong, lambda: _check_age(stated, day))
    sex = _taken(wrong, lambda: _sex(stated))
    document = _taken(wrong, lambda: _document(stated, day))
    enp = _taken(wrong, lambda: _enp(stated.enp))
    if wrong:
        raise SeveralRefused(wrong)
    assert family_name and given_name and sex and document
    return Statement(stated.relationship, family_name, given_name, patronymic, stated.birth_date, sex, document, enp)


def _taken(wrong: list[Refused], take: Callable[[], Value]) -> Value | None:
    try:
        return take()
    except Refused as refused:
        wrong.append(refused)
        return None


def _at(*path: str) -> list[str]:
    return ["input", *path]


def _name(text: str | None, field: str) -> str:
    if not (text or "").strip():
        raise Refused("REQUIRED", _at(field))
    try:
        return written(text or "")
    except NotAName:
        raise Refused("WRONG_FORMAT", _at(field)) from None


def _check_age(stated: Stated, day: dt.date) -> None:
    years = age_on(stated.birth_date, day)
    if stated.birth_date > day or years > _OLDEST:
        raise Refused("WRONG_DATE", _at("birthDate"))
    if years >= 18:
        ward = stated.relationship is Relationship.WARD
        raise Refused("INCAPACITATED_ADULT" if ward else "WARD_IS_ADULT", _at("birthDate"))


def _sex(stated: Stated) -> Sex:
    """A son is male and a daughter female; of a ward it has to be said (REP-05)."""
    implied = _SEX_OF.get(stated.relationship)
    if stated.sex is None:
        if implied is None:
            raise Refused("REQUIRED", _at("sex"))
        return implied
    if stated.sex not in (Sex.MALE, Sex.FEMALE):
        raise Refused("WRONG_FORMAT", _at("sex"))
    if implied not in (None, stated.sex):
        raise Refused("RELATIONSHIP_CONTRADICTS_SEX", _at("sex"))
    return stated.sex


def _document(stated: Stated, day: dt.date) -> Document:
    document, place = stated.document, _at("document")
    if document is None:
        raise Refused("REQUIRED", place)
    if document.kind is IdentifierKind.PASSPORT and stated.relationship is not Relationship.WARD:
        # A passport names no parents.
        raise Refused("BIRTH_DOCUMENT_REQUIRED", [*place, "kind"])
    number = as_stored(document.kind, document.number, [*place, "number"])
    issued = document.issued_on
    earliest = birthday(stated.birth_date, 14) if document.kind is IdentifierKind.PASSPORT else stated.birth_date
    if issued is not None and not earliest <= issued <= day:
        raise Refused("WRONG_DATE", [*place, "issuedOn"])
    return Document(document.kind, number, issued)


def _enp(text: str | None) -> str | None:
    if not (text or "").strip():
        return None
    return as_stored(IdentifierKind.ENP, text or "", _at("enp"))
