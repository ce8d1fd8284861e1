"""What each FHIR type becomes: the table of docs/fhir.md, row by row."""

import json
from typing import Any

import pytest

from backend.models.vocabulary import Kind, Modality
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
    patient,
    prescription,
    ref,
    report,
    vital,
)

RAD = concept("RAD", "Лучевая диагностика", "http://terminology.hl7.org/CodeSystem/v2-0074")
SNOMED = "http://snomed.info/sct"
STUDY = {
    "resourceType": "ImagingStudy",
    "id": "st",
    "status": "available",
    "subject": ref("Patient/p"),
    "started": "2024-03-01T10:00:00+03:00",
    "numberOfInstances": 2,
    "description": "КТ грудной клетки",
    "series": [{"uid": "1.2.3", "modality": {"code": "CT"}, "bodySite": {"code": "x", "display": "Грудная клетка"}}],
}
STATEMENT = {
    "resourceType": "MedicationStatement",
    "id": "ms",
    "status": "active",
    "medicationCodeableConcept": {"text": "Лоратадин"},
    "subject": ref("Patient/p"),
    "effectivePeriod": {"start": "2024-01-01"},
}
ORDER = {
    "resourceType": "ServiceRequest",
    "id": "s",
    "status": "active",
    "intent": "order",
    "code": {"text": "Консультация невролога"},
    "subject": ref("Patient/p"),
    "authoredOn": "2024-03-01",
}
PROCEDURE = {
    "resourceType": "Procedure",
    "id": "pr",
    "status": "completed",
    "code": {"text": "Аппендэктомия"},
    "subject": ref("Patient/p"),
    "performedDateTime": "2024-03-01",
}
PLAN = {
    "resourceType": "CarePlan",
    "id": "cp",
    "status": "active",
    "intent": "plan",
    "title": "Диспансерное наблюдение",
    "subject": ref("Patient/p"),
    "period": {"start": "2024-03-01"},
}
BENEFIT = {
    "resourceType": "ExplanationOfBenefit",
    "id": "eob",
    "status": "active",
    "type": {"text": "institutional"},
    "use": "claim",
    "patient": ref("Patient/p"),
    "created": "2024-03-01",
    "insurer": {"display": "Страховая"},
    "provider": {"display": "Поликлиника"},
    "outcome": "complete",
    "claim": ref("Claim/cl"),
    "insurance": [{"focal": True, "coverage": {"display": "Полис"}}],
}
COVID = observation(
    code=concept("94500-6", "SARS-CoV-2, ПЦР"),
    valueQuantity=None,
    valueCodeableConcept=concept("260373001", "обнаружено", SNOMED),
)
PRESSURE = vital(
    code=concept("85354-9", "Артериальное давление"),
    valueQuantity=None,
    component=[
        {"code": concept("8480-6", "САД"), "valueQuantity": {"value": 120, "code": "mm[Hg]"}},
        {"code": concept("8462-4", "ДАД"), "valueQuantity": {"value": 80, "code": "mm[Hg]"}},
    ],
)
MAPPED: dict[str, tuple[list[JSON], Kind, dict[str, Any]]] = {
    "Encounter AMB": ([encounter()], Kind.EXAMINATION_PROTOCOLS, {"care_conditions": "OUTPATIENT"}),
    "Encounter HH": ([encounter(class_="HH")], Kind.EXAMINATION_PROTOCOLS, {"care_conditions": "HOME"}),
    "Encounter IMP": ([encounter(class_="IMP")], Kind.DISCHARGE_SUMMARIES, {}),
    "Encounter EMER": ([encounter(class_="EMER")], Kind.AMBULANCE_CALLS, {}),
    "Condition": ([condition()], Kind.CONDITION, {"code": "J06.9", "verification_status": "confirmed"}),
    "Observation, laboratory": ([observation()], Kind.LAB_REPORTS, {"status": "FINAL"}),
    "Observation, vital sign": ([vital()], Kind.VITAL_SIGN, {"value": 130.0, "unit": "g/L"}),
    "Observation, blood pressure": ([PRESSURE], Kind.VITAL_SIGN, {"value": 120.0, "value_second": 80.0}),
    "Observation, covid": ([COVID], Kind.COVID_TESTS, {"test_kind": "PCR", "result": "POSITIVE"}),
    "DiagnosticReport of covid": (
        [report(results=("Observation/o",)), COVID],
        Kind.COVID_TESTS,
        {"test_kind": "PCR", "result": "POSITIVE"},
    ),
    "DiagnosticReport, laboratory": (
        [report(results=("Observation/o",), conclusion="норма"), observation()],
        Kind.LAB_REPORTS,
        {"conclusion": "норма"},
    ),
    "DiagnosticReport, imaging": (
        [report(category=[RAD], conclusion="без патологии")],
        Kind.INSTRUMENTAL_STUDIES,
        {"conclusion": "без патологии"},
    ),
    "ImagingStudy": ([STUDY], Kind.INSTRUMENTAL_STUDIES, {"modality": "CT", "image_count": 2}),
    "DiagnosticReport with ImagingStudy": (
        [report(category=[RAD], imagingStudy=[ref("ImagingStudy/st")], conclusion="норма"), STUDY],
        Kind.INSTRUMENTAL_STUDIES,
        {"modality": "CT", "conclusion": "норма"},
    ),
    "Immunization": ([immunization()], Kind.VACCINATIONS, {"status": "DONE", "infections": ["HEPATITIS_B"]}),
    "Immunization, refused": (
        [immunization(status="not-done", statusReason=concept("PATOBJ", "отказ"))],
        Kind.VACCINATIONS,
        {"status": "REFUSED", "exemption_reason": "отказ"},
    ),
    "Immunization, exempt": (
        [immunization(status="not-done", statusReason=concept("MEDPREC", "медотвод"))],
        Kind.VACCINATIONS,
        {"status": "EXEMPT"},
    ),
    "MedicationRequest": ([prescription()], Kind.PRESCRIPTIONS, {"inn": "Амоксициллин", "status": "ACTIVE"}),
    "MedicationRequest, a plan": ([prescription(intent="plan")], Kind.MEDICATION, {"name": "Амоксициллин"}),
    "MedicationStatement": ([STATEMENT], Kind.MEDICATION, {"name": "Лоратадин"}),
    "AllergyIntolerance": ([allergy()], Kind.ALLERGY, {"substance": "Пенициллин"}),
    "Procedure": ([PROCEDURE], Kind.PROCEDURE, {"name": "Аппендэктомия"}),
    "CarePlan": ([PLAN], Kind.CARE_PLAN, {"status": "active"}),
    "ServiceRequest": ([ORDER], Kind.REFERRAL, {"name": "Консультация невролога"}),
    "Claim": ([claim()], Kind.RENDERED_SERVICES, {"cost": 100.5, "service_name": "Приём врача", "status": "SUBMITTED"}),
    "Claim with ExplanationOfBenefit": (
        [claim(), BENEFIT],
        Kind.RENDERED_SERVICES,
        {"cost": 100.5, "insurer": "Страховая", "status": "ACCEPTED"},
    ),
}


@pytest.mark.parametrize(("resources", "kind", "columns"), MAPPED.values(), ids=MAPPED)
async def test_a_type_becomes_one_entry_of_its_section(
    desk: Desk, resources: list[JSON], kind: Kind, columns: dict[str, Any]
) -> None:
    await desk.accepted(bundle(patient(), *resources))
    (row,) = await desk.entries()
    table = (await desk.outcomes())[f"{resources[0]['resourceType']}/{resources[0]['id']}"]
    if table == "encounter":
        table = {1: "examination_protocol", 6: "discharge_summary", 9: "ambulance_call"}[row["kind"]]
    detail = await desk.database.fetchrow(
        f"SELECT * FROM {table} WHERE patient_id = $1 AND entry_id = $2", row["patient_id"], row["id"]
    )
    assert row["kind"] == kind
    assert {name: detail[name] for name in columns} == columns
    assert not any("section" in outcome for outcome in (await desk.outcomes()).values())


async def test_a_study_starts_with_its_modality(desk: Desk) -> None:
    await desk.accepted(bundle(patient(), STUDY))
    assert [row["start_key"] for row in await desk.entries()] == [Modality.CT]


async def test_a_day_is_a_moscow_day(desk: Desk) -> None:
    """22:30 in UTC is the next day in Moscow."""
    await desk.accepted(bundle(patient(), vital(effectiveDateTime="2024-02-28T22:30:00Z")))
    assert [row["event_date"].isoformat() for row in await desk.entries()] == ["2024-02-29"]


async def test_a_visit_holds_its_diagnoses_vital_signs_words_and_documents(desk: Desk) -> None:
    there = {"encounter": ref("Encounter/e")}
    note = {
        "resourceType": "DocumentReference",
        "id": "d",
        "status": "current",
        "type": {"text": "Протокол осмотра"},
        "subject": ref("Patient/p"),
        "content": [{"attachment": {"contentType": "text/html; charset=utf-8", "data": "PGI+"}}],
        "context": {"encounter": [ref("Encounter/e")]},
    }
    said = observation("s", category=[concept("survey", "Опрос")], **there)
    await desk.accepted(bundle(patient(), encounter(), condition(**there), vital(**there), said, note))
    (visit,) = await desk.entries(Kind.EXAMINATION_PROTOCOLS)
    diagnosis = await desk.database.fetchrow("SELECT code, kind FROM diagnosis WHERE entry_id = $1", visit["id"])
    protocol = await desk.database.fetchrow("SELECT scores FROM examination_protocol WHERE entry_id = $1", visit["id"])
    document = await desk.database.fetchrow("SELECT * FROM document WHERE entry_id = $1", visit["id"])
    (sign,) = await desk.entries(Kind.VITAL_SIGN)
    assert tuple(diagnosis) == ("J06.9", "MAIN") and visit["search_text"] == "осмотр диагноз"
    assert protocol["scores"] == ["Гемоглобин: 130 г/л"]
    assert (sign["parent_entry_id"], sign["start_key"]) == (visit["id"], Kind.EXAMINATION_PROTOCOLS)
    # What a browser would run is handed on as plain bytes.
    assert (document["title"], document["content_type"]) == ("Протокол осмотра", "application/octet-stream")
    assert bytes(document["content"]) == b"<b>"


async def test_an_allergy_without_a_date_is_known_since_its_document(desk: Desk) -> None:
    undated = {name: value for name, value in allergy().items() if name != "recordedDate"}
    await desk.accepted(bundle(patient(), undated, timestamp="2022-02-02T12:00:00Z"))
    assert [row["event_date"].isoformat() for row in await desk.entries()] == ["2022-02-02"]


ASIDE: dict[str, JSON] = {
    "a planned visit": encounter(status="planned"),
    "a vaccination without a date": {
        **{name: value for name, value in immunization().items() if name != "occurrenceDateTime"},
        "occurrenceString": "в детстве",
    },
    "an estimate": claim(use="predetermination"),
    "an order not to give": prescription(doNotPerform=True),
    "a refuted diagnosis": condition(verificationStatus=concept("refuted", "снят")),
    "a goal": {
        "resourceType": "Goal",
        "id": "g",
        "lifecycleStatus": "active",
        "description": {"text": "x"},
        "subject": ref("Patient/p"),
    },
    "a consent": {
        "resourceType": "Consent",
        "id": "co",
        "status": "active",
        "scope": {"text": "x"},
        "category": [{"text": "x"}],
        "patient": ref("Patient/p"),
        "policyRule": {"text": "x"},
    },
    "a relation": {"resourceType": "RelatedPerson", "id": "rp", "patient": ref("Patient/p"), "active": True},
}


@pytest.mark.parametrize("resource", ASIDE.values(), ids=ASIDE)
async def test_what_has_no_place_is_kept_whole_and_counted(desk: Desk, resource: JSON) -> None:
    told = await desk.accepted(bundle(patient(), resource))
    assert await desk.entries() == []
    assert told.types[resource["resourceType"]].aside.total() == 1
    row = await desk.database.fetchrow(
        "SELECT payload, outcome, reason FROM imported_resource WHERE resource_type = $1 AND patient_id = $2",
        resource["resourceType"],
        await desk.person_of(),
    )
    assert json.loads(row["payload"]) == resource
    assert row["outcome"] == "KEPT_ASIDE" and row["reason"]
