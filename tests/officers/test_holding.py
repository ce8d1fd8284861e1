"""What officers record of a person holds the person's accounts first, as the person's own acts do: neither waits in a circle."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from tests.access_requests.people import in_review
from tests.client import Site
from tests.officers.people import DEATH, REASON, done, key
from tests.officers.test_death_corrections import AGREE, CORRECT
from tests.officers.test_staff import END, LIST
from tests.waiting import somebody_waits


@pytest_asyncio.fixture
async def other(site: Site) -> AsyncIterator[asyncpg.Connection]:
    made = await asyncpg.connect(**site.address.connect_arguments())
    yield made
    await made.close()


async def _acts_while_the_account_is_held(
    site: Site, other: asyncpg.Connection, acting: asyncio.Task[object], account: int, nothing_held: str
) -> None:
    """The officer waits for the account, and holds none of what the account's owner takes next."""
    while not await somebody_waits(site):
        assert not acting.done(), "held nothing of the account"
        await asyncio.sleep(0.01)
    await other.execute(f"{nothing_held} FOR UPDATE NOWAIT", account)


async def _died(site: Site, given_name: str) -> dict[str, object]:
    today: dt.date = await site.database.fetchval("SELECT moscow_day($1)", site.clock())
    person = await key(site, given_name)
    return {"person": person, "diedOn": today.isoformat(), "actNumber": "177240000700000012345", "reason": REASON}


async def test_a_death_and_its_correction_hold_the_accounts_before_person_and_requests(
    site: Site, other: asyncpg.Connection
) -> None:
    await in_review(site)
    account = await site.database.fetchval("SELECT id FROM account WHERE login = 'sergey'")
    registrar, second = await site.sign_in("registrar"), await site.sign_in("registrar2")
    given = await _died(site, "Сергей")
    requests = "SELECT FROM access_request WHERE account_id = $1"
    people = "SELECT FROM person WHERE id = (SELECT person_id FROM account WHERE id = $1)"
    for free in (requests, people):
        async with other.transaction():
            await other.execute("SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE", account)
            acting: asyncio.Task[object] = asyncio.create_task(done(registrar, DEATH, **given))
            await _acts_while_the_account_is_held(site, other, acting, account, free)
        await acting
        record = (await done(registrar, CORRECT, person=given["person"], reason=REASON))["deathRecord"]
        async with other.transaction():
            await other.execute("SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE", account)
            acting = asyncio.create_task(done(second, AGREE, id=record["id"]))
            await _acts_while_the_account_is_held(site, other, acting, account, free)
        await acting


async def test_the_end_of_an_appointment_holds_the_account_before_it(site: Site, other: asyncpg.Connection) -> None:
    admin = await site.sign_in("admin")
    [work] = (await admin.data(LIST, login="petrova", state="IN_FORCE"))["staffAppointments"]["nodes"]
    account = await site.database.fetchval("SELECT id FROM account WHERE login = 'petrova'")
    async with other.transaction():
        await other.execute("SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE", account)
        acting: asyncio.Task[object] = asyncio.create_task(done(admin, END, id=work["id"], reason=REASON))
        free = "SELECT FROM staff_appointment WHERE account_id = $1"
        await _acts_while_the_account_is_held(site, other, acting, account, free)
    await acting
