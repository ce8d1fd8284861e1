"""Reports, vaccinations, exemptions and referrals that doctors sign, and held results that they show (policy.md ⁵ ⁷ ⁸ ⁹)."""

from typing import Any

import pytest

from backend.models.sections.lab_report import Interpretation
from backend.models.vocabulary import Confidentiality, Kind, Label
from backend.policy.masks import mask_of
from backend.policy.rows import least_confidentiality
from backend.services.doctor_entries.lab_reports import interpretation
from tests.client import Site
from tests.doctors_write.acts import act, codes, done, protocol, seen
from tests.world import World

REPORT = """query($id: ID!) { node(id: $id) { ... on LabReport { title conclusion status
  results { name value interpretation referenceLow } versions { id current } } } }"""
PLAN = "query($id: ID!) { record(patientId: $id) { vaccinationPlan { code infection status } } }"


@pytest.mark.parametrize(
    ("value", "low", "high", "text", "worth"),
    [
        (104, 110, 140, None, Interpretation.LOW),
        (141, 110, 140, None, Interpretation.HIGH),
        (110, 110, 140, None, Interpretation.NORMAL),
        (5, None, 4, None, Interpretation.HIGH),
        (5, None, None, None, None),
        (None, None, None, "не обнаружено", Interpretation.NEGATIVE),
        (None, None, None, "Отрицательный", Interpretation.NEGATIVE),
        (None, None, None, "обнаружены антитела", Interpretation.POSITIVE),
        (None, None, None, "жёлтый", None),
        (None, None, None, None, None),
    ],
)
def test_what_a_result_is_worth(
    value: float | None, low: float | None, high: float | None, text: str | None, worth: Interpretation | None
) -> None:
    assert interpretation(value, low, high, text) == worth


async def test_the_mask_is_what_the_database_generates(world: tuple[Site, World]) -> None:
    _, made = world
    definition = await made.database.fetchval(
        "SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND "
        "a.attnum = d.adnum WHERE d.adrelid = 'record_entry'::regclass AND a.attname = 'mask'"
    )
    for kind in Kind:
        for labels in (0, *Label, Label.PSYCHIATRY | Label.STI):
            for level in Confidentiality:
                for released in (False, True):
                    mask = await made.database.fetchval(
                        f"SELECT {definition} FROM (VALUES ($1::smallint, $2::int, $3::smallint, "
                        f"{'now()' if released else 'NULL::timestamptz'}, false)) e(kind, labels, confidentiality, released_at, hidden_by_patient)",
                        int(kind),
                        int(labels),
                        int(level),
                    )
                    assert mask == mask_of(kind, int(labels), level, released=released), (kind, labels, level, released)


async def test_a_mixed_report_is_split_and_the_patient_sees_the_ordinary_part(site: Site) -> None:
    petrova, anna, misha = await site.enter("petrova"), await site.enter("anna"), await site.patient("Михаил")
    content: dict[str, Any] = {
        "title": "Анализ крови",
        "results": [
            {"name": "Гемоглобин", "value": 104, "unit": "g/L", "referenceLow": 110, "referenceHigh": 140},
            {"name": "Антитела к ВИЧ 1, 2", "valueText": "не обнаружено"},
        ],
        "conclusion": "Снижен гемоглобин.",
    }
    signed = "SELECT count(*) FROM access_log WHERE operation = 'signLabReport'"
    before = await site.database.fetchval(signed)
    id_ = await done(petrova, "signLabReport", patientId=misha, content=content)
    # However many parts it was split into: the log tells its reader of no hidden one.
    assert await site.database.fetchval(signed) == before + 1
    report = (await anna.data(REPORT, id=id_))["node"]
    assert [one["name"] for one in report["results"]] == ["Гемоглобин"] and report["conclusion"] is None
    assert report["results"][0]["interpretation"] == "LOW"
    stored = await site.database.fetch(
        "SELECT labels, confidentiality, released_at FROM record_entry WHERE title = 'Анализ крови' AND status = 0 ORDER BY id"
    )
    assert [(row["labels"], row["confidentiality"]) for row in stored] == [(0, 0), (int(Label.HIV), 1)]
    assert least_confidentiality(Kind.LAB_REPORTS, int(Label.HIV)) == Confidentiality.R
    later = await done(
        petrova, "correctLabReport", id=id_, content={**content, "results": content["results"][:1]}, reason="Опечатка"
    )
    assert [(one["id"], one["current"]) for one in (await anna.data(REPORT, id=later))["node"]["versions"]] == [
        (id_, False),
        (later, True),
    ]


async def test_a_vaccination_and_an_exemption_move_the_plan(site: Site) -> None:
    petrova, anna, misha = await site.enter("petrova"), await site.enter("anna"), await site.patient("Михаил")

    async def plan(code: str) -> str:
        items = (await anna.data(PLAN, id=misha))["record"]["vaccinationPlan"]
        return str(next(one["status"] for one in items if one["code"] == code))

    missing = [
        one
        for one in (await anna.data(PLAN, id=misha))["record"]["vaccinationPlan"]
        if one["status"] in ("DUE", "LATE", "UPCOMING")
    ]
    code, infection = missing[0]["code"], missing[0]["infection"]
    content = {"vaccineName": "Вакцина", "infections": [infection], "doseLabel": "V", "series": "A1"}
    id_ = await done(petrova, "signVaccination", patientId=misha, content=content)
    assert await plan(code) == "DONE"
    corrected = await done(
        petrova, "correctVaccination", id=id_, content={**content, "series": "B2"}, reason="Серия с флакона"
    )
    assert await seen(anna, corrected)
    assert codes(await act(petrova, "withdrawEntry", id=corrected, reason="Привит другой ребёнок")) == []
    assert await plan(code) == missing[0]["status"]
    exempt = {"kind": "PERMANENT", "infections": [infection], "reason": "Аллергия"}
    await done(petrova, "signVaccinationExemption", patientId=misha, content=exempt)
    assert await plan(code) == "EXEMPT"
    for wrong, expected in (
        ({**exempt, "kind": "TEMPORARY"}, ("REQUIRED", ["input", "content", "untilDay"])),
        ({**exempt, "infections": ["x"]}, ("WRONG_FORMAT", ["input", "content", "infections"])),
    ):
        assert codes(await act(petrova, "signVaccinationExemption", patientId=misha, content=wrong)) == [expected]
    late = {**content, "givenOn": "2999-01-01"}
    refused = await act(petrova, "signVaccination", patientId=misha, content=late)
    assert codes(refused) == [("WRONG_DATE", ["input", "content", "givenOn"])]


async def test_a_referral_by_itself_is_corrected_and_that_of_a_protocol_with_it(site: Site) -> None:
    petrova, misha = await site.enter("petrova"), await site.patient("Михаил")
    id_ = await done(petrova, "signReferral", patientId=misha, content={"name": "ЛОР", "reason": "Отит"})
    await done(petrova, "correctReferral", id=id_, content={"name": "Сурдолог"}, reason="Другой врач")
    whole = await done(petrova, "signProtocol", patientId=misha, content=protocol(referrals=[{"name": "Гематолог"}]))
    read = "query($id: ID!) { node(id: $id) { ... on ExaminationProtocol { referrals { id } } } }"
    [part] = (await petrova.data(read, id=whole))["node"]["referrals"]
    payload = await act(petrova, "correctReferral", id=part["id"], content={"name": "ЛОР"}, reason="Другой врач")
    assert codes(payload) == [("PART_OF_ENTRY", ["input", "id"])]


async def test_a_held_result_is_shown_by_the_doctor_after_a_talk(site: Site) -> None:
    """⁷ ⁸: restricted and held; with a stated reason the doctor finds it, talks, shows it, and who sees it then."""
    petrova, anna, misha = await site.enter("petrova"), await site.enter("anna"), await site.patient("Михаил")
    content = {"title": "Генетика", "results": [{"name": "Кариотип", "valueText": "46,XY"}]}
    payload = await act(petrova, "signLabReport", patientId=misha, content=content)
    held = payload["id"]
    assert payload["entry"] is None and not await seen(anna, held)
    waiting = "query($id: ID!) { record(patientId: $id) { timeline(waitsForRelease: true) { nodes { id } } } }"
    assert (await petrova.data(waiting, id=misha))["record"]["timeline"]["nodes"] == []
    refused = await act(petrova, "releaseEntry", id=held, note="Поговорили о результате с матерью.")
    assert codes(refused) == [("NOT_FOUND", ["input", "id"])]
    # ⁸: with a stated reason the doctor sees it.
    day = (await petrova.data("{ doctorDay { id patientId closedAt } }"))["doctorDay"]
    [encounter] = [one["id"] for one in day if one["patientId"] == misha and one["closedAt"] is None]
    await petrova.data(
        "mutation($input: GiveReasonInput!) { giveReason(input: $input) { encounter { id } userErrors { code } } }",
        input={"encounterId": encounter, "reason": "Нужен результат генетического анализа для беседы"},
    )
    assert held in [one["id"] for one in (await petrova.data(waiting, id=misha))["record"]["timeline"]["nodes"]]
    assert codes(await act(petrova, "releaseEntry", id=held, note="коротко")) == [
        ("COUNSELLING_REQUIRED", ["input", "note"])
    ]
    assert codes(await act(anna, "releaseEntry", id=held, note="Хочу видеть сама, срочно")) == [("FORBIDDEN", None)]
    for _ in range(2):
        release = {"id": held, "note": "Поговорили о результате с матерью.", "clientMutationId": "talked"}
        assert codes(await act(petrova, "releaseEntry", **release)) == []
    assert await seen(anna, held)
    said = "query($id: ID!) { node(id: $id) { ... on LabReport { versions { releaseNote releasedBy releasedAt } } } }"
    [version] = (await petrova.data(said, id=held))["node"]["versions"]
    assert version["releaseNote"] == "Поговорили о результате с матерью." and version["releasedBy"].startswith(
        "Петрова"
    )
    [hidden] = (await anna.ask(said, id=held))["data"]["node"]["versions"]
    assert set(hidden.values()) == {None}
    again = await act(petrova, "releaseEntry", id=held, note="Поговорили о результате с матерью.")
    assert codes(again) == [("WRONG_STATE", ["input", "id"])]


async def test_a_psychiatrists_referral_by_itself_reaches_its_patient_after_a_talk(site: Site) -> None:
    """⁹: held as any entry of the class, and shown by its author; a part of another entry is shown with that one alone."""
    ivanov, patient = await site.enter("ivanov"), await site.patient("Павел")
    day = (await ivanov.data("{ doctorDay { id patientId closedAt } }"))["doctorDay"]
    [encounter] = [one["id"] for one in day if one["patientId"] == patient and one["closedAt"] is None]
    await ivanov.data(
        "mutation($input: GiveReasonInput!) { giveReason(input: $input) { encounter { id } userErrors { code } } }",
        input={"encounterId": encounter, "reason": "Направление подростку, нужна беседа с ним"},
    )
    id_ = await done(ivanov, "signReferral", patientId=patient, content={"name": "Психотерапевт", "reason": "Беседы"})
    pavel, anna = await site.enter("pavel"), await site.enter("anna")
    assert not await seen(pavel, id_)
    waiting = "query($id: ID!) { record(patientId: $id) { referrals(waitsForRelease: true) { nodes { id } } } }"
    assert [one["id"] for one in (await ivanov.data(waiting, id=patient))["record"]["referrals"]["nodes"]] == [id_]
    assert codes(await act(ivanov, "releaseEntry", id=id_, note="Поговорили, согласен пойти.")) == []
    assert await seen(pavel, id_) and not await seen(anna, id_)
    await done(ivanov, "signProtocol", patientId=patient, content=protocol("F32.0", referrals=[{"name": "Психолог"}]))
    part = await site.database.fetchval("SELECT public_id FROM record_entry WHERE title = 'Психолог' AND status = 0")
    assert (await ivanov.data(waiting, id=patient))["record"]["referrals"]["nodes"] == [], "it comes with its protocol"
    assert codes(await act(ivanov, "releaseEntry", id=part, note="Поговорили, согласен пойти.")) == [
        ("WRONG_STATE", ["input", "id"])
    ]


async def test_what_is_written_carries_the_labels_of_every_own_open_encounter(site: Site) -> None:
    """Principle 8: a newer visit elsewhere takes nothing off what is written during a stay in psychiatry."""
    petrova, misha = await site.enter("petrova"), await site.patient("Михаил")
    other = await site.database.fetchrow(
        "INSERT INTO practitioner_role (practitioner_id, organization_id, starts_on) SELECT a.practitioner_id, o.id, "
        "moscow_day(now()) FROM account a, organization o WHERE a.login = 'petrova' AND o.id <> (SELECT organization_id FROM "
        "practitioner_role w WHERE w.practitioner_id = a.practitioner_id LIMIT 1) ORDER BY o.id LIMIT 1 "
        "RETURNING practitioner_id, organization_id"
    )
    assert other is not None
    await site.database.execute(
        "INSERT INTO encounter (patient_id, encounter_class, ground, practitioner_id, organization_id, opened_at, labels) "
        "SELECT id, 'IMP', 'ADMISSION', $2, $3, now() - interval '9 days', $4 FROM person WHERE patient_key = $1",
        misha,
        *other,
        int(Label.PSYCHIATRY),
    )
    try:
        id_ = (await act(petrova, "signReferral", patientId=misha, content={"name": "ЛОР"}))["id"]
    finally:
        await site.database.execute(
            "UPDATE encounter SET closed_at = now() WHERE opened_at < now() - interval '8 days'"
        )
        await site.database.execute(
            "DELETE FROM practitioner_role WHERE practitioner_id = $1 AND organization_id = $2", *other
        )
    row = await site.database.fetchrow("SELECT labels, organization_id FROM record_entry WHERE public_id = $1", id_)
    assert row is not None and row["labels"] == Label.PSYCHIATRY and row["organization_id"] != other["organization_id"]


async def test_what_was_sent_over_a_lost_connection_is_done_once(site: Site) -> None:
    """A correction, a withdrawal and a release are repeated as the same by `clientMutationId`, and never with other input."""
    petrova, misha = await site.enter("petrova"), await site.patient("Михаил")
    id_ = await done(petrova, "signReferral", patientId=misha, content={"name": "Окулист"})
    correct = {"id": id_, "content": {"name": "Офтальмолог"}, "reason": "Название врача", "clientMutationId": "once"}
    first = await done(petrova, "correctReferral", **correct)
    assert await done(petrova, "correctReferral", **correct) == first != id_
    other = await act(petrova, "correctReferral", **{**correct, "content": {"name": "ЛОР"}})
    assert codes(other) == [("CONFLICT", ["input", "clientMutationId"])]
    late = await act(petrova, "correctReferral", id=id_, content={"name": "ЛОР"}, reason="Другой врач")
    assert [(one["code"], one["currentId"]) for one in late["userErrors"]] == [("CONFLICT", first)]
    withdraw = {"id": first, "reason": "Не тот пациент", "clientMutationId": "gone"}
    for _ in range(2):
        assert codes(await act(petrova, "withdrawEntry", **withdraw)) == []
    assert codes(await act(petrova, "withdrawEntry", **{**withdraw, "clientMutationId": "anew"})) == [
        ("NOT_FOUND", ["input", "id"])
    ]
