"""Questions about invented people; every one would be answered by VALID or MATCH."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from backend.registries.civil_acts import Child, CivilActQuestion
from backend.registries.guardianship import GuardianshipQuestion, Ward
from backend.registries.insurance import InsuranceQuestion
from backend.registries.passport import PassportQuestion
from backend.registries.registries import Registries
from backend.registries.schedule import BookingQuestion, FreeQuestion
from backend.registries.subjects import Person, Personal, Sex

PARENT = Person(family_name="Берёзкина", given_name="Дарья", patronymic="Львовна", birth_date=dt.date(1988, 3, 14))
CHILD = Child(
    family_name="Берёзкин", given_name="Яков", patronymic="Ильич", birth_date=dt.date(2019, 6, 1), sex=Sex.MALE
)


def passport(number: str = "4511 123455", **other: Any) -> PassportQuestion:
    told = {**dict(PARENT), "issued_on": dt.date(2008, 4, 2), "department_code": "770-099", **other}
    return PassportQuestion(number=number, **told)


def insurance(number: str = "7755410837012346", **other: Any) -> InsuranceQuestion:
    return InsuranceQuestion(number=number, **{**dict(PARENT), **other})


def civil_act(certificate: str = "IV-МЮ 123456", **other: Any) -> CivilActQuestion:
    return CivilActQuestion(certificate=certificate, **{"child": CHILD, "parent": PARENT, **other})


def guardianship(document: str = "IV-МЮ 123456", **other: Any) -> GuardianshipQuestion:
    ward = Ward(**{**dict(CHILD), "document_number": document, **other.pop("ward", {})})
    return GuardianshipQuestion(**{"ward": ward, "guardian": PARENT, **other})


def free_times(organization: str = "1027700005178") -> FreeQuestion:
    return FreeQuestion(organization=organization)


def booking(slot: str = "20251127-0900-49-0", **other: Any) -> BookingQuestion:
    return BookingQuestion(slot=slot, **{**dict(PARENT), "organization": "1027700005178", **other})


@dataclass(frozen=True, slots=True)
class Kind:
    """A registry that tests go through alike: how it is asked, by which number, and its positive status."""

    name: str
    question: Callable[..., Personal]
    positive: str
    negative: str
    number: Callable[[str], str]
    asked: str = "check"

    def check(self, registries: Registries) -> Callable[[str, Any], Awaitable[Any]]:
        registry = registries.schedule if self.asked != "check" else getattr(registries, self.name)
        return getattr(registry, self.asked)  # type: ignore[no-any-return]


KINDS = (
    Kind("passport", passport, "VALID", "INVALID", lambda end: "4511 123455"[: -len(end)] + end),
    Kind("insurance", insurance, "VALID", "NOT_FOUND", lambda end: "775541083701234"[: -len(end)] + end + "0"),
    Kind("civil_acts", civil_act, "MATCH", "NO_MATCH", lambda end: "IV-МЮ 123456"[: -len(end)] + end),
    Kind("guardianship", guardianship, "MATCH", "NO_MATCH", lambda end: "IV-МЮ 123456"[: -len(end)] + end),
    Kind("free_times", free_times, "FOUND", "UNKNOWN", lambda end: "1027700005178"[: -len(end)] + end, "free"),
    Kind("booking", booking, "BOOKED", "TAKEN", lambda end: f"20251127-0900-49-{end}", "book"),
)
