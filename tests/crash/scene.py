"""The service as an operator runs it: web, worker and outside systems as processes, any of which may be killed."""

import asyncio
import contextlib
import random
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import httpx

from backend.database import Address
from backend.settings import Settings
from tests.nest import Hatched, environment, nest
from tests.process import database_url, free_port


@dataclass(slots=True)
class Scene:
    """Processes over one database. The simulator survives everything, as the outside world does."""

    address: Address
    database: asyncpg.Connection
    settings: Settings
    simulator: httpx.AsyncClient
    http: httpx.AsyncClient
    variables: dict[str, str]
    web: Hatched | None = None
    workers: list[Hatched] = field(default_factory=list)

    async def start_web(self) -> None:
        """`medcard serve`, with the worker in it; those that were killed before are found dead."""
        await self.others_are_dead()
        self.web = nest().hatch("serve", **self.variables)
        until = time.monotonic() + 30
        while True:
            with contextlib.suppress(httpx.TransportError):
                if (await self.http.get("/health")).status_code == 200:
                    return
            assert self.web.poll() is None and time.monotonic() < until, self.web.log.read_text()
            await asyncio.sleep(0.01)

    def kill_web(self) -> None:
        assert self.web
        self.web.kill()

    def start_worker(self) -> Hatched:
        """`medcard worker`, beside whatever else works."""
        self.workers.append(nest().hatch("worker", **self.variables))
        return self.workers[-1]

    async def others_are_dead(self) -> None:
        """As after the ten seconds that a worker is waited for. No worker may be alive."""
        await self.database.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")

    async def an_hour_passes(self) -> None:
        """For codes that were sent: so another may be."""
        await self.database.execute("UPDATE one_time_code SET sent_at = sent_at - interval '61 minutes'")

    async def ask(self, query: str, token: str | None = None, **variables: Any) -> dict[str, Any]:
        """The answer. Raises httpx.TransportError where there is none."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        response = await self.http.post("/graphql", json={"query": query, "variables": variables}, headers=headers)
        result: dict[str, Any] = response.json()
        return result

    async def slow(self, **seconds: float) -> None:
        """What the next questions to these registries take."""
        for registry, each in seconds.items():
            script = {"registry": registry, "steps": [{"behaviour": "slow", "seconds": each, "times": 100}]}
            (await self.simulator.post("/simulator/scripts", json=script)).raise_for_status()

    async def at_usual_speed(self) -> None:
        await self.simulator.delete("/simulator/scripts")

    async def asked(self) -> dict[str, dict[str, dict[str, int]]]:
        """By registry and key: how often it was asked, and how often it worked."""
        found: dict[str, dict[str, dict[str, int]]] = (await self.simulator.get("/simulator/asked")).json()
        return found

    async def messages(self, phone: str) -> list[str]:
        """Texts that a phone got, the newest first."""
        return [one["text"] for one in (await self.simulator.get("/simulator/messages", params={"to": phone})).json()]

    async def jobs_left(self) -> list[str]:
        """What is still to do, or being done, by the clock excepted."""
        rows = await self.database.fetch(
            "SELECT j.task_name || ' ' || j.status AS job FROM procrastinate_jobs j WHERE NOT EXISTS "
            "(SELECT FROM procrastinate_periodic_defers p WHERE p.job_id = j.id) ORDER BY j.id"
        )
        return [row["job"] for row in rows]

    async def until(self, what: Callable[[], Awaitable[bool]], seconds: float = 60) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not await what():
                    await asyncio.sleep(0.03)
                return
        raise AssertionError(f"it is stuck; jobs: {await self.jobs_left()}")

    async def all_done(self) -> None:
        """Waits until every job has been carried out."""

        async def nothing_left() -> bool:
            return not await self.jobs_left()

        await self.until(nothing_left)


@asynccontextmanager
async def open_scene(address: Address, settings: Settings) -> AsyncIterator[Scene]:
    """The outside systems are running, the service is not; at the end everything is killed."""
    port, outside = _lasting_port(), free_port()
    simulator = nest().hatch("simulator", "--port", str(outside), **environment(settings.data_dir))
    variables = environment(
        settings.data_dir,
        MEDCARD_PORT=str(port),
        MEDCARD_DATABASE_URL=database_url(address),
        MEDCARD_DB_POOL_SIZE="2",
        MEDCARD_REGISTRIES_URL=f"http://127.0.0.1:{outside}",
        MEDCARD_SMS_URL=f"http://127.0.0.1:{outside}/sms/messages",
        MEDCARD_EMAIL_URL=f"http://127.0.0.1:{outside}/email/messages",
    )
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        async with (
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{outside}", trust_env=False) as world,
            # A connection that the killed process held must not be what the next request meets.
            httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{port}",
                timeout=20,
                trust_env=False,
                limits=httpx.Limits(max_keepalive_connections=0),
            ) as http,
        ):
            scene = Scene(address, connection, settings, world, http, variables)
            for _ in range(500):
                with contextlib.suppress(httpx.TransportError):
                    await world.get("/simulator/asked")
                    break
                await asyncio.sleep(0.02)
            try:
                yield scene
            finally:
                for hatched in (*scene.workers, *([scene.web] if scene.web else []), simulator):
                    hatched.kill()
    finally:
        await connection.close()


def _lasting_port() -> int:
    """A free port that no outgoing connection gets by chance while nobody listens there between a kill and a start."""
    for port in random.sample(range(20_000, 30_000), 100):
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("no port is free")
