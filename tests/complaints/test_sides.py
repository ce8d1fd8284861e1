"""Each side sees its part alone (policy.md, Complaint, footnotes 4, 6, 11; CMP-03): every field and every role, birthdays, labels."""

import datetime as dt
from typing import Any

import asyncpg
import pytest

from tests.client import Person, Site
from tests.complaints import documents
from tests.complaints.people import code_of, done, filed, refused, services
from tests.emptying import empty

STAFF = ("insurer", "petrova", "ivanov", "registrar", "mfc", "analyst", "auditor", "admin")
# Beside the code (policy.md): which staff reach which desk of a complaint about petrova's clinic, once it is asked.
DESKS = {documents.INSURER_SEES: {"insurer"}, documents.CLINIC_SEES: {"petrova"}}
LISTS = {documents.INSURER_DESK: {"insurer"}, documents.CLINIC_DESK: {"petrova", "ivanov"}}


async def _ordinary(site: Site) -> dict[str, Any]:
    """A complaint of anna's about Миша's service at petrova's clinic, with its name attached; the clinic is asked."""
    await empty(site.database, "complaint")
    anna = await site.enter("anna")
    service = (await services(anna, await site.patient("Михаил"), "ДГП № 517"))[0]
    complaint = await filed(site, service["id"], attached=[{"entryId": service["id"], "fields": ["serviceName"]}])
    await done(await site.enter("insurer"), documents.ASK, id=complaint["id"], question=documents.QUESTION)
    return complaint


@pytest.mark.parametrize("login", STAFF)
async def test_only_the_insurer_and_the_clinic_of_the_entry_reach_it(site: Site, login: str) -> None:
    complaint = await _ordinary(site)
    person = await site.sign_in(login)
    for query, allowed in DESKS.items():
        answer = await person.ask(query, id=complaint["id"])
        assert ("errors" not in answer) == (login in allowed), query
    for query, allowed in LISTS.items():
        assert ("errors" not in await person.ask(query, state="CLINIC_REQUESTED")) == (login in allowed)
    if login == "ivanov":
        # A doctor of another clinic has a desk, and this complaint is not on it.
        assert (await person.data(documents.CLINIC_DESK, state="CLINIC_REQUESTED"))["clinicComplaints"]["nodes"] == []
    for query in (documents.SEE, documents.LIST):
        given = complaint["id"] if query == documents.SEE else await site.patient("Михаил")
        assert await code_of(person, query, id=given) == "FORBIDDEN"
    assert await refused(person, documents.WITHDRAW, id=complaint["id"]) == "FORBIDDEN"


async def test_no_side_is_told_more_than_its_part(site: Site) -> None:
    """Field by field: no contacts, no birth date, no whole policy, nothing of the record but what is attached."""
    complaint = await _ordinary(site)
    secrets = await site.database.fetchrow(
        "SELECT p.phone, p.email, p.address, p.birth_date::text AS birth_date, i.value AS snils, y.number AS policy, a.phone AS login_phone "
        "FROM person p JOIN account a ON a.person_id = p.id JOIN person_identifier i ON i.patient_id = p.id AND i.kind = 'SNILS' "
        "JOIN insurance_policy y ON y.patient_id = p.id WHERE a.login = 'anna'"
    )
    child = await site.database.fetchrow(
        "SELECT p.birth_date::text AS birth_date, y.number AS policy, e.title, s.service_code, s.cost::text AS cost "
        "FROM complaint c JOIN person p ON p.id = c.patient_id JOIN insurance_policy y ON y.patient_id = p.id "
        "JOIN record_entry e ON e.patient_id = c.patient_id AND e.id = c.entry_id "
        "JOIN rendered_service s ON s.patient_id = c.patient_id AND s.entry_id = c.entry_id"
    )
    assert secrets is not None and child is not None
    insurer, petrova = await site.enter("insurer"), await site.sign_in("petrova")
    at_insurer = (await insurer.data(documents.INSURER_SEES, id=complaint["id"]))["insurerComplaint"]
    at_clinic = (await petrova.data(documents.CLINIC_SEES, id=complaint["id"]))["clinicComplaint"]
    for seen in (at_insurer, at_clinic):
        assert "Соколова Анна" in seen["complainant"] and "Соколов Михаил" in seen["patient"]
        text = str(seen)
        for value in (*secrets.values(), child["birth_date"], child["policy"], child["service_code"]):
            assert value is None or str(value) not in text
    assert at_insurer["policyNumber"] == f"•••• {child['policy'][-4:]}"
    assert str(child["policy"])[-4:] not in str(at_clinic)
    # What is not attached is not shown: the cost is the service's, and only the name was chosen.
    assert len(at_insurer["attachments"]) == 1 and len(at_insurer["attachments"][0]["lines"]) == 1
    # The types have no door to the record, whatever is asked of them.
    for person, query, field in (
        (insurer, "insurerComplaint", "entryId"),
        (petrova, "clinicComplaint", "policyNumber"),
    ):
        asked = f"query($id: ID!) {{ {query}(id: $id) {{ {field} }} }}"
        assert "errors" in await person.ask(asked, id=complaint["id"])
    record = "query($id: ID!) { record(patientId: $id) { id } }"
    assert await code_of(insurer, record, id=await site.patient("Михаил")) == "FORBIDDEN"
    shared = {
        "insurer": set(documents.AT_INSURER.split()),
        "clinic": set(documents.AT_CLINIC.split()),
        "portal": set(documents.OWN.split()),
    }
    assert not {"phone", "email", "address", "birthDate", "snils"} & set.union(*shared.values())


async def test_the_insurer_and_the_clinic_decide_nothing_about_their_own(site: Site) -> None:
    complaint = await _ordinary(site)
    anna = await site.database.fetchval("SELECT person_id FROM account WHERE login = 'anna'")
    for login, query, listed in (
        ("insurer", documents.INSURER_SEES, documents.INSURER_DESK),
        ("petrova", documents.CLINIC_SEES, documents.CLINIC_DESK),
    ):
        own = await site.database.fetchval("SELECT person_id FROM account WHERE login = $1", login)
        await site.database.execute("UPDATE account SET person_id = $2 WHERE login = $1", login, anna)
        person = await site.sign_in(login)
        answer = await person.ask(query, id=complaint["id"])
        assert answer["errors"][0]["extensions"]["reason"] == "OWN_CASE"
        # Nor do they read it in their list.
        assert await _numbers(person, listed) == []
        await site.database.execute("UPDATE account SET person_id = $2 WHERE login = $1", login, own)
        assert await _numbers(await site.sign_in(login), listed) == [complaint["number"]]


async def _numbers(person: Person, desk: str) -> list[str]:
    """Complaints with the clinic that stand on the desk."""
    page = next(iter((await person.data(desk, state="CLINIC_REQUESTED")).values()))
    return [one["number"] for one in page["nodes"]]


async def test_a_family_of_a_teenager_reads_nothing_of_their_complaint_at_work(site: Site) -> None:
    """⁴: what Павел disputes of his sensitive rows his mother, a doctor of that clinic, does not read on its desk."""
    await empty(site.database, "complaint")
    pavel = await site.enter("pavel")
    service = (await services(pavel, await site.patient("Павел"), "ДГП № 517"))[0]
    complaint = await filed(site, service["id"], "pavel", kind="OTHER")
    await done(await site.enter("insurer"), documents.ASK, id=complaint["id"], question=documents.QUESTION)
    assert await _numbers(await site.sign_in("petrova"), documents.CLINIC_DESK) == [complaint["number"]]
    await site.database.execute(
        "UPDATE account SET person_id = (SELECT person_id FROM account WHERE login = 'anna') WHERE login = 'petrova'"
    )
    assert await _numbers(await site.sign_in("petrova"), documents.CLINIC_DESK) == []
    await site.database.execute("UPDATE account SET person_id = NULL WHERE login = 'petrova'")


async def test_a_complaint_from_before_an_adoption_is_on_no_desk(site: Site) -> None:
    """Policy.md, Adoption: beside the earlier parent's name would stand the child's new one."""
    complaint = await _ordinary(site)
    insurer, petrova = await site.sign_in("insurer"), await site.sign_in("petrova")
    await site.database.execute(
        "INSERT INTO court_act (patient_id, kind, state, details, starts_on, court, number, decided_on, proposed_by_id, "
        "proposed_at, confirmed_by_id, confirmed_at) SELECT c.patient_id, 'ADOPTION', 'IN_FORCE', '{}', moscow_day(now()), 'Суд', '1', "
        "moscow_day(now()), r.id, now(), s.id, now() FROM complaint c, account r, account s "
        "WHERE r.login = 'registrar' AND s.login = 'admin'"
    )
    try:
        assert await _numbers(insurer, documents.INSURER_DESK) == await _numbers(petrova, documents.CLINIC_DESK) == []
        assert await code_of(insurer, documents.INSURER_SEES, id=complaint["id"]) == "FORBIDDEN"
        assert await code_of(petrova, documents.CLINIC_SEES, id=complaint["id"]) == "FORBIDDEN"
        assert (
            await refused(petrova, documents.ANSWER, id=complaint["id"], agrees=True, text=documents.TEXT)
            == "NOT_FOUND"
        )
    finally:
        await site.database.execute("DELETE FROM court_act WHERE kind = 'ADOPTION'")


async def test_no_complaint_is_skipped_while_the_desk_is_paged(site: Site) -> None:
    """The last one of a page is taken back before the next page is read: it has no term any more then."""
    await site.database.execute("TRUNCATE complaint CASCADE")
    anna, insurer = await site.enter("anna"), await site.sign_in("insurer")
    found = await services(anna, await site.patient("Михаил"))
    made = [(await filed(site, service["id"]))["id"] for service in found[:2]]
    asked = "query($after: String) { insurerComplaints(state: RECEIVED, first: 1, after: $after) { nodes { id } endCursor } }"
    page = (await insurer.data(asked))["insurerComplaints"]
    assert [one["id"] for one in page["nodes"]] == made[:1]
    await done(anna, documents.WITHDRAW, id=made[0])
    rest = (await insurer.data(asked, after=page["endCursor"]))["insurerComplaints"]
    assert [one["id"] for one in rest["nodes"]] == made[1:]


async def test_who_leaves_the_clinic_or_the_insurer_sees_nothing_more(site: Site) -> None:
    complaint = await _ordinary(site)
    insurer, petrova = await site.sign_in("insurer"), await site.sign_in("petrova")
    await site.database.execute("UPDATE staff_appointment SET ends_on = moscow_day(now()) - 1 WHERE login = 'insurer'")
    await site.database.execute(
        "UPDATE practitioner_role w SET ends_on = moscow_day(now()) - 1 FROM account a "
        "WHERE a.practitioner_id = w.practitioner_id AND a.login = 'petrova'"
    )
    assert await code_of(insurer, documents.INSURER_SEES, id=complaint["id"]) == "FORBIDDEN"
    assert await code_of(petrova, documents.CLINIC_SEES, id=complaint["id"]) == "FORBIDDEN"
    assert await refused(petrova, documents.ANSWER, id=complaint["id"], agrees=True, text=documents.TEXT) == "NOT_FOUND"
    await site.database.execute("UPDATE staff_appointment SET ends_on = NULL WHERE login = 'insurer'")
    await site.database.execute("UPDATE practitioner_role SET ends_on = NULL")


READS = "query($id: ID!) { record(patientId: $id) { labReports(first: 50) { nodes { id title } } renderedServices(first: 50) { nodes { id title } } } }"


async def _set(database: asyncpg.Connection, complaint: dict[str, Any], **columns: Any) -> None:
    """Changes the header of the entry that the complaint is about."""
    row = await database.fetchrow("SELECT patient_id, set_id FROM complaint WHERE number = $1", complaint["number"])
    assert row is not None
    named = ", ".join(f"{name} = ${place}" for place, name in enumerate(columns, 3))
    await database.execute(
        f"UPDATE record_entry SET {named} WHERE patient_id = $1 AND set_id = $2", *row.values(), *columns.values()
    )


async def _visible(person: Person, patient: str, complaint: dict[str, Any]) -> bool:
    """Whether the complaint is there for the person: in the list, by its id, in the news, alike in all of them."""
    listed = complaint["id"] in [
        one["id"] for one in (await person.data(documents.LIST, id=patient))["viewer"]["complaints"]["nodes"]
    ]
    by_id = "errors" not in await person.ask(documents.SEE, id=complaint["id"])
    assert listed == by_id
    return listed


async def test_a_complaint_goes_with_its_row_at_the_15th_birthday_and_by_its_labels(site: Site) -> None:
    """Principle 8: visible only to one who may read the row that it is about, decided on every request."""
    anna, patient = await site.enter("anna"), await site.patient("Вера", "Соколова")
    service = (await services(anna, patient))[0]
    complaint = await filed(site, service["id"], kind="OTHER")
    insurer = await site.enter("insurer")
    await done(insurer, documents.ASK, id=complaint["id"], question=documents.QUESTION)
    news = "{ viewer { notifications(first: 20) { nodes { complaintId } unreadCount } } }"

    async def told() -> bool:
        found = (await anna.data(news))["viewer"]["notifications"]["nodes"]
        return complaint["id"] in [one["complaintId"] for one in found]

    assert await _visible(anna, patient, complaint) and await told()
    # A sensitive label: her mother sees it while Вера is under 15, and no longer from that birthday on.
    await _set(site.database, complaint, labels=4)
    assert await _visible(anna, patient, complaint)
    born = await site.database.fetchval("SELECT birth_date FROM person WHERE patient_key = $1", patient)
    fifteen = await site.database.fetchval("SELECT (moscow_day(now()) - interval '15 years')::date")
    await site.database.execute("UPDATE person SET birth_date = $2 WHERE patient_key = $1", patient, fifteen)
    assert not await _visible(anna, patient, complaint) and not await told()
    assert await refused(anna, documents.WITHDRAW, id=complaint["id"]) == "NOT_FOUND"
    # The insurer and the clinic go on with it.
    assert (await insurer.data(documents.INSURER_SEES, id=complaint["id"]))["insurerComplaint"]["number"] == complaint[
        "number"
    ]
    await site.database.execute(
        "UPDATE person SET birth_date = $2 WHERE patient_key = $1", patient, fifteen + dt.timedelta(days=1)
    )
    assert await _visible(anna, patient, complaint) and await told()
    await _set(site.database, complaint, labels=0)
    await site.database.execute("UPDATE person SET birth_date = $2 WHERE patient_key = $1", patient, born)


async def test_a_parent_of_a_teenager_complains_about_what_they_see_alone(site: Site) -> None:
    """⁴: Павел's sensitive rows are not there for his mother; hers of his ordinary ones he sees, and cannot take back."""
    anna, pavel, patient = await site.enter("anna"), await site.enter("pavel"), await site.patient("Павел")
    his = (await pavel.data(READS, id=patient))["record"]
    hers = (await anna.data(READS, id=patient))["record"]
    hidden = [one for one in his["labReports"]["nodes"] if one not in hers["labReports"]["nodes"]]
    assert hidden
    assert await refused(anna, documents.FILE, id=hidden[0]["id"], kind="OTHER", text=documents.TEXT) == "NOT_FOUND"
    shared = hers["labReports"]["nodes"][0]
    # Nor does she attach one of them to a complaint about another.
    attached = [{"entryId": hidden[0]["id"], "fields": ["title"]}]
    assert (
        await refused(anna, documents.FILE, id=shared["id"], kind="OTHER", text=documents.TEXT, attached=attached)
        == "ATTACHMENT_UNREADABLE"
    )
    complaint = await filed(site, shared["id"], kind="OTHER")
    seen = (await pavel.data(documents.SEE, id=complaint["id"]))["viewer"]["complaint"]
    assert not seen["mine"] and "Анна" not in str(seen) and seen["attachments"] == []
    assert await refused(pavel, documents.WITHDRAW, id=complaint["id"]) == "NOT_FOUND"
    own = await filed(site, hidden[0]["id"], "pavel", kind="WRONG_DIAGNOSIS")
    assert await code_of(anna, documents.SEE, id=own["id"]) == "FORBIDDEN"
    assert own["id"] not in [
        one["id"] for one in (await anna.data(documents.LIST, id=patient))["viewer"]["complaints"]["nodes"]
    ]


@pytest.mark.parametrize(
    "fields",
    [["privateNotes"], ["noSuchField"], [], ["versions"], ["document"], ["id"], ["title", "title"], ["guardian"]],
    ids=",".join,
)
async def test_only_fields_that_the_complainant_reads_are_attached(site: Site, fields: list[str]) -> None:
    anna, patient = await site.enter("anna"), await site.patient("Михаил")
    query = "query($id: ID!) { record(patientId: $id) { examinationProtocols(first: 1) { nodes { id } } } }"
    entry = (await anna.data(query, id=patient))["record"]["examinationProtocols"]["nodes"][0]["id"]
    attached = [{"entryId": entry, "fields": fields}]
    given = {"id": entry, "kind": "WRONG_DIAGNOSIS", "text": documents.TEXT, "attached": attached}
    assert await refused(anna, documents.FILE, **given) == "ATTACHMENT_UNREADABLE"
    assert not await site.database.fetchval(
        "SELECT EXISTS (SELECT FROM complaint WHERE kind = 'WRONG_DIAGNOSIS' AND entry_kind = 1)"
    )


async def test_a_card_that_closed_meanwhile_asks_for_its_code(site: Site) -> None:
    """REQ-11: not for what was attached; all that was typed stays on the page."""
    anna, patient = await site.enter("anna"), await site.patient("Михаил")
    entry = (await services(anna, patient))[0]["id"]
    await site.database.execute("UPDATE session SET card_used_at = now() - interval '16 minutes'")
    attached = [{"entryId": entry, "fields": ["title"]}]
    assert (
        await refused(anna, documents.FILE, id=entry, kind="OTHER", text=documents.TEXT, attached=attached)
        == "STEP_UP_REQUIRED"
    )
    assert await refused(anna, documents.FILE, id=entry, kind="OTHER", text=documents.TEXT) == "STEP_UP_REQUIRED"


async def test_own_services_are_disputed_without_any_grant(site: Site) -> None:
    """SVC-03 and ¹³: without a grant own services are read and disputed, and nothing else of the record."""
    stranger, patient = await site.enter("igor"), await site.patient("Игорь")
    own = "{ viewer { renderedServices(first: 10) { nodes { id title } } } }"
    entry = (await stranger.data(own))["viewer"]["renderedServices"]["nodes"][0]["id"]
    protocols = "query($id: ID!) { record(patientId: $id) { examinationProtocols(first: 1) { nodes { id } } } }"
    protocol = (await stranger.data(protocols, id=patient))["record"]["examinationProtocols"]["nodes"][0]["id"]
    about_protocol = await filed(site, protocol, "igor", kind="EXTRA_DATA")
    await site.database.execute(
        "UPDATE access_grant g SET revoked_at = greatest(g.granted_at, now()) FROM account a WHERE a.id = g.grantee_id AND a.login = 'igor'"
    )
    assert await code_of(stranger, protocols, id=patient) == "FORBIDDEN"
    complaint = await filed(site, entry, "igor", kind="SERVICE_NOT_RENDERED")
    assert await _visible(stranger, patient, complaint)
    assert not await _visible(stranger, patient, about_protocol)
    assert await refused(stranger, documents.FILE, id=protocol, kind="OTHER", text=documents.TEXT) == "NOT_FOUND"
    assert (await done(stranger, documents.WITHDRAW, id=complaint["id"]))["state"] == "WITHDRAWN"
    await site.database.execute(
        "UPDATE access_grant g SET revoked_at = NULL FROM account a WHERE a.id = g.grantee_id AND a.login = 'igor'"
    )
