"""`simulator` and `registries` that ask it in process; `live` is the same over a socket, for what only that shows."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
import pytest_asyncio
import uvicorn

from backend.registries.client import Pace
from backend.registries.registries import Registries
from backend.registries.simulator.simulator import Simulator

# No patience: nothing is waited for that is not the point of a test. The breaker stays closed.
QUICK = Pace(attempt_seconds=5.0, attempts=3, first_wait=0.001, longest_wait=0.001, failures=1000, cooldown=3600)
ADDRESS = "http://simulator.test"


def registries_at(url: str, pace: Pace = QUICK, api_key: str | None = None) -> Registries:
    return Registries.over_http(
        url,
        api_key,
        sms_url=f"{url}/sms/messages",
        sms_api_key=api_key,
        email_url=f"{url}/email/messages",
        email_api_key=api_key,
        pace=pace,
        sms_pace=pace,
    )


def registries_in(simulator: Simulator, pace: Pace = QUICK, api_key: str | None = None) -> Registries:
    """Registries that ask a simulator in this process."""
    registries = registries_at(ADDRESS, pace, api_key)
    registries.use(httpx.ASGITransport(simulator.app))
    return registries


@pytest.fixture
def simulator() -> Simulator:
    return Simulator()


@pytest_asyncio.fixture
async def registries(simulator: Simulator) -> AsyncIterator[Registries]:
    made = registries_in(simulator)
    yield made
    await made.close()


@dataclass(frozen=True, slots=True)
class Live:
    """A simulator that listens on a socket."""

    simulator: Simulator
    url: str


@pytest_asyncio.fixture
async def live() -> AsyncIterator[Live]:
    simulator = Simulator()
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        simulator.app, access_log=False, log_level="critical", http="httptools", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server._serve([listener]))
    while not server.started:
        await asyncio.sleep(0.01)
    yield Live(simulator, f"http://127.0.0.1:{listener.getsockname()[1]}")
    server.should_exit = True
    await serving
