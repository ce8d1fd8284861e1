"""Passports (MVD): is this passport valid and this person's (ACC-08)? It may take long (ACC-09)."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Protocol

from pydantic import StringConstraints

from backend.registries.client import RegistryClient
from backend.registries.subjects import Answer, Person

PASSPORT_PATH = "/passport/checks"


class PassportStatus(StrEnum):
    """PENDING: the registry works on it; ask again later under the same key."""

    VALID = "VALID"
    INVALID = "INVALID"
    PENDING = "PENDING"


class PassportQuestion(Person):
    """A passport as its holder entered it: `SSSS NNNNNN`, and the code of the department that issued it, `NNN-NNN`."""

    number: Annotated[str, StringConstraints(pattern=r"^[0-9]{4} [0-9]{6}$")]
    issued_on: dt.date
    department_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{3}-[0-9]{3}$")]


class PassportAnswer(Answer[PassportQuestion]):
    status: PassportStatus

    @property
    def pending(self) -> bool:
        return self.status is PassportStatus.PENDING


class PassportRegistry(Protocol):
    async def check(self, key: str, question: PassportQuestion) -> PassportAnswer:
        """The same key asks about the same check. Raises RegistryUnavailable."""
        ...


class HttpPassportRegistry:
    """`POST /passport/checks`: 200 with a decision, 202 while there is none."""

    def __init__(self, client: RegistryClient) -> None:
        self._client = client

    async def check(self, key: str, question: PassportQuestion) -> PassportAnswer:
        return await self._client.ask(key, question, PassportAnswer)
