"""The policy matrix, every cell tried: which sections and fields each standing reads (policy.md, Matrix)."""

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type, is_composite_type, is_non_null_type

from backend.graphql_schema import graphql_schema
from backend.policy.standing import EVERYONE, Standing
from tests.client import Site
from tests.world import World

S15, S18, P14, P15 = Standing.SELF_TEEN, Standing.SELF_ADULT, Standing.PARENT_OF_CHILD, Standing.PARENT_OF_TEEN
G, TC, T = Standing.GUARDIAN, Standing.TRUSTEE_OF_CHILD, Standing.TRUSTEE_OF_TEEN
D, E = Standing.TREATING_DOCTOR, Standing.EMERGENCY_DOCTOR

# Written by hand from the matrix: who is NOT in the audience. Everything else is for all nine standings.
CLOSED_SECTIONS = {
    "healthDiary": P15 | T,
    "sickLeaves": E,
    "certificates": E,
    "pregnancyCare": P15 | T,
    "renderedServices": D | E,
}
GUARDED_FIELDS = {
    "Patient.address": ~(S15 | S18),
    "Patient.phone": ~(S15 | S18),
    "Patient.email": ~(S15 | S18),
    "Patient.emergencyContacts": ~(S15 | S18 | D | E),
    "Patient.identifiers": E,
    "Patient.policies": E,
    "Patient.namedRepresentatives": ~D,
    "ExaminationProtocol.socialHistory": P15 | T,
    "ExaminationProtocol.obstetricHistory": P15 | T,
    "ExaminationProtocol.pregnancyNumber": P15 | T,
    "ExaminationProtocol.privateNotes": ~D,
    "ExaminationProtocol.guardian": ~D,
    "DischargeSummary.guardian": ~D,
    "MedicalCertificate.guardian": ~D,
    "PregnancyCare.guardian": ~D,
    "Vaccination.exemptionReason": P15 | T,
    "AmbulanceCall.caller": ~(D | E),
    "AmbulanceCall.address": ~(D | E),
    "EntryVersion.reason": ~(D | E),
    "EntryVersion.releasedAt": ~(D | E),
    "EntryVersion.releasedBy": ~(D | E),
    "EntryVersion.releaseNote": ~(D | E),
    "EntryHiding.liftedAt": ~(S15 | D | E),
    "EntryHiding.liftedBy": ~(S15 | D | E),
    "EntryHiding.liftedBecause": ~(S15 | D | E),
}
CONNECTIONS = {
    "examinationProtocols": "ExaminationProtocol",
    "labReports": "LabReport",
    "covidTests": "CovidTest",
    "vaccinations": "Vaccination",
    "instrumentalStudies": "InstrumentalStudy",
    "dischargeSummaries": "DischargeSummary",
    "healthDiary": "HealthDiaryEntry",
    "childData": "ChildDataEntry",
    "ambulanceCalls": "AmbulanceCall",
    "sickLeaves": "SickLeave",
    "prescriptions": "Prescription",
    "certificates": "MedicalCertificate",
    "checkUps": "CheckUp",
    "pregnancyCare": "PregnancyCare",
    "renderedServices": "RenderedService",
    "vitalSigns": "VitalSign",
    "procedures": "Procedure",
    "carePlans": "CarePlan",
    "referrals": "Referral",
}


def test_every_field_has_the_audience_that_the_matrix_gives() -> None:
    _, model = graphql_schema()
    narrower = {
        f"{type_name}.{name}": read.declared.visible_to
        for type_name, fields in model.fields.items()
        for name, read in fields.items()
        if read.declared.visible_to != EVERYONE
    }
    assert narrower == {name: EVERYONE & ~closed for name, closed in GUARDED_FIELDS.items()}


@pytest.mark.parametrize("standing", list(Standing), ids=lambda standing: str(standing.name))
async def test_each_standing_reads_exactly_its_cells(world: tuple[Site, World], standing: Standing) -> None:
    site, made = world
    fields = " ".join(
        f"{name}(first: 3) {{ totalCount notices {{ code }} nodes {{ {_all_fields(node)} }} }}"
        for name, node in CONNECTIONS.items()
    )
    query = f"query($id: ID!) {{ record(patientId: $id) {{ patient {{ {_all_fields('Patient')} }} availableSections {{ section }} {fields} }} }}"
    answer = await site.ask(query, made.tokens[standing], id=made.patient_key(standing))
    assert "errors" not in answer, answer["errors"]
    record = answer["data"]["record"]
    for name, node in CONNECTIONS.items():
        closed = bool(CLOSED_SECTIONS.get(name, Standing(0)) & standing)
        assert record[name]["totalCount"] == (0 if closed else 1), name
        codes = [notice["code"] for notice in record[name]["notices"]]
        assert ("SECTION_NOT_FOR_STANDING" in codes) == closed, name
        for entry in record[name]["nodes"]:
            _compare(node, entry, standing)
    _compare("Patient", record["patient"], standing)
    hidden = {redaction["field"] for redaction in answer.get("extensions", {}).get("redactions", [])}
    assert hidden == {name for name, closed in GUARDED_FIELDS.items() if closed & standing}


def _compare(type_name: str, value: dict[str, Any], standing: Standing) -> None:
    for name, inner in value.items():
        closed = bool(GUARDED_FIELDS.get(f"{type_name}.{name}", Standing(0)) & standing)
        if closed:
            assert inner is None, f"{type_name}.{name} leaks to {standing.name}"
        else:
            assert inner is not None, f"{type_name}.{name} is hidden from {standing.name}"


def _all_fields(type_name: str, depth: int = 3) -> str:
    return " ".join(_selections(type_name, depth))


def _selections(type_name: str, depth: int) -> Iterator[str]:
    schema, _ = graphql_schema()
    named = schema._schema.type_map[type_name]
    assert isinstance(named, GraphQLObjectType)
    for name, definition in named.fields.items():
        below = get_named_type(definition.type)
        if not is_composite_type(below):
            yield name
        elif depth > 1:
            yield f"{name} {{ {_all_fields(below.name, depth - 1)} }}"


def test_guarded_fields_are_nullable_in_the_printed_schema() -> None:
    schema, _ = graphql_schema()
    for name in GUARDED_FIELDS:
        type_name, field = name.split(".")
        definition = schema._schema.type_map[type_name].fields[field]
        assert not is_non_null_type(definition.type), name
