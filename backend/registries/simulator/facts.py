"""Facts: what the simulator is told about invented people. They come before the conventions."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from backend.registries.civil_acts import Child
from backend.registries.guardianship import GuardianshipKind, Ward
from backend.registries.subjects import Name, Person, Personal


class PassportFact(Person):
    """A passport that is known; a question that differs from it in anything told here is INVALID."""

    number: Name
    issued_on: dt.date | None = None
    department_code: Name | None = None
    status: Literal["VALID", "INVALID"] = "VALID"
    pending: Annotated[int, Field(ge=0)] = 0


class PolicyFact(Person):
    """A policy that is known; of anybody else it is NOT_FOUND, outside its days INVALID."""

    number: Name
    region: Name
    insurer: Name
    insurer_ogrn: Name
    valid_from: dt.date
    valid_until: dt.date | None = None


class BirthFact(Personal):
    """A birth certificate that is known: it matches this child with any of these parents."""

    certificate: Name
    act_record_number: Name
    issued_on: dt.date
    child: Child
    parents: tuple[Person, ...]


class GuardianshipFact(Personal):
    """A decree that is known, by the ward's document; several may name several guardians."""

    ward: Ward
    guardian: Person
    kind: GuardianshipKind
    decree_number: Name
    starts_on: dt.date
    ends_on: dt.date | None = None


class ClinicDoctor(Personal):
    """Whose times a clinic gives: a doctor, or a specialty without a name."""

    specialty: Name
    specialty_code: Name
    name: Name | None = None


class ClinicFact(Personal):
    """A clinic whose schedule is known, by its ОГРН."""

    organization: Name
    doctors: tuple[ClinicDoctor, ...]


class Facts(Personal):
    """What is told at once; what was told before stays unless a newer fact has its number."""

    passports: tuple[PassportFact, ...] = ()
    policies: tuple[PolicyFact, ...] = ()
    births: tuple[BirthFact, ...] = ()
    guardianships: tuple[GuardianshipFact, ...] = ()
    clinics: tuple[ClinicFact, ...] = ()


class KnownFacts:
    """Everything told so far, by number; and which times of clinics are booked, by whom."""

    def __init__(self) -> None:
        self.passports: dict[str, PassportFact] = {}
        self.policies: dict[str, PolicyFact] = {}
        self.births: dict[str, BirthFact] = {}
        self.guardianships: dict[str, list[GuardianshipFact]] = {}
        self.clinics: dict[str, tuple[ClinicDoctor, ...]] = {}
        self.booked: dict[tuple[str, str], Person] = {}

    def learn(self, facts: Facts) -> None:
        self.passports.update({fact.number: fact for fact in facts.passports})
        self.policies.update({fact.number: fact for fact in facts.policies})
        self.births.update({fact.certificate: fact for fact in facts.births})
        self.clinics.update({fact.organization: fact.doctors for fact in facts.clinics})
        for document in {fact.ward.document_number for fact in facts.guardianships}:
            self.guardianships[document] = [
                fact for fact in facts.guardianships if fact.ward.document_number == document
            ]

    def forget(self) -> None:
        for kept in (self.passports, self.policies, self.births, self.guardianships, self.clinics, self.booked):
            kept.clear()


def same_person(one: Person, other: Person) -> bool:
    """Names as registries compare them, whatever the case and the dots over ё, and the birth date."""
    return _named(one) == _named(other) and one.birth_date == other.birth_date


def _named(person: Person) -> tuple[str, ...]:
    names = (person.family_name, person.given_name, person.patronymic or "")
    return tuple(" ".join(name.casefold().replace("ё", "е").split()) for name in names)
