"""National identifiers: normalised and checked, the same way everywhere (identifiers.md).

Each function takes what a person typed and returns the form that is stored, or raises `IdentifierError`. The database
holds the same rules (`snils_valid`, `luhn_valid`, the CHECKs of `person_identifier`), so neither can drift unseen.
Messages name the rule that failed, never the value: identifiers do not reach logs.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
from stdnum.exceptions import ValidationError
from stdnum.ru import inn as stdnum_inn
from stdnum.ru import ogrn as stdnum_ogrn

from backend.models.ages import birthday
from backend.models.vocabulary import Sex


class Problem(StrEnum):
    """What is wrong with an identifier."""

    FORMAT = "FORMAT"
    CHECK_DIGIT = "CHECK_DIGIT"
    DATE = "DATE"


class IdentifierError(ValueError):
    """An identifier that cannot be stored; `field` is its kind, `problem` the rule that failed."""

    def __init__(self, field: str, problem: Problem) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class EnpWarning(StrEnum):
    """Digits 3-10 disagree with the person. Re-issued policies keep old digits, so this never refuses."""

    BIRTH_DATE = "BIRTH_DATE"
    SEX = "SEX"


@dataclass(frozen=True, slots=True)
class Enp:
    """A policy number of 16 digits and what its digits do not agree with."""

    value: str
    warnings: tuple[EnpWarning, ...] = ()


_SEPARATORS = re.compile(r"[\s\u00a0\-\u2010-\u2015.()№]+")
_UNCHECKED_SNILS = 1_001_998
_MALE_DAY = 50


def _digits(text: str, field: str, length: int) -> str:
    """ASCII digits of `text` without separators; exactly `length` of them."""
    found = _SEPARATORS.sub("", text)
    if not re.fullmatch(rf"[0-9]{{{length}}}", found):
        raise IdentifierError(field, Problem.FORMAT)
    return found


def snils(text: str) -> str:
    """СНИЛС as 11 digits. Numbers up to 001-001-998 were given out before check digits and have none."""
    digits = _digits(text, "SNILS", 11)
    if int(digits[:9]) > _UNCHECKED_SNILS and snils_check(digits[:9]) != digits[9:]:
        raise IdentifierError("SNILS", Problem.CHECK_DIGIT)
    return digits


def snils_check(nine: str) -> str:
    """The two check digits of the first nine."""
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(nine)) % 101
    return f"{0 if total == 100 else total:02d}"


def luhn_check(digits: str) -> str:
    """The Luhn check digit that follows `digits`."""
    doubled = [int(digit) * 2 for digit in digits[::-2]]
    total = sum(value - 9 if value > 9 else value for value in doubled) + sum(int(digit) for digit in digits[-2::-2])
    return str(-total % 10)


def enp_birth_digits(birth: dt.date, sex: Sex) -> str:
    """Digits 3-10: the 9-complement of month, reversed year and day; the month carries the century, the day the sex."""
    month = birth.month + (20 if birth.year <= 1950 else 40 if birth.year <= 2000 else 0)
    day = birth.day + (_MALE_DAY if sex is Sex.MALE else 0)
    plain = f"{month:02d}{birth.year:04d}"[:2] + f"{birth.year:04d}"[::-1] + f"{day:02d}"
    return "".join(str(9 - int(digit)) for digit in plain)


def enp(text: str, birth: dt.date | None = None, sex: Sex | None = None) -> Enp:
    """A policy's number (ЕНП) as 16 digits, with warnings where it disagrees with the birth date or sex given."""
    digits = _digits(text, "ENP", 16)
    if luhn_check(digits[:15]) != digits[15]:
        raise IdentifierError("ENP", Problem.CHECK_DIGIT)
    warnings = []
    if birth is not None:
        either = {enp_birth_digits(birth, Sex.MALE), enp_birth_digits(birth, Sex.FEMALE)}
        if digits[2:10] not in either:
            warnings.append(EnpWarning.BIRTH_DATE)
        elif sex in (Sex.MALE, Sex.FEMALE) and digits[2:10] != enp_birth_digits(birth, sex):
            warnings.append(EnpWarning.SEX)
    return Enp(digits, tuple(warnings))


def passport(text: str, issued_on: dt.date | None = None, birth: dt.date | None = None) -> str:
    """A passport as `SSSS NNNNNN`; it cannot be issued before the 14th birthday."""
    digits = _digits(text, "PASSPORT", 10)
    if issued_on is not None and birth is not None and issued_on < birthday(birth, 14):
        raise IdentifierError("PASSPORT", Problem.DATE)
    return f"{digits[:4]} {digits[4:]}"


def passport_expired(issued_on: dt.date, birth: dt.date, day: dt.date) -> bool:
    """Whether a passport issued then had to be replaced by `day`: at 20 and at 45, with 90 days to do it."""
    return any(
        issued_on < birthday(birth, years) and day > birthday(birth, years) + dt.timedelta(days=90)
        for years in (20, 45)
    )


def department_code(text: str) -> str:
    """The code of the department that issued a passport, `NNN-NNN`."""
    digits = _digits(text, "DEPARTMENT_CODE", 6)
    return f"{digits[:3]}-{digits[3:]}"


# Letters that look the same in both alphabets, and how they are typed.
_TO_ROMAN = str.maketrans("ІХСіхсӀ", "IXCIXCI")
_ROMAN_ONE = re.compile(r"^1+$")
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|C{1,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_TO_CYRILLIC = str.maketrans("ABEKMHOPCTYX", "АВЕКМНОРСТУХ")
_CERTIFICATE = re.compile(r"([^\s\-–]+)\s*[-–]\s*(\w{2})\s*[№Nn]?\s*([0-9]{6})")


def birth_certificate(text: str) -> str:
    """A Russian birth certificate as `ROMAN-ЛЛ NNNNNN`: a strict Roman number in Latin letters, two Cyrillic ones."""
    match = _CERTIFICATE.fullmatch(text.strip())
    if match is None:
        raise IdentifierError("BIRTH_CERTIFICATE", Problem.FORMAT)
    series, letters, number = match.groups()
    if _ROMAN_ONE.match(series):
        series = "I" * len(series)
    series = series.translate(_TO_ROMAN).upper()
    letters = letters.upper().translate(_TO_CYRILLIC)
    if not _ROMAN.fullmatch(series) or not re.fullmatch(r"[А-ЯЁ]{2}", letters):
        raise IdentifierError("BIRTH_CERTIFICATE", Problem.FORMAT)
    return f"{series}-{letters} {number}"


def foreign_document(text: str) -> str:
    """A foreign certificate, as sighted by an officer: 1 to 50 characters, whitespace folded."""
    folded = " ".join(text.split())
    if not 1 <= len(folded) <= 50 or not folded.isprintable():
        raise IdentifierError("FOREIGN_DOCUMENT", Problem.FORMAT)
    return folded


def ogrn(text: str) -> str:
    """An organization's ОГРН (13 digits) or a sole trader's ОГРНИП (15)."""
    return _stdnum("OGRN", text, stdnum_ogrn.validate)


def inn(text: str) -> str:
    """An ИНН, 10 digits of an organization or 12 of a person."""
    return _stdnum("INN", text, stdnum_inn.validate)


def _stdnum(field: str, text: str, validate: Callable[[str], str]) -> str:
    compact = _SEPARATORS.sub("", text)
    if not re.fullmatch(r"[0-9]+", compact):
        raise IdentifierError(field, Problem.FORMAT)
    try:
        return str(validate(compact))
    except ValidationError as error:
        wrong_check = type(error).__name__ == "InvalidChecksum"
        raise IdentifierError(field, Problem.CHECK_DIGIT if wrong_check else Problem.FORMAT) from None


def phone(text: str, region: str = "RU") -> str:
    """A phone number in E.164; a number without a country code is read as one of `region`."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise IdentifierError("PHONE", Problem.FORMAT) from None
    if not phonenumbers.is_valid_number(number) or number.extension:
        raise IdentifierError("PHONE", Problem.FORMAT)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


_OID = re.compile(r"[0-2](\.(0|[1-9][0-9]*))+")


def oid(text: str) -> str:
    """An object identifier, dotted, without `urn:oid:`; below roots 0 and 1 the second arc ends at 39."""
    plain = text.strip().removeprefix("urn:oid:")
    if not _OID.fullmatch(plain) or len(plain) > 255:
        raise IdentifierError("OID", Problem.FORMAT)
    if plain[0] in "01" and int(plain.split(".")[1]) > 39:
        raise IdentifierError("OID", Problem.FORMAT)
    return plain
