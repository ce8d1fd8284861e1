"""A running application and people who use it, over HTTP in process."""

import datetime as dt
import functools
import gc
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
import httpx
from procrastinate import App

from backend.app import WEB, create_app
from backend.database import Address, open_pool, open_read_pool
from backend.jobs import Work, job_queue
from backend.reads.connections import ReadConnections
from backend.registries.client import Pace
from backend.registries.registries import Registries
from backend.registries.simulator.simulator import Simulator
from backend.services.vault import Vault
from backend.settings import Settings
from backend.worker import carry_out
from tests.emptying import empty

# Failures are scripted, so nothing is waited for; and one test's outage must not open a breaker for the next.
IMPATIENT = Pace(first_wait=0.001, longest_wait=0.001, failures=10_000)


class Clock:
    """The service's clock, which tests may set."""

    def __init__(self) -> None:
        self.shift = dt.timedelta()

    def __call__(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + self.shift


@dataclass(slots=True)
class Person:
    """Somebody with a session."""

    site: "Site"
    token: str

    async def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer."""
        return await self.site.ask(query, self.token, **variables)

    async def data(self, query: str, **variables: Any) -> Any:
        """The data of an answer without errors."""
        answer = await self.ask(query, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def records(self) -> dict[str, str]:
        """Patient ids of openable records by name."""
        found = await self.data("{ viewer { records { displayName patientId } } }")
        return {record["displayName"]: record["patientId"] for record in found["viewer"]["records"]}


@dataclass(slots=True)
class Site:
    """The application, its database and its clock."""

    http: httpx.AsyncClient
    database: asyncpg.Connection
    clock: Clock
    settings: Settings
    registries: Registries
    simulator: Simulator
    address: Address
    stack: AsyncExitStack
    entered: dict[str, Person] = field(default_factory=dict)
    worker: tuple[App, Work] | None = None

    async def forget(self, *tables: str) -> None:
        """As if nobody had come yet: no sessions, attempts and codes, the clock is right; `tables` are emptied too."""
        self.entered.clear()
        self.http.cookies.clear()
        self.clock.shift *= 0
        emptied = ("sign_in_attempt", "one_time_code", "session", "seen_device", *tables)
        await empty(self.database, *emptied)

    async def work(self, *, again: bool = False) -> None:
        """Carries out the jobs that are due, by the site's clock; `again`: those planned for later too, whenever."""
        if self.worker is None:
            self.worker = await self.stack.enter_async_context(_worker(self))
        if again:
            await self.database.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
        queue, work = self.worker
        await carry_out(queue, work, wait=False)

    async def ask(self, query: str, token: str | None = None, **variables: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        response = await self.http.post("/graphql", json={"query": query, "variables": variables}, headers=headers)
        result: dict[str, Any] = response.json()
        return result

    async def sign_in(self, login: str, password: str = "medcard-demo") -> Person:
        answer = await self.ask(
            "mutation($input: SignInInput!) { signIn(input: $input) { token userErrors { code message } } }",
            input={"login": login, "password": password},
        )
        payload = answer["data"]["signIn"]
        assert payload["userErrors"] == [], payload
        return Person(self, payload["token"])

    async def enter(self, login: str) -> Person:
        """Somebody signed in with the card open; one session a login."""
        if login not in self.entered:
            person = await self.sign_in(login)
            self.entered[login] = person
            await self.open_card(person, login)
        return self.entered[login]

    async def open_card(self, person: Person, login: str) -> None:
        await self.database.execute("UPDATE one_time_code SET sent_at = sent_at - interval '2 minutes'")
        sent = await person.data("mutation { requestCardEntryCode { sentTo userErrors { code } } }")
        assert sent["requestCardEntryCode"]["userErrors"] == []
        code = (await self.outbox(login))[0]["code"]
        entered = await person.data(
            "mutation($input: EnterCardInput!) { enterCard(input: $input) { until userErrors { code } } }",
            input={"code": code},
        )
        assert entered["enterCard"]["userErrors"] == []

    async def outbox(self, login: str) -> list[dict[str, Any]]:
        response = await self.http.get("/demo/outbox", params={"login": login})
        messages: list[dict[str, Any]] = response.json()
        return messages

    async def patient(self, given_name: str, family_name: str | None = None) -> str:
        """Public id of one of the cast."""
        found = await self.database.fetchval(
            "SELECT patient_key FROM person WHERE given_name = $1 AND ($2::text IS NULL OR family_name = $2) ORDER BY id LIMIT 1",
            given_name,
            family_name,
        )
        assert found is not None
        return str(found)


@asynccontextmanager
async def _worker(site: Site) -> AsyncIterator[tuple[App, Work]]:
    """What the site's jobs are carried out with, as long as the site is there."""
    pool = await open_pool(site.address, 2, "medcard-test-worker")
    reads = ReadConnections(await open_read_pool(site.address, 1), 1)
    queue = job_queue(site.address)
    try:
        async with queue.open_async():
            vault = Vault(site.settings.key("vault"))
            yield queue, Work(site.settings, pool, site.registries, vault, site.clock, reads)
    finally:
        await reads.close()
        await pool.close()


@functools.cache
def _keep() -> None:
    """What has been imported is never looked through for what is not needed any more, and the rest seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


@asynccontextmanager
async def start_site(
    settings: Settings, address: Address, connection: asyncpg.Connection, web: Path = WEB
) -> AsyncIterator[Site]:
    """Starts the application in process; it asks its own simulator over the same transport."""
    clock = Clock()
    app = create_app(settings, address, clock, web)
    _keep()
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=settings.origin) as client,
        AsyncExitStack() as stack,
    ):
        state = app.state
        state.registries.use(transport, IMPATIENT)
        yield Site(client, connection, clock, settings, state.registries, state.simulator, address, stack)
