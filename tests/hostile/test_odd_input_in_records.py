"""Odd values from who may write: past the standing, in every field of what is written into a record (SCT-05, SEC-07)."""

import copy
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest_asyncio

from backend.settings import Settings
from tests.cast_site import NewDatabase, cast_site
from tests.client import Site
from tests.complaints import documents
from tests.complaints.people import filed, services
from tests.doctors.visits import visit
from tests.doctors_write.acts import protocol
from tests.emptying import empty

TEXTS = [
    "",
    "\0",
    "долгая причина\0 и дальше",
    "\u202eтекст задом наперёд",
    "🙂" * 40,
    "A" * 60_000,
    "%s{0}${x}<b>",
    "\r\nA: b\r\n",
]
NUMBERS = [-1, 0, 0.5, 2**31 - 1, -(2**31), 1e300, -0.0]
DAYS = ["0001-01-01", "9999-12-31", "2024-02-29"]
MOMENTS = [
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2024-05-01T10:00:00",
    "2024-05-01T10:00:00.123456+03:00",
]
DIARY = {
    "measure": "PULSE",
    "value": 70,
    "measuredAt": "2026-01-02T10:00:00Z",
    "context": "AT_REST",
    "note": "После сна",
}
CHILD = {
    "kind": "MEDICATION",
    "substance": "Железо",
    "dose": "1 капля",
    "periodFrom": "2026-01-01",
    "periodUntil": "2026-02-01",
    "note": "Утром",
}
REPORT = {
    "title": "Анализ крови", "profile": "Общий", "specimen": "Кровь", "orderNumber": "1", "collectedOn": "2026-01-01", "conclusion": "Норма",
    "results": [{"name": "Гемоглобин", "code": "1", "value": 120.5, "unit": "g/L", "referenceLow": 110, "referenceHigh": 140,
                 "referenceText": "110 – 140", "method": "Фотометрия"}],
}  # fmt: skip
PROTOCOL = protocol(
    socialHistory="Учится", pregnancyNumber=1, drugs=["Железо"], privateNotes=["Проверить"],
    vitalSigns=[{"kind": "TEMPERATURE", "value": 36.6}], referrals=[{"name": "Кардиолог", "reason": "Шум", "urgent": False}],
)  # fmt: skip
VACCINATION = {
    "vaccineName": "Вакцина", "infections": ["MEASLES"], "givenOn": "2026-01-01", "doseMl": 0.5, "doseLabel": "V", "series": "A1",
    "expiresOn": "2027-01-01",
}  # fmt: skip
EXEMPTION = {
    "kind": "TEMPORARY",
    "infections": ["MEASLES"],
    "fromDay": "2026-01-01",
    "untilDay": "2026-05-01",
    "reason": "Аллергия",
}
FORM: dict[str, Any] = {
    "chronicConditions": ["Астма"], "heredity": "Диабет", "allergies": [{"substance": "Пыльца", "reaction": "насморк"}],
    "operations": [{"name": "Аденотомия", "year": 2021}],
    "emergencyContacts": [{"name": "Отец", "relationship": "отец", "phone": "+79161234567"}],
}  # fmt: skip
REASON = "Подозрение на взаимодействие лекарств, нужны закрытые записи"


@pytest_asyncio.fixture(scope="module")
async def running(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    async with cast_site(settings, new_database) as site:
        yield site


async def _inputs(site: Site) -> list[tuple[str, str, dict[str, Any]]]:
    """Login, mutation and an input that goes through, or would."""
    misha, vera = await site.patient("Михаил"), await site.patient("Вера", "Соколова")
    first = await visit(site, "petrova", "Вера")
    service = (await services(await site.enter("anna"), misha, "ДГП № 517"))[0]
    complaint = await filed(site, service["id"])
    insurer = await site.enter("insurer")
    await insurer.data(documents.ASK, input={"id": complaint["id"], "question": documents.QUESTION})
    return [
        ("anna", "addDiaryEntry", {"patientId": misha, "entry": DIARY}),
        ("anna", "addChildData", {"patientId": misha, "entry": CHILD}),
        ("anna", "fileComplaint", {"id": service["id"], "kind": "OTHER", "text": documents.TEXT,
                                   "attached": [{"entryId": service["id"], "fields": ["serviceName"]}]}),
        ("anna", "requestExport", {"patientId": misha, "form": "EMERGENCY_CARD", "contacts": [{"name": "Отец", "phone": "1"}]}),
        ("anna", "bookAppointment", {"patientId": misha, "slot": "20251127-0900-49-0"}),
        ("anna", "makeVisitCode", {"patientId": misha, "organizationId": "A" * 22}),
        ("petrova", "signProtocol", {"patientId": misha, "content": PROTOCOL}),
        ("petrova", "previewProtocol", {"patientId": misha, "content": PROTOCOL}),
        ("petrova", "signLabReport", {"patientId": misha, "content": REPORT}),
        ("petrova", "signVaccination", {"patientId": misha, "content": VACCINATION}),
        ("petrova", "signVaccinationExemption", {"patientId": misha, "content": EXEMPTION}),
        ("petrova", "signReferral", {"patientId": misha, "content": {"name": "Кардиолог", "reason": "Шум", "urgent": True}}),
        ("petrova", "saveProtocolDraft", {"patientId": misha, "fields": [{"name": "title", "text": "Осмотр", "revision": 0}]}),
        ("petrova", "openMedicalRecord", {"encounterId": first["id"], **FORM}),
        ("petrova", "giveReason", {"encounterId": first["id"], "reason": REASON}),
        ("petrova", "openInEmergency", {"patientId": vera, "reason": REASON}),
        ("petrova", "answerComplaint", {"id": complaint["id"], "agrees": True, "text": documents.TEXT}),
        ("insurer", "decideComplaint", {"id": complaint["id"], "reason": "DATA_WRONG", "text": documents.TEXT}),
    ]  # fmt: skip


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(inner, (*path, key))
    else:
        yield path, value


def _odd(name: Any, value: Any) -> list[Any]:
    if isinstance(value, bool) or (isinstance(value, str) and value.isupper() and value.isascii()):
        return []
    if isinstance(value, str):
        if name in ("collectedOn", "givenOn", "expiresOn", "fromDay", "untilDay", "periodFrom", "periodUntil"):
            return DAYS
        return MOMENTS if name == "measuredAt" else TEXTS
    return NUMBERS


async def test_every_odd_value_past_the_standing_is_answered_by_a_code(running: Site) -> None:
    site, faults = running, []
    for login, mutation, given in await _inputs(site):
        kind = mutation[0].upper() + mutation[1:] + "Input"
        document = (
            f"mutation($input: {kind}!) {{ {mutation}(input: $input) {{ userErrors {{ code field message }} }} }}"
        )
        for path, value in _leaves(given):
            for odd in _odd(path[-1], value):
                changed = copy.deepcopy(given)
                place: Any = changed
                for part in path[:-1]:
                    place = place[part]
                place[path[-1]] = odd
                await empty(site.database, "sign_in_attempt")
                answer = await (await site.enter(login)).ask(document, input=changed)
                codes = [error["extensions"]["code"] for error in answer.get("errors", [])]
                if not {"INTERNAL", "UNAVAILABLE"}.isdisjoint(codes):
                    faults.append((mutation, path, ascii(odd)[:60]))
        # The usual input is one that the mutation takes: the odd values came past its shape.
        assert "errors" not in await (await site.enter(login)).ask(document, input=given), mutation
    assert faults == []
