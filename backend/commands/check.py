"""`medcard check`: what is wrong with this installation, and what to do."""

import asyncio
import importlib
import re
from enum import Enum
from pathlib import Path

import asyncpg
from tortoise.models import Model

from backend.app import WEB
from backend.database import Database
from backend.embedded import NotStarted
from backend.migration_state import migration_state
from backend.models import migrations
from backend.models.modules import MODEL_MODULES
from backend.services.officers.first_administrators import NEEDED, administrators
from backend.settings import Settings


class Look(Enum):
    """How one thing looks. What LACKS starts all the same: some of the service's work waits for it."""

    GOOD = "good"
    LACKS = "lacks"
    WRONG = "wrong"


Finding = tuple[Look, str]
OLDEST = 16
_SQL = Path(migrations.__file__).parent / "sql"


def findings(settings: Settings) -> list[Finding]:
    """Each look with its result."""
    page = (WEB / "index.html").exists()
    found: list[Finding] = [
        _look(page, "web bundle", "the web bundle is missing: run `make setup`"),
        _manifest(),
        *_outside(settings),
    ]
    try:
        with Database(settings) as database:
            found[:0] = asyncio.run(_database(database))
    except NotStarted as fault:
        found.insert(0, (Look.WRONG, str(fault)))
    except (OSError, asyncpg.PostgresError) as fault:
        found.insert(
            0, (Look.WRONG, f"the database does not answer ({type(fault).__name__}): check MEDCARD_DATABASE_URL")
        )
    return found


def _manifest() -> Finding:
    there = (WEB / "trusted-documents.json").exists()
    return _look(there, "trusted documents", "the trusted documents are missing: run `make setup`")


def _look(good: bool, name: str, otherwise: str) -> Finding:
    return (Look.GOOD, name) if good else (Look.WRONG, otherwise)


def _outside(settings: Settings) -> list[Finding]:
    """Gateways and registries without an address: allowed, for each may come later."""
    if settings.demo:
        return []
    lacking = (
        (settings.sms_url, "no SMS gateway: no code reaches a phone, so no record opens; set MEDCARD_SMS_URL"),
        (settings.email_url, "no e-mail gateway: administrators get no code for their password; set MEDCARD_EMAIL_URL"),
        (settings.registries_url, "no registries: every check waits; set MEDCARD_REGISTRIES_URL"),
    )
    return [(Look.LACKS, text) for address, text in lacking if not address]


async def _database(database: Database) -> list[Finding]:
    connection = await asyncpg.connect(**database.address.connect_arguments())
    try:
        version = connection.get_server_version()
        found: list[Finding] = [
            _look(
                version.major >= OLDEST,
                f"PostgreSQL {version.major} answers",
                f"PostgreSQL {version.major} is too old: use version {OLDEST} or newer",
            )
        ]
        advice = (await migration_state(connection)).advice
        found.append(_look(advice is None, "migrations", advice or ""))
        if advice is None:
            found.append(await _rules(connection))
            found.extend(await _staff(connection))
        return found
    finally:
        await connection.close()


async def _staff(connection: asyncpg.Connection) -> list[Finding]:
    """Whether staff can be appointed: by two administrators, at an organization."""
    found: list[Finding] = []
    if await administrators(connection) < NEEDED:
        found.append(
            (Look.LACKS, "fewer than two administrators, so nobody appoints staff: run `medcard administrator`")
        )
    if not await connection.fetchval("SELECT EXISTS (SELECT FROM organization)"):
        found.append((Look.LACKS, "no organization to appoint staff at: run `medcard import` on their FHIR resources"))
    return found


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
        return Look.WRONG, (
            f"indexes, constraints or functions are missing or not valid ({', '.join(missing)}): run their statements "
            f"from {_SQL} again, or restore a backup"
        )
    return Look.GOOD, f"{len(wanted)} indexes, constraints and functions"


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
