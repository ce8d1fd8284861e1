"""`live`: the demo's application behind a real server, for what only a socket shows."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest_asyncio
import uvicorn

from backend.app import create_app
from backend.commands.serve import server_config
from backend.database import Address
from backend.settings import Settings


@pytest_asyncio.fixture(scope="package")
async def live(settings: Settings, new_database: Callable[[], Awaitable[Address]]) -> AsyncIterator[Settings]:
    """Settings of a server that answers at `settings.origin`; impatient, so that slow senders are met soon."""
    listener = socket.create_server(("127.0.0.1", 0))
    here = settings.model_copy(update={"port": listener.getsockname()[1], "graphql_timeout_seconds": 1.0})
    server = uvicorn.Server(server_config(here, create_app(here, await new_database())))
    serving = asyncio.create_task(server._serve([listener]))
    while not server.started:
        await asyncio.sleep(0.01)
    yield here
    server.should_exit = True
    await serving
