"""The simulated registry of civil acts."""

import datetime as dt

from backend.registries.civil_acts import CIVIL_ACTS_PATH, CivilActAnswer, CivilActQuestion, CivilActStatus
from backend.registries.simulator.facts import KnownFacts, same_person
from backend.registries.simulator.speciality import Decision, Fields, Speciality


def _details(question: CivilActQuestion, today: dt.date) -> Fields:
    birth = question.child.birth_date
    issued = max(birth, min(today, birth + dt.timedelta(days=14)))
    return {
        "act_record_number": f"1{birth:%y}9770000{question.certificate[-6:]}00007",
        "issued_on": issued.isoformat(),
    }


def _decide(question: CivilActQuestion, known: KnownFacts, today: dt.date) -> Decision:
    fact = known.births.get(question.certificate)
    if fact is None:
        return Decision(_by_number(question, today))
    if (
        same_person(fact.child, question.child)
        and (question.child.sex is None or question.child.sex == fact.child.sex)
        and any(same_person(parent, question.parent) for parent in fact.parents)
    ):
        told = fact.model_dump(mode="json", include={"act_record_number", "issued_on"})
        return Decision({"status": "MATCH", **told})
    return Decision({"status": "NO_MATCH"})


def _by_number(question: CivilActQuestion, today: dt.date) -> Fields:
    match question.certificate[-1]:
        case "1":
            return {"status": "NO_MATCH"}
        case "2":
            return {"status": "NOT_FOUND"}
        case _:
            return {"status": "MATCH", **_details(question, today)}


CIVIL_ACTS = Speciality(
    "civil_acts",
    CIVIL_ACTS_PATH,
    CivilActQuestion,
    CivilActAnswer,
    CivilActStatus,
    positive="MATCH",
    number=lambda question: question.certificate,
    decide=_decide,
    details=_details,
    # A match without its act; or the act of what does not match.
    contradict=lambda answer: (
        {name: value for name, value in answer.items() if name != "act_record_number"}
        if answer["status"] == "MATCH"
        else {**answer, "act_record_number": "119977000012345600007", "issued_on": "2019-01-01"}
    ),
)
