"""Every query and mutation of officers × every role: the one that it is for, and FORBIDDEN, the same for all others (SCT-03)."""

import sys
from typing import Any

import pytest

from backend.graphql_schema import graphql_schema
from backend.models.vocabulary import Role
from backend.resolvers.mutation import Mutation
from backend.resolvers.query import Query
from tests.client import Person, Site

NOBODY = "nobody"
LOGINS = {
    Role.CITIZEN: ("anna", "sergey", "pavel", "basic"),
    Role.DOCTOR: ("petrova", "ivanov"),
    Role.REGISTRAR: ("registrar", "registrar2"),
    Role.MFC_OFFICER: ("mfc",),
    Role.INSURER: ("insurer",),
    Role.ANALYST: ("analyst",),
    Role.AUDITOR: ("auditor",),
    Role.ADMINISTRATOR: ("admin", "admin2"),
}
ANY_ID = "A" * 22
PERSON = {"kind": "SNILS", "number": "112-233-445 95", "birthDate": "2016-01-01"}
WITH_ID = {"id": ANY_ID}
WITH_REASON = {"id": ANY_ID, "reason": "Обращение № 17"}
ADOPTION = {
    "patient": PERSON,
    "parents": [PERSON],
    "familyName": "Ясный",
    "givenName": "Пётр",
    "birthCertificate": "IV-МЮ 123456",
    "issuer": "ЗАГС",
    "issuedOn": "2026-01-01",
    "number": "1",
    "court": "Суд",
    "decidedOn": "2026-01-01",
    "startsOn": "2026-01-01",
    "reason": "Решение суда",
}
ACT = {
    "kind": "RESTRICTION",
    "patient": PERSON,
    "representative": PERSON,
    "number": "1",
    "court": "Суд",
    "decidedOn": "2026-01-01",
    "startsOn": "2026-01-01",
    "reason": "Решение суда",
}
CIVIL = {"person": PERSON, "actNumber": "1", "reason": "Обращение № 17"}
PROTOCOL = {"title": "Осмотр", "diagnoses": [{"code": "J00", "kind": "MAIN"}]}
# Who each field is for, and its arguments: enough to be looked at by whoever may.
QUERIES: dict[str, tuple[Role, str]] = {
    "registrarQueue": (Role.REGISTRAR, "registrarQueue { overdueCount }"),
    "accessRequestCase": (Role.REGISTRAR, f'accessRequestCase(id: "{ANY_ID}", reason: "Обращение № 17") {{ id }}'),
    "serviceCases": (Role.REGISTRAR, "serviceCases { hasNextPage }"),
    "serviceCase": (Role.REGISTRAR, f'serviceCase(id: "{ANY_ID}") {{ id }}'),
    "courtActs": (Role.REGISTRAR, "courtActs { hasNextPage }"),
    "recordMerges": (Role.REGISTRAR, "recordMerges { hasNextPage }"),
    "misplacedEntries": (Role.REGISTRAR, "misplacedEntries { hasNextPage }"),
    "reportedMisplacedEntries": (Role.DOCTOR, "reportedMisplacedEntries { hasNextPage }"),
    "misplacedReadings": (Role.AUDITOR, "misplacedReadings { hasNextPage }"),
    "deathCorrections": (Role.REGISTRAR, "deathCorrections { hasNextPage }"),
    "mfcClaims": (Role.MFC_OFFICER, 'mfcClaims(number: "Ф-000000", reason: "Обращение № 17") { id }'),
    "mfcClaim": (Role.MFC_OFFICER, f'mfcClaim(id: "{ANY_ID}") {{ id }}'),
    "staffAppointments": (Role.ADMINISTRATOR, "staffAppointments { hasNextPage }"),
    "doctorDay": (Role.DOCTOR, "doctorDay { patientId }"),
    "doctorAppointments": (Role.DOCTOR, "doctorAppointments { patientId }"),
    "doctorAdmissions": (Role.DOCTOR, "doctorAdmissions { patientId }"),
    "doctorWorkplaces": (Role.DOCTOR, "doctorWorkplaces { name }"),
    "diagnosisCodes": (Role.DOCTOR, 'diagnosisCodes(search: "J00") { code }'),
    "protocolDrafts": (Role.DOCTOR, f'protocolDrafts(patientId: "{ANY_ID}") {{ id }}'),
    "clinicComplaints": (Role.DOCTOR, "clinicComplaints { hasNextPage }"),
    "clinicComplaint": (Role.DOCTOR, f'clinicComplaint(id: "{ANY_ID}") {{ id }}'),
    "clinicPaperExtracts": (Role.DOCTOR, "clinicPaperExtracts { hasNextPage }"),
    "clinicPaperExtract": (Role.DOCTOR, f'clinicPaperExtract(id: "{ANY_ID}") {{ id }}'),
    "clinicPaperApplications": (Role.DOCTOR, "clinicPaperApplications { hasNextPage }"),
    "clinicPaperApplication": (Role.DOCTOR, f'clinicPaperApplication(id: "{ANY_ID}") {{ id }}'),
    "insurerComplaints": (Role.INSURER, "insurerComplaints { hasNextPage }"),
    "insurerComplaint": (Role.INSURER, f'insurerComplaint(id: "{ANY_ID}") {{ id }}'),
    "breakGlassAccesses": (Role.AUDITOR, "breakGlassAccesses { hasNextPage }"),
    "workplaces": (Role.ADMINISTRATOR, 'workplaces(nameContains: "поликлиника") { id }'),
}
MUTATIONS: dict[str, tuple[Role, dict[str, Any]]] = {
    "takeAccessRequest": (Role.REGISTRAR, WITH_ID),
    "releaseAccessRequest": (Role.REGISTRAR, WITH_ID),
    "askRegistriesAgain": (Role.REGISTRAR, WITH_ID),
    "decideAccessRequest": (Role.REGISTRAR, {"id": ANY_ID, "decision": "APPROVE"}),
    "decideServiceCase": (Role.REGISTRAR, {"id": ANY_ID, "decision": "REFUSE", "text": "Нет"}),
    "proposeCourtAct": (Role.REGISTRAR, ACT),
    "proposeAdoption": (Role.REGISTRAR, ADOPTION),
    "confirmCourtAct": (Role.REGISTRAR, WITH_ID),
    "refuseCourtAct": (Role.REGISTRAR, WITH_REASON),
    "endCourtAct": (Role.REGISTRAR, WITH_REASON),
    "confirmCourtActEnd": (Role.REGISTRAR, WITH_ID),
    "recordDeath": (Role.REGISTRAR, {**CIVIL, "diedOn": "2026-01-01"}),
    "recordEmancipation": (Role.REGISTRAR, {**CIVIL, "on": "2026-01-01"}),
    "proposeDeathCorrection": (Role.REGISTRAR, {"person": PERSON, "reason": "Обращение № 17"}),
    "confirmDeathCorrection": (Role.REGISTRAR, WITH_ID),
    "refuseDeathCorrection": (Role.REGISTRAR, WITH_REASON),
    "findRecordDuplicates": (Role.REGISTRAR, {"person": PERSON, "reason": "Обращение № 17"}),
    "proposeRecordMerge": (
        Role.REGISTRAR,
        {"person": PERSON, "duplicateId": ANY_ID, "kind": "OTHER", "reason": "Обращение № 17"},
    ),
    "confirmRecordMerge": (Role.REGISTRAR, WITH_ID),
    "refuseRecordMerge": (Role.REGISTRAR, WITH_REASON),
    "undoRecordMerge": (Role.REGISTRAR, WITH_REASON),
    "confirmRecordMergeUndo": (Role.REGISTRAR, WITH_ID),
    "reportMisplacedEntries": (
        Role.DOCTOR,
        {"entries": [ANY_ID], "person": PERSON, "reason": "OTHER", "text": "Обращение № 17"},
    ),
    "acceptMisplacedEntries": (Role.REGISTRAR, WITH_ID),
    "confirmMisplacedEntries": (Role.REGISTRAR, WITH_ID),
    "refuseMisplacedEntries": (Role.REGISTRAR, WITH_REASON),
    "returnMisplacedEntries": (Role.REGISTRAR, WITH_REASON),
    "confirmMisplacedEntriesReturn": (Role.REGISTRAR, WITH_ID),
    "confirmFamilyClaim": (Role.MFC_OFFICER, {"id": ANY_ID, "documents": [], "basis": "Свидетельство"}),
    "confirmIdentityInPerson": (
        Role.MFC_OFFICER,
        {
            "login": "nobody-there",
            "passport": "4510 900001",
            "issuedOn": "2020-01-01",
            "departmentCode": "770-099",
            "snils": "112-233-445 95",
        },
    ),
    "refuseFamilyClaim": (Role.MFC_OFFICER, {"id": ANY_ID, "reason": "OTHER", "text": "Нет"}),
    "proposeStaffAppointment": (
        Role.ADMINISTRATOR,
        {"login": "somebody", "role": "AUDITOR", "organization": ANY_ID, "startsOn": "2026-01-01"},
    ),
    "confirmStaffAppointment": (Role.ADMINISTRATOR, WITH_ID),
    "refuseStaffAppointment": (Role.ADMINISTRATOR, WITH_REASON),
    "endStaffAppointment": (Role.ADMINISTRATOR, WITH_REASON),
    "takePaperExtract": (Role.DOCTOR, WITH_ID),
    "finishPaperExtract": (Role.DOCTOR, WITH_ID),
    "handOutPaperExtract": (Role.DOCTOR, {"id": ANY_ID, "identityShown": "PASSPORT"}),
    "declinePaperExtract": (Role.DOCTOR, {"id": ANY_ID, "reason": "OTHER", "text": "Нет"}),
    "acceptPaperApplication": (Role.DOCTOR, WITH_ID),
    "declinePaperApplication": (Role.DOCTOR, {"id": ANY_ID, "reason": "OTHER", "text": "Нет"}),
    "findPatient": (Role.DOCTOR, PERSON),
    "openEncounter": (Role.DOCTOR, {"appointmentId": ANY_ID}),
    "closeEncounter": (Role.DOCTOR, {"encounterId": ANY_ID}),
    "giveReason": (Role.DOCTOR, {"encounterId": ANY_ID, "reason": "Нужны записи психиатра для лечения"}),
    "openMedicalRecord": (
        Role.DOCTOR,
        {"encounterId": ANY_ID, "chronicConditions": [], "allergies": [], "operations": [], "emergencyContacts": []},
    ),
    "openInEmergency": (Role.DOCTOR, {"patientId": ANY_ID, "reason": "Без сознания, нужен анамнез"}),
    "admitPatient": (Role.REGISTRAR, {"patient": PERSON, "doctor": "nobody-there", "reason": "Поступление № 17"}),
    "answerComplaint": (Role.DOCTOR, {"id": ANY_ID, "agrees": True, "text": "Ошибка регистратуры"}),
    "correctDisputedEntry": (Role.DOCTOR, {"id": ANY_ID, "withdrawn": True}),
    "askClinic": (Role.INSURER, {"id": ANY_ID, "question": "Просим пояснить запись"}),
    "goOnWithComplaint": (Role.INSURER, WITH_ID),
    "decideComplaint": (Role.INSURER, {"id": ANY_ID, "reason": "DATA_RIGHT", "text": "Запись верна"}),
    "saveProtocolDraft": (
        Role.DOCTOR,
        {"patientId": ANY_ID, "fields": [{"name": "title", "text": "Осмотр", "revision": 0}]},
    ),
    "discardProtocolDraft": (Role.DOCTOR, WITH_ID),
    "previewProtocol": (Role.DOCTOR, {"patientId": ANY_ID, "content": PROTOCOL}),
    "signProtocol": (Role.DOCTOR, {"patientId": ANY_ID, "content": PROTOCOL}),
    "correctProtocol": (Role.DOCTOR, {"id": ANY_ID, "content": PROTOCOL, "reason": "Уточнение"}),
    "reviewBreakGlass": (Role.AUDITOR, {"id": ANY_ID, "verdict": "JUSTIFIED", "text": "Проверено с клиникой"}),
}
# Where a role is not enough: only a standing on the record opens them (tests/policy/test_doctor_writing.py), so that a doctor
# who treats nobody of that id hears the same as everybody else.
BY_STANDING = {"saveProtocolDraft", "discardProtocolDraft", "previewProtocol", "signProtocol", "correctProtocol"}
# Every area of the schema that begins with a role of officers.
AREAS = [
    area
    for root in (Query, Mutation)
    for area in root.__bases__
    if {"officer", "acting"} & vars(sys.modules[area.__module__]).keys()
]
WHO = [NOBODY, *(login for logins in LOGINS.values() for login in logins)]


def _fields(area: Any) -> set[str]:
    """Names of the fields that an area adds to its root, as clients write them."""
    found = set()
    for field in area.__strawberry_definition__.fields:
        first, *rest = field.python_name.split("_")
        found.add(first + "".join(word.capitalize() for word in rest))
    return found


def test_the_tables_name_every_field_of_officers() -> None:
    assert set().union(*(_fields(area) for area in AREAS)) == QUERIES.keys() | MUTATIONS.keys()
    text = graphql_schema()[0].as_str()
    assert all(f"  {name}" in text for name in QUERIES.keys() | MUTATIONS.keys())


async def _who(site: Site, login: str) -> Person:
    return Person(site, "") if login == NOBODY else await site.sign_in(login)


@pytest.mark.parametrize("login", WHO)
async def test_a_query_is_for_its_role_alone(site: Site, login: str) -> None:
    person = await _who(site, login)
    for name, (role, query) in QUERIES.items():
        answer = await person.ask(f"{{ {query} }}")
        expected = "UNAUTHENTICATED" if login == NOBODY else "FORBIDDEN"
        if login in LOGINS[role]:
            # What does not exist is forbidden like what is foreign; lists are there.
            assert answer["data"][name] is not None or ANY_ID in query, (name, answer)
        else:
            assert answer["data"] in (None, {name: None}), name
            assert [error["extensions"] for error in answer["errors"]] == [{"code": expected}], name


@pytest.mark.parametrize("login", WHO)
async def test_a_mutation_is_for_its_role_alone(site: Site, login: str) -> None:
    """The role comes first: whoever has not the right one learns nothing of what is there or missing."""
    person = await _who(site, login)
    for name, (role, given) in MUTATIONS.items():
        kind = _input_type(name)
        answer = await person.ask(
            f"mutation($input: {kind}!) {{ {name}(input: $input) {{ userErrors {{ code message }} }} }}", input=given
        )
        assert "errors" not in answer, (name, answer)
        codes = [error["code"] for error in answer["data"][name]["userErrors"]]
        if login in LOGINS[role] and name not in BY_STANDING:
            assert len(codes) == 1 and codes[0] not in ("FORBIDDEN", "UNAUTHENTICATED"), (name, codes)
        else:
            assert codes == ["UNAUTHENTICATED" if login == NOBODY else "FORBIDDEN"], name


def _input_type(mutation: str) -> str:
    core: Any = graphql_schema()[0]._schema
    return str(core.mutation_type.fields[mutation].args["input"].type).rstrip("!")
