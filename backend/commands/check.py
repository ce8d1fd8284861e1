"""`medcard check`: what is wrong with this installation, and what to do."""

import asyncio
import importlib
import pkgutil
import re
from pathlib import Path

import asyncpg

from backend.app import WEB
from backend.database import Database
from backend.models import migrations
from backend.settings import Settings

Finding = tuple[bool, str]
_SQL = Path(migrations.__file__).parent / "sql"


def findings(settings: Settings) -> list[Finding]:
    """Each look with its result."""
    page = (WEB / "index.html").exists()
    found: list[Finding] = [
        (page, "web bundle" if page else "the web bundle is missing: run `make setup`"),
        _manifest(),
    ]
    try:
        with Database(settings) as database:
            found[:0] = asyncio.run(_database(database))
    except (OSError, asyncpg.PostgresError) as fault:
        found.insert(0, (False, f"the database does not answer ({type(fault).__name__}): check MEDCARD_DATABASE_URL"))
    return found


def _manifest() -> Finding:
    there = (WEB / "trusted-documents.json").exists()
    return there, "trusted documents" if there else "the trusted documents are missing: run `make setup`"


async def _database(database: Database) -> list[Finding]:
    connection = await asyncpg.connect(**database.address.connect_arguments())
    try:
        found: list[Finding] = []
        version = connection.get_server_version()
        found.append((version.major >= 16, f"PostgreSQL {version.major} answers; 16 or newer is needed"))
        names = [module.name for module in pkgutil.iter_modules(migrations.__path__)]
        for name in names:
            importlib.import_module(f"{migrations.__name__}.{name}")
        applied = set()
        if await connection.fetchval("SELECT to_regclass('tortoise_migrations')"):
            applied = {row["name"] for row in await connection.fetch("SELECT name FROM tortoise_migrations")}
        missing = [name for name in names if name not in applied]
        found.append(
            (
                not missing,
                "migrations"
                if not missing
                else f"migrations are missing ({', '.join(missing)}): run `medcard migrate`",
            )
        )
        if not missing:
            found.append(await _rules(connection))
        return found
    finally:
        await connection.close()


async def _rules(connection: asyncpg.Connection) -> Finding:
    """Every named index and constraint of the migrations is there and valid."""
    wanted = expected_rules()
    rows = await connection.fetch(
        "SELECT conname AS name, convalidated AS good FROM pg_constraint UNION ALL "
        "SELECT c.relname, i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
    )
    good = {row["name"] for row in rows if row["good"]}
    missing = sorted(wanted - good)
    if missing:
        return (
            False,
            f"indexes or constraints are missing ({', '.join(missing)}): restore them from the migrations' SQL",
        )
    return True, f"{len(wanted)} indexes and constraints"


def expected_rules() -> set[str]:
    """Names of indexes and constraints that the migrations' SQL makes."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(_SQL.glob("*.sql")))
    made = set(re.findall(r"ADD CONSTRAINT (\w+)", text)) | set(re.findall(r"CREATE (?:UNIQUE )?INDEX (\w+)", text))
    return made - set(re.findall(r"DROP CONSTRAINT (\w+)", text))
