"""What waits while the session is ended and the account closed finds them so, and changes nothing (ACC-15, PAP-03).

Each mutation of the schema is begun while another transaction holds its account, which then ends both and lets go.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from backend.settings import Settings
from tests.cast_site import NewDatabase, cast_site
from tests.client import Person, Site
from tests.emptying import empty
from tests.hostile.schema_calls import Call, calls
from tests.hostile.table_states import changed_tables

LOGIN = "sergey"
# These only send a code to the owner's own phone, and hold the account to count what they send.
SEND = {"requestCardEntryCode", "requestReauthenticationCode", "requestContactCode"}
WAITS = {
    *("createAccessRequest", "addFamilyMember", "saveProfile", "retryProfileCheck", "changePassword", "closeAccount"),
    *("requestPersonalData", "startTotp", "startSmsFactor", "setNotificationChannels"),
}
GIVEN: dict[str, dict[tuple[str, ...], Any]] = {
    "createAccessRequest": {("input", part): None for part in ("record", "granteeId", "grantId")},
    "setNotificationChannels": {("input", "channels"): []},
    "saveProfile": {("input", "birthDate"): "1985-04-12"},
}


@pytest_asyncio.fixture(scope="module")
async def running(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    async with cast_site(settings, new_database) as site:
        yield site


async def _answer(person: Person, call: Call) -> Any:
    given = {path: None for path in (leaf.path for leaf in call.leaves) if path[-1] == "clientMutationId"}
    variables = call.given(given)
    for path, value in GIVEN.get(call.name, {}).items():
        variables["input"][path[-1]] = value
    return await person.ask(call.document, **variables)


async def _waits(site: Site, task: asyncio.Task[Any]) -> bool:
    """Whether the call came to wait for the account; it may also end without."""
    while not task.done():
        if await site.database.fetchval(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"
        ):
            return True
        await asyncio.sleep(0.005)
    return False


@pytest.mark.parametrize("call", [call for call in calls() if call.root == "Mutation"], ids=lambda call: call.name)
async def test_what_waited_for_an_end_does_nothing_after_it(running: Site, call: Call) -> None:
    site = running
    person = await site.sign_in(LOGIN)
    await site.database.execute("UPDATE session SET reauthenticated_at = now()")
    await empty(site.database, "sign_in_attempt", "one_time_code")
    other = await asyncpg.connect(**site.address.connect_arguments())
    transaction = other.transaction()
    await transaction.start()
    try:
        await other.execute("SELECT FROM account WHERE login = $1 FOR NO KEY UPDATE", LOGIN)
        async with changed_tables(site, but={"session", "sign_in_attempt", "account"}) as changed:
            task = asyncio.create_task(_answer(person, call))
            waited = await _waits(site, task)
            await other.execute("UPDATE session SET ended_at = now() WHERE ended_at IS NULL")
            await other.execute("UPDATE account SET disabled_at = now() WHERE login = $1", LOGIN)
            await transaction.commit()
            answer = await task
        if waited and call.name not in SEND:
            assert [error["code"] for error in answer["data"][call.name]["userErrors"]] == ["UNAUTHENTICATED"]
            assert changed == []
        assert waited or call.name not in WAITS
    finally:
        await site.database.execute("UPDATE account SET disabled_at = NULL")
        await other.close()
