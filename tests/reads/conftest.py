"""Generated worlds behind running applications, one for each pair of settings, and the reference reader beside them."""

import datetime as dt
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import httpx
import orjson
import pytest_asyncio

from backend.app import create_app
from backend.database import Address
from backend.policy.sealing import IdSealer
from backend.settings import Settings
from tests.reads.cast import AT, GeneratedWorld, Viewer
from tests.reads.comparing import compare
from tests.reads.reference.cursors import CursorBook
from tests.reads.reference.policy import Policy
from tests.reads.reference.reader import Answer, Reading, read
from tests.reads.reference.rows import Row, Rows, fetch_rows
from tests.reads.worlds import make_generated

# Wide limits: what an operation may cost is tried elsewhere (tests/api).
WIDE = {"graphql_max_cost": 10**7, "graphql_max_aliases": 2000, "graphql_max_depth": 60, "graphql_max_tokens": 10**5}


@dataclass(repr=False)
class Compared:
    """Asks the application and the reference the same, over one database."""

    database: asyncpg.Connection
    world: GeneratedWorld
    ids: IdSealer
    sites: dict[tuple[bool, bool], httpx.AsyncClient]
    rows: Rows
    starts: dict[int, dt.date | None]
    cursors: dict[tuple[bool, bool], CursorBook] = field(default_factory=dict)
    _readers: list[Viewer] = field(default_factory=list)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Short in a report of hypothesis."""
        printer.text("compared")

    @property
    def tables(self) -> dict[str, list[Row]]:
        return self.rows.tables

    async def reload(self) -> None:
        """Reads all rows again, after a change."""
        self.rows.replace(await fetch_rows(self.database))
        self._readers.clear()

    async def ask(
        self,
        viewer: Viewer,
        text: str,
        variables: dict[str, Any] | None = None,
        *,
        settings: tuple[bool, bool] = (True, False),
        language: str = "ru",
        operation: str | None = None,
    ) -> bytes:
        """The compiled answer."""
        headers = {"Accept-Language": language, "Content-Type": "application/json"}
        if viewer.token:
            headers["Authorization"] = f"Bearer {viewer.token}"
        content = orjson.dumps({"query": text, "variables": variables or {}, "operationName": operation})
        response = await self.sites[settings].post("/graphql", content=content, headers=headers)
        return response.content

    async def reading(self, viewer: Viewer, settings: tuple[bool, bool], language: str) -> Reading:
        """The reference's view of this moment; only the log moves by reading."""
        self.rows.replace(await fetch_rows(self.database, "access_log"))
        return self.reading_of(viewer, settings, language)

    def reading_of(self, viewer: Viewer, settings: tuple[bool, bool], language: str = "ru") -> Reading:
        policy = Policy(*settings, self.starts)
        cursors = self.cursors.setdefault(settings, CursorBook())
        reading = Reading(self.rows, policy, AT, language, ["77"], cursors)
        reading.sign_in(viewer.token)
        return reading

    async def check(
        self,
        viewer: Viewer,
        text: str,
        variables: dict[str, Any] | None = None,
        *,
        settings: tuple[bool, bool] = (True, False),
        language: str = "ru",
    ) -> Answer:
        """Asserts that both answer the same; gives the reference's answer."""
        reading = await self.reading(viewer, settings, language)
        expected = read(reading, text, variables or {})
        before = max((row["id"] for row in self.rows["access_log"]), default=0)
        body = await self.ask(viewer, text, variables, settings=settings, language=language)
        compare(body, expected, reading.cursors)
        await self.check_log(viewer, expected, before)
        return expected

    async def check_log(self, viewer: Viewer, expected: Answer, before: int) -> None:
        """Asserts that each record opened was logged once, with who, by what right and which sections."""
        rows = await self.database.fetch("SELECT * FROM access_log WHERE id > $1 ORDER BY patient_id", before)
        logged = [(row["patient_id"], row["standings"], row["sections"]) for row in rows]
        assert logged == expected.logged, (logged, expected.logged)
        assert all((row["account_id"], row["operation"]) == (viewer.account, None) for row in rows)

    def opens(self, viewer: Viewer) -> bool:
        """Whether the viewer may open any record now."""
        reading = self.reading_of(viewer, (True, False))
        return any(reading.in_force(held.patient) for held in reading.held)

    @property
    def readers(self) -> list[Viewer]:
        """Who may open any record, as the rows were when all of them were read."""
        if not self._readers:
            self._readers += [viewer for viewer in self.world.viewers if self.opens(viewer)]
        return self._readers

    def viewer(self, name: str) -> Viewer:
        return next(viewer for viewer in self.world.viewers if viewer.name == name)

    def key(self, patient: int) -> str:
        return str(next(row["patient_key"] for row in self.tables["person"] if row["id"] == patient))


def examples(fewest: int) -> int:
    """How many examples a property is tried with: MEDCARD_HYPOTHESIS_EXAMPLES asks for a longer run."""
    return max(fewest, int(os.environ.get("MEDCARD_HYPOTHESIS_EXAMPLES", "0")))


@pytest_asyncio.fixture(scope="session")
async def compared(settings: Settings, new_database: Callable[[], Awaitable[Address]]) -> AsyncIterator[Compared]:
    """One generated world under all four pairs of (SENSITIVE_TEEN, TEEN_HIDE)."""
    seed = int(os.environ.get("MEDCARD_WORLD_SEED", "1"))
    async with AsyncExitStack() as stack:
        address = await new_database()
        database = await asyncpg.connect(**address.connect_arguments())
        stack.push_async_callback(database.close)
        ids = IdSealer(settings.key("id"))
        world = await make_generated(database, ids, seed)
        sites = {}
        for pair in ((True, False), (True, True), (False, True), (False, False)):
            chosen = settings.model_copy(
                update={"sensitive_teen": pair[0], "teen_hide": pair[1], "db_pool_size": 1, **WIDE}
            )
            app = create_app(chosen, address, lambda: AT)
            await stack.enter_async_context(app.router.lifespan_context(app))
            sites[pair] = await stack.enter_async_context(
                httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=chosen.origin)
            )
        rows = Rows(await fetch_rows(database))
        starts = {row["key"]: row["starts_on"] for row in rows["section_start"]}
        yield Compared(database, world, ids, sites, rows, starts)
