"""A resource that comes again with other content is a new version; what its producer takes back leaves the lists."""

from typing import Any

import pytest

from backend.models.vocabulary import EntryStatus, Kind, Label
from tests.exchange.conftest import Desk
from tests.exchange.resources import (
    JSON,
    allergy,
    bundle,
    claim,
    concept,
    condition,
    encounter,
    immunization,
    observation,
    organization,
    patient,
    prescription,
    ref,
    report,
    vital,
)

CURRENT, OLD, WRONG = EntryStatus.CURRENT, EntryStatus.SUPERSEDED, EntryStatus.ENTERED_IN_ERROR


CHANGES: dict[str, tuple[JSON, JSON]] = {
    "laboratory value": (observation(), observation(valueQuantity={"value": 99, "code": "g/L"})),
    "vital sign": (vital(), vital(valueQuantity={"value": 99})),
    "diagnosis": (condition(), condition(code="J18.9")),
    "vaccination": (immunization(), immunization(lotNumber="A-7")),
    "prescription": (prescription(), prescription(text="Цефтриаксон")),
    "allergy": (allergy(), allergy(criticality="high")),
    "service": (claim(), claim(total={"value": 7, "currency": "RUB"})),
    "visit": (encounter(), encounter(reasonCode=[{"text": "кашель"}])),
    "security label": (condition(), condition(meta={"security": [{"code": "R"}]})),
}


@pytest.mark.parametrize(("first", "second"), CHANGES.values(), ids=CHANGES)
async def test_other_content_is_a_new_version(desk: Desk, first: JSON, second: JSON) -> None:
    await desk.accepted(bundle(patient(), first, allergy("untouched"), claim("untouched")))
    renewed = await desk.accepted(bundle(second))
    assert (renewed.total.renewed, renewed.total.stored) == (1, 0)
    states = sorted(v[1:] for v in await desk.versions())
    assert states == sorted([(1, CURRENT), (1, CURRENT), (1, OLD), (2, CURRENT)])
    # Back to what it was: a third version, not a second life of the first.
    await desk.accepted(bundle(first))
    states = sorted(v[1:] for v in await desk.versions())
    assert states == sorted([(1, CURRENT), (1, CURRENT), (1, OLD), (2, OLD), (3, CURRENT)])


TAKEN_BACK: dict[str, tuple[JSON, dict[str, Any], str]] = {
    "laboratory value": (observation(), {"status": "entered-in-error"}, "entered in error"),
    "vital sign": (vital(), {"status": "cancelled"}, "the observation was cancelled"),
    "vaccination": (immunization(), {"status": "entered-in-error"}, "entered in error"),
    "prescription": (
        prescription(),
        {"status": "entered-in-error"},
        "entered in error, or an order not to give",
    ),
    "diagnosis": (
        condition(),
        {"verificationStatus": concept("entered-in-error", "ошибка")},
        "entered in error",
    ),
    "allergy": (
        allergy(),
        {"verificationStatus": concept("entered-in-error", "ошибка")},
        "entered in error, refuted or not done",
    ),
    "visit": (encounter(), {"status": "entered-in-error"}, "entered in error"),
}


@pytest.mark.parametrize(("resource", "changes", "reason"), TAKEN_BACK.values(), ids=TAKEN_BACK)
async def test_what_was_entered_in_error_leaves_every_list(
    desk: Desk, resource: JSON, changes: dict[str, Any], reason: str
) -> None:
    await desk.accepted(bundle(patient(), resource))
    await desk.accepted(bundle(resource | changes))
    assert await desk.entries() == []
    assert [v[1:] for v in await desk.versions()] == [(1, WRONG)]
    key = f"{resource['resourceType']}/{resource['id']}"
    assert (await desk.outcomes())[key] == reason
    # Sent again as right: a new version of the same entry.
    await desk.accepted(bundle(resource))
    assert [v[1:] for v in await desk.versions()] == [(1, WRONG), (2, CURRENT)]


async def test_one_changed_result_renews_its_report_with_all_its_results(desk: Desk) -> None:
    results = [observation(f"o{n}") for n in range(3)]
    await desk.accepted(
        bundle(patient(), report(results=("Observation/o0", "Observation/o1", "Observation/o2")), *results)
    )
    await desk.accepted(bundle(observation("o1", valueQuantity={"value": 99, "code": "g/L"})))
    (row,) = await desk.entries(Kind.LAB_REPORTS)
    values = await desk.database.fetch(
        "SELECT value FROM lab_result WHERE entry_id = $1 AND patient_id = $2 ORDER BY position",
        row["id"],
        row["patient_id"],
    )
    assert [one["value"] for one in values] == [130, 99, 130] and row["version"] == 2


async def test_a_late_secret_result_is_split_off_and_a_late_diagnosis_labels_the_visit(desk: Desk) -> None:
    await desk.accepted(
        bundle(
            patient(),
            encounter(),
            vital(encounter=ref("Encounter/e")),
            observation("a"),
            report(results=("Observation/a",), conclusion="норма"),
        )
    )
    await desk.accepted(
        bundle(
            condition(code="F20.0", encounter=ref("Encounter/e")),
            observation("h", code=concept("7917-8", "HIV 1 Ab")),
            report(results=("Observation/a", "Observation/h"), conclusion="норма"),
        )
    )
    labels = sorted((Kind(row["kind"]).name, row["labels"], row["version"]) for row in await desk.entries())
    assert labels == [
        ("CONDITION", Label.PSYCHIATRY, 1),
        ("EXAMINATION_PROTOCOLS", Label.PSYCHIATRY, 2),
        ("LAB_REPORTS", 0, 2),
        ("LAB_REPORTS", Label.HIV, 1),
        ("VITAL_SIGN", Label.PSYCHIATRY, 2),
    ]


async def test_parts_follow_the_newest_version_of_their_entry(desk: Desk) -> None:
    await desk.accepted(bundle(patient(), encounter(), vital(encounter=ref("Encounter/e"))))
    await desk.accepted(bundle(encounter(reasonCode=[{"text": "кашель"}])))
    (visit,) = await desk.entries(Kind.EXAMINATION_PROTOCOLS)
    (sign,) = await desk.entries(Kind.VITAL_SIGN)
    assert (visit["version"], sign["version"], sign["parent_entry_id"]) == (2, 1, visit["id"])


async def test_a_released_entry_is_unreleased_again_and_a_hidden_one_stays_hidden(desk: Desk) -> None:
    await desk.accepted(bundle(patient(), condition(code="F20.0")))
    person = await desk.person_of()
    await desk.database.execute(
        "UPDATE record_entry SET released_at = now(), hidden_by_patient = true WHERE patient_id = $1", person
    )
    await desk.accepted(bundle(condition(code="F20.1")))
    (row,) = await desk.entries()
    assert (row["version"], row["released_at"], row["hidden_by_patient"]) == (2, None, True)


async def test_a_renamed_clinic_is_found_by_its_new_name_without_new_versions(desk: Desk) -> None:
    await desk.accepted(bundle(patient(), organization(), encounter(serviceProvider=ref("Organization/org"))))
    await desk.accepted(bundle(organization(name="Медицинский центр")))
    (row,) = await desk.entries()
    assert row["version"] == 1 and row["search_text"] == "осмотр медицинский центр"


async def test_a_changed_medicine_renews_the_prescriptions_that_name_it(desk: Desk) -> None:
    medicine = {"resourceType": "Medication", "id": "med", "code": {"text": "Амоксициллин"}}
    await desk.accepted(bundle(patient(), medicine, prescription(medicationReference=ref("Medication/med"))))
    await desk.accepted(bundle(medicine | {"code": {"text": "Долутегравир"}}))
    (row,) = await desk.entries()
    assert (row["title"], row["version"], row["labels"]) == ("Долутегравир", 2, Label.HIV)


async def test_a_resource_that_was_another_persons_leaves_that_record(desk: Desk) -> None:
    await desk.accepted(bundle(patient("a"), patient("b"), condition(subject="Patient/a")))
    await desk.accepted(bundle(condition(subject="Patient/b")))
    (row,) = await desk.entries()
    assert row["patient_id"] == await desk.person_of("b")


async def test_what_came_later_finds_what_came_before_and_doubles_nothing(desk: Desk) -> None:
    """A report first, its results in a later file: one report, its results inside."""
    await desk.accepted(bundle(patient(), report(results=("Observation/o",))))
    await desk.accepted(bundle(observation()))
    (row,) = await desk.entries(Kind.LAB_REPORTS)
    assert row["version"] == 2
    assert await desk.database.fetchval("SELECT count(*) FROM lab_result WHERE entry_id = $1", row["id"]) == 1


async def test_an_insurance_policy_that_was_checked_is_left_alone(desk: Desk) -> None:
    coverage = {
        "resourceType": "Coverage",
        "id": "cov",
        "status": "active",
        "beneficiary": ref("Patient/p"),
        "payor": [{"display": "Страховая"}],
        "subscriberId": "7755410837012346",
    }
    await desk.accepted(bundle(patient(), coverage))
    person = await desk.person_of()
    await desk.accepted(bundle(coverage | {"subscriberId": "7790489796000424"}))
    assert await _policies(desk, person) == [("7790489796000424", "UNKNOWN", None)]
    await desk.database.execute(
        "UPDATE insurance_policy SET state = 'VALID', region = '77' WHERE patient_id = $1", person
    )
    await desk.accepted(bundle(coverage | {"subscriberId": "0000000000000000"}))
    await desk.accepted(bundle(coverage | {"status": "cancelled"}))
    assert await _policies(desk, person) == [("7790489796000424", "VALID", "77")]


async def _policies(desk: Desk, person: int) -> list[tuple[str, str, str | None]]:
    rows = await desk.database.fetch("SELECT number, state, region FROM insurance_policy WHERE patient_id = $1", person)
    return [tuple(row) for row in rows]
