"""One's own data (152-ФЗ, article 14): all that is kept about the account, to its fresh owner alone, and nothing medical."""

import asyncio
import datetime as dt
import json
from typing import Any

import pytest

from backend.policy.sealing import IdSealer, IdType
from backend.services.passwords import hash_password
from tests.accounts.people import PASSWORD, PETR, call, make_standard, messages, register
from tests.client import Person, Site

PHONE = "+79161234567"
DATA = (
    "{ viewer { personalData { processing { purposes grounds recipients terms } content refusal { code message } } } }"
)
CASES = "{ viewer { cases { id kind state openedAt dueAt decidedAt answer objected } } }"
_CASE = "case { id kind state openedAt dueAt answer objected } userErrors { code field message }"
REQUEST = f"mutation($input: RequestPersonalDataInput!) {{ requestPersonalData(input: $input) {{ {_CASE} }} }}"
WITHDRAW = f"mutation($input: OwnCaseInput!) {{ withdrawPersonalDataRequest(input: $input) {{ {_CASE} }} }}"
OBJECT = f"mutation($input: OwnCaseInput!) {{ objectToRecovery(input: $input) {{ {_CASE} }} }}"
DECIDE = "mutation($input: DecideServiceCaseInput!) { decideServiceCase(input: $input) { userErrors { code field } } }"


async def _data(person: Person) -> Any:
    return (await person.data(DATA))["viewer"]["personalData"]


async def _cases(person: Person) -> Any:
    return (await person.data(CASES))["viewer"]["cases"]


async def test_the_owner_gets_all_that_is_kept_about_the_account(site: Site) -> None:
    person = await make_standard(site, await register(site, PHONE))
    kept = (await _data(person))["content"]
    assert kept["account"]["login"] == kept["account"]["phone"] == PHONE
    assert kept["account"]["level"] == "STANDARD" and kept["account"]["hasPassword"] is True
    assert kept["profile"]["snils"] == "11223344595" and kept["profile"]["passport"]["number"] == "4510 123456"
    assert [check["outcome"] for check in kept["checks"]] == ["VALID"]
    assert len(kept["sessions"]) == 1 and len(kept["devices"]) == 1
    assert all(
        isinstance(kept[name], list) for name in ("family", "accessRequests", "accesses", "notifications", "cases")
    )
    whole = json.dumps(kept)
    stored = await site.database.fetchrow("SELECT password_hash FROM account")
    session = await site.database.fetchval("SELECT encode(token_hash, 'hex') FROM session")
    assert stored["password_hash"] not in whole and session not in whole and person.token not in whole


async def test_without_a_fresh_proof_there_is_a_refusal_and_no_content(site: Site) -> None:
    person = await register(site, PHONE)
    site.clock.shift = dt.timedelta(minutes=11)
    data = await _data(person)
    assert data["content"] is None and data["refusal"]["code"] == "REAUTHENTICATION_REQUIRED"
    assert all(len(text) > 20 and "{" not in text for text in data["processing"].values())
    assert (await site.ask(DATA))["data"]["viewer"] is None


async def test_another_accounts_data_is_never_among_it(site: Site) -> None:
    await make_standard(site, await register(site, PHONE))
    other = await register(site, "maria@example.com")
    kept = json.dumps((await _data(other))["content"], ensure_ascii=False)
    assert PHONE not in kept and PETR["familyName"] not in kept and "11223344595" not in kept


async def test_what_a_civil_registry_said_of_a_child_is_not_among_it(site: Site) -> None:
    person = await make_standard(site, await register(site, PHONE))
    add = "mutation($input: AddFamilyMemberInput!) { addFamilyMember(input: $input) { claim { state } userErrors { code } } }"
    child = {
        "relationship": "DAUGHTER",
        "familyName": "Чужая",
        "givenName": "Кира",
        "birthDate": "2019-05-17",
        "document": {"kind": "BIRTH_CERTIFICATE", "number": "IV-МЮ 654322"},
    }
    assert (await call(site, person, add, **child)).codes == []
    await site.work()
    finer = await site.database.fetchval("SELECT outcome FROM registry_check WHERE kind = 'CIVIL_ACT'")
    assert finer == "NOT_FOUND"
    kept = (await _data(person))["content"]
    assert kept["family"][0]["givenName"] == "Кира" and kept["family"][0]["state"] == "GO_TO_MFC"
    assert finer not in json.dumps(kept) and "CIVIL_ACT" not in json.dumps(kept)


async def test_the_list_grows_with_no_record(site: Site) -> None:
    """Never medical content: nothing that is kept is read from a record's tables."""
    from backend.models.sections.tables import TABLES
    from backend.services.accounts.personal_data import _STATEMENT

    tables = {"record_entry", "insurance_policy", "person_identifier", "encounter", "access_log", *TABLES.values()}
    assert not {table for table in tables if f" {table} " in _STATEMENT or f" {table}\n" in _STATEMENT}


async def test_a_written_request_is_one_case_due_in_ten_working_days(site: Site) -> None:
    person = await register(site, PHONE)
    assert await _cases(person) == []
    asked = (await call(site, person, REQUEST, clientMutationId="one")).done["case"]
    assert (asked["kind"], asked["state"]) == ("PERSONAL_DATA", "OPEN")
    days = (dt.datetime.fromisoformat(asked["dueAt"]) - dt.datetime.fromisoformat(asked["openedAt"])).days
    assert 11 <= days <= 25, "ten working days and the holidays between"
    again = await asyncio.gather(*(call(site, person, REQUEST) for _ in range(4)))
    repeated = await call(site, person, REQUEST, clientMutationId="one")
    assert {one.done["case"]["id"] for one in (*again, repeated)} == {asked["id"]}
    assert await site.database.fetchval("SELECT count(*) FROM service_case") == 1
    assert (await _cases(person))[0]["id"] == asked["id"]
    assert (await call(site, None, REQUEST)).codes == ["UNAUTHENTICATED"]


async def test_a_registrar_answers_and_the_owner_reads_the_answer(site: Site) -> None:
    person = await register(site, PHONE)
    case = (await call(site, person, REQUEST)).done["case"]
    await site.database.execute(
        "INSERT INTO account (login, password_hash, level, roles, created_at) VALUES ('registrar', $1, 'BASIC', ARRAY['REGISTRAR'], now())",
        hash_password(PASSWORD),
    )
    registrar = await site.sign_in("registrar", PASSWORD)
    assert (
        await call(site, registrar, DECIDE, id=case["id"], decision="APPROVE", text="Ответ в приложении.")
    ).codes == []
    (seen,) = await _cases(person)
    assert (seen["state"], seen["answer"]) == ("APPROVED", "Ответ в приложении.")
    assert (await call(site, person, WITHDRAW, id=case["id"])).fields == {"id": "WRONG_STATE"}
    assert (await call(site, person, REQUEST)).done["case"]["id"] != case["id"], "a new one may be asked"


async def test_a_request_is_taken_back_by_its_owner_alone(site: Site) -> None:
    person, other = await register(site, PHONE), await register(site, "maria@example.com")
    case = (await call(site, person, REQUEST)).done["case"]
    row = await site.database.fetchrow("SELECT id, account_id FROM service_case")
    ids = IdSealer(site.settings.key("id"))
    others = await site.database.fetchval("SELECT id FROM account WHERE login = 'maria@example.com'")
    forged = [
        case["id"],
        ids.seal(IdType.SERVICE_CASE, others, row["id"]),
        ids.seal(IdType.SESSION, others, 1),
        "x" * 22,
        "",
    ]
    for mutation in (WITHDRAW, OBJECT):
        answers = [await call(site, other, mutation, id=one) for one in forged]
        assert {tuple(answer.fields.items()) for answer in answers} == {(("id", "NOT_FOUND"),)}
    assert (await call(site, person, OBJECT, id=case["id"])).fields == {"id": "WRONG_STATE"}, "it is no recovery"
    assert (await call(site, person, WITHDRAW, id=case["id"])).done["case"]["state"] == "WITHDRAWN"
    assert (await call(site, person, WITHDRAW, id=case["id"])).fields == {"id": "WRONG_STATE"}


@pytest.mark.parametrize("channels", [[], ["SMS"], ["SMS", "EMAIL"]], ids=len)
async def test_whoever_has_the_account_hears_of_a_recovery_once_and_may_object(site: Site, channels: list[str]) -> None:
    from tests.accounts.test_recovery import REQUEST as RECOVER
    from tests.accounts.test_recovery import _begin, _bound

    owner = await _bound(site)
    await site.database.execute(
        "UPDATE account SET email = 'old@example.com', email_confirmed_at = now(), notify_by = $1", channels
    )
    assert (await call(site, None, RECOVER, **await _begin(site))).codes == []
    await site.work()
    await site.database.execute("UPDATE procrastinate_jobs SET status = 'todo' WHERE task_name = 'tell_of_recovery'")
    await site.work()
    for place in (PHONE, "old@example.com"):
        told = [text for text in messages(site, place) if "восстановить доступ" in text]
        assert len(told) == 1, "at every place that is left, and once"
    notes = await owner.data("{ viewer { notifications(first: 9) { nodes { kind text } } } }")
    assert "RECOVERY_STARTED" in [note["kind"] for note in notes["viewer"]["notifications"]["nodes"]]
    (case,) = await _cases(owner)
    assert (await call(site, owner, OBJECT, id=case["id"])).done["case"]["objected"] is True
    details = json.loads(await site.database.fetchval("SELECT details FROM service_case"))
    assert "objected_at" in details and details["phone"], "and the registrar sees it beside what was stated"
