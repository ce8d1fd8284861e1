"""`medcard import-dictionary`: an official dictionary into the database, all or nothing."""

import asyncio
from pathlib import Path

import asyncpg

from backend.database import Database, migrate
from backend.exchange.dictionaries.icd10 import read_icd10
from backend.exchange.dictionaries.storing import Stored, store_diagnoses
from backend.settings import Settings


def run(settings: Settings, file: Path) -> tuple[int, Stored]:
    """Reads the file and stores it: how many lines it has, and what they changed. Raises BadDictionary."""
    lines = read_icd10(file)
    with Database(settings) as database:
        asyncio.run(migrate(database.address))

        async def store() -> Stored:
            connection = await asyncpg.connect(
                **database.address.connect_arguments(), server_settings={"application_name": "medcard-dictionary"}
            )
            try:
                return await store_diagnoses(connection, lines)
            finally:
                await connection.close()

        return len(lines), asyncio.run(store())
