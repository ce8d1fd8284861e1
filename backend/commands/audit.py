"""`medcard audit verify`."""

import asyncio
from typing import Any

import asyncpg

from backend import audit
from backend.database import Database
from backend.settings import Settings


def verify(settings: Settings) -> audit.Verdict:
    """Verifies the log of the configured database."""

    async def run(arguments: dict[str, Any]) -> audit.Verdict:
        connection = await asyncpg.connect(**arguments)
        try:
            return await audit.verify(connection, settings.key("audit"), settings.anchors)
        finally:
            await connection.close()

    with Database(settings) as database:
        return asyncio.run(run(database.address.connect_arguments()))
