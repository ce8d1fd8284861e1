"""SEC-18, CMP-01…04: a service is disputed, the insurer asks the clinic and decides, the clinic corrects by a new version."""

import re
from pathlib import Path

import pytest

from tests.client import Site
from tests.complaints import documents
from tests.complaints.people import code_of, done, filed, refused, services

CLINIC = "ДГП № 517"
TOLD = "SELECT n.detail FROM notification n JOIN account a ON a.id = n.account_id WHERE a.login = $1 AND n.kind = 'COMPLAINT_MOVED' ORDER BY n.id"
NEWS = "{ viewer { notifications(first: 5) { nodes { kind title text complaintId displayName } } } }"


async def test_a_service_is_disputed_upheld_and_corrected_by_a_new_version(site: Site) -> None:
    """CMP-04: the old version is kept, marked superseded; the complainant sees every step."""
    anna, patient = await site.enter("anna"), await site.patient("Михаил")
    service = (await services(anna, patient, CLINIC))[0]
    attached = [{"entryId": service["id"], "fields": ["serviceName", "cost", "date"]}]
    complaint = await filed(site, service["id"], attached=attached, kind="WRONG_COST")
    assert (complaint["state"], complaint["section"], complaint["mine"]) == ("RECEIVED", "RENDERED_SERVICES", True)
    assert complaint["date"] == service["date"] and complaint["entryId"] == service["id"]
    assert "Забота" in complaint["insurer"] and "517" in complaint["clinic"]
    assert complaint["attachments"] == [
        {"entryId": service["id"], "section": "RENDERED_SERVICES", "fields": ["serviceName", "cost", "date"]}
    ]

    insurer, petrova, id_ = await site.enter("insurer"), await site.sign_in("petrova"), complaint["id"]
    queue = (await insurer.data(documents.INSURER_DESK))["insurerComplaints"]["nodes"]
    assert [one["id"] for one in queue] == [id_]
    # Before the insurer asks, the clinic knows of nothing.
    assert (await petrova.data(documents.CLINIC_DESK))["clinicComplaints"]["nodes"] == []
    assert await code_of(petrova, documents.CLINIC_SEES, id=id_) == "FORBIDDEN"
    seen = (await insurer.data(documents.INSURER_SEES, id=id_))["insurerComplaint"]
    assert seen["attachments"][0]["title"] == "Оказанные услуги"
    assert any(service["serviceName"] in line for line in seen["attachments"][0]["lines"])
    assert len(seen["attachments"][0]["lines"]) == 3

    await done(insurer, documents.ASK, id=id_, question=documents.QUESTION)
    assert (await petrova.data(documents.CLINIC_SEES, id=id_))["clinicComplaint"]["question"] == documents.QUESTION
    answered = await done(
        petrova, documents.ANSWER, id=id_, agrees=False, text="Стоимость верна, счёт приложен к реестру."
    )
    assert answered["state"] == "EXPERTISE" and answered["correctable"] == []
    assert await refused(petrova, documents.CORRECT, id=id_, withdrawn=True) == "WRONG_STATE"
    decided = await done(
        insurer, documents.DECIDE, id=id_, reason="DATA_WRONG", text="Тариф применён неверно, стоимость завышена."
    )
    assert (decided["state"], decided["upheld"]) == ("DECIDED", True)
    order = (await petrova.data(documents.CLINIC_SEES, id=id_))["clinicComplaint"]
    assert order["toCorrect"] and {"cost", "date", "serviceName"} <= {one["name"] for one in order["correctable"]}
    corrected = await done(petrova, documents.CORRECT, id=id_, fields=[{"name": "cost", "value": "100,50"}])
    assert (corrected["correction"], corrected["toCorrect"]) == ("NEW_VERSION", False)
    assert await refused(petrova, documents.CORRECT, id=id_, fields=[{"name": "cost", "value": "1"}]) == "WRONG_STATE"

    at_last = (await anna.data(documents.SEE, id=id_))["viewer"]["complaint"]
    steps = [step["event"] for step in at_last["steps"]]
    assert steps == ["FILED", "CLINIC_ASKED", "CLINIC_OBJECTED", "UPHELD", "CORRECTED"]
    assert at_last["entryId"] != service["id"] == at_last["disputedId"]
    newest = next(one for one in await services(anna, patient, CLINIC) if one["id"] == at_last["entryId"])
    assert newest["cost"] == 100.5 and newest["serviceName"] == service["serviceName"]
    assert [(one["id"], one["current"]) for one in newest["versions"]] == [(service["id"], False), (newest["id"], True)]
    earlier = (
        await anna.data("query($id: ID!) { node(id: $id) { ... on RenderedService { cost } } }", id=service["id"])
    )["node"]
    assert earlier["cost"] == service["cost"]
    # The frozen copy says what was disputed.
    frozen = (await insurer.data(documents.INSURER_SEES, id=id_))["insurerComplaint"]
    assert frozen["attachments"] == seen["attachments"]
    assert [row["detail"] for row in await site.database.fetch(TOLD, "anna")] == steps[1:]
    news = (await anna.data(NEWS))["viewer"]["notifications"]["nodes"]
    of_complaint = [one for one in news if one["kind"] == "COMPLAINT_MOVED"]
    assert {one["complaintId"] for one in of_complaint} == {id_}
    assert not any(service["serviceName"] in one["text"] for one in news)


async def test_a_complaint_goes_to_the_insurer_of_the_entrys_day(site: Site) -> None:
    """CMP-02: not to the one of today; where none is known, the refusal says what to do."""
    anna, patient = await site.enter("anna"), await site.patient("Вера", "Соколова")
    service = (await services(anna, patient))[0]
    database = site.database
    policy = await database.fetchrow(
        "SELECT i.* FROM insurance_policy i JOIN person p ON p.id = i.patient_id WHERE p.patient_key = $1", patient
    )
    assert policy is not None
    nine = await database.fetchval("SELECT id FROM organization WHERE short_name = 'СМО «Нева»'")
    day = "(SELECT $2::text::date)"
    await database.execute(
        f"UPDATE insurance_policy SET valid_from = {day} + 1 WHERE id = $1", policy["id"], service["date"]
    )
    assert (
        await refused(anna, documents.FILE, id=service["id"], kind="WRONG_DATE", text=documents.TEXT)
        == "INSURER_UNKNOWN"
    )
    await database.execute(
        "INSERT INTO insurance_policy (patient_id, number, insurer_id, region, state, valid_from, valid_until) "
        f"VALUES ($1, '7700000000000001', $3, '47', 'VALID', {day} - 100, {day})",
        policy["patient_id"],
        service["date"],
        nine,
    )
    complaint = await filed(site, service["id"], kind="WRONG_DATE")
    assert "Нева" in complaint["insurer"]
    insurer = await site.enter("insurer")
    assert await code_of(insurer, documents.INSURER_SEES, id=complaint["id"]) == "FORBIDDEN"
    assert await refused(insurer, documents.ASK, id=complaint["id"], question=documents.QUESTION) == "NOT_FOUND"
    await database.execute("DELETE FROM insurance_policy WHERE number = '7700000000000001'")
    await database.execute(
        "UPDATE insurance_policy SET valid_from = $2 WHERE id = $1", policy["id"], policy["valid_from"]
    )


@pytest.mark.parametrize(
    ("kind", "code"), [("healthDiary", "NOT_DISPUTABLE"), ("childData", "NOT_DISPUTABLE")], ids=lambda case: case
)
async def test_what_the_family_wrote_it_corrects_itself(site: Site, kind: str, code: str) -> None:
    anna, patient = await site.enter("anna"), await site.patient("Михаил")
    query = f"query($id: ID!) {{ record(patientId: $id) {{ {kind}(first: 1) {{ nodes {{ id }} }} }} }}"
    entry = (await anna.data(query, id=patient))["record"][kind]["nodes"][0]["id"]
    assert await refused(anna, documents.FILE, id=entry, kind="OTHER", text=documents.TEXT) == code


async def test_the_list_is_of_one_record_and_a_repeated_filing_is_one_complaint(site: Site) -> None:
    anna, patient = await site.enter("anna"), await site.patient("Михаил")
    service = (await services(anna, patient))[1]
    given = {"id": service["id"], "kind": "OTHER", "text": documents.TEXT, "clientMutationId": "once"}
    first, again = await done(anna, documents.FILE, **given), await done(anna, documents.FILE, **given)
    assert first["id"] == again["id"]
    assert await refused(anna, documents.FILE, **{**given, "clientMutationId": "twice"}) == "COMPLAINT_UNDER_WAY"
    of_misha = (await anna.data(documents.LIST, id=patient))["viewer"]["complaints"]["nodes"]
    assert first["id"] in [one["id"] for one in of_misha]
    own = await site.patient("Анна", "Соколова")
    assert (await anna.data(documents.LIST, id=own))["viewer"]["complaints"]["nodes"] == []
    assert await code_of(await site.enter("stranger"), documents.LIST, id=patient) == "FORBIDDEN"
    assert await code_of(await site.enter("stranger"), documents.SEE, id=first["id"]) == "FORBIDDEN"
    assert await code_of(await site.sign_in("anna"), documents.SEE, id=first["id"]) == "STEP_UP_REQUIRED"


async def test_there_is_a_kind_for_each_dispute_of_the_requirements(site: Site) -> None:
    """CMP-01: a service not rendered, a wrong diagnosis, extra data, a wrong date, a wrong cost; and anything else."""
    anna, patient = await site.enter("anna"), await site.patient("Павел")
    service = (await services(anna, patient))[0]
    for kind in ("SERVICE_NOT_RENDERED", "WRONG_DIAGNOSIS", "EXTRA_DATA", "WRONG_DATE", "WRONG_COST", "OTHER"):
        complaint = await filed(site, service["id"], kind=kind)
        assert complaint["kind"] == kind and complaint["entryId"] == service["id"]
        assert (await done(anna, documents.WITHDRAW, id=complaint["id"]))["state"] == "WITHDRAWN"


def test_the_form_shows_the_funds_advice() -> None:
    """CMP-05: the hint stands beside the form, in both languages."""
    folder = Path(__file__).parents[2] / "frontend" / "src" / "sections" / "dispute"
    advice = re.search(r"adviceText: \[\s*'(.+)',\s*'(.+)',\s*\]", (folder / "texts.ts").read_text(encoding="utf-8"))
    assert advice is not None and "страховую" in advice[1] and "insurer" in advice[2]
    assert "say(texts.adviceText)" in (folder / "Dispute.tsx").read_text(encoding="utf-8")
