"""What doctors write (policy.md, matrix, W⁵): every mutation × every standing, on the own record and on another's."""

from typing import Any

import pytest

from backend.models.vocabulary import Kind
from backend.policy.standing import Standing
from tests.client import Site
from tests.doctors_write.acts import mutation
from tests.world import World

_PROTOCOL = {"title": "Осмотр", "diagnoses": [{"code": "J00", "kind": "MAIN"}]}
_REPORT = {"title": "Кровь", "results": [{"name": "Гемоглобин", "value": 120}]}
_VACCINE = {"vaccineName": "Вакцина", "infections": ["POLIO"]}
_EXEMPT = {"kind": "PERMANENT", "infections": ["POLIO"], "reason": "Аллергия"}
NEW: dict[str, dict[str, Any]] = {
    "saveProtocolDraft": {"fields": [{"name": "title", "text": "Осмотр", "revision": 0}]},
    "previewProtocol": {"content": _PROTOCOL},
    "signProtocol": {"content": _PROTOCOL},
    "signLabReport": {"content": _REPORT},
    "signVaccination": {"content": _VACCINE},
    "signVaccinationExemption": {"content": _EXEMPT},
    "signReferral": {"content": {"name": "ЛОР"}},
}
OF_ENTRY: dict[str, tuple[Kind, dict[str, Any]]] = {
    "correctProtocol": (Kind.EXAMINATION_PROTOCOLS, {"content": _PROTOCOL, "reason": "Уточнение"}),
    "correctLabReport": (Kind.LAB_REPORTS, {"content": _REPORT, "reason": "Уточнение"}),
    "correctVaccination": (Kind.VACCINATIONS, {"content": _VACCINE, "reason": "Уточнение"}),
    "correctVaccinationExemption": (Kind.VACCINATIONS, {"content": _EXEMPT, "reason": "Уточнение"}),
    "correctReferral": (Kind.REFERRAL, {"content": {"name": "ЛОР"}, "reason": "Уточнение"}),
    "releaseEntry": (Kind.LAB_REPORTS, {"note": "Поговорили с пациентом."}),
    "withdrawEntry": (Kind.CHECK_UPS, {"reason": "Не тот пациент"}),
}
# The report was never held: told to the doctor, and to nobody else.
TOLD = {"releaseEntry": ["WRONG_STATE"]}


async def _codes(site: Site, token: str, name: str, given: dict[str, Any]) -> list[str]:
    answer = await site.ask(mutation(name), token, input=given)
    assert "errors" not in answer, answer["errors"]
    return [error["code"] for error in answer["data"][name]["userErrors"]]


@pytest.mark.parametrize("standing", Standing, ids=lambda standing: str(standing.name))
async def test_a_treating_doctor_alone_writes(world: tuple[Site, World], standing: Standing) -> None:
    site, made = world
    await made.database.execute(
        "INSERT INTO diagnosis_code (code, title, may_be_diagnosis, may_be_main, in_force, place) "
        "VALUES ('J00', 'Насморк', true, true, true, 0) ON CONFLICT DO NOTHING"
    )
    doctor, token = standing == Standing.TREATING_DOCTOR, made.tokens[standing]
    other = Standing.SELF_ADULT if standing != Standing.SELF_ADULT else Standing.GUARDIAN
    for name, given in NEW.items():
        own = await _codes(site, token, name, {**given, "patientId": made.patient_key(standing)})
        assert own == ([] if doctor else ["FORBIDDEN"]), name
        foreign = await _codes(site, token, name, {**given, "patientId": made.patient_key(other)})
        assert foreign == ["FORBIDDEN"], name
    for name, (kind, given) in OF_ENTRY.items():
        for whose in (standing, other):
            entry = await made.database.fetchval(
                "SELECT public_id FROM record_entry WHERE patient_id = $1 AND kind = $2 AND status = 0 ORDER BY id LIMIT 1",
                made.patients[whose],
                int(kind),
            )
            mine = doctor and whose == standing
            assert await _codes(site, token, name, {**given, "id": entry}) == (
                TOLD.get(name, []) if mine else ["FORBIDDEN"]
            ), (name, whose)
