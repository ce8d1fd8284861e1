"""Scripts: what the next requests to a registry meet."""

from collections import defaultdict, deque
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

LONGEST = 600.0


class Behaviour(StrEnum):
    """Faults. The first two come before any work; the others lose or garble the answer to work that was done."""

    OUTAGE = "outage"
    RATE_LIMIT = "rate_limit"
    DROP_CONNECTION = "drop_connection"
    HUGE = "huge"
    WRONG_SHAPE = "wrong_shape"
    CONTRADICTION = "contradiction"
    OTHER_SUBJECT = "other_subject"
    SLOW = "slow"


class Step(BaseModel):
    """`behaviour` is a fault or a status of the registry; `details` are what that answer tells besides, as they are."""

    model_config = ConfigDict(extra="forbid")

    behaviour: str
    times: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    seconds: Annotated[float, Field(ge=0, le=LONGEST)] = 0.0
    details: dict[str, Any] = {}


class Script(BaseModel):
    model_config = ConfigDict(extra="forbid")

    registry: str
    steps: Annotated[list[Step], Field(min_length=1, max_length=1000)]


class Scripts:
    """Steps to come, by registry. `answers` are the statuses that each has, `faults` those that it can show."""

    def __init__(self, answers: dict[str, frozenset[str]], faults: dict[str, frozenset[Behaviour]]) -> None:
        self._answers, self._faults = answers, faults
        self._steps: dict[str, deque[Step]] = defaultdict(deque)

    def add(self, script: Script) -> None:
        """Raises ValueError where there is no such registry or behaviour."""
        if script.registry not in self._answers:
            raise ValueError(f"registry is one of {', '.join(self._answers)}")
        allowed = self._answers[script.registry] | self._faults[script.registry]
        if unknown := [step.behaviour for step in script.steps if step.behaviour not in allowed]:
            raise ValueError(f"no behaviour of {script.registry}: {', '.join(unknown)}; there is {', '.join(allowed)}")
        self._steps[script.registry].extend(step.model_copy() for step in script.steps)

    def next(self, registry: str, *, answered: bool) -> Step | None:
        """The step that this request uses up; one that is an answer is kept from a key that has its answer."""
        steps = self._steps[registry]
        if not steps or (answered and steps[0].behaviour in self._answers[registry]):
            return None
        step = steps[0]
        step.times -= 1
        if not step.times:
            steps.popleft()
        return step

    def forget(self) -> None:
        self._steps.clear()
