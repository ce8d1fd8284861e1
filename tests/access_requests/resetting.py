"""The demo's rows as they were loaded: kept beside, and put back."""

import asyncpg

from backend.demo.load import moscow_today
from backend.demo_facts import cast_facts
from tests.client import Site
from tests.emptying import empty

# What requests change of the demo's own rows: put back before each test, whole.
_KEPT = ("access_grant", "insurance_policy", "person_identifier", "legal_representation", "court_act")


async def keep_the_demo(connection: asyncpg.Connection) -> None:
    """Keeps what `as_the_demo_has_it` puts back."""
    for table in _KEPT:
        await connection.execute(f"CREATE TABLE kept_{table} AS TABLE {table}")
    await connection.execute(
        "CREATE TABLE kept_account AS "
        "SELECT id, login, password_hash, level, phone, person_id, disabled_at, closed_at FROM account"
    )
    await connection.execute(
        "CREATE TABLE kept_person AS "
        "SELECT id, family_name, given_name, patronymic, birth_date, deceased_on, emancipated_on FROM person"
    )


async def as_the_demo_has_it(running: Site) -> None:
    """Everything that requests change is as it was loaded; the registries know the cast."""
    await running.forget()
    database = running.database
    await empty(
        database,
        "access_request",
        "registry_check",
        "notification",
        "mutation_call",
        "procrastinate_jobs",
        "identity_profile",
        "family_claim",
        "death_record",
        *_KEPT,
    )
    for table in _KEPT:
        await database.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")
    await database.execute(
        "UPDATE account a SET login = k.login, password_hash = k.password_hash, level = k.level, phone = k.phone, "
        "person_id = k.person_id, disabled_at = k.disabled_at, closed_at = k.closed_at FROM kept_account k WHERE k.id = a.id"
    )
    await database.execute(
        "UPDATE person p SET family_name = k.family_name, given_name = k.given_name, patronymic = k.patronymic, "
        "birth_date = k.birth_date, deceased_on = k.deceased_on, emancipated_on = k.emancipated_on FROM kept_person k WHERE k.id = p.id"
    )
    running.simulator.forget()
    running.simulator.tell(await cast_facts(database, moscow_today()))  # type: ignore[arg-type]
