"""A desk at which files are handed in: `desk.bring(bundle)`; each test has a producer of its own."""

import datetime as dt
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
import orjson
import pytest
import pytest_asyncio

from backend.database import Address
from backend.exchange.fhir.importing import import_file
from backend.exchange.fhir.report import FileReport
from backend.models.vocabulary import Kind
from backend.policy.sealing import IdSealer
from backend.settings import Settings

_numbers = itertools.count(1)


@dataclass(slots=True)
class Desk:
    """Imports what a test writes. `source` is the producer unless a test names another."""

    database: asyncpg.Connection
    sealer: IdSealer
    folder: Path
    source: str
    files: "itertools.count[int]" = field(default_factory=itertools.count)

    async def bring(self, document: dict[str, Any] | bytes, source: str | None = None) -> FileReport:
        """Imports a document; `source=""` leaves the file its own."""
        path = self.folder / f"{next(self.files)}.json"
        path.write_bytes(document if isinstance(document, bytes) else orjson.dumps(document))
        name = self.source if source is None else source or None
        return await import_file(self.database, self.sealer, path, name, dt.datetime.now(dt.UTC))

    async def accepted(self, document: dict[str, Any], source: str | None = None) -> FileReport:
        """Imports a document that has to be taken."""
        report = await self.bring(document, source)
        assert report.refused is None, str(report.refused)
        return report

    async def refused(self, document: dict[str, Any] | bytes, source: str | None = None) -> str:
        """Imports a document that has to be refused, and gives the refusal in words."""
        before = await self.everything()
        report = await self.bring(document, source)
        assert report.refused is not None, report.types
        assert await self.everything() == before
        assert "shape that the import does not know" not in report.refused.reason, report.refused
        return str(report.refused)

    async def entries(self, kind: Kind | None = None) -> list[asyncpg.Record]:
        """Current entries of this test's producer."""
        return await self.database.fetch(
            "SELECT e.* FROM record_entry e JOIN import_source s ON s.id = e.source_id "
            "WHERE s.name = $1 AND e.status = 0 AND ($2::int IS NULL OR e.kind = $2) ORDER BY e.event_date, e.id",
            self.source,
            kind,
        )

    async def versions(self) -> list[tuple[int, int, int]]:
        """(kind, version, status) of every entry of this test's producer."""
        rows = await self.database.fetch(
            "SELECT e.kind, e.version, e.status FROM record_entry e JOIN import_source s ON s.id = e.source_id "
            "WHERE s.name = $1 ORDER BY e.kind, e.set_id, e.version",
            self.source,
        )
        return [tuple(row) for row in rows]

    async def outcomes(self, source: str | None = None) -> dict[str, str]:
        """What each resource became: the table it went to, or the reason why it is kept aside."""
        rows = await self.database.fetch(
            "SELECT r.resource_type || '/' || r.resource_id AS key, r.outcome, r.target_table, r.reason "
            "FROM imported_resource r JOIN import_source s ON s.id = r.source_id WHERE s.name = $1",
            source or self.source,
        )
        return {row["key"]: row["target_table"] if row["outcome"] == "STORED" else row["reason"] for row in rows}

    async def person_of(self, id_: str = "p", source: str | None = None) -> int:
        found = await self.database.fetchval(
            "SELECT r.target_id FROM imported_resource r JOIN import_source s ON s.id = r.source_id "
            "WHERE s.name = $1 AND r.resource_type = 'Patient' AND r.resource_id = $2",
            source or self.source,
            id_,
        )
        assert found is not None
        return int(found)

    async def everything(self) -> dict[str, int]:
        """How many rows each table holds."""
        tables = await self.database.fetch(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        return {
            row["relname"]: await self.database.fetchval(f"SELECT count(*) FROM {row['relname']}") for row in tables
        }


@pytest_asyncio.fixture(scope="session")
async def exchange_database(new_database: Callable[[], Awaitable[Address]]) -> AsyncIterator[asyncpg.Connection]:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    yield connection
    await connection.close()


@pytest.fixture
def desk(exchange_database: asyncpg.Connection, settings: Settings, tmp_path: Path) -> Desk:
    return Desk(exchange_database, IdSealer(settings.key("id")), tmp_path, f"producer {next(_numbers)}")
