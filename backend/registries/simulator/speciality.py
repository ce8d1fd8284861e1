"""What makes one simulated registry differ from another."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from backend.registries.simulator.facts import KnownFacts
from backend.registries.subjects import Answer, Personal

Question = TypeVar("Question", bound=Personal)
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decision:
    """Fields of the answer besides subject and time; `pending`: how often it is put off before."""

    fields: Fields
    pending: int = 0


@dataclass(frozen=True, slots=True)
class Speciality(Generic[Question]):
    """A registry: its name and path, its question and answer, and how it decides on a given day.

    `number` is what the conventions look at, `details` what a positive answer tells, `contradict` an answer made to
    disagree with itself.
    """

    name: str
    path: str
    question: type[Question]
    answer: type[Answer[Question]]
    statuses: type[StrEnum]
    positive: str
    number: Callable[[Question], str]
    decide: Callable[[Question, KnownFacts, dt.date], Decision]
    details: Callable[[Question, dt.date], Fields]
    contradict: Callable[[Fields], Fields] = field(default=lambda answer: answer)
