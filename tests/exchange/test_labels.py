"""Sensitive content gets its labels from codes, words and security labels; they spread as policy.md 8 has it."""

from typing import Any

import pytest

from backend.models.vocabulary import Confidentiality, Kind, Label
from backend.policy.sensitivity import of_code
from tests.exchange.conftest import Desk
from tests.exchange.resources import (
    CONFIDENTIALITY,
    ICD10,
    JSON,
    LOINC,
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

HIV = concept("7917-8", "HIV 1 Ab")
ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"


def _marked(*codes: str, system: str = CONFIDENTIALITY) -> JSON:
    return {"security": [{"system": system, "code": code} for code in codes]}


RESOURCES: dict[str, tuple[JSON, Label, Confidentiality]] = {
    "an ordinary diagnosis": (condition(code="J06.9"), Label(0), Confidentiality.N),
    "МКБ-10 F20": (condition(code="F20.0"), Label.PSYCHIATRY, Confidentiality.R),
    "МКБ-10 F10": (condition(code="F10.2"), Label.NARCOLOGY, Confidentiality.R),
    "МКБ-10 B20": (condition(code="B20"), Label.HIV, Confidentiality.R),
    "МКБ-10 Z21": (condition(code="Z21"), Label.HIV, Confidentiality.R),
    "МКБ-10 A54": (condition(code="A54.0"), Label.STI, Confidentiality.N),
    "МКБ-10 Z34": (condition(code="Z34.0"), Label.REPRODUCTIVE, Confidentiality.N),
    "МКБ-10 by its federal OID": (
        condition() | {"code": concept("F32.1", "Эпизод", "urn:oid:1.2.643.5.1.13.13.11.1005")},
        Label.PSYCHIATRY,
        Confidentiality.R,
    ),
    "a code without its dot": (condition(code="F200"), Label.PSYCHIATRY, Confidentiality.R),
    "words alone": (condition() | {"code": {"text": "ВИЧ-инфекция"}}, Label.HIV, Confidentiality.R),
    "words in a note": (condition(note=[{"text": "наблюдается у психиатра"}]), Label.PSYCHIATRY, Confidentiality.R),
    "a laboratory test for HIV": (observation(code=HIV), Label.HIV, Confidentiality.R),
    "a laboratory test for syphilis": (
        observation(code={"text": "Сифилис, RPR"}),
        Label.STI,
        Confidentiality.R,
    ),
    "an antiretroviral": (prescription(text="Долутегравир"), Label.HIV, Confidentiality.R),
    "a psychotropic": (prescription(text="Рисперидон"), Label.PSYCHOTROPIC, Confidentiality.R),
    "label N": (condition(meta=_marked("N")), Label(0), Confidentiality.N),
    "label R": (condition(meta=_marked("R")), Label(0), Confidentiality.R),
    "label V": (condition(meta=_marked("V")), Label(0), Confidentiality.V),
    "labels R and V": (condition(meta=_marked("R", "V")), Label(0), Confidentiality.V),
    "an unknown label": (condition(meta=_marked("XYZZY")), Label(0), Confidentiality.V),
    "a label of an unknown system": (condition(meta=_marked("R", system="urn:x")), Label(0), Confidentiality.V),
    "a label without a code": (condition(meta={"security": [{"display": "secret"}]}), Label(0), Confidentiality.V),
    "a policy label": (condition(meta=_marked("PSY", system=ACT)), Label.PSYCHIATRY, Confidentiality.R),
    "a text too long to be read": (
        condition(note=[{"text": "слово " * 70_000}]),
        Label(0),
        Confidentiality.V,
    ),
}


@pytest.mark.parametrize(("resource", "labels", "confidentiality"), RESOURCES.values(), ids=RESOURCES)
async def test_an_entry_is_labelled_and_unreleased(
    desk: Desk, resource: JSON, labels: Label, confidentiality: Confidentiality
) -> None:
    await desk.accepted(bundle(patient(), resource))
    (row,) = await desk.entries()
    assert (row["labels"], row["confidentiality"], row["released_at"]) == (labels, confidentiality, None)


async def test_labels_go_from_an_encounter_to_all_that_hangs_on_it(desk: Desk) -> None:
    there: dict[str, Any] = {"encounter": ref("Encounter/e")}
    await desk.accepted(
        bundle(
            patient(),
            encounter(),
            condition(code="F32.1", **there),
            vital("v", **there),
            observation("o", **there),
            prescription(**there),
            immunization(**there),
            claim()
            | {"item": [{"sequence": 1, "productOrService": {"text": "Приём"}, "encounter": [there["encounter"]]}]},
            prescription("elsewhere"),
        )
    )
    labels = {(Kind(row["kind"]), bool(row["encounter_id"])): row["labels"] for row in await desk.entries()}
    assert labels.pop((Kind.PRESCRIPTIONS, False)) == 0
    assert set(labels.values()) == {Label.PSYCHIATRY} and len(labels) == 7
    encounters = await desk.database.fetch("SELECT labels FROM encounter WHERE patient_id = $1", await desk.person_of())
    assert [row["labels"] for row in encounters] == [Label.PSYCHIATRY]


async def test_labels_go_from_a_stay_to_its_parts(desk: Desk) -> None:
    await desk.accepted(
        bundle(
            patient(),
            encounter("stay", class_="IMP", reasonCode=[concept("F20.0", "x", ICD10)]),
            encounter("part", partOf=ref("Encounter/stay")),
            prescription(encounter=ref("Encounter/part")),
        )
    )
    assert {row["labels"] for row in await desk.entries()} == {Label.PSYCHIATRY}


async def test_a_condition_of_an_open_stay_still_labels_what_hangs_on_the_stay(desk: Desk) -> None:
    stay = encounter("stay", class_="IMP", status="in-progress", period={"start": "2024-03-01"})
    hung = prescription(encounter=ref("Encounter/stay"))
    await desk.accepted(bundle(patient(), stay, condition(code="B20", encounter=ref("Encounter/stay")), hung))
    assert [row["labels"] for row in await desk.entries(Kind.PRESCRIPTIONS)] == [Label.HIV]


@pytest.mark.parametrize(
    "resource",
    [
        prescription(reasonReference=[ref("Condition/c")]),
        claim(diagnosis=[{"sequence": 1, "diagnosisReference": ref("Condition/c")}]),
        encounter(reasonReference=[ref("Condition/c")]),
    ],
    ids=lambda resource: resource["resourceType"],
)
async def test_labels_go_from_a_reason_to_what_it_is_the_reason_of(desk: Desk, resource: JSON) -> None:
    await desk.accepted(bundle(patient(), condition(code="B20"), resource))
    assert {row["labels"] for row in await desk.entries()} == {Label.HIV}


async def test_a_dispensarys_name_labels_what_it_wrote(desk: Desk) -> None:
    clinic = organization(name="Психиатрическая больница № 7")
    await desk.accepted(bundle(patient(), clinic, encounter(serviceProvider=ref("Organization/org"))))
    assert [row["labels"] for row in await desk.entries()] == [Label.PSYCHIATRY]


async def test_a_mixed_laboratory_report_is_split_by_label(desk: Desk) -> None:
    await desk.accepted(
        bundle(
            patient(),
            report(results=("Observation/a", "Observation/h", "Observation/b"), conclusion="Обнаружены антитела"),
            observation("a"),
            observation("b", code=concept("789-8", "Эритроциты")),
            observation("h", code=HIV, valueQuantity=None, valueString="обнаружено"),
        )
    )
    ordinary, secret = sorted(await desk.entries(Kind.LAB_REPORTS), key=lambda row: row["labels"])
    assert (ordinary["labels"], secret["labels"]) == (0, Label.HIV)
    rows = await desk.database.fetch(
        "SELECT r.entry_id, count(*) AS results, max(l.conclusion) AS conclusion FROM lab_result r "
        "JOIN lab_report l ON l.patient_id = r.patient_id AND l.entry_id = r.entry_id WHERE r.patient_id = $1 "
        "GROUP BY r.entry_id",
        ordinary["patient_id"],
    )
    told = {row["entry_id"]: (row["results"], row["conclusion"]) for row in rows}
    # What the report says of everything together may speak of the secret part, so it goes with it.
    assert told == {ordinary["id"]: (2, None), secret["id"]: (1, "Обнаружены антитела")}


async def test_single_laboratory_values_of_a_day_share_a_report_by_label(desk: Desk) -> None:
    await desk.accepted(bundle(patient(), observation("a"), observation("b"), observation("h", code=HIV)))
    assert [row["labels"] for row in await desk.entries(Kind.LAB_REPORTS)] == [0, Label.HIV]


@pytest.mark.parametrize(
    ("around", "confidentiality"),
    [
        ({"meta": _marked("R")}, Confidentiality.R),
        ({"meta": _marked("V")}, Confidentiality.V),
        ({"meta": {"security": [{"system": ["x"], "code": "R"}]}}, Confidentiality.V),
    ],
)
async def test_a_bundles_label_is_on_all_it_holds_and_stays(
    desk: Desk, around: JSON, confidentiality: Confidentiality
) -> None:
    await desk.accepted(bundle(patient(), vital(), **around))
    await desk.accepted(bundle(condition()))  # works the record out anew
    assert {Kind(row["kind"]): row["confidentiality"] for row in await desk.entries()} == {
        Kind.VITAL_SIGN: confidentiality,
        Kind.CONDITION: Confidentiality.N,
    }


async def test_a_documents_confidentiality_is_on_all_it_holds(desk: Desk) -> None:
    composition = {
        "resourceType": "Composition",
        "id": "d",
        "status": "final",
        "type": {"text": "Выписка"},
        "subject": ref("Patient/p"),
        "date": "2024-03-03",
        "author": [{"display": "Врач"}],
        "title": "Выписка",
        "confidentiality": "V",
    }
    await desk.accepted(bundle(composition, patient(), vital(), type_="document"))
    assert [row["confidentiality"] for row in await desk.entries()] == [Confidentiality.V]


def test_the_table_knows_what_the_law_and_the_sections_name() -> None:
    for system, code, label in (
        (ICD10, "B24", Label.HIV),
        (ICD10, "A50.9", Label.STI),
        (ICD10, "N80.0", Label.REPRODUCTIVE),
        (ICD10, "O80", Label.REPRODUCTIVE),
        (ICD10, "T40.1", Label.NARCOLOGY | Label.TOXICOLOGY),
        (LOINC, "7917-8", Label.HIV),
        ("http://snomed.info/sct", "86406008", Label.HIV),
        ("http://www.whocc.no/atc", "J05AR10", Label.HIV),
        ("http://www.whocc.no/atc", "N05AX08", Label.PSYCHOTROPIC),
    ):
        found = of_code(system, code)
        assert found is not None and found.labels & label == label, code
    ordinary = of_code(ICD10, "J06.9")
    assert ordinary is None or ordinary.labels == 0
