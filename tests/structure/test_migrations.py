"""Migrations say all that the models say, and every rule of theirs is in the database."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
from tortoise import Tortoise
from tortoise.migrations.autodetector import MigrationAutodetector

from backend.commands.check import expected_rules
from backend.database import Address, migrate
from backend.models import migrations

MIGRATIONS = Path(migrations.__file__).parent


async def test_no_changes_are_detected(server: Address, template: str) -> None:
    config = server.tortoise_config()
    await Tortoise.init(config=config, init_connections=False)
    assert Tortoise.apps is not None
    changes = await MigrationAutodetector(Tortoise.apps, config["apps"]).changes()
    await Tortoise.close_connections()
    assert changes == []


async def test_every_index_and_constraint_exists(new_database: Callable[[], Awaitable[Address]]) -> None:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    rows = await connection.fetch(
        "SELECT conname AS name FROM pg_constraint UNION SELECT relname FROM pg_class WHERE relkind = 'i'"
    )
    await connection.close()
    assert expected_rules() - {row["name"] for row in rows} == set()


def test_what_the_check_looks_for_is_all_that_migrations_make() -> None:
    """`medcard check` and the test above read the migrations' SQL files: a rule written elsewhere would be nobody's."""
    for path in MIGRATIONS.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(CREATE (UNIQUE )?INDEX|ADD CONSTRAINT|CREATE (OR REPLACE )?FUNCTION)", text), path.name


async def test_migrating_again_changes_nothing(new_database: Callable[[], Awaitable[Address]]) -> None:
    await migrate(await new_database())
