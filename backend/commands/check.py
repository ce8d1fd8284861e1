"""`medcard check`: what is wrong with this installation, and what to do."""

import asyncio
import importlib
import re
from pathlib import Path

import asyncpg
from tortoise.models import Model

from backend.app import WEB
from backend.database import Database
from backend.embedded import NotStarted
from backend.migration_state import migration_state
from backend.models import migrations
from backend.models.modules import MODEL_MODULES
from backend.settings import Settings

Finding = tuple[bool, str]
OLDEST = 16
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
    except NotStarted as fault:
        found.insert(0, (False, str(fault)))
    except (OSError, asyncpg.PostgresError) as fault:
        found.insert(0, (False, f"the database does not answer ({type(fault).__name__}): check MEDCARD_DATABASE_URL"))
    return found


def _manifest() -> Finding:
    there = (WEB / "trusted-documents.json").exists()
    return there, "trusted documents" if there else "the trusted documents are missing: run `make setup`"


async def _database(database: Database) -> list[Finding]:
    connection = await asyncpg.connect(**database.address.connect_arguments())
    try:
        version = connection.get_server_version()
        found: list[Finding] = [
            (True, f"PostgreSQL {version.major} answers")
            if version.major >= OLDEST
            else (False, f"PostgreSQL {version.major} is too old: use version {OLDEST} or newer")
        ]
        advice = (await migration_state(connection)).advice
        found.append((advice is None, advice or "migrations"))
        if advice is None:
            found.append(await _rules(connection))
        return found
    finally:
        await connection.close()


async def _rules(connection: asyncpg.Connection) -> Finding:
    """Every index, constraint and function of the migrations is there and valid."""
    rows = await connection.fetch(
        "SELECT conname AS name, convalidated AS good FROM pg_constraint UNION ALL "
        "SELECT c.relname, i.indisvalid AND i.indisready FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid UNION ALL "
        "SELECT proname, true FROM pg_proc WHERE pronamespace = 'public'::regnamespace UNION ALL "
        "SELECT conrelid::regclass || '.' || attname, convalidated FROM pg_constraint "
        "JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey) WHERE contype = 'f'"
    )
    good = {row["name"] for row in rows if row["good"]}
    wanted = expected_rules() | expected_functions() | expected_references()
    missing = sorted(wanted - good)
    if missing:
        return False, (
            f"indexes, constraints or functions are missing or not valid ({', '.join(missing)}): run their statements "
            f"from {_SQL} again, or restore a backup"
        )
    return True, f"{len(wanted)} indexes, constraints and functions"


def expected_rules() -> set[str]:
    """Names of indexes and constraints that the migrations' SQL makes."""
    text = _text()
    made = set(re.findall(r"ADD CONSTRAINT (\w+)", text)) | set(re.findall(r"CREATE (?:UNIQUE )?INDEX (\w+)", text))
    return made - set(re.findall(r"DROP (?:CONSTRAINT|INDEX) (?:IF EXISTS )?(\w+)", text))


def expected_functions() -> set[str]:
    """Names of functions that the migrations' SQL makes."""
    text = _text()
    return set(re.findall(r"CREATE (?:OR REPLACE )?FUNCTION (\w+)", text)) - set(
        re.findall(r"DROP FUNCTION (?:IF EXISTS )?(\w+)", text)
    )


def expected_references() -> set[str]:
    """Columns that refer to another table, as `table.column`: the models' foreign keys."""
    found: set[str] = set()
    for name in MODEL_MODULES:
        for model in vars(importlib.import_module(name)).values():
            if (
                isinstance(model, type)
                and issubclass(model, Model)
                and model.__module__ == name
                and model._meta.db_table
            ):
                found.update(f"{model._meta.db_table}.{key}_id" for key in model._meta.fk_fields)
    return found


def _text() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(_SQL.glob("*.sql")))
