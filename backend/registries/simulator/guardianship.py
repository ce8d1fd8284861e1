"""The simulated registry of guardians and trustees."""

import datetime as dt

from backend.registries.guardianship import (
    GUARDIANSHIP_PATH,
    GuardianshipAnswer,
    GuardianshipQuestion,
    GuardianshipStatus,
)
from backend.registries.simulator.facts import KnownFacts, same_person
from backend.registries.simulator.speciality import Decision, Fields, Speciality

SOON = dt.timedelta(days=20)


def _details(question: GuardianshipQuestion, today: dt.date) -> Fields:
    birth = question.ward.birth_date
    # Whether the 14th birthday has come; of 29 February it comes on 1 March.
    grown = (today.year - birth.year, today.month, today.day) >= (14, birth.month, birth.day)
    return {
        "kind": "TRUSTEE" if grown and today.year - birth.year >= 14 else "GUARDIAN",
        "decree_number": f"Р-{question.ward.document_number[-6:]}",
        "starts_on": max(birth, today - dt.timedelta(days=365)).isoformat(),
    }


def _decide(question: GuardianshipQuestion, known: KnownFacts, today: dt.date) -> Decision:
    ward = question.ward
    facts = known.guardianships.get(ward.document_number)
    if facts is None:
        return Decision(_by_number(question, today))
    facts = [fact for fact in facts if same_person(fact.ward, ward) and fact.ward.sex is ward.sex]
    if not facts:
        return Decision({"status": "NOT_FOUND"})
    for fact in facts:
        if same_person(fact.guardian, question.guardian) and fact.starts_on <= today <= (fact.ends_on or today):
            told = fact.model_dump(
                mode="json", include={"kind", "decree_number", "starts_on", "ends_on"}, exclude_none=True
            )
            return Decision({"status": "MATCH", **told})
    return Decision({"status": "NO_MATCH"})


def _by_number(question: GuardianshipQuestion, today: dt.date) -> Fields:
    match question.ward.document_number[-1]:
        case "1":
            return {"status": "NO_MATCH"}
        case "2":
            return {"status": "NOT_FOUND"}
        case "3":
            return {"status": "MATCH", **_details(question, today), "ends_on": (today + SOON).isoformat()}
        case _:
            return {"status": "MATCH", **_details(question, today)}


GUARDIANSHIP = Speciality(
    "guardianship",
    GUARDIANSHIP_PATH,
    GuardianshipQuestion,
    GuardianshipAnswer,
    GuardianshipStatus,
    positive="MATCH",
    number=lambda question: question.ward.document_number,
    decide=_decide,
    details=_details,
    # It ends before it begins; or the decree of what does not match.
    contradict=lambda answer: (
        {**answer, "ends_on": "1999-12-31"}
        if answer["status"] == "MATCH"
        else {**answer, "kind": "GUARDIAN", "decree_number": "Р-1", "starts_on": "2020-01-01"}
    ),
)
