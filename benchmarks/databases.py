"""The benchmark's databases: generated patients in data folders of their own, loaded once and kept."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import asyncpg

from backend.database import Address, Database
from backend.migration_state import known_migrations
from backend.policy.rows import RowPolicy
from backend.settings import Settings
from benchmarks.contestants.running import RIVAL

_LOADED = "loaded"


def load(folder: Path, patients: int) -> float | None:
    """Loads the patients as `medcard demo` does; gives the seconds, or None where they are there already.

    Data of an earlier migration is thrown away and made anew: the rival's rules lie on columns that a later one may change.
    """
    mark, wanted = folder / _LOADED, f"{patients} {known_migrations()[-1]}"
    if mark.exists() and mark.read_text() == wanted:
        return None
    shutil.rmtree(folder, ignore_errors=True)
    started = time.monotonic()
    command = [str(Path(sys.executable).parent / "medcard"), "demo", "--patients", str(patients)]
    environment = {**os.environ, "MEDCARD_DATA_DIR": str(folder), "MEDCARD_DEMO": "1"}
    subprocess.run(command, env=environment, check=True)  # noqa: S603  our own program
    mark.write_text(wanted)
    return time.monotonic() - started


def open_database(folder: Path) -> Database:
    return Database(Settings(data_dir=folder))


async def give_rules_to_rival(address: Address) -> None:
    """Row-level security for D, with the rules that the product's settings give."""
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        starts = {
            row["key"]: row["starts_on"] for row in await connection.fetch("SELECT key, starts_on FROM section_start")
        }
        settings = Settings()
        rules = RowPolicy(settings.sensitive_teen, settings.teen_hide, starts).rules()
        async with connection.transaction():
            await connection.execute((RIVAL / "rules.sql").read_text())
            await connection.execute("DELETE FROM rival_rule")
            await connection.executemany(
                "INSERT INTO rival_rule VALUES ($1, $2, $3, $4)",
                [(int(rule.standing), rule.hidden, list(rule.starts), list(rule.starts_with_diary)) for rule in rules],
            )
        await connection.execute("ANALYZE rival_rule")
    finally:
        await connection.close()
