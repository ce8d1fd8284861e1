"""The simulated registry of passports."""

import datetime as dt

from backend.registries.passport import PASSPORT_PATH, PassportAnswer, PassportQuestion, PassportStatus
from backend.registries.simulator.facts import KnownFacts, same_person
from backend.registries.simulator.speciality import Decision, Speciality


def _decide(question: PassportQuestion, known: KnownFacts, today: dt.date) -> Decision:
    fact = known.passports.get(question.number)
    if fact is not None:
        agrees = (
            same_person(fact, question)
            and fact.issued_on in (None, question.issued_on)
            and fact.department_code in (None, question.department_code)
        )
        return Decision({"status": fact.status if agrees else "INVALID"}, fact.pending)
    if question.number.endswith("0"):
        return Decision({"status": "INVALID"})
    return Decision({"status": "VALID"}, 2 if question.number.endswith("9") else 0)


PASSPORT = Speciality(
    "passport",
    PASSPORT_PATH,
    PassportQuestion,
    PassportAnswer,
    PassportStatus,
    positive="VALID",
    number=lambda question: question.number,
    decide=_decide,
    details=lambda question, today: {},
    # A decision that is none: it is sent as one that has been taken.
    contradict=lambda answer: {**answer, "status": "PENDING"},
)
