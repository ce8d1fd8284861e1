"""The worker: carries out jobs, seals the access log every two seconds and clears what has expired."""

import asyncio
import contextlib

import asyncpg
import psycopg
import structlog
from procrastinate import App
from procrastinate.exceptions import ConnectorException

from backend.audit import seal
from backend.clock import now
from backend.database import Address, open_pool, open_read_pool
from backend.jobs import Work, job_queue
from backend.outside import registries_of
from backend.reads.connections import ReadConnections
from backend.services.forgetting import forget_short_lived
from backend.services.vault import Vault
from backend.settings import Settings

SEAL_EVERY = 2.0
CLEAR_EVERY = 600.0
CONCURRENCY = 4
# A worker says that it lives every so often; one that has not for so long is dead, and its jobs are taken over.
HEARTBEAT = 2.0
DEAD_AFTER = 10.0
# A server that goes away in the middle of a call shows as any of these.
_LOST = (
    OSError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    psycopg.Error,
    ConnectorException,
)
_log = structlog.get_logger()


async def run(settings: Settings, address: Address, stop: asyncio.Event) -> None:
    """Works until `stop` is set. A database that goes away is waited for."""
    await asyncio.gather(_keep_log(settings, address, stop), _keep_working(settings, address, stop))


async def _keep_working(settings: Settings, address: Address, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await _work(settings, address, stop)
        except _LOST as fault:
            _log.warning("the worker lost its queue and connects again", fault=type(fault).__name__)
            await _pause(stop, SEAL_EVERY)


async def _work(settings: Settings, address: Address, stop: asyncio.Event) -> None:
    pool = await open_pool(address, CONCURRENCY, "medcard-worker")
    reads = ReadConnections(await open_read_pool(address, 1), 1)
    registries = registries_of(settings)
    queue = job_queue(address)
    try:
        async with queue.open_async():
            work = Work(settings, pool, registries, Vault(settings.key("vault")), now, reads)
            jobs = asyncio.create_task(carry_out(queue, work, wait=True))
            takes_over = asyncio.create_task(_take_over(queue))
            stopped = asyncio.create_task(stop.wait())
            done, _ = await asyncio.wait((jobs, takes_over, stopped), return_when=asyncio.FIRST_COMPLETED)
            for running in (jobs, takes_over, stopped):
                running.cancel()
            # One that was told to stop may have failed as well: its fault is read too, or it would be printed as nobody's.
            faults = await asyncio.gather(jobs, takes_over, stopped, return_exceptions=True)
            for ended, fault in zip((jobs, takes_over), faults, strict=False):
                if ended in done and isinstance(fault, BaseException):
                    raise fault
    finally:
        await registries.close()
        await reads.close()
        await pool.close()


async def carry_out(queue: App, work: Work, *, wait: bool) -> None:
    """Carries out jobs; without `wait`, those that are due, and returns."""
    await queue.run_worker_async(
        wait=wait,
        concurrency=CONCURRENCY,
        install_signal_handlers=False,
        fetch_job_polling_interval=2.0,
        shutdown_graceful_timeout=5.0,
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=DEAD_AFTER,
        delete_jobs="successful",
        additional_context={"work": work},
    )


async def _take_over(queue: App) -> None:
    """Puts back what dead workers held: every task may run twice, so another one simply runs it again."""
    while True:
        for job in await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
            await queue.job_manager.retry_job(job)
        await asyncio.sleep(DEAD_AFTER / 2)


async def _keep_log(settings: Settings, address: Address, stop: asyncio.Event) -> None:
    key, folder = settings.key("audit"), settings.anchors
    cleared = 0.0
    loop = asyncio.get_running_loop()
    while not stop.is_set():
        try:
            connection = await asyncpg.connect(
                **address.connect_arguments(), server_settings={"application_name": "medcard-worker"}
            )
        except _LOST:
            await _pause(stop, SEAL_EVERY)
            continue
        try:
            while not stop.is_set():
                while await seal(connection, key, folder):
                    pass
                if loop.time() - cleared > CLEAR_EVERY:
                    await forget_short_lived(connection, now())
                    cleared = loop.time()
                await _pause(stop, SEAL_EVERY)
        except _LOST as fault:
            _log.warning("the worker lost its database and connects again", fault=type(fault).__name__)
            await _pause(stop, SEAL_EVERY)
        finally:
            with contextlib.suppress(Exception):
                await connection.close(timeout=2)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
