"""What questions to registries and their answers are made of. Their data shows in no repr and in no error text."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Sex(StrEnum):
    MALE = "MALE"
    FEMALE = "FEMALE"


class Personal(BaseModel):
    """Data of people: compared by value, never printed."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        return iter(())


class Person(Personal):
    """Somebody as a document names them."""

    family_name: Name
    given_name: Name
    patronymic: Name | None = None
    birth_date: dt.date


Question = TypeVar("Question", bound=Personal)


class Answer(Personal, Generic[Question]):
    """What a registry says: `subject` is the question again, so that an answer about somebody else shows.

    `answered_at` is in the registry's own time zone: its date is the day that the answer speaks of.
    """

    subject: Question
    answered_at: AwareDatetime

    @property
    def pending(self) -> bool:
        """Whether the registry works on it still: ask again later under the same key."""
        return False
