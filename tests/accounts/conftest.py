"""`site`: an application over an empty service of this folder's own; each test begins without accounts and messages."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from backend.settings import Settings
from tests.cast_site import NewDatabase, empty_database
from tests.client import Site, start_site


@pytest_asyncio.fixture(scope="package")
async def running(settings: Settings, new_database: NewDatabase) -> AsyncIterator[Site]:
    async with (
        empty_database(new_database) as (address, connection),
        start_site(settings, address, connection) as site,
    ):
        yield site


@pytest_asyncio.fixture
async def site(running: Site) -> Site:
    await running.forget("account", "registration", "procrastinate_jobs", "person")
    running.simulator.forget()
    return running


# What the server does of itself meanwhile runs in tasks that began earlier and is not counted.
_counting: ContextVar[list[str] | None] = ContextVar("counting", default=None)


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> Callable[[], AbstractContextManager[list[str]]]:
    """The statements that the service runs meanwhile, in order: the same ones are the same work."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        run: list[str] = []
        plain = asyncpg.Connection._execute

        async def counted(self: asyncpg.Connection, query: str, *given: Any, **named: Any) -> Any:
            if (mine := _counting.get()) is not None:
                mine.append(query)
            return await plain(self, query, *given, **named)

        with monkeypatch.context() as patched:
            patched.setattr(asyncpg.Connection, "_execute", counted)
            token = _counting.set(run)
            yield run
            _counting.reset(token)

    return counting
