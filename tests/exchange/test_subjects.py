"""A resource lands in the record of the person it is about, or nowhere: forged and careless bundles."""

from typing import Any

import pytest

from tests.exchange.conftest import Desk
from tests.exchange.resources import (
    JSON,
    SNILS_SYSTEM,
    bundle,
    claim,
    condition,
    encounter,
    entry,
    immunization,
    observation,
    patient,
    prescription,
    ref,
    report,
    vital,
)

NOWHERE = "the person is neither in the file nor in the database"
ANOTHER = "refers to a resource about another person"
A, B = patient("a"), patient("b", birthDate="1991-01-01")


def _document(id_: str, subject: str, encounter_: str) -> JSON:
    return {
        "resourceType": "DocumentReference",
        "id": id_,
        "status": "current",
        "type": {"text": "Выписка"},
        "subject": ref(subject),
        "content": [{"attachment": {"contentType": "text/plain", "data": "0YLQtdC60YHRgg=="}}],
        "context": {"encounter": [ref(encounter_)]},
    }


REFUSED: dict[str, tuple[list[Any], str]] = {
    # A subject that is in neither file nor database.
    "relative": ([A, observation(subject="Patient/x")], NOWHERE),
    "urn": ([A, observation(subject="urn:uuid:11111111-1111-4111-8111-111111111111")], NOWHERE),
    "absolute, another server": (
        [entry("https://one.example/Patient/a", A), observation(subject="https://two.example/Patient/a")],
        NOWHERE,
    ),
    "relative to another server": (
        [
            entry("https://one.example/Patient/a", A),
            entry("https://two.example/Observation/o", observation(subject="Patient/a")),
        ],
        NOWHERE,
    ),
    "absolute, own base, but the person is of another": (
        [
            entry("https://one.example/Patient/a", A),
            entry("https://two.example/Observation/o", observation(subject="https://two.example/Patient/a")),
        ],
        NOWHERE,
    ),
    "conditional, nobody fits": ([A, observation(subject="Patient?identifier=urn:x|7")], NOWHERE),
    "conditional by name": ([A, observation(subject="Patient?family=Иванов")], NOWHERE),
    "conditional, two fit": (
        [
            patient("a", identifier=[{"system": "urn:x", "value": "7"}]),
            patient("b", identifier=[{"system": "urn:x", "value": "7"}]),
            observation(subject="Patient?identifier=urn:x|7"),
        ],
        "fits more than one resource",
    ),
    "identifier only": (
        [A, observation(subject=None) | {"subject": {"identifier": {"system": SNILS_SYSTEM, "value": "11223344595"}}}],
        "people are never matched so",
    ),
    "display only": (
        [A, observation(subject=None) | {"subject": {"display": "Иванов Пётр"}}],
        "people are never matched so",
    ),
    "a contained person": (
        [A, observation(subject="#me") | {"contained": [{"resourceType": "Patient", "id": "me"}]}],
        "contained resource, which has no identity",
    ),
    "something else than a person": ([A, condition(), observation(subject="Condition/c") | {}], NOWHERE),
    "a condition as the subject": (
        [A, condition(subject="Patient/a"), observation(subject="Condition/c")],
        "names something else than a person",
    ),
    # Two people in one file, and a resource that leans on the other one's.
    "encounter of another": (
        [A, B, encounter(subject="Patient/b"), observation(subject="Patient/a", encounter=ref("Encounter/e"))],
        f"encounter {ANOTHER}",
    ),
    "result of another": (
        [A, B, observation(subject="Patient/b"), report(subject="Patient/a", results=("Observation/o",))],
        f"result[0] {ANOTHER}",
    ),
    "member of another": (
        [
            A,
            B,
            observation("panel", "Patient/a", hasMember=[ref("Observation/o")]),
            observation("o", "Patient/b"),
        ],
        f"hasMember[0] {ANOTHER}",
    ),
    "part of another's stay": (
        [A, B, encounter("whole", "Patient/b"), encounter("part", "Patient/a", partOf=ref("Encounter/whole"))],
        f"partOf {ANOTHER}",
    ),
    "based on another's order": (
        [
            A,
            B,
            {
                "resourceType": "ServiceRequest",
                "id": "s",
                "status": "active",
                "intent": "order",
                "subject": ref("Patient/b"),
            },
            report(subject="Patient/a", basedOn=[ref("ServiceRequest/s")]),
        ],
        f"basedOn[0] {ANOTHER}",
    ),
    "diagnosis of another": (
        [
            A,
            B,
            condition(subject="Patient/b"),
            encounter(subject="Patient/a", diagnosis=[{"condition": ref("Condition/c")}]),
        ],
        f"diagnosis[0].condition {ANOTHER}",
    ),
    "document of another's visit": (
        [A, B, encounter(subject="Patient/b"), _document("d", "Patient/a", "Encounter/e")],
        f"context.encounter[0] {ANOTHER}",
    ),
    "service of another's visit": (
        [
            A,
            B,
            encounter(subject="Patient/b"),
            claim(subject="Patient/a")
            | {"item": [{"sequence": 1, "productOrService": {"text": "x"}, "encounter": [ref("Encounter/e")]}]},
        ],
        f"item[0].encounter[0] {ANOTHER}",
    ),
    "a contained resource about another": (
        [
            A,
            B,
            report(subject="Patient/a", results=("#inner",))
            | {"contained": [observation("inner", "Patient/b") | {"id": "inner"}]},
        ],
        "a contained resource is about another person",
    ),
    "a contained resource that leans on another's": (
        [
            A,
            B,
            observation("o", "Patient/b"),
            report(subject="Patient/a", results=("#inner",))
            | {"contained": [observation("inner", None, hasMember=[ref("Observation/o")])]},
        ],
        f"contained[0].hasMember[0] {ANOTHER}",
    ),
    "in a nested Bundle": (
        [A, bundle(B, encounter(subject="Patient/b")), vital(subject="Patient/a", encounter=ref("Encounter/e"))],
        f"encounter {ANOTHER}",
    ),
    "an absolute address of another's resource": (
        [
            entry("https://one.example/Patient/a", A),
            entry("https://one.example/Patient/b", B),
            entry("https://one.example/Encounter/e", encounter(subject="Patient/b")),
            entry(
                "https://one.example/Immunization/i",
                immunization(subject="Patient/a", encounter=ref("https://one.example/Encounter/e")),
            ),
        ],
        f"encounter {ANOTHER}",
    ),
}


@pytest.mark.parametrize(("resources", "reason"), REFUSED.values(), ids=REFUSED)
async def test_a_file_whose_resources_are_not_surely_one_persons_is_refused(
    desk: Desk, resources: list[Any], reason: str
) -> None:
    assert reason in await desk.refused(bundle(*resources))


async def test_two_people_in_one_file_keep_their_own(desk: Desk) -> None:
    """neg_01 of the shared data: FHIR allows it, since every resource says whose it is."""
    await desk.accepted(
        bundle(A, B, observation("oa", "Patient/a"), observation("ob", "Patient/b"), immunization(subject="Patient/b"))
    )
    people = {await desk.person_of("a"): 1, await desk.person_of("b"): 2}
    found = [row["patient_id"] for row in await desk.entries()]
    assert {person: found.count(person) for person in people} == people


ASIDE: dict[str, tuple[list[JSON], str, str]] = {
    "without a subject": ([A, observation(subject=None)], "Observation/o", "the observation has no person"),
    "about a group": (
        [A, {"resourceType": "Group", "id": "g", "type": "person", "actual": True}, observation(subject="Group/g")],
        "Observation/o",
        "the observation has no person",
    ),
    "about a group elsewhere": ([A, observation(subject="Group/x")], "Observation/o", "the observation has no person"),
    # It would borrow the subject of the report that names it.
    "a result without a subject": (
        [A, report(subject="Patient/a", results=("Observation/o",)), observation(subject=None)],
        "Observation/o",
        "the observation has no person",
    ),
    "a visit without a subject": (
        [
            A,
            {k: v for k, v in encounter().items() if k != "subject"},
            immunization(subject="Patient/a", encounter=ref("Encounter/e")),
        ],
        "Encounter/e",
        "the encounter has no known class, no date or no person",
    ),
}


@pytest.mark.parametrize(("resources", "key", "reason"), ASIDE.values(), ids=ASIDE)
async def test_a_resource_about_nobody_is_kept_aside(desk: Desk, resources: list[JSON], key: str, reason: str) -> None:
    await desk.accepted(bundle(*resources))
    assert (await desk.outcomes())[key] == reason
    results = await desk.database.fetchval(
        "SELECT count(*) FROM lab_result r WHERE r.patient_id = $1", await desk.person_of("a")
    )
    assert results == 0
    assert all(row["encounter_id"] is None for row in await desk.entries())


async def test_another_producer_cannot_reach_a_record_by_its_ids(desk: Desk) -> None:
    await desk.accepted(bundle(patient(), encounter(), observation()))
    for forged in (
        bundle(observation("forged")),
        bundle(prescription("forged", "Patient/p", encounter=ref("Encounter/e"))),
        bundle(observation("forged", "Patient?identifier=|p")),
    ):
        assert NOWHERE in await desk.refused(forged, "a forger")
        assert NOWHERE in await desk.refused(forged, "")


async def test_the_same_producer_may_send_more_of_a_known_person(desk: Desk) -> None:
    await desk.accepted(bundle(patient(), encounter()))
    await desk.accepted(bundle(observation(encounter=ref("Encounter/e"))))
    await desk.accepted(bundle(vital(subject="Patient/p", encounter=ref("Encounter/e"))))
    assert {row["patient_id"] for row in await desk.entries()} == {await desk.person_of()}
    assert len({row["encounter_id"] for row in await desk.entries()}) == 1


async def test_in_a_later_file_too_nothing_leans_on_another_person(desk: Desk) -> None:
    await desk.accepted(bundle(A, B, encounter(subject="Patient/b"), observation("ob", "Patient/b")))
    for leaning in (
        vital(subject="Patient/a", encounter=ref("Encounter/e")),
        report(subject="Patient/a", results=("Observation/ob",)),
        observation("o", "Patient/a", hasMember=[ref("Observation/ob")]),
    ):
        assert ANOTHER in await desk.refused(bundle(leaning))
