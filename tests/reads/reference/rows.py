"""Plain rows: every table whole, as it stands, with no condition."""

from typing import Any

import asyncpg

Row = dict[str, Any]


class Rows:
    """The database as lists of dictionaries."""

    def __init__(self, tables: dict[str, list[Row]]) -> None:
        self.tables = tables

    def __getitem__(self, table: str) -> list[Row]:
        return self.tables[table]

    def where(self, table: str, **values: Any) -> list[Row]:
        """Rows whose columns have these values."""
        return [row for row in self.tables[table] if all(row[name] == value for name, value in values.items())]

    def one(self, table: str, **values: Any) -> Row | None:
        """The row with these values; None where a value is null or no row is."""
        if None in values.values():
            return None
        found = self.where(table, **values)
        return found[0] if found else None


async def fetch_rows(database: asyncpg.Connection, *only: str) -> dict[str, list[Row]]:
    """Every table whole, or those named."""
    tables = only or [
        row["name"]
        for row in await database.fetch("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")
    ]
    return {table: [dict(row) for row in await database.fetch(f'SELECT * FROM "{table}"')] for table in tables}
