"""The nine standings (tests/world.py), as if nobody had made a link yet."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.client import Site
from tests.emptying import empty
from tests.world import World


@pytest_asyncio.fixture
async def place(world: tuple[Site, World]) -> AsyncIterator[tuple[Site, World]]:
    """One database a module: a test that changes more than links puts it back."""
    site, made = world
    site.clock.shift *= 0
    await empty(made.database, "share_link", "sign_in_attempt", "mutation_call", "notification", "access_log")
    await made.database.execute("UPDATE session SET card_used_at = now(), card_until = now() + interval '1 hour'")
    yield site, made
