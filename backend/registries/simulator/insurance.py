"""The simulated registry of insurance policies."""

import datetime as dt

from backend.registries.insurance import INSURANCE_PATH, InsuranceAnswer, InsuranceQuestion, InsuranceStatus
from backend.registries.simulator.facts import KnownFacts, same_person
from backend.registries.simulator.speciality import Decision, Fields, Speciality

SOON = dt.timedelta(days=20)


def _serial(question: InsuranceQuestion) -> str:
    """Digits 11-15: the last one is a check digit, so nobody chooses it."""
    return question.number[10:15]


def _details(question: InsuranceQuestion, today: dt.date) -> Fields:
    return {
        "region": question.number[:2],
        "insurer": "АО «Страховая медицинская организация „Забота“»",
        "insurer_ogrn": "1027700000151",
        "valid_from": min(today, max(question.birth_date, dt.date(2011, 5, 1))).isoformat(),
    }


def _decide(question: InsuranceQuestion, known: KnownFacts, today: dt.date) -> Decision:
    fact = known.policies.get(question.number)
    if fact is None:
        return Decision(_by_number(question, today))
    if not same_person(fact, question):
        return Decision({"status": "NOT_FOUND"})
    if not fact.valid_from <= today <= (fact.valid_until or today):
        return Decision({"status": "INVALID"})
    told = fact.model_dump(
        mode="json", include={"region", "insurer", "insurer_ogrn", "valid_from", "valid_until"}, exclude_none=True
    )
    return Decision({"status": "VALID", **told})


def _by_number(question: InsuranceQuestion, today: dt.date) -> Fields:
    match _serial(question):
        case "99000":
            return {"status": "INVALID"}
        case "99001":
            return {"status": "NOT_FOUND"}
        case "99002":
            return {"status": "VALID", **_details(question, today), "valid_until": (today + SOON).isoformat()}
        case _:
            return {"status": "VALID", **_details(question, today)}


INSURANCE = Speciality(
    "insurance",
    INSURANCE_PATH,
    InsuranceQuestion,
    InsuranceAnswer,
    InsuranceStatus,
    positive="VALID",
    number=_serial,
    decide=_decide,
    details=_details,
    # It ends before it begins; or it is told in full and called not valid.
    contradict=lambda answer: (
        {**answer, "valid_until": "1999-12-31"}
        if answer["status"] == "VALID"
        else {**answer, "region": "77", "insurer": "СМО", "insurer_ogrn": "1027700000151", "valid_from": "2011-05-01"}
    ),
)
