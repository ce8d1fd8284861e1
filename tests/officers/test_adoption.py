"""Adoption is never visible: nothing that anybody can reach leads to the past (policy.md, Conditions)."""

import datetime as dt
from typing import Any

import pytest

from backend.models.identifiers import snils_check
from backend.policy.sealing import IdSealer, IdType
from tests.access_requests.people import REQUEST, begin, in_review, row_id
from tests.client import Person, Site
from tests.family.people import of_cast
from tests.officers.people import ACTS, ADOPTION, CONFIRM, PROPOSE, REASON, act_input, approve, done, key, refused

CERTIFICATE = "V-МЮ 712345"
FAMILY = "{ viewer { family { displayName kind state patientId } records { displayName standing patientId } } }"
CLAIMS = "{ viewer { familyClaims { id state givenName patientId } } }"
REQUESTS = f"{{ viewer {{ accessRequests(first: 50) {{ totalCount nodes {{ {REQUEST} }} }} }} }}"
TAKEN = "query($id: ID!) { viewer { recordExports(patientId: $id) { id } issuedDocuments(patientId: $id) { id } } }"
NOTICES = "{ viewer { notifications(first: 50) { totalCount nodes { id } } } }"
READ = """query($id: ID!) { record(patientId: $id) { patient { displayName } childData(first: 50) { nodes { enteredBy } } } }"""


def _snils(number: int) -> str:
    nine = f"71{number:07d}"
    return nine + snils_check(nine)


async def adoption_input(site: Site, child: str, parents: list[str], **changes: Any) -> dict[str, Any]:
    today: dt.date = await site.database.fetchval("SELECT moscow_day($1)", site.clock())
    return {
        "patient": await key(site, child),
        "parents": [await key(site, parent) for parent in parents],
        "familyName": "Светлов",
        "givenName": "Ярослав",
        "patronymic": "Максимович",
        "birthCertificate": CERTIFICATE,
        "issuer": "Орган ЗАГС Москвы № 99",
        "issuedOn": today.isoformat(),
        "snils": _snils(1),
        "number": "2-311/2026",
        "court": "Заречный районный суд",
        "decidedOn": today.isoformat(),
        "startsOn": today.isoformat(),
        "reason": REASON,
        **changes,
    }


async def _notices(person: Person) -> int:
    return int((await person.data(NOTICES))["viewer"]["notifications"]["totalCount"])


async def _asked(person: Person) -> list[str | None]:
    """Whose records the person has requests about."""
    found = (await person.data(REQUESTS))["viewer"]["accessRequests"]
    assert len(found["nodes"]) == found["totalCount"]
    return [(one["record"] or {}).get("patientId") for one in found["nodes"]]


@pytest.fixture(scope="module")
async def adopted(running: Site) -> dict[str, Any]:
    """Misha, whose father has a request under way and whose mother reads the record, is adopted by Maria and Fyodor."""
    site = running
    misha = await site.patient("Михаил", "Соколов")
    _, request = await in_review(site, "sergey", "Михаил")
    sergey = await site.sign_in("sergey")
    form = {**await of_cast(site, "Михаил", "Соколов", "SON")}
    await sergey.data(
        "mutation($input: AddFamilyMemberInput!) { addFamilyMember(input: $input) { claim { id } userErrors { code } } }",
        input=form,
    )
    await site.work()
    before = {
        "claims": (await sergey.data(CLAIMS))["viewer"]["familyClaims"],
        "requests": await _asked(sergey),
        "notices": await _notices(sergey),
    }
    assert before["claims"] and misha in before["requests"] and before["notices"] > 0
    anna = await site.enter("anna")
    assert "errors" not in await anna.ask(READ, id=misha)
    await site.database.execute(
        "INSERT INTO issued_document (code_hash, form, patient_id, account_id, holder, issued_at) SELECT sha256('taken'), "
        "'VACCINATION_CERTIFICATE', p.id, a.id, 'С. М. С., 2022', now() FROM person p, account a "
        "WHERE p.patient_key = $1 AND a.login = 'anna'",
        misha,
    )
    assert (await anna.data(TAKEN, id=misha))["viewer"]["issuedDocuments"]
    await site.database.execute(
        "INSERT INTO emergency_contact (patient_id, position, name, relationship, phone) "
        "SELECT id, 0, 'Соколов Сергей', 'отец', '+79161234567' FROM person WHERE patient_key = $1",
        misha,
    )
    proposed = await done(
        await site.sign_in("registrar"), ADOPTION, **await adoption_input(site, "Михаил", ["Мария", "Фёдор"])
    )
    assert proposed["courtAct"]["adoption"]["parents"] == [
        {"displayName": "Волкова Мария Дмитриевна"},
        {"displayName": "Чужой Фёдор Максимович"},
    ]
    assert "errors" not in await anna.ask(READ, id=misha), "nothing changes before it is confirmed"
    confirmed = await done(await site.sign_in("registrar2"), CONFIRM, id=proposed["courtAct"]["id"])
    assert confirmed["courtAct"] is None, "an adoption in force is shown to nobody"
    site.entered["sergey"] = sergey
    return {"misha": misha, "request": request, "form": form, "act": proposed["courtAct"]["id"]}


@pytest.mark.parametrize("login", ["anna", "sergey"])
async def test_the_earlier_parents_find_nothing_of_the_child(
    running: Site, adopted: dict[str, Any], login: str
) -> None:
    """Record, family, claims, requests, notices: each answers as if there had never been anything."""
    site = running
    person = site.entered[login]
    found = (await person.data(FAMILY))["viewer"]
    assert adopted["misha"] not in [one["patientId"] for one in (*found["family"], *found["records"])]
    assert "Соколова Вера Сергеевна" in [one["displayName"] for one in found["family"]], (
        "other children are as they were"
    )
    assert (await person.data(CLAIMS))["viewer"]["familyClaims"] == []
    assert adopted["misha"] not in await _asked(person)
    assert (await person.data(TAKEN, id=adopted["misha"]))["viewer"] == {"recordExports": [], "issuedDocuments": []}
    about = await site.database.fetchval(
        "SELECT count(*) FROM notification n JOIN account a ON a.id = n.account_id WHERE a.login = $1 AND n.patient_id = "
        "(SELECT id FROM person WHERE patient_key = $2)",
        login,
        adopted["misha"],
    )
    assert about == 0
    gone, never = await person.ask(READ, id=adopted["misha"]), await person.ask(READ, id="A" * 22)
    assert gone == never, "byte for byte as for a record that does not exist"


async def test_the_earlier_parents_request_is_missing(running: Site, adopted: dict[str, Any]) -> None:
    sergey, id_ = running.entered["sergey"], adopted["request"]["id"]
    query = "mutation($input: AccessRequestInput!) { withdrawAccessRequest(input: $input) { userErrors { code } } }"
    answer = (await sergey.data(query, input={"id": id_}))["withdrawAccessRequest"]["userErrors"]
    missing = (await sergey.data(query, input={"id": "A" * 22}))["withdrawAccessRequest"]["userErrors"]
    assert answer == missing == [{"code": "NOT_FOUND"}]
    registrar = await running.sign_in("registrar")
    case = await registrar.ask("query($id: ID!) { accessRequestCase(id: $id) { id } }", id=id_)
    assert case["errors"][0]["extensions"] == {"code": "FORBIDDEN"}
    assert row_id(running, adopted["request"]) > 0
    begun = await begin(sergey, record={"patientId": adopted["misha"]})
    assert begun.codes == ["NOT_FOUND"]


async def test_a_new_claim_by_the_old_papers_leads_nowhere(running: Site, adopted: dict[str, Any]) -> None:
    """Even where a registry would still confirm them."""
    site = running
    for login in ("sergey", "anna"):
        person = await site.sign_in(login)
        await person.data(
            "mutation($input: AddFamilyMemberInput!) { addFamilyMember(input: $input) { claim { id } userErrors { code } } }",
            input=adopted["form"],
        )
        await site.work()
        [claim] = (await person.data(CLAIMS))["viewer"]["familyClaims"]
        assert claim["patientId"] is None
    assert not await site.database.fetchval(
        "SELECT EXISTS (SELECT FROM legal_representation r JOIN person p ON p.id = r.patient_id JOIN account a "
        "ON a.person_id = r.representative_id WHERE p.patient_key = $1 AND r.state = 'VERIFIED' AND a.login IN ('anna', 'sergey'))",
        adopted["misha"],
    )


async def test_nobody_finds_the_child_by_earlier_papers(running: Site, adopted: dict[str, Any]) -> None:
    site = running
    row = await site.database.fetchrow(
        "SELECT i.value, p.birth_date FROM person_identifier i JOIN person p ON p.id = i.patient_id "
        "WHERE p.patient_key = $1 AND i.kind = 'SNILS' AND i.ended_on IS NOT NULL",
        adopted["misha"],
    )
    assert row is not None
    old = {"kind": "SNILS", "number": row["value"], "birthDate": row["birth_date"].isoformat()}
    given = {**await act_input(site, "RESTRICTION", "Вера", "Сергей"), "patient": old}
    assert await refused(await site.sign_in("registrar"), PROPOSE, **given) == "PERSON_NOT_FOUND"
    found = {**given, "patient": {**old, "number": _snils(1)}, "representative": await key(site, "Мария")}
    await done(await site.sign_in("registrar"), PROPOSE, **found)


async def test_the_new_parents_are_parents(running: Site, adopted: dict[str, Any]) -> None:
    site = running
    maria = await site.enter("maria")
    found = (await maria.data(FAMILY))["viewer"]
    assert [(one["displayName"], one["kind"]) for one in found["family"]] == [("Светлов Ярослав Максимович", "PARENT")]
    assert [one["standing"] for one in found["records"]] == ["SELF_ADULT", "PARENT_OF_CHILD"]
    read = (await maria.data(READ, id=adopted["misha"]))["record"]
    assert "Соколов" not in str(read) and "Светлов" in read["patient"]["displayName"]
    assert {one["enteredBy"] for one in read["childData"]["nodes"]} == {None}


async def test_what_was_written_before_names_no_earlier_parent(running: Site, adopted: dict[str, Any]) -> None:
    """Neither in the sections nor in originals: who may read every field gets what may be read, and no original."""
    site = running
    patient = await site.database.fetchval("SELECT id FROM person WHERE patient_key = $1", adopted["misha"])
    for table in ("examination_protocol", "discharge_summary", "medical_certificate", "pregnancy_care"):
        assert (
            await site.database.fetchval(f"SELECT count(guardian_name) FROM {table} WHERE patient_id = $1", patient)
            == 0
        )
    assert await site.database.fetchval("SELECT count(caller) FROM ambulance_call WHERE patient_id = $1", patient) == 0
    called = await site.database.fetchval("SELECT count(*) FROM emergency_contact WHERE patient_id = $1", patient)
    assert called == 0, "whom to call at the first visit were the earlier parents"
    entry = await site.database.fetchrow(
        "SELECT id, public_id FROM record_entry WHERE patient_id = $1 AND kind = 4 AND status = 0 AND labels = 0 ORDER BY id LIMIT 1",
        patient,
    )
    assert entry is not None
    document = await site.database.fetchval(
        "INSERT INTO document (patient_id, entry_id, public_id, content_type, size, sha256, content) "
        "VALUES ($1, $2, $3, 'text/plain', 8, sha256('Соколова'::bytea), $4) RETURNING id",
        patient,
        entry["id"],
        "D" * 22,
        "Мать: Соколова".encode(),
    )
    public = IdSealer(site.settings.key("id")).seal(IdType.DOCUMENT, patient, document)
    await site.database.execute("UPDATE document SET public_id = $2 WHERE id = $1", document, public)
    maria = await site.enter("maria")
    answer = await site.http.get(f"/files/{public}", headers={"Authorization": f"Bearer {maria.token}"})
    assert answer.status_code == 200 and "Соколова" not in answer.text and "Дата: " in answer.text
    await site.database.execute(
        "UPDATE record_entry SET created_at = now() + interval '1 day' WHERE id = $1", entry["id"]
    )
    answer = await site.http.get(f"/files/{public}", headers={"Authorization": f"Bearer {maria.token}"})
    assert "Соколова" not in answer.text, "what a clinic sends anew of the days before is of the past too"
    await site.database.execute("UPDATE record_entry SET event_date = moscow_day(now()) WHERE id = $1", entry["id"])
    answer = await site.http.get(f"/files/{public}", headers={"Authorization": f"Bearer {maria.token}"})
    assert "Соколова" in answer.text, "what is written after it is given out as ever"


async def test_the_act_is_shown_to_nobody_and_cannot_be_ended(running: Site, adopted: dict[str, Any]) -> None:
    registrar = await running.sign_in("registrar")
    listed = (await registrar.data(ACTS))["courtActs"]["nodes"]
    assert "ADOPTION" not in [one["kind"] for one in listed]
    end = "mutation($input: CourtActWithReasonInput!) { endCourtAct(input: $input) { courtAct { id } userErrors { code field message } } }"
    assert await refused(registrar, end, id=adopted["act"], reason=REASON) == "WRONG_STATE"


async def test_a_parent_who_stays_keeps_access(running: Site, adopted: dict[str, Any]) -> None:
    """Adoption by the mother's husband: hers is a parent's link as before, the father's ends."""
    site = running
    anna, vera = await site.enter("anna"), await site.patient("Вера", "Соколова")
    # What she once opened to the father leads to him, so it goes; what concerns her alone stays.
    _, shared = await in_review(site, "sergey", "Вера")
    await approve(site, shared)
    sergey_id = await site.database.fetchval("SELECT id FROM account WHERE login = 'sergey'")
    await site.database.execute(
        "INSERT INTO access_request (account_id, purpose, state, own, patient_id, grantee_id, access_grant_id, created_at, saved_at) "
        "SELECT a.id, 'CHANGE', 'DRAFT', false, g.patient_id, g.grantee_id, g.id, now(), now() FROM account a, access_grant g "
        "WHERE a.login = 'anna' AND g.grantee_id = $1 AND g.revoked_at IS NULL",
        sergey_id,
    )
    assert vera in await _asked(anna)
    given = await adoption_input(
        site,
        "Вера",
        ["Анна", "Фёдор"],
        birthCertificate="V-МЮ 712346",
        snils=_snils(2),
        givenName="Вера",
        patronymic="Фёдоровна",
    )
    proposed = await done(await site.sign_in("registrar"), ADOPTION, **given)
    await done(await site.sign_in("registrar2"), CONFIRM, id=proposed["courtAct"]["id"])
    assert "errors" not in await anna.ask(READ, id=vera)
    assert vera not in await _asked(anna)
    sergey = await site.enter("sergey")
    assert vera not in [one["patientId"] for one in (await sergey.data(FAMILY))["viewer"]["family"]]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"parents": []}, "REQUIRED"),
    ({"birthCertificate": "4510 123456"}, "WRONG_FORMAT"),
    ({"snils": "112-233-445 96"}, "CHECK_DIGIT"),
    ({"enp": "7755410837012347"}, "CHECK_DIGIT"),
    ({"enp": "7755"}, "WRONG_FORMAT"),
    ({"familyName": "1"}, "WRONG_FORMAT"),
    ({"startsOn": "2100-01-01"}, "WRONG_DATE"),
    ({"decidedOn": "2100-01-01"}, "WRONG_DATE"),
    ({"issuedOn": "2001-01-01"}, "WRONG_DATE"),
    ({"reason": ""}, "REASON_REQUIRED"),
]


@pytest.mark.parametrize(("changes", "code"), WRONG, ids=str)
async def test_an_adoption_that_cannot_be_right_is_refused(
    running: Site, adopted: dict[str, Any], changes: dict[str, Any], code: str
) -> None:
    given = {**await adoption_input(running, "Павел", ["Мария"]), **changes}
    assert await refused(await running.sign_in("registrar"), ADOPTION, **given) == code


@pytest.mark.parametrize(("child", "parents"), [("Игорь", ["Мария"]), ("Павел", ["Вера"]), ("Павел", ["Павел"])])
async def test_only_a_child_is_adopted_and_only_by_who_is_of_age(
    running: Site, adopted: dict[str, Any], child: str, parents: list[str]
) -> None:
    given = await adoption_input(running, child, parents)
    assert await refused(await running.sign_in("registrar"), ADOPTION, **given) == "PERSON_NOT_FOUND"
