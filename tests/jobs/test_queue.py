"""The queue: a job is kept with its change or not at all, once under one name (for workers see tests/crash)."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest_asyncio

from backend.database import Address
from backend.models.notification import NotificationKind
from backend.services.notifying import notify
from backend.services.queue import defer

AT = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)


@pytest_asyncio.fixture
async def database(new_database: Callable[[], Awaitable[Address]]) -> AsyncIterator[tuple[Address, asyncpg.Connection]]:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    await connection.execute(
        "INSERT INTO account (id, login, phone, roles, notify_by, level, created_at) "
        "VALUES (1, 'a', '+79000000001', '{CITIZEN}', '{SMS}', 'BASIC', now())"
    )
    yield address, connection
    await connection.close()


async def jobs(connection: asyncpg.Connection, status: str = "todo") -> int:
    return int(
        await connection.fetchval(
            "SELECT count(*) FROM procrastinate_jobs WHERE status = $1::procrastinate_job_status "
            "AND task_name = 'deliver_notification'",
            status,
        )
    )


async def test_a_job_is_kept_with_its_change_or_not_at_all(database: tuple[Address, asyncpg.Connection]) -> None:
    _, connection = database
    with contextlib.suppress(ZeroDivisionError):
        async with connection.transaction():
            await notify(connection, 1, NotificationKind.NEW_SIGN_IN, "a", AT)
            assert await jobs(connection) == 1
            raise ZeroDivisionError
    assert await jobs(connection) == 0
    async with connection.transaction():
        await notify(connection, 1, NotificationKind.NEW_SIGN_IN, "a", AT)
        await notify(connection, 1, NotificationKind.NEW_SIGN_IN, "a", AT)
    assert await jobs(connection) == 1, "the same thing is told once"


async def test_one_job_waits_under_one_name(database: tuple[Address, asyncpg.Connection]) -> None:
    address, connection = database
    other = await asyncpg.connect(**address.connect_arguments())
    try:
        await defer(connection, "deliver_notification", once="one", delivery_id=1)
        await asyncio.gather(
            defer(connection, "deliver_notification", once="one", delivery_id=1),
            defer(other, "deliver_notification", once="one", delivery_id=1),
        )
        assert await jobs(connection) == 1
        async with connection.transaction():
            await defer(connection, "deliver_notification", once="two", delivery_id=2)
            second = asyncio.create_task(defer(other, "deliver_notification", once="two", delivery_id=2))
            await asyncio.sleep(0.2)
        await second
        assert await jobs(connection) == 2
    finally:
        await other.close()


async def test_a_jobs_arguments_are_row_ids_alone(database: tuple[Address, asyncpg.Connection]) -> None:
    _, connection = database
    await notify(connection, 1, NotificationKind.PHONE_CHANGED, "b", AT)
    assert await connection.fetchval("SELECT args::text ~ '^{\"delivery_id\": [0-9]+}$' FROM procrastinate_jobs")
