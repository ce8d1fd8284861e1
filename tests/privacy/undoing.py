"""Changes to rows that can be taken back, each with what was done in words."""

from dataclasses import dataclass, field
from typing import Any

import asyncpg

from tests.reads.reference.rows import Row

GENERATED = ("mask",)


@dataclass
class Undoing:
    """Writes, and takes all of it back. `done` says in words what was changed."""

    database: asyncpg.Connection
    done: list[str] = field(default_factory=list, init=False)
    _undo: list[tuple[str, list[Any]]] = field(default_factory=list, init=False)

    async def undo(self) -> None:
        for sql, values in reversed(self._undo):
            await self.database.execute(sql, *values)

    def undone_by(self, sql: str, values: list[Any]) -> None:
        """What takes back a change just made; the last is taken back first."""
        self._undo.append((sql, values))

    async def rows_of(self, table: str, entry: Row) -> list[Row]:
        found = await self.database.fetch(
            f"SELECT * FROM {table} WHERE patient_id = $1 AND entry_id = $2", entry["patient_id"], entry["id"]
        )
        return [dict(row) for row in found]

    async def update(self, table: str, row: Row, changed: dict[str, Any], *keys: str) -> None:
        where = " AND ".join(f"{key} = ${place}" for place, key in enumerate(keys, start=1))
        found = await self.database.fetchrow(f"SELECT * FROM {table} WHERE {where}", *(row[key] for key in keys))
        if found is None:
            return
        kept = {name: found[name] for name in changed if name not in keys}

        def statement(values: dict[str, Any]) -> tuple[str, list[Any]]:
            sets = ", ".join(f"{name} = ${place}" for place, name in enumerate(values, start=len(keys) + 1))
            return f"UPDATE {table} SET {sets} WHERE {where}", [*(row[key] for key in keys), *values.values()]

        await self.database.execute(*flat(statement({name: changed[name] for name in kept})))
        self.undone_by(*statement(kept))
        self.done.append(f"changed {table} {[row[key] for key in keys]}: {sorted(kept)}")

    async def add_numbered(self, table: str, row: dict[str, Any]) -> None:
        """A row more in a table whose rows have numbers of their own."""
        id_ = await self.database.fetchval(*flat(insertion(table, row, "RETURNING id")))
        self.undone_by(f"DELETE FROM {table} WHERE id = $1", [id_])
        self.done.append(f"added to {table} {row}")

    async def insert(self, table: str, row: dict[str, Any], *keys: str) -> None:
        await self.database.execute(*flat(insertion(table, row)))
        where = " AND ".join(f"{key} = ${place}" for place, key in enumerate(keys, start=1))
        self.undone_by(f"DELETE FROM {table} WHERE {where}", [row[key] for key in keys])
        self.done.append(f"added to {table} {row}")


def insertion(table: str, row: dict[str, Any], after: str = "") -> tuple[str, list[Any]]:
    """The statement that puts a row into a table, and its values."""
    names = [name for name in row if name not in GENERATED]
    places = ", ".join(f"${place}" for place in range(1, len(names) + 1))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places}) {after}", [row[name] for name in names]


def flat(statement: tuple[str, list[Any]]) -> tuple[Any, ...]:
    """A statement with its values as a connection takes them."""
    return statement[0], *statement[1]
