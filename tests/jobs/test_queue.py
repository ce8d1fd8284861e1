"""The queue: a job is kept with its change or not at all, several workers share, a dead one's jobs are taken over."""

import asyncio
import contextlib
import datetime as dt
import os
import signal
import subprocess
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import asyncpg
import httpx
import pytest_asyncio

from backend.database import Address
from backend.models.notification import NotificationKind
from backend.services.notifying import notify
from backend.services.queue import defer
from tests.process import MEDCARD, ROOT, database_url, environment, free_port

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


@contextlib.contextmanager
def simulator() -> Iterator[str]:
    """The outside systems as a process of their own."""
    port = free_port()
    process = subprocess.Popen(
        [*MEDCARD, "simulator", "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout and "Simulator" in process.stdout.readline()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextlib.contextmanager
def worker(address: Address, folder: Path, outside: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*MEDCARD, "worker"],
        cwd=ROOT,
        env=environment(
            folder,
            MEDCARD_DATABASE_URL=database_url(address),
            MEDCARD_SMS_URL=f"{outside}/sms/messages",
            MEDCARD_REGISTRIES_URL=outside,
        ),
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


async def jobs(connection: asyncpg.Connection, status: str = "todo") -> int:
    return int(
        await connection.fetchval(
            "SELECT count(*) FROM procrastinate_jobs WHERE status = $1::procrastinate_job_status "
            "AND task_name = 'deliver_notification'",
            status,
        )
    )


async def until(what: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(120):
        while not await what():
            await asyncio.sleep(0.1)


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


async def test_two_workers_share_and_what_a_dead_one_held_is_done_once(
    database: tuple[Address, asyncpg.Connection], tmp_path: Path
) -> None:
    """A job that a killed worker left behind is taken over; the gateway is asked under the same key, so it sends once."""
    address, connection = database
    held = await connection.fetchval(
        "INSERT INTO notification (account_id, kind, once, created_at) VALUES (1, 'PHONE_CHANGED', 'held', now()) RETURNING id"
    )
    delivery = await connection.fetchval(
        "INSERT INTO notification_delivery (notification_id, channel, key, state, attempts) "
        "VALUES ($1, 'SMS', $2, 'WAITING', 0) RETURNING id",
        held,
        uuid.uuid4(),
    )
    await defer(connection, "deliver_notification", delivery_id=int(delivery))
    # As a worker that was killed a while ago left it: taken, and its heartbeat is old.
    dead = await connection.fetchval(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 minutes') RETURNING id"
    )
    await connection.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = $1", dead)
    for number in range(20):
        await notify(connection, 1, NotificationKind.NEW_SIGN_IN, f"n{number}", AT)
    with (
        simulator() as outside,
        worker(address, tmp_path / "a", outside) as first,
        worker(address, tmp_path / "b", outside),
    ):
        await until(lambda: _sent(connection, 3))
        os.killpg(first.pid, signal.SIGKILL)
        await until(lambda: _sent(connection, 21))
        await until(lambda: _none_left(connection))
        async with httpx.AsyncClient() as http:
            messages = (await http.get(f"{outside}/simulator/messages", params={"to": "+79000000001"})).json()
    assert len(messages) == 21


async def _sent(connection: asyncpg.Connection, least: int) -> bool:
    return int(await connection.fetchval("SELECT count(*) FROM notification_delivery WHERE state = 'SENT'")) >= least


async def _none_left(connection: asyncpg.Connection) -> bool:
    return await jobs(connection) + await jobs(connection, "doing") == 0
