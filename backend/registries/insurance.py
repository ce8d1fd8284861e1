"""Insurance policies (OMS): is this policy valid and this person's, and where was it registered (ACC-06, ACC-07)?"""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Protocol, Self

from pydantic import StringConstraints, model_validator

from backend.registries.client import RegistryClient
from backend.registries.subjects import Answer, Name, Person

INSURANCE_PATH = "/insurance/checks"


class InsuranceStatus(StrEnum):
    """INVALID: it exists and is no longer, or not yet, in force."""

    VALID = "VALID"
    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"


class InsuranceQuestion(Person):
    """A policy by its number (ЕНП, 16 digits)."""

    number: Annotated[str, StringConstraints(pattern=r"^[0-9]{16}$")]


class InsuranceAnswer(Answer[InsuranceQuestion]):
    """`region` is the two-digit subject code. It and what follows are there if and only if the policy is VALID.

    `valid_until` is its last day; none means that it does not end.
    """

    status: InsuranceStatus
    region: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")] | None = None
    insurer: Name | None = None
    insurer_ogrn: Annotated[str, StringConstraints(pattern=r"^[0-9]{13}$")] | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        told = (self.region, self.insurer, self.insurer_ogrn, self.valid_from)
        if self.status is not InsuranceStatus.VALID:
            if any(value is not None for value in (*told, self.valid_until)):
                raise ValueError("details of a policy that is not valid")
            return self
        if self.valid_from is None or None in told:
            raise ValueError("a valid policy without its details")
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError("a policy that ends before it begins")
        if not self.valid_from <= self.answered_at.date() <= (self.valid_until or dt.date.max):
            raise ValueError("a policy that is valid outside its days")
        return self


class InsuranceRegistry(Protocol):
    async def check(self, key: str, question: InsuranceQuestion) -> InsuranceAnswer:
        """Raises RegistryUnavailable."""
        ...


class HttpInsuranceRegistry:
    """`POST /insurance/checks`."""

    def __init__(self, client: RegistryClient) -> None:
        self._client = client

    async def check(self, key: str, question: InsuranceQuestion) -> InsuranceAnswer:
        return await self._client.ask(key, question, InsuranceAnswer)
