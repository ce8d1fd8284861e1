"""A merged record reads, byte for byte, as one into which everything had been written from the beginning; undone, as before.

Two databases of the same generated people: in the one a second record's entries were written into the first one at once, in
the other they come by a merge. Every viewer, every field, both read by the compiler and by the reference reader.
"""

import random
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import asyncpg
import httpx
import pytest

from backend.app import create_app
from backend.database import Address
from backend.policy.sealing import IdSealer
from backend.services.record_keeping.moving import move, what_came, whole_record
from backend.settings import Settings
from tests.reads import worlds
from tests.reads.cast import AT, GeneratedWorld
from tests.reads.conftest import WIDE, Compared
from tests.reads.reference.rows import Rows, fetch_rows
from tests.reads.test_whole_records import EVERYTHING

SETTINGS = (True, True)


class _Together(worlds._Maker):
    """Writes the record of `second` into that of `first`."""

    first = second = 0

    def record(self, patient: int) -> None:
        super().record(self.first if patient == self.second else patient)


async def _generated(
    stack: AsyncExitStack, settings: Settings, address: Address, seed: int, pair: tuple[int, int]
) -> Compared:
    database = await asyncpg.connect(**address.connect_arguments())
    stack.push_async_callback(database.close)
    ids = IdSealer(settings.key("id"))
    maker = _Together(database, ids, random.Random(seed), 2)
    maker.first, maker.second = pair
    world: GeneratedWorld = await maker.make()
    # The moment of storing is the one thing that two databases cannot have alike by themselves.
    await database.execute("UPDATE record_entry SET created_at = $1", AT)
    # What is hidden goes with what is hidden beside it in the same record, as whoever writes or moves entries sees to.
    await database.execute("SELECT FROM follow_hidings((SELECT array_agg(id) FROM person))")
    chosen = settings.model_copy(
        update={"sensitive_teen": SETTINGS[0], "teen_hide": SETTINGS[1], "db_pool_size": 1, **WIDE}
    )
    app = create_app(chosen, address, lambda: AT)
    await stack.enter_async_context(app.router.lifespan_context(app))
    client = await stack.enter_async_context(
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=chosen.origin)
    )
    rows = Rows(await fetch_rows(database))
    starts = {row["key"]: row["starts_on"] for row in rows["section_start"]}
    return Compared(database, world, ids, {SETTINGS: client}, rows, starts)


async def _answers(compared: Compared, patient: int) -> dict[str, bytes]:
    key: Any = compared.key(patient)
    return {
        viewer.name: await compared.ask(viewer, EVERYTHING, {"id": key}, settings=SETTINGS)
        for viewer in compared.world.viewers
    }


# Nobody visits the second ones: a record that a doctor has open is not merged (test_who_reads.py).
@pytest.mark.parametrize(("seed", "first", "second"), [(1, 101, 102), (2, 104, 106), (3, 107, 108)])
async def test_a_merged_record_is_as_if_it_had_been_one(
    settings: Settings, new_database: Callable[[], Awaitable[Address]], seed: int, first: int, second: int
) -> None:
    async with AsyncExitStack() as stack:
        one = await _generated(stack, settings, await new_database(), seed, (first, second))
        two = await _generated(stack, settings, await new_database(), seed, (0, 0))
        expected, before = await _answers(one, first), await _answers(two, first)
        assert sum(len(body) for body in expected.values()) > sum(len(body) for body in before.values()) + 10_000
        connection, ids = two.database, two.ids
        merge = await connection.fetchval(
            "INSERT INTO record_merge (survivor_id, duplicate_id, state, reason, text, proposed_by_id, proposed_at) "
            "VALUES ($1, $2, 'PROPOSED', 'OTHER', '-', 500, now()) RETURNING id",
            first,
            second,
        )
        stored = "SELECT e::text FROM record_entry e WHERE patient_id = $1 ORDER BY id"
        there = await connection.fetch(stored, second)
        async with connection.transaction():
            moving = await whole_record(connection, second)
            await move(connection, ids, moving, second, first, merge, AT)
        assert await _answers(two, first) == expected
        await two.reload()
        for viewer in two.world.viewers:
            if viewer.token:
                await two.check(viewer, EVERYTHING, {"id": two.key(first)}, settings=SETTINGS)
        async with connection.transaction():
            back = await what_came(connection, first, merge, moving.visits)
            await move(connection, ids, back, first, second, merge, AT)
        assert await connection.fetch(stored, second) == there
        assert await _answers(two, first) == before
