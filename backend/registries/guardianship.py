"""Guardians and trustees (DTSZN, social protection): is this person the ward's guardian or trustee (REP-05)?"""

import datetime as dt
from enum import StrEnum
from typing import Protocol, Self

from pydantic import model_validator

from backend.registries.client import RegistryClient
from backend.registries.subjects import Answer, Name, Person, Personal, Sex

GUARDIANSHIP_PATH = "/guardianship/checks"


class GuardianshipStatus(StrEnum):
    """NOT_FOUND: nothing is known of this ward. NO_MATCH: this person is not, or no longer, the guardian."""

    MATCH = "MATCH"
    NO_MATCH = "NO_MATCH"
    NOT_FOUND = "NOT_FOUND"


class GuardianshipKind(StrEnum):
    """GUARDIAN (опекун) of a ward under 14, TRUSTEE (попечитель) from 14 to 17."""

    GUARDIAN = "GUARDIAN"
    TRUSTEE = "TRUSTEE"


class Ward(Person):
    """REP-05 asks for sex and document here."""

    sex: Sex
    document_number: Name


class GuardianshipQuestion(Personal):
    ward: Ward
    guardian: Person


class GuardianshipAnswer(Answer[GuardianshipQuestion]):
    """Kind, decree and dates are there if and only if it matches; `ends_on`, the last day, only where there is one."""

    status: GuardianshipStatus
    kind: GuardianshipKind | None = None
    decree_number: Name | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        told = (self.kind, self.decree_number, self.starts_on)
        if self.status is not GuardianshipStatus.MATCH:
            if any(value is not None for value in (*told, self.ends_on)):
                raise ValueError("details of a guardianship that does not match")
            return self
        if self.starts_on is None or None in told:
            raise ValueError("a guardianship that matches without its details")
        if self.starts_on < self.subject.ward.birth_date:
            raise ValueError("a guardianship from before the birth")
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("a guardianship that ends before it begins")
        if not self.starts_on <= self.answered_at.date() <= (self.ends_on or dt.date.max):
            raise ValueError("a guardianship that matches outside its days")
        return self


class GuardianshipRegistry(Protocol):
    async def check(self, key: str, question: GuardianshipQuestion) -> GuardianshipAnswer:
        """Raises RegistryUnavailable."""
        ...


class HttpGuardianshipRegistry:
    """`POST /guardianship/checks`."""

    def __init__(self, client: RegistryClient) -> None:
        self._client = client

    async def check(self, key: str, question: GuardianshipQuestion) -> GuardianshipAnswer:
        return await self._client.ask(key, question, GuardianshipAnswer)
