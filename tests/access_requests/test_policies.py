"""A policy that the registry vouched for is kept once, with the earlier one ended, however many decide at once (ACC-06)."""

import asyncio

import asyncpg

from backend.models.identifiers import luhn_check
from backend.services.access_requests.policies import keep_policy
from tests.access_requests.people import confirm_phone, draft_of, phone_of, row_id, save, says, submit
from tests.client import Site

FIFTEEN = "775541083701777"
NUMBER = FIFTEEN + luhn_check(FIFTEEN)


async def test_of_two_decisions_at_once_the_later_one_finds_the_policy_kept(site: Site, pool: asyncpg.Pool) -> None:
    person, draft = await draft_of(site)
    draft = (await save(person, draft, policyNumber=NUMBER)).request
    request = (await submit(person, await confirm_phone(site, person, draft, await phone_of(site, "sergey")))).request
    await says(site, "insurance", "VALID")
    await site.work()
    patient = await site.database.fetchval("SELECT patient_id FROM access_request")
    count = "SELECT count(*) FROM person_identifier WHERE patient_id = $1 AND kind = 'ENP' AND ended_on IS NULL"
    assert await site.database.fetchval(count, patient) == 1, "an earlier number is known"
    async with pool.acquire() as first, pool.acquire() as second:
        begun = first.transaction()
        await begun.start()
        await keep_policy(first, row_id(site, request), patient, site.clock())
        later = asyncio.create_task(keep_policy(second, row_id(site, request), patient, site.clock()))
        await asyncio.sleep(0.1)
        assert not later.done()
        await begun.commit()
        await later
    kept = await site.database.fetch(
        "SELECT value, checked FROM person_identifier WHERE patient_id = $1 AND kind = 'ENP' AND ended_on IS NULL",
        patient,
    )
    assert [tuple(row) for row in kept] == [(NUMBER, True)]
    policies = "SELECT count(*) FROM insurance_policy WHERE patient_id = $1 AND number = $2"
    assert await site.database.fetchval(policies, patient, NUMBER) == 1
