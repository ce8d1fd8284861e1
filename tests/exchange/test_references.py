"""References by urn, relative, absolute, contained and conditional, and the kinds of files."""

from typing import Any

import pytest

from backend.models.vocabulary import Kind
from tests.exchange.conftest import Desk
from tests.exchange.resources import (
    JSON,
    bundle,
    encounter,
    entry,
    observation,
    organization,
    patient,
    practitioner,
    prescription,
    ref,
    report,
    vital,
)

URN = "urn:uuid:11111111-1111-4111-8111-111111111111"
BASE = "https://one.example/fhir"

RESOLVED: dict[str, tuple[Any, str]] = {
    "relative": (patient(), "Patient/p"),
    "relative with a version": (patient(), "Patient/p/_history/3"),
    "urn": (entry(URN, patient()), URN),
    "urn of a person without an id": (entry(URN, {k: v for k, v in patient().items() if k != "id"}), URN),
    "absolute by fullUrl": (entry(f"{BASE}/Patient/p", patient()), f"{BASE}/Patient/p"),
    "absolute with a version": (entry(f"{BASE}/Patient/p", patient()), f"{BASE}/Patient/p/_history/2"),
    "conditional": (
        patient(identifier=[{"system": "urn:mrn", "value": "7"}]),
        "Patient?identifier=urn:mrn|7",
    ),
    "conditional, encoded": (
        patient(identifier=[{"system": "http://mrn.example", "value": "7"}]),
        "Patient?identifier=http%3A%2F%2Fmrn.example|7",
    ),
    "a Bundle's own address": (entry("resource:0", patient()), "resource:0"),
}


@pytest.mark.parametrize(("person", "reference"), RESOLVED.values(), ids=RESOLVED)
async def test_a_subject_is_found(desk: Desk, person: Any, reference: str) -> None:
    await desk.accepted(bundle(person, observation(subject=reference)))
    assert len(await desk.entries(Kind.LAB_REPORTS)) == 1


@pytest.mark.parametrize("reference", ["Patient/p", URN, f"{BASE}/Patient/p", "Patient?identifier=urn:mrn|7"])
async def test_a_subject_is_found_in_an_earlier_file(desk: Desk, reference: str) -> None:
    known = patient("p" if reference != URN else URN.removeprefix("urn:uuid:"))
    known["identifier"] = [{"system": "urn:mrn", "value": "7"}]
    full_url = URN if reference == URN else f"{BASE}/Patient/p"
    await desk.accepted(bundle(entry(full_url, known)))
    await desk.accepted(bundle(entry(f"{BASE}/Observation/o", observation(subject=reference))))
    assert len(await desk.entries(Kind.LAB_REPORTS)) == 1


async def test_contained_resources_are_read_where_they_are_named(desk: Desk) -> None:
    inner = observation("inner", None)
    medicine = {"resourceType": "Medication", "id": "med", "code": {"text": "Цефтриаксон"}}
    await desk.accepted(
        bundle(
            patient(),
            report(results=("#inner",)) | {"contained": [inner]},
            prescription(medicationReference=ref("#med")) | {"contained": [medicine]},
        )
    )
    person = await desk.person_of()
    assert await desk.database.fetchval("SELECT value FROM lab_result WHERE patient_id = $1", person) == 130
    assert await desk.database.fetchval("SELECT inn FROM prescription WHERE patient_id = $1", person) == "Цефтриаксон"


async def test_who_made_an_entry_is_found_by_any_kind_of_reference(desk: Desk) -> None:
    doctor = practitioner(identifier=[{"system": "urn:npi", "value": "9"}])
    role = {
        "resourceType": "PractitionerRole",
        "id": "role",
        "practitioner": ref("Practitioner/doc"),
        "organization": ref("Organization/org"),
        "specialty": [{"text": "педиатрия"}],
    }
    performers = ["Practitioner/doc", "Practitioner?identifier=urn:npi|9", "PractitionerRole/role"]
    visits = [
        encounter(f"e{n}", participant=[{"individual": ref(one)}], serviceProvider=ref("Organization/org"))
        for n, one in enumerate(performers)
    ]
    named = encounter("e9", participant=[{"individual": {"display": "Доктор Без Записи"}}])
    await desk.accepted(bundle(patient(), organization(), doctor, role, *visits, named))
    rows = await desk.database.fetch(
        "SELECT p.full_name, p.specialty, o.name FROM record_entry e JOIN practitioner p ON p.id = e.author_id "
        "LEFT JOIN organization o ON o.id = e.organization_id WHERE e.patient_id = $1 ORDER BY e.id",
        await desk.person_of(),
    )
    assert [tuple(row) for row in rows] == [
        *[("Сидорова Мария", "педиатрия", "Поликлиника № 1")] * 3,
        ("Доктор Без Записи", None, None),
    ]
    # An imported doctor is nobody here: no person, no account, no place of work.
    assert not await desk.database.fetchval(
        "SELECT EXISTS (SELECT FROM practitioner p JOIN practitioner_role r ON r.practitioner_id = p.id "
        "JOIN record_entry e ON e.author_id = p.id WHERE e.source_id IS NOT NULL)"
    )


def _request(type_: str, *resources: JSON) -> JSON:
    return bundle(
        *({"resource": r, "request": {"method": "POST", "url": r["resourceType"]}} for r in resources), type_=type_
    )


COMPOSITION = {
    "resourceType": "Composition",
    "id": "doc",
    "status": "final",
    "type": {"text": "Выписка"},
    "subject": ref("Patient/p"),
    "date": "2024-03-03",
    "author": [{"display": "Врач"}],
    "title": "Выписка",
}
FILES: dict[str, JSON] = {
    "collection": bundle(patient(), observation()),
    "searchset": bundle(patient(), observation(), type_="searchset"),
    "transaction": _request("transaction", patient(), observation()),
    "batch": _request("batch", patient(), observation()),
    "document": bundle(COMPOSITION, patient(), observation(), type_="document"),
    "a Bundle in a Bundle": bundle(bundle(patient(), observation())),
}


@pytest.mark.parametrize("document", FILES.values(), ids=FILES)
async def test_every_kind_of_bundle_that_carries_data_is_read(desk: Desk, document: JSON) -> None:
    await desk.accepted(document)
    assert len(await desk.entries(Kind.LAB_REPORTS)) == 1


async def test_single_resources_are_read(desk: Desk) -> None:
    await desk.accepted(patient())
    await desk.accepted(observation())
    assert len(await desk.entries(Kind.LAB_REPORTS)) == 1


PUT = {"method": "PUT", "url": "Patient/p"}
REFUSED: dict[str, tuple[JSON, str]] = {
    "a history": (bundle(patient(), type_="history"), "a history Bundle tells past versions"),
    "a message": (bundle(patient(), type_="message"), "a message Bundle asks for processing"),
    "an unknown kind": (bundle(patient(), type_="heap"), "of no kind that can be imported"),
    "no kind": ({"resourceType": "Bundle", "entry": []}, "of no kind that can be imported"),
    "a document without its Composition": (bundle(patient(), type_="document"), "bdl-11"),
    "a transaction without requests": (bundle(patient(), type_="transaction"), "bdl-3"),
    "a deletion": (
        bundle({"resource": patient(), "request": {"method": "DELETE", "url": "Patient/p"}}, type_="batch"),
        "neither deletes",
    ),
    "a PUT of something else": (
        bundle({"resource": patient("other"), "request": PUT}, type_="transaction"),
        "names another resource than the entry holds",
    ),
    "one fullUrl twice": (bundle(entry(URN, patient()), entry(URN, observation(subject=URN))), "bdl-7"),
    "one id twice, other content": (bundle(patient(), patient(gender="male")), "same type and id, and other content"),
    "a fullUrl of another id": (bundle(entry(f"{BASE}/Patient/other", patient())), "another id than the resource has"),
    "a fullUrl of another type": (bundle(entry(f"{BASE}/Group/p", patient())), "another type than the resource has"),
    "a relative fullUrl": (bundle(entry("Patient/p", patient())), "has to be an absolute address"),
    "Bundles without end": (bundle(bundle(bundle(bundle(patient())))), "nested deeper than 3"),
    "an entry without a resource": (bundle() | {"entry": [{}]}, "the entry holds no resource"),
    "an entry that is none": (bundle() | {"entry": [7]}, "an entry has to be an object"),
    "entries that are none": (bundle() | {"entry": "x"}, "has to be a list"),
    "no FHIR id": (bundle(patient("a b")), "is no FHIR id"),
    "no resource of FHIR": (bundle({"resourceType": "Horse", "id": "h"}), "is no resource of FHIR R4"),
    "a part of a resource": (bundle({"resourceType": "HumanName", "id": "h"}), "is no resource of FHIR R4"),
    "no type": (bundle({"id": "h"}), "names no resource type"),
}


@pytest.mark.parametrize(("document", "reason"), REFUSED.values(), ids=REFUSED)
async def test_a_bundle_that_breaks_fhirs_rules_is_refused(desk: Desk, document: JSON, reason: str) -> None:
    assert reason in await desk.refused(document)


async def test_the_same_resource_twice_in_a_file_is_one(desk: Desk) -> None:
    report_ = await desk.accepted(bundle(patient(), patient(), vital()))
    assert report_.total.read == 2
