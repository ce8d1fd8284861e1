"""Who hides, shows and lifts (policy.md, Conditions, `TEEN_HIDE`): every mutation × every standing, own record and another's."""

from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest
import pytest_asyncio

from backend.database import Address
from backend.models.vocabulary import Kind
from backend.policy.sealing import IdSealer
from backend.policy.standing import Standing
from backend.settings import Settings
from tests.client import Site, start_site
from tests.world import World, make_world

REASON = "Признаки отравления, нужна помощь родителей"


@pytest_asyncio.fixture(scope="module")
async def hiding_world(
    settings: Settings, new_database: Callable[[], Awaitable[Address]]
) -> AsyncIterator[tuple[Site, World]]:
    """The small world where teenagers may hide entries."""
    import datetime as dt

    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    made = await make_world(connection, IdSealer(settings.key("id")), dt.datetime.now(dt.UTC))
    async with start_site(settings.model_copy(update={"teen_hide": True}), address, connection) as site:
        yield site, made
    await connection.close()


async def _codes(site: Site, token: str, name: str, entry: str) -> list[str]:
    given = {"id": entry, **({"reason": REASON} if name == "liftHiding" else {})}
    query = f"mutation($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ id userErrors {{ code }} }} }}"
    payload = (await site.ask(query, token, input=given))["data"][name]
    return [error["code"] for error in payload["userErrors"]]


async def _entry(made: World, standing: Standing) -> str:
    return str(
        await made.database.fetchval(
            "SELECT public_id FROM record_entry WHERE patient_id = $1 AND kind = $2 ORDER BY id LIMIT 1",
            made.patients[standing],
            int(Kind.CHECK_UPS),
        )
    )


@pytest.mark.parametrize("name", ["hideEntry", "showEntry", "liftHiding"])
@pytest.mark.parametrize("standing", Standing, ids=lambda standing: str(standing.name))
async def test_a_teenager_hides_and_a_treating_doctor_lifts(
    hiding_world: tuple[Site, World], standing: Standing, name: str
) -> None:
    site, made = hiding_world
    may = Standing.TREATING_DOCTOR if name == "liftHiding" else Standing.SELF_TEEN
    own = await _codes(site, made.tokens[standing], name, await _entry(made, standing))
    # A doctor is told that there is nothing to lift, and nobody else anything.
    wanted = (["WRONG_STATE"] if name == "liftHiding" else []) if standing == may else ["FORBIDDEN"]
    assert own == wanted
    other = Standing.GUARDIAN if standing != Standing.GUARDIAN else Standing.PARENT_OF_CHILD
    foreign = await _codes(site, made.tokens[standing], name, await _entry(made, other))
    assert foreign == (["NOT_FOUND"] if standing == may == Standing.SELF_TEEN else ["FORBIDDEN"])
