"""Connections kept at hand for reads: never more than the pool has, none lost, a broken one replaced."""

import asyncio
from typing import Any

import asyncpg
import pytest

from backend.reads.connections import ReadConnections


@pytest.fixture
async def connections(server: Any) -> Any:
    pool = await asyncpg.create_pool(**server.connect_arguments(), min_size=2, max_size=2)
    kept = ReadConnections(pool, 2)
    yield kept
    await kept.close()


async def test_many_readers_share_two_connections_and_all_are_answered(connections: ReadConnections) -> None:
    pids = await asyncio.gather(*(connections.fetchval("SELECT pg_backend_pid() + $1 - $1", n) for n in range(40)))
    assert len(set(pids)) <= 2


async def test_a_reader_who_gives_up_while_waiting_takes_nobodys_turn(connections: ReadConnections) -> None:
    slow = [asyncio.create_task(connections.fetchval("SELECT pg_sleep(0.3)")) for _ in range(2)]
    await asyncio.sleep(0.05)
    waiting = asyncio.create_task(connections.fetchval("SELECT 1"))
    await asyncio.sleep(0.05)
    waiting.cancel()
    patient = [asyncio.create_task(connections.fetchval("SELECT $1::int", n)) for n in range(5)]
    assert await asyncio.wait_for(asyncio.gather(*patient), 10) == [0, 1, 2, 3, 4]
    await asyncio.gather(*slow)


async def test_a_read_cut_off_by_its_time_limit_leaves_the_connections_in_order(connections: ReadConnections) -> None:
    for _ in range(3):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await connections.fetchval("SELECT pg_sleep(5)")
    answers = await asyncio.wait_for(asyncio.gather(*(connections.fetchval("SELECT 7") for _ in range(6))), 10)
    assert answers == [7] * 6


async def test_a_statement_that_fails_costs_no_connection(connections: ReadConnections) -> None:
    for _ in range(5):
        with pytest.raises(asyncpg.DivisionByZeroError):
            await connections.fetchval("SELECT 1 / $1::int", 0)
    assert await asyncio.wait_for(connections.fetchval("SELECT 1"), 10) == 1


async def test_connections_that_the_server_ended_are_opened_again(connections: ReadConnections, server: Any) -> None:
    ended = set(await asyncio.gather(*(connections.fetchval("SELECT pg_backend_pid()") for _ in range(2))))
    other = await asyncpg.connect(**server.connect_arguments())
    for pid in ended:
        await other.execute("SELECT pg_terminate_backend($1)", pid)
    await other.close()
    await asyncio.sleep(0.1)
    assert await asyncio.wait_for(connections.fetchval("SELECT 1"), 10) == 1


async def test_closing_waits_for_nobody_and_loses_nothing(connections: ReadConnections) -> None:
    running = asyncio.create_task(connections.fetchval("SELECT pg_sleep(0.2), 5"))
    await asyncio.sleep(0.05)
    await asyncio.wait_for(connections.close(), 10)
    await running


async def test_a_connection_that_has_prepared_enough_is_replaced(server: Any) -> None:
    """The server keeps a plan for every statement, so strangers' ever new questions must not fill its memory."""
    pool = await asyncpg.create_pool(**server.connect_arguments(), min_size=1, max_size=1, statement_cache_size=1024)
    kept = ReadConnections(pool, 1, most=200)
    try:
        pids = [await kept.fetchval(f"SELECT pg_backend_pid() -- {n:100}") for n in range(6)]
        assert [pids.index(pid) for pid in pids] == [0, 0, 2, 2, 4, 4]
        same = [await kept.fetchval("SELECT pg_backend_pid()") for _ in range(50)]
        assert len(set(same)) == 1
        for n in range(4):
            with pytest.raises(asyncpg.DivisionByZeroError):
                await kept.fetchval(f"SELECT 1 / $1::int -- {n:150}", 0)
        assert await kept.fetchval("SELECT count(*) FROM pg_prepared_statements") <= 2
    finally:
        await kept.close()
