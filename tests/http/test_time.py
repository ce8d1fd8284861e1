"""Nobody holds the service up: slow statements are cancelled in PostgreSQL too, slow senders are shown out."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import asyncpg
import pytest

from backend.database import Address
from backend.settings import Settings
from tests.client import Person, Site, start_site

RECORD = "query($id: ID!) { record(patientId: $id) { id } }"


async def test_a_statement_over_its_time_is_cancelled_and_the_pool_lives_on(
    settings: Settings, new_database: Callable[[], Awaitable[Address]]
) -> None:
    from backend.demo.load import load_cast, moscow_today

    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    holder = await asyncpg.connect(**address.connect_arguments())
    await load_cast(connection, settings, moscow_today(), lambda *_: None)
    impatient = settings.model_copy(update={"graphql_timeout_seconds": 0.5, "db_pool_size": 2})
    async with start_site(settings, address, connection) as site:
        token = (await site.enter("igor")).token
        patient = next(iter((await Person(site, token).records()).values()))
        assert "errors" not in await site.ask(RECORD, token, id=patient)
    async with start_site(impatient, address, connection) as site:
        await site.ask(RECORD, token, id=patient)
        before = await connection.fetchval("SELECT count(*) FROM access_log")
        async with holder.transaction():
            await holder.execute("LOCK TABLE access_log_counter IN EXCLUSIVE MODE")
            answers = await asyncio.gather(*(site.ask(RECORD, token, id=patient) for _ in range(6)))
            for answer in answers:
                assert answer["data"] is None
                assert answer["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
            assert await _until(connection, "wait_event_type = 'Lock'", 0), "cancelled in PostgreSQL as well"
            assert await connection.fetchval("SELECT count(*) FROM access_log") == before
        patiently = [await _patiently(site, token, patient) for _ in range(4)]
        assert all(patiently), "the pool's connections serve again"
    await holder.close()
    await connection.close()


async def _patiently(site: Site, token: str, patient: str) -> bool:
    """Whether a read succeeds within a few tries; the machine may be slow."""
    for _ in range(10):
        if "errors" not in await site.ask(RECORD, token, id=patient):
            return True
    return False


async def _until(connection: asyncpg.Connection, condition: str, count: int) -> bool:
    for _ in range(100):
        found = await connection.fetchval(
            f"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND {condition}"
        )
        if found == count:
            return True
        await asyncio.sleep(0.05)
    return False


async def _talk(live: Settings, text: bytes, wait: float = 10) -> bytes:
    address = urlsplit(live.origin)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(text)
    try:
        return await asyncio.wait_for(reader.read(), wait)
    finally:
        writer.close()


@pytest.mark.parametrize("framing", [b"Content-Length: 100", b"Transfer-Encoding: chunked"], ids=["length", "chunked"])
async def test_a_body_that_does_not_come_is_not_waited_for(live: Settings, framing: bytes) -> None:
    started = time.monotonic()
    answer = await _talk(
        live,
        b"POST /graphql HTTP/1.1\r\nHost: " + urlsplit(live.origin).netloc.encode() + b"\r\n"
        b"Content-Type: application/json\r\n"
        + framing
        + b"\r\n\r\n"
        + (b"1\r\n{\r\n" if b"chunked" in framing else b"{"),
    )
    assert answer.startswith(b"HTTP/1.1 408 ") and b"cache-control: no-store" in answer
    assert b"connection: close" in answer
    assert time.monotonic() - started >= 1, "it was given its time"


async def test_a_chunked_body_over_the_limit_is_cut_off_while_it_comes(live: Settings) -> None:
    chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    answer = await _talk(
        live,
        b"POST /graphql HTTP/1.1\r\nHost: " + urlsplit(live.origin).netloc.encode() + b"\r\n"
        b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk * 4,
    )
    assert answer.startswith(b"HTTP/1.1 413 ")


async def test_who_sends_a_photo_that_is_not_taken_reads_why(live: Settings) -> None:
    """However much of it is still under way."""
    size = 20_000_000
    host = urlsplit(live.origin).netloc.encode()
    head = b"POST /access-requests/x/photo HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: %d\r\n" % size
    answer = await _talk(live, head + b"Connection: close\r\n\r\n" + b"\0" * size, 30)
    assert answer.startswith(b"HTTP/1.1 401 ") and b"UNAUTHENTICATED" in answer


async def test_a_head_has_no_body(live: Settings) -> None:
    host = urlsplit(live.origin).netloc.encode()
    answer = await _talk(live, b"HEAD /graphql HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 405 ") and body == b""
