"""Plain rows: every table whole, as it stands, with no condition."""

from typing import Any

import asyncpg

Row = dict[str, Any]


class Rows:
    """The database as lists of dictionaries."""

    def __init__(self, tables: dict[str, list[Row]]) -> None:
        self.tables = tables
        self._found: dict[tuple[str, ...], dict[tuple[Any, ...], list[Row]]] = {}

    def __getitem__(self, table: str) -> list[Row]:
        return self.tables[table]

    def replace(self, tables: dict[str, list[Row]]) -> None:
        """Other rows in some tables."""
        self.tables.update(tables)
        self._found = {key: found for key, found in self._found.items() if key[0] not in tables}

    def where(self, table: str, **values: Any) -> list[Row]:
        """Rows whose columns have these values. What was asked once is kept by its values, for speed alone."""
        key = (table, *values)
        if key not in self._found:
            kept = self._found[key] = {}
            for row in self.tables[table]:
                kept.setdefault(tuple(row[name] for name in values), []).append(row)
        return list(self._found[key].get(tuple(values.values()), ()))

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
