"""The names that clients rely on: types, fields, arguments and nullability of the public contract."""

import pytest
from graphql import GraphQLEnumType, GraphQLInterfaceType, GraphQLObjectType

from tests.reads.reference.reader import schema

PAGE = "first: Int, after: String"
BOTH = f"{PAGE}, last: Int, before: String"
PERIOD = "from: Date, to: Date"

FIELDS: dict[str, dict[str, str]] = {
    "Query": {
        "viewer": "Viewer",
        "record(patientId: ID!)": "MedicalRecord",
        "node(id: ID!)": "Node",
        "accessPreview(document: String!, variables: JSON, operationName: String, patientId: ID!)": "AccessPreview",
    },
    "Viewer": {
        "person": "Person!",
        "account": "Account!",
        "records": "[RecordAccess!]!",
        "family": "[LegalRepresentation!]!",
        f"renderedServices({PAGE}, {PERIOD})": "RenderedServiceConnection!",
    },
    "RecordAccess": {
        "standing": "Standing!",
        "patientId": "ID!",
        "displayName": "String!",
        "since": "DateTime!",
        "until": "DateTime",
        "cardEntryRequired": "Boolean!",
        "record": "MedicalRecord",
    },
    "MedicalRecord": {
        "id": "ID!",
        "patient": "Patient!",
        "access": "[RecordAccess!]!",
        "availableSections": "[SectionInfo!]!",
        f"timeline({PAGE}, sections: [Section!], {PERIOD}, search: String)": "RecordEntryConnection!",
        "allergies": "[Allergy!]",
        "conditions": "[Condition!]",
        "medications": "[Medication!]",
        f"labTrend(code: String!, {PERIOD})": "LabTrend",
        "vaccinationPlan": "[VaccinationPlanItem!]!",
        f"accessLog({PAGE})": "AccessLogConnection",
    },
    "RecordEntry": {
        "id": "ID!",
        "section": "Section!",
        "date": "Date!",
        "title": "String",
        "organization": "Organization",
        "author": "Practitioner",
        "document": "Document",
    },
    "LabReport": {
        "id": "ID!",
        "section": "Section!",
        "date": "Date!",
        "title": "String",
        "organization": "Organization",
        "author": "Practitioner",
        "document": "Document",
        "orderNumber": "String",
        "specimen": "Specimen",
        "collectedAt": "DateTime",
        "conclusion": "String",
        "status": "LabReportStatus",
        "results": "[LabResult!]",
    },
    "LabResult": {
        "code": "Coding",
        "name": "String",
        "value": "Float",
        "valueText": "String",
        "unit": "String",
        "referenceLow": "Float",
        "referenceHigh": "Float",
        "referenceText": "String",
        "interpretation": "Interpretation",
        "method": "String",
    },
    "Mutation": {
        "signIn(input: SignInInput!)": "SignInPayload!",
        "signOut": "SignOutPayload!",
        "requestCardEntryCode": "RequestCardEntryCodePayload!",
        "enterCard(input: EnterCardInput!)": "EnterCardPayload!",
    },
    "SignInPayload": {
        "token": "String",
        "secondFactorRequired": "Boolean!",
        "viewer": "Viewer",
        "userErrors": "[UserError!]!",
    },
    "SignOutPayload": {"userErrors": "[UserError!]!"},
    "RequestCardEntryCodePayload": {"sentTo": "String", "expiresAt": "DateTime", "userErrors": "[UserError!]!"},
    "EnterCardPayload": {"until": "DateTime", "userErrors": "[UserError!]!"},
    "UserError": {"field": "[String!]", "code": "UserErrorCode!", "message": "String!"},
}
CONNECTIONS = {
    "examinationProtocols": "ExaminationProtocol",
    "labReports": "LabReport",
    "covidTests": "CovidTest",
    "vaccinations": "Vaccination",
    "instrumentalStudies": "InstrumentalStudy",
    "dischargeSummaries": "DischargeSummary",
    "healthDiary": "HealthDiary",
    "childData": "ChildData",
    "ambulanceCalls": "AmbulanceCall",
    "sickLeaves": "SickLeave",
    "prescriptions": "Prescription",
    "certificates": "MedicalCertificate",
    "checkUps": "CheckUp",
    "pregnancyCare": "PregnancyCare",
    "renderedServices": "RenderedService",
}
FIELDS["MedicalRecord"].update(
    {
        f"{name}({BOTH}, {PERIOD}, filter: {prefix}Filter, orderBy: {prefix}Order)": f"{prefix}Connection!"
        for name, prefix in CONNECTIONS.items()
    }
)
ENUMS = {
    "Standing": "SELF_TEEN SELF_ADULT PARENT_OF_CHILD PARENT_OF_TEEN GUARDIAN TRUSTEE_OF_CHILD TRUSTEE_OF_TEEN TREATING_DOCTOR EMERGENCY_DOCTOR",
    "Section": "EXAMINATION_PROTOCOLS LAB_REPORTS COVID_TESTS VACCINATIONS INSTRUMENTAL_STUDIES DISCHARGE_SUMMARIES HEALTH_DIARY CHILD_DATA "
    "AMBULANCE_CALLS SICK_LEAVES PRESCRIPTIONS CERTIFICATES CHECK_UPS PREGNANCY_CARE RENDERED_SERVICES",
    "VaccinationPlanStatus": "DONE DUE LATE UPCOMING EXEMPT REFUSED",
}
INPUTS = {"SignInInput": {"login": "String!", "password": "String!"}, "EnterCardInput": {"code": "String!"}}
CASES = [(type_name, field, gives) for type_name, fields in FIELDS.items() for field, gives in fields.items()]


@pytest.mark.parametrize(("type_name", "field", "gives"), CASES, ids=lambda part: part.split("(")[0])
def test_a_field_keeps_its_name_arguments_and_nullability(type_name: str, field: str, gives: str) -> None:
    named = schema().type_map[type_name]
    assert isinstance(named, (GraphQLObjectType, GraphQLInterfaceType))
    name, _, arguments = field.rstrip(")").partition("(")
    definition = named.fields[name]
    assert str(definition.type) == gives
    for argument in filter(None, arguments.split(", ")):
        given, _, of = argument.partition(": ")
        assert str(definition.args[given].type) == of
    wanted = {argument.partition(": ")[0] for argument in arguments.split(", ")}
    assert all(given in wanted or not str(each.type).endswith("!") for given, each in definition.args.items())


@pytest.mark.parametrize("name", ENUMS)
def test_a_vocabulary_keeps_its_values_in_order(name: str) -> None:
    named = schema().type_map[name]
    assert isinstance(named, GraphQLEnumType)
    assert list(named.values) == ENUMS[name].split()


@pytest.mark.parametrize("name", INPUTS)
def test_an_input_keeps_its_fields(name: str) -> None:
    fields = schema().type_map[name].fields  # type: ignore[attr-defined]
    assert {field: str(each.type) for field, each in fields.items()} == INPUTS[name]


@pytest.mark.parametrize("prefix", [*CONNECTIONS.values(), "RecordEntry", "AccessLog"])
def test_a_connection_has_the_parts_of_the_relay_specification(prefix: str) -> None:
    fields = schema().type_map[f"{prefix}Connection"].fields  # type: ignore[attr-defined]
    shapes = {name: str(each.type) for name, each in fields.items()}
    node = shapes["nodes"].strip("[]!")
    assert shapes == {
        "edges": f"[{prefix}Edge!]!",
        "nodes": f"[{node}!]!",
        "pageInfo": "PageInfo!",
        "totalCount": "Int!",
        "notices": "[Notice!]!",
    }
    edge = schema().type_map[f"{prefix}Edge"].fields  # type: ignore[attr-defined]
    assert {name: str(each.type) for name, each in edge.items()} == {"cursor": "String!", "node": f"{node}!"}


def test_the_audience_is_printed_as_the_contract_has_it() -> None:
    directive = schema().get_directive("visibleTo")
    assert directive is not None
    assert {name: str(each.type) for name, each in directive.args.items()} == {"standings": "[Standing!]!"}
    assert [place.name for place in directive.locations] == ["FIELD_DEFINITION"]


def test_every_entry_is_a_node_and_every_section_has_its_type() -> None:
    interface = schema().type_map["RecordEntry"]
    names = {each.name for each in schema().get_possible_types(interface)}  # type: ignore[arg-type]
    assert len(names) == 15
    node = schema().type_map["Node"]
    assert names < {each.name for each in schema().get_possible_types(node)}  # type: ignore[arg-type]
