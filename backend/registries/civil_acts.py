"""Civil acts (ZAGS): does this birth certificate name this child and this parent (REP-02)?"""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Protocol, Self

from pydantic import StringConstraints, model_validator

from backend.registries.client import RegistryClient
from backend.registries.subjects import Answer, Name, Person, Personal, Sex

CIVIL_ACTS_PATH = "/civil-acts/checks"


class CivilActStatus(StrEnum):
    """NOT_FOUND: there is no such act, as for births elsewhere or long ago (REP-09)."""

    MATCH = "MATCH"
    NO_MATCH = "NO_MATCH"
    NOT_FOUND = "NOT_FOUND"


class Child(Person):
    sex: Sex | None = None


class CivilActQuestion(Personal):
    """A Russian birth certificate, `IV-МЮ 123456`, and who it is said to name."""

    certificate: Annotated[str, StringConstraints(pattern=r"^[IVXLC]{1,12}-[А-ЯЁ]{2} [0-9]{6}$")]
    child: Child
    parent: Person


class CivilActAnswer(Answer[CivilActQuestion]):
    """Number of the act record and day of the certificate are there if and only if the act matches."""

    status: CivilActStatus
    act_record_number: Name | None = None
    issued_on: dt.date | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        told = (self.act_record_number, self.issued_on)
        if self.status is not CivilActStatus.MATCH:
            if any(value is not None for value in told):
                raise ValueError("details of an act that does not match")
            return self
        if self.issued_on is None or self.act_record_number is None:
            raise ValueError("an act that matches without its details")
        if self.issued_on < self.subject.child.birth_date:
            raise ValueError("a certificate issued before the birth")
        return self


class CivilActsRegistry(Protocol):
    async def check(self, key: str, question: CivilActQuestion) -> CivilActAnswer:
        """Raises RegistryUnavailable."""
        ...


class HttpCivilActsRegistry:
    """`POST /civil-acts/checks`."""

    def __init__(self, client: RegistryClient) -> None:
        self._client = client

    async def check(self, key: str, question: CivilActQuestion) -> CivilActAnswer:
        return await self._client.ask(key, question, CivilActAnswer)
