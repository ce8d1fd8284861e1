"""A populated database survives each upgrade: every row is there afterwards, and answers as before."""

import asyncio
import io
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from tortoise import Tortoise

from backend.commands.check import expected_rules
from backend.database import Address, migrate
from backend.migrating import apply_migrations
from backend.migration_state import known_migrations, migration_state
from backend.settings import Settings
from tests.client import Site, start_site
from tests.nest import environment, nest
from tests.process import database_url

# Filled by migrations themselves: each state has its own rows of these.
FILLED = {"tortoise_migrations", "section_start", "specialty_class"}
# Rows that an earlier state could not hold: it knew no such role.
NEWER = {"account": "'ADMINISTRATOR' = ANY (roles)"}
READ = """query($id: ID!) { record(patientId: $id) { patient { displayName birthDate } availableSections { section count }
  timeline(first: 50) { totalCount nodes { id section date title } }
  labReports(first: 20) { nodes { conclusion results { name value unit } } }
  vaccinations(first: 20) { nodes { title date } } } }"""


@pytest.mark.parametrize("state", [known_migrations()[0], known_migrations()[-2]])
async def test_rows_survive_the_upgrade_from_the_first_state_and_from_the_last(
    demo: Site, settings: Settings, server: Address, state: str
) -> None:
    """From the first, every migration meets rows; from the last but one, what the next release does."""
    anna = await demo.enter("anna")
    patient = await demo.patient("Михаил", "Соколов")
    before = await anna.ask(READ, id=patient)
    assert before["data"]["record"]["timeline"]["totalCount"] > 10
    address = await _at(server, await _empty(server, f"upgrade_{state[:4]}"), state)
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        copied = await _copy(demo.database, connection)
        assert copied["person"] > 10 and copied["record_entry"] > 100 and copied["access_log"] > 0
        held = await _columns(connection)
        await migrate(address)
        assert (await migration_state(connection)).advice is None
        there = await _columns(demo.database)
        for table, columns in (await _columns(connection)).items():
            # What the earlier state had no place for was not there to be kept.
            if table in copied:
                shared = [name for name in columns if name in held[table] and name in there[table]]
                assert await _rows(connection, table, shared) == await _rows(demo.database, table, shared), table
        names = await connection.fetch(
            "SELECT conname AS name FROM pg_constraint UNION SELECT relname FROM pg_class WHERE relkind = 'i'"
        )
        assert expected_rules() - {row["name"] for row in names} == set()
        async with start_site(settings, address, connection) as upgraded:
            assert await upgraded.ask(READ, anna.token, id=patient) == before
    finally:
        await connection.close()


async def test_an_upgrade_that_fails_changes_nothing(demo: Site, server: Address) -> None:
    """A row that the next state forbids stops the migration; the earlier state stays whole."""
    address = await _at(server, await _empty(server, "upgrade_wrong"), "0002_vocabulary_and_keys")
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        await _copy(demo.database, connection)
        await connection.execute("UPDATE account SET phone = 'none' WHERE login = 'igor'")
        rows = await _rows(connection, "account", ["id", "login", "phone"])
        with pytest.raises(Exception, match="account_phone_e164"):
            await migrate(address)
        assert (await migration_state(connection)).missing == known_migrations()[2:]
        assert await _rows(connection, "account", ["id", "login", "phone"]) == rows
        assert not await connection.fetchval("SELECT to_regprocedure('moscow_day(timestamptz)')")
        await connection.execute("UPDATE account SET phone = NULL WHERE login = 'igor'")
        await migrate(address)
        assert (await migration_state(connection)).advice is None
    finally:
        await connection.close()


async def test_two_at_once_migrate_once(server: Address) -> None:
    address = await _empty(server, "upgrade_twice")
    given = environment(Path("unused"), MEDCARD_DATABASE_URL=database_url(address))
    commands = [nest().hatch("migrate", **given) for _ in range(2)]
    assert [await asyncio.to_thread(command.wait, 60) for command in commands] == [0, 0]
    connection = await asyncpg.connect(**address.connect_arguments())
    assert (await migration_state(connection)).advice is None
    await connection.close()


async def test_a_database_of_a_newer_version_is_not_served(new_database: Callable[[], Awaitable[Address]]) -> None:
    connection = await asyncpg.connect(**(await new_database()).connect_arguments())
    assert (await migration_state(connection)).advice is None
    await connection.execute(
        "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('models', '9999_later', now())"
    )
    advice = (await migration_state(connection)).advice
    assert advice is not None and "9999_later" in advice and "newer" in advice
    await connection.close()


async def _empty(server: Address, name: str) -> Address:
    connection = await asyncpg.connect(**server.connect_arguments())
    await connection.execute(f'CREATE DATABASE "{name}"')
    await connection.close()
    return replace(server, database=name)


async def _at(server: Address, address: Address, state: str) -> Address:
    try:
        await apply_migrations(address.tortoise_config(), state)
    finally:
        await Tortoise.close_connections()
    return address


async def _columns(connection: asyncpg.Connection) -> dict[str, list[str]]:
    rows = await connection.fetch(
        "SELECT c.relname AS table_name, array_agg(a.attname::text ORDER BY a.attname) AS names "
        "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attgenerated = '' GROUP BY c.relname"
    )
    return {row["table_name"]: row["names"] for row in rows}


async def _copy(source: asyncpg.Connection, target: asyncpg.Connection) -> dict[str, int]:
    """Copies every row that the target's state has a place for."""
    copied = {}
    there, here = await _columns(source), await _columns(target)
    await target.execute("SET session_replication_role = replica")
    for table in here.keys() & there.keys() - FILLED:
        names = [name for name in here[table] if name in there[table]]
        listed = ", ".join(f'"{name}"' for name in names)
        rows = io.BytesIO()
        await source.copy_from_query(f"SELECT {listed} FROM {_older(table)}", output=rows, format="binary")
        rows.seek(0)
        done = await target.copy_to_table(table, source=rows, columns=names, format="binary")
        copied[table] = int(done.split()[-1])
    await target.execute("RESET session_replication_role")
    return copied


def _older(table: str) -> str:
    """The table, less what an earlier state could not hold."""
    return f'"{table}" WHERE NOT ({NEWER[table]})' if table in NEWER else f'"{table}"'


async def _rows(connection: asyncpg.Connection, table: str, names: list[str]) -> tuple[int, Any]:
    listed = ", ".join(f'"{name}"' for name in names)
    row = await connection.fetchrow(
        f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM (SELECT {listed} FROM {_older(table)}) t"
    )
    assert row is not None
    return row[0], row[1]
