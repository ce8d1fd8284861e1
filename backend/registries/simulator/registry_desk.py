"""A simulated registry: answers questions by scripts, facts and conventions."""

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from backend.registries.simulator.desk import Desk, Fields
from backend.registries.simulator.facts import KnownFacts
from backend.registries.simulator.ledger import Work
from backend.registries.simulator.scripts import Step
from backend.registries.simulator.speciality import Speciality
from backend.registries.subjects import Personal

Question = TypeVar("Question", bound=Personal)
# Registries of the country speak of its capital's days; the offset has not changed since 2014.
MOSCOW = dt.timezone(dt.timedelta(hours=3))


class RegistryDesk(Desk[Question]):
    """Works on a key once: a decision stays, and PENDING is a work that has begun."""

    def __init__(self, speciality: Speciality[Question], known: KnownFacts, clock: Callable[[], dt.datetime]) -> None:
        super().__init__(
            speciality.name, speciality.path, speciality.question, frozenset(str(one) for one in speciality.statuses)
        )
        self._speciality, self._known, self._clock = speciality, known, clock

    def silent(self, work: Work, body: Question) -> bool:
        number = self._speciality.number(body)
        return number.endswith("777") or (number.endswith("778") and work.requests == 1)

    def answer(self, work: Work, body: Question, step: Step | None) -> Fields:
        if work.answer is not None:
            return work.answer
        now = self._clock().astimezone(MOSCOW)
        if step is not None:
            details = self._speciality.details(body, now.date()) if step.behaviour == self._speciality.positive else {}
            fields = {"status": step.behaviour, **details, **step.details}
            work.worked = 1
        else:
            fields = self._decided(work, body, now.date())
        answer = {"subject": body.model_dump(mode="json"), "answered_at": now.isoformat(), **fields}
        if fields["status"] != "PENDING":
            work.answer = answer
        return answer

    def contradiction(self, answer: Fields) -> Fields:
        return self._speciality.contradict(answer)

    def _decided(self, work: Work, body: Question, today: dt.date) -> Fields:
        decision = self._speciality.decide(body, self._known, today)
        if not work.worked:
            work.worked, work.put_off = 1, decision.pending
        if work.put_off:
            work.put_off -= 1
            return {"status": "PENDING"}
        return decision.fields
