"""Two things at once, and things cut off: nothing is doubled, nothing is lost (REP-06, ACC-09)."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest
import pytest_asyncio

from backend.services import registry_checks
from backend.services.check_owners import OWNERS
from backend.services.family.answers import claim_answered
from backend.services.registry_checks import Check, Connection, Owner, Subject
from tests.client import Site
from tests.emptying import empty
from tests.family.people import change_child, claim_of, claims, retry_check, script, try_child, withdraw_child
from tests.waiting import somebody_waits


@pytest_asyncio.fixture
async def pool(site: Site) -> AsyncIterator[asyncpg.Pool]:
    made = await asyncpg.create_pool(**site.address.connect_arguments(), min_size=2, max_size=4)
    yield made
    await made.close()


async def _check(site: Site) -> int:
    return int(await site.database.fetchval("SELECT id FROM registry_check WHERE state = 'WAITING'"))


async def test_two_adds_of_one_child_at_once_make_one_claim(site: Site) -> None:
    person = await site.sign_in("sergey")
    answered = await asyncio.gather(*(try_child(site, person) for _ in range(4)))
    assert sorted(one.codes for one in answered) == [[], *[["ALREADY_IN_FAMILY"]] * 3]
    assert len(await claims(person)) == 1
    assert await site.database.fetchval("SELECT count(*) FROM registry_check") == 1


async def test_two_repeated_calls_at_once_make_one_claim(site: Site) -> None:
    person = await site.sign_in("sergey")
    answered = await asyncio.gather(*(try_child(site, person, clientMutationId="once") for _ in range(3)))
    assert len({one.added["id"] for one in answered}) == 1


async def test_tries_are_counted_however_many_come_at_once(site: Site) -> None:
    from backend.services.family.tries import PER_DAY

    person = await site.sign_in("sergey")
    documents = [{"kind": "BIRTH_CERTIFICATE", "number": f"IV-МЮ {500000 + place}"} for place in range(PER_DAY + 4)]
    answered = await asyncio.gather(*(try_child(site, person, document=document) for document in documents))
    assert sum(one.codes == [] for one in answered) == PER_DAY


async def test_an_answer_while_the_claim_is_withdrawn_changes_nothing(site: Site) -> None:
    person = await site.sign_in("sergey")
    script(site, "civil_acts", "slow", seconds=0.5)
    claim = (await try_child(site, person)).added
    work = asyncio.create_task(site.work())
    while not any(one["requests"] for one in site.simulator.asked()["civil_acts"].values()):
        await asyncio.sleep(0.01)
    assert (await withdraw_child(person, claim["id"])).added["state"] == "WITHDRAWN"
    await work
    assert await claims(person) == []
    assert await site.database.fetchval("SELECT state FROM registry_check") == "DROPPED"
    assert await site.database.fetchval("SELECT count(*) FROM notification WHERE claim_id IS NOT NULL") == 0


async def test_an_answer_to_the_form_as_it_was_says_nothing_of_the_changed_one(site: Site) -> None:
    person = await site.sign_in("sergey")
    script(site, "civil_acts", "slow", seconds=0.5)
    claim = (await try_child(site, person)).added
    work = asyncio.create_task(site.work())
    while not any(one["requests"] for one in site.simulator.asked()["civil_acts"].values()):
        await asyncio.sleep(0.01)
    await change_child(person, claim["id"], document={"kind": "FOREIGN_DOCUMENT", "number": "UZ 1"})
    await work
    assert (await claim_of(person, claim["id"]))["state"] == "GO_TO_MFC"


async def test_one_try_made_twice_at_once_is_kept_once(site: Site, pool: asyncpg.Pool) -> None:
    person = await site.sign_in("sergey")
    claim = (await try_child(site, person)).added
    check = await _check(site)
    await asyncio.gather(
        *(registry_checks.ask(pool, site.registries, OWNERS, check, 0, site.clock()) for _ in range(3))
    )
    assert (await claim_of(person, claim["id"]))["state"] == "VERIFIED"
    assert await site.database.fetchval("SELECT attempts FROM registry_check") == 1
    assert await site.database.fetchval("SELECT count(*) FROM notification WHERE claim_id IS NOT NULL") == 1
    assert [one["worked"] for one in site.simulator.asked()["civil_acts"].values()] == [1]


async def test_what_is_cut_off_between_answer_and_keeping_is_asked_again_under_the_same_key(
    site: Site, pool: asyncpg.Pool
) -> None:
    class CutOff(Exception):
        pass

    async def dies(connection: Connection, check: Check, at: object) -> None:
        raise CutOff

    person = await site.sign_in("sergey")
    claim = (await try_child(site, person)).added
    owners = {Subject.CLAIM: Owner(dies, dies, dies)}
    with pytest.raises(CutOff):
        await registry_checks.ask(pool, site.registries, owners, await _check(site), 0, site.clock())
    assert await site.database.fetchval("SELECT state FROM registry_check") == "WAITING"
    assert (await claim_of(person, claim["id"]))["state"] == "CHECKING"
    await site.work()
    assert (await claim_of(person, claim["id"]))["state"] == "VERIFIED"
    (asked,) = site.simulator.asked()["civil_acts"].values()
    assert asked == {"requests": 2, "worked": 1}


async def test_a_question_that_lost_its_job_is_found(site: Site, pool: asyncpg.Pool) -> None:
    person = await site.sign_in("sergey")
    claim = (await try_child(site, person)).added
    await empty(site.database, "procrastinate_jobs")
    await registry_checks.ask_forgotten(pool, site.clock())
    await site.work()
    assert (await claim_of(person, claim["id"]))["state"] == "CHECKING", "not before it is long overdue"
    await registry_checks.ask_forgotten(pool, site.clock() + registry_checks.FORGOTTEN * 2)
    await registry_checks.ask_forgotten(pool, site.clock() + registry_checks.FORGOTTEN * 2)
    assert await site.database.fetchval("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'ask_registry'") == 1
    await site.work()
    assert (await claim_of(person, claim["id"]))["state"] == "VERIFIED"


async def test_an_answer_and_a_change_of_the_account_never_wait_each_for_the_others_end(
    site: Site, pool: asyncpg.Pool
) -> None:
    """Whoever changes the account and then its claims, as a closing does, waits for the answer as a whole, or it for them."""
    person = await site.sign_in("sergey")
    claim = (await try_child(site, person)).added
    account = await site.database.fetchval("SELECT account_id FROM family_claim")
    held = asyncio.Event()

    async def answered(connection: Connection, check: Check, at: dt.datetime) -> None:
        held.set()
        while not await somebody_waits(site):
            await asyncio.sleep(0.01)
        await claim_answered(connection, check, at)

    async def changes() -> None:
        await held.wait()
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute("SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE", account)
            await connection.execute("SELECT FROM family_claim WHERE account_id = $1 FOR UPDATE", account)

    owners = {Subject.CLAIM: Owner(answered, answered, answered)}
    await asyncio.gather(
        registry_checks.ask(pool, site.registries, owners, await _check(site), 0, site.clock()), changes()
    )
    assert (await claim_of(person, claim["id"]))["state"] == "VERIFIED"


@pytest.mark.parametrize("act", [change_child, withdraw_child, retry_check])
async def test_what_an_applicant_does_holds_the_account_before_the_claim(
    site: Site, pool: asyncpg.Pool, act: Callable[..., Awaitable[object]]
) -> None:
    person = await site.sign_in("sergey")
    claim = (await try_child(site, person)).added
    account = await site.database.fetchval("SELECT account_id FROM family_claim")
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE", account)
        acting = asyncio.create_task(act(person, claim["id"]))
        while not await somebody_waits(site):
            assert not acting.done()
            await asyncio.sleep(0.01)
        # Not held by the one who waits.
        await connection.execute("SELECT FROM family_claim WHERE account_id = $1 FOR UPDATE NOWAIT", account)
    await acting
