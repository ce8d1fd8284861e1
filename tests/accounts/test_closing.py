"""Closing an account: all that it could do ends at once, and the record stays whole (PAP-03, 152-ФЗ)."""

import datetime as dt
from typing import Any

import asyncpg

from backend.demo.load import load_cast, moscow_today
from backend.demo_facts import cast_facts
from backend.services.accounts.closing import KEPT, forget_closed
from tests.access_requests.people import submitted
from tests.accounts.people import PASSWORD, call, messages, register
from tests.client import Person, Site

PHONE = "+79161234567"
WHO = "{ viewer { account { login } } }"
_RECORD_TABLES = """
SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = 'public' AND c.column_name = 'patient_id' AND t.table_type = 'BASE TABLE'
  AND c.table_name NOT IN ('access_grant', 'access_request', 'access_log', 'family_claim', 'notification', 'notification_entry')
ORDER BY 1
"""


async def _close(site: Site, person: Person | None) -> Any:
    answer = await site.ask(
        "mutation { closeAccount { closed userErrors { code message } } }", person.token if person else None
    )
    return answer["data"]["closeAccount"]


async def _records(database: asyncpg.Connection) -> dict[str, Any]:
    """Every row about a patient, by table, and the people themselves."""
    tables = [row[0] for row in await database.fetch(_RECORD_TABLES)]
    assert len(tables) > 20
    return {
        table: await database.fetchval(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t")
        for table in [*tables, "person"]
    }


async def test_a_closed_account_is_nobodys_from_that_moment(site: Site) -> None:
    person = await register(site, PHONE)
    other = await site.sign_in(PHONE, PASSWORD)
    assert (await _close(site, person)) == {"closed": True, "userErrors": []}
    for session in (person, other):
        assert (await session.data(WHO))["viewer"] is None
    sign_in = "mutation($input: SignInInput!) { signIn(input: $input) { token userErrors { code } } }"
    assert (await call(site, None, sign_in, login=PHONE, password=PASSWORD)).codes == ["WRONG_CREDENTIALS"]
    await site.work()
    assert "закрыта" in messages(site, PHONE)[0], "whoever had it is told"
    again = await register(site, PHONE)
    assert (await again.data("{ viewer { account { login level } } }"))["viewer"]["account"] == {
        "login": PHONE,
        "level": "BASIC",
    }
    assert await site.database.fetchval("SELECT count(*) FROM account") == 2, "the log still names the closed one"


async def test_only_a_fresh_owner_closes_it_and_staff_are_parted_with_otherwise(site: Site) -> None:
    person = await register(site, PHONE)
    assert (await _close(site, None))["userErrors"][0]["code"] == "UNAUTHENTICATED"
    site.clock.shift = dt.timedelta(minutes=11)
    assert (await _close(site, person))["userErrors"][0]["code"] == "REAUTHENTICATION_REQUIRED"
    site.clock.shift *= 0
    await site.database.execute("UPDATE account SET roles = ARRAY['CITIZEN', 'REGISTRAR']")
    assert (await _close(site, person))["userErrors"][0]["code"] == "STAFF_ACCOUNT"
    assert (await person.data(WHO))["viewer"] is not None


async def test_contacts_are_forgotten_a_month_later(site: Site) -> None:
    person = await register(site, PHONE)
    await _close(site, person)
    pool = await asyncpg.create_pool(**site.address.connect_arguments(), min_size=1, max_size=1)
    try:
        for later, phone in ((KEPT - dt.timedelta(minutes=5), PHONE), (KEPT + dt.timedelta(minutes=5), None)):
            await forget_closed(pool, site.clock() + later)
            assert await site.database.fetchval("SELECT phone FROM account") == phone
    finally:
        await pool.close()


async def test_the_record_stays_whole_and_every_access_of_the_account_ends(site: Site) -> None:
    """PAP-03: nobody gives up a record by giving up an account."""
    await load_cast(site.database, site.settings, moscow_today(), lambda *_: None)
    site.simulator.tell(await cast_facts(site.database, moscow_today()))  # type: ignore[arg-type]
    person, _ = await submitted(site)
    account = await site.database.fetchval("SELECT id FROM account WHERE login = 'sergey'")
    before = await _records(site.database)
    grants = await site.database.fetch(
        "SELECT id FROM access_grant WHERE grantee_id <> $1 AND revoked_at IS NULL", account
    )
    assert (await _close(site, person))["closed"] is True
    assert await _records(site.database) == before
    assert (
        await site.database.fetchval(
            "SELECT count(*) FROM access_grant WHERE grantee_id = $1 AND revoked_at IS NULL", account
        )
        == 0
    )
    left = await site.database.fetch(
        "SELECT id FROM access_grant WHERE grantee_id <> $1 AND revoked_at IS NULL", account
    )
    assert left == grants, "the other parent's access is the other parent's (REQ-09)"
    states = await site.database.fetch("SELECT DISTINCT state FROM access_request WHERE account_id = $1", account)
    assert {row[0] for row in states} <= {"WITHDRAWN", "CANCELLED", "REJECTED", "EXPIRED"}
    assert (
        await site.database.fetchval(
            "SELECT count(*) FROM request_photo h JOIN access_request q ON q.id = h.request_id WHERE q.account_id = $1",
            account,
        )
        == 0
    )
    assert await site.database.fetchval("SELECT count(*) FROM identity_profile WHERE account_id = $1", account) == 0
    assert (
        await site.database.fetchval(
            "SELECT count(*) FROM registry_check WHERE account_id = $1 AND state = 'WAITING'", account
        )
        == 0
    )
    await site.work()


async def test_who_waits_for_an_answer_about_their_data_is_asked_before_it_could_reach_nobody(site: Site) -> None:
    """152-ФЗ, article 20: the answer is owed."""
    person = await register(site, PHONE)
    asked = "mutation($input: RequestPersonalDataInput!) { requestPersonalData(input: $input) { case { id } userErrors { code } } }"
    case = (await call(site, person, asked)).done["case"]
    assert [error["code"] for error in (await _close(site, person))["userErrors"]] == ["PERSONAL_DATA_WAITS"]
    assert (await person.data(WHO))["viewer"] is not None
    withdraw = "mutation($input: OwnCaseInput!) { withdrawPersonalDataRequest(input: $input) { case { state } userErrors { code } } }"
    assert (await call(site, person, withdraw, id=case["id"])).codes == []
    assert (await _close(site, person))["closed"]
    assert await site.database.fetchval("SELECT count(*) FROM service_case WHERE state = 'OPEN'") == 0
