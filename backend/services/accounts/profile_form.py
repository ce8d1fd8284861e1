"""What a person states about themself (REQ-04, ACC-08), checked field by field."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from backend.models import identifiers
from backend.models.ages import age_on, birthday
from backend.models.identifiers import IdentifierError
from backend.models.vocabulary import Sex
from backend.services.person_names import NotAName, written
from backend.services.refusal import Refused, SeveralRefused
from backend.services.typed_identifiers import code_of

_OLDEST = 120
_LONGEST_ISSUER = 200
_SERIES = re.compile(r"\s*[0-9]{2}\s*[0-9]{2}\s*", re.ASCII)
_NUMBER = re.compile(r"\s*[0-9]{6}\s*", re.ASCII)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class StatedPassport:
    """A passport of Russia as it was typed."""

    series: str
    number: str
    issued_on: dt.date
    issuer: str
    department_code: str


@dataclass(frozen=True, slots=True)
class Stated:
    """The form as it was typed. None for an identifier: the one that is known stays; an empty policy number: there is none."""

    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date
    sex: Sex
    snils: str | None
    enp: str | None
    passport: StatedPassport | None


@dataclass(frozen=True, slots=True)
class Passport:
    """`number` is `SSSS NNNNNN`, `department_code` `NNN-NNN`."""

    number: str
    issued_on: dt.date
    issuer: str
    department_code: str


@dataclass(frozen=True, slots=True)
class Statement:
    """The form as it is stored; identifiers as identifiers.md has them."""

    family_name: str
    given_name: str
    patronymic: str | None
    birth_date: dt.date
    sex: Sex
    snils: str
    enp: str | None
    passport: Passport

    @property
    def checked(self) -> tuple[object, ...]:
        """What the answer of the registry of passports, and a registrar's look at it, rest on."""
        passport = (self.passport.number, self.passport.issued_on, self.passport.department_code)
        return (self.family_name, self.given_name, self.patronymic, self.birth_date, self.sex, self.snils, *passport)


def checked(stated: Stated, snils: str | None, enp: str | None, passport: Passport | None, day: dt.date) -> Statement:
    """The form as of a day in Moscow; what is known already stands for what was left out.

    Raises SeveralRefused: REQUIRED, WRONG_FORMAT, CHECK_DIGIT, WRONG_DATE, PASSPORT_TOO_EARLY, PASSPORT_EXPIRED, each with its field.
    """
    form = _Form()
    family_name = form.taken("familyName", _name, stated.family_name)
    given_name = form.taken("givenName", _name, stated.given_name)
    patronymic = form.taken("patronymic", _name, stated.patronymic) if (stated.patronymic or "").strip() else None
    if stated.birth_date > day or age_on(stated.birth_date, day) > _OLDEST:
        form.refuse("WRONG_DATE", "birthDate")
    if stated.sex not in (Sex.MALE, Sex.FEMALE):
        form.refuse("WRONG_FORMAT", "sex")
    if stated.snils is not None:
        snils = form.taken("snils", _required(identifiers.snils), stated.snils)
    elif snils is None:
        form.refuse("REQUIRED", "snils")
    if stated.enp is not None:
        enp = form.taken("enp", lambda text: identifiers.enp(text).value, stated.enp) if stated.enp.strip() else None
    if stated.passport is not None:
        passport = _passport(form, stated.passport, stated.birth_date, day)
    elif passport is None:
        form.refuse("REQUIRED", "passport")
    elif identifiers.passport_expired(passport.issued_on, stated.birth_date, day):
        form.refuse("PASSPORT_EXPIRED", "passport")
    form.need_right()
    assert family_name and given_name and snils and passport
    return Statement(family_name, given_name, patronymic, stated.birth_date, stated.sex, snils, enp, passport)


class _Form:
    """Gathers what has to change, so that nobody mends a form one field at a time."""

    def __init__(self) -> None:
        self._refusals: list[Refused] = []

    def refuse(self, code: str, *path: str) -> None:
        self._refusals.append(Refused(code, ["input", *path]))

    def taken(self, field: str, read: Callable[[str], Value], text: str | None, *above: str) -> Value | None:
        try:
            return read(text or "")
        except IdentifierError as wrong:
            self.refuse(code_of(wrong), *above, field)
        except NotAName:
            self.refuse("WRONG_FORMAT", *above, field)
        except Refused as refused:
            self.refuse(refused.code, *above, field)
        return None

    def need_right(self) -> None:
        if self._refusals:
            raise SeveralRefused(self._refusals)


def _name(text: str) -> str:
    if not text.strip():
        raise Refused("REQUIRED")
    return written(text)


def _required(read: Callable[[str], str]) -> Callable[[str], str]:
    def read_given(text: str) -> str:
        if not text.strip():
            raise Refused("REQUIRED")
        return read(text)

    return read_given


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text.strip():
            raise Refused("REQUIRED")
        if not pattern.fullmatch(text):
            raise Refused("WRONG_FORMAT")
        return "".join(text.split())

    return read


def _issuer(text: str) -> str:
    folded = " ".join(text.split())
    if not folded:
        raise Refused("REQUIRED")
    if not 3 <= len(folded) <= _LONGEST_ISSUER or not folded.isprintable():
        raise Refused("WRONG_FORMAT")
    return folded


def _passport(form: _Form, stated: StatedPassport, birth: dt.date, day: dt.date) -> Passport | None:
    series = form.taken("series", _matching(_SERIES), stated.series, "passport")
    number = form.taken("number", _matching(_NUMBER), stated.number, "passport")
    department = form.taken(
        "departmentCode", _required(identifiers.department_code), stated.department_code, "passport"
    )
    issuer = form.taken("issuer", _issuer, stated.issuer, "passport")
    whole = f"{series or '0000'}{number or '000000'}"
    issued = identifiers.passport(whole)
    if stated.issued_on > day:
        form.refuse("WRONG_DATE", "passport", "issuedOn")
    elif stated.issued_on < birthday(birth, 14):
        form.refuse("PASSPORT_TOO_EARLY", "passport", "issuedOn")
    elif identifiers.passport_expired(stated.issued_on, birth, day):
        form.refuse("PASSPORT_EXPIRED", "passport", "issuedOn")
    if not (series and number and department and issuer):
        return None
    return Passport(issued, stated.issued_on, issuer, department)
