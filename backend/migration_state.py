"""Which migrations a database has had, against those of this version."""

import pkgutil
from dataclasses import dataclass

import asyncpg

from backend.models import migrations


@dataclass(frozen=True, slots=True)
class MigrationState:
    """Names in order. `missing`: to be applied; `unknown`: applied by a newer version than this one."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def advice(self) -> str | None:
        """What is wrong and what to do; None where database and version agree."""
        if self.unknown:
            return f"the database is newer than this version (it has {', '.join(self.unknown)}): install the newer one"
        if self.missing:
            return f"migrations are missing ({', '.join(self.missing)}): run `medcard migrate`"
        return None


def known_migrations() -> tuple[str, ...]:
    """Names of this version's migrations, in order."""
    return tuple(
        sorted(module.name for module in pkgutil.iter_modules(migrations.__path__) if module.name[0].isdigit())
    )


async def migration_state(connection: asyncpg.Connection) -> MigrationState:
    """Compares the database with this version."""
    applied: set[str] = set()
    if await connection.fetchval("SELECT to_regclass('tortoise_migrations')"):
        applied = {row["name"] for row in await connection.fetch("SELECT name FROM tortoise_migrations")}
    known = known_migrations()
    return MigrationState(
        tuple(name for name in known if name not in applied), tuple(sorted(applied.difference(known)))
    )
