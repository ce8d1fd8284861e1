"""Writing many rows at once."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

Record = Any
Values = Mapping[str, Any]


class Connection(Protocol):
    """What an import needs of an asyncpg connection; a pooled one has the same methods but not the same class."""

    def transaction(self) -> AbstractAsyncContextManager[Any]: ...
    async def execute(self, query: str, *args: object) -> str: ...
    async def executemany(self, command: str, args: Any) -> None: ...
    async def fetch(self, query: str, *args: object) -> list[Record]: ...
    async def fetchval(self, query: str, *args: object) -> Any: ...
    async def fetchrow(self, query: str, *args: object) -> Record: ...
    async def copy_records_to_table(self, table_name: str, *, records: Any, columns: Any) -> str: ...


async def allocate(connection: Connection, wanted: Mapping[str, int]) -> dict[str, list[int]]:
    """Fresh ids: as many of each table's own sequence as wanted, in one statement."""
    tables = [table for table, number in wanted.items() if number]
    ids: dict[str, list[int]] = {table: [] for table in wanted}
    if tables:
        row = await connection.fetchrow(
            "SELECT "
            + ", ".join(
                f"ARRAY(SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, ${place}))"
                for place, table in enumerate(tables, 1)
            ),
            *(wanted[table] for table in tables),
        )
        ids.update(zip(tables, map(list, row), strict=True))
    return ids


async def copy(connection: Connection, table: str, rows: Sequence[Values]) -> None:
    """Copies rows that may name different columns; what a row leaves out is null."""
    if rows:
        columns = list(dict.fromkeys(name for row in rows for name in row))
        await connection.copy_records_to_table(
            table, records=[tuple(row.get(name) for name in columns) for row in rows], columns=columns
        )
