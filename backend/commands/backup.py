"""`medcard backup`: the database and the log's anchors of one moment, in one file that is read back at once."""

import asyncio
import datetime as dt
import tempfile
from pathlib import Path

import asyncpg

from backend.audit import ANCHOR_LINES
from backend.commands import backup_file, client_programs
from backend.commands.backup_file import BadBackup
from backend.database import Address, Database
from backend.migration_state import known_migrations
from backend.settings import KEYS, Settings


def backup(settings: Settings, file: Path, passphrase: str | None) -> None:
    """Writes the backup, with the keys sealed by the passphrase where there is one. Raises BadBackup."""
    if file.exists():
        raise BadBackup(f"{file} exists. Choose another name, or remove it first.")
    if not file.absolute().parent.is_dir():
        raise BadBackup(f"there is no folder {file.absolute().parent}. Make it first.")
    if passphrase is not None and len(passphrase) < 12:
        raise BadBackup("the passphrase is too short: twelve characters are the least.")
    with Database(settings) as database, tempfile.TemporaryDirectory(prefix="medcard-backup-") as scratch:
        folder = Path(scratch)
        try:
            facts, lines = asyncio.run(_dump(database.address, folder))
            _copy_heads(settings.anchors / "heads.jsonl", folder / backup_file.HEADS, lines)
            keys = {name: settings.key(name) for name in KEYS}
            backup_file.write(file, folder, facts, keys, passphrase)
        except (client_programs.NoProgram, client_programs.ProgramFailed) as fault:
            raise BadBackup(str(fault)) from None
        except OSError as fault:
            raise BadBackup(f"the file cannot be written ({fault.strerror}). Look for space and rights.") from None


async def _dump(address: Address, folder: Path) -> tuple[dict[str, object], int]:
    """Dumps one moment; rows and anchor lines are counted in the same one, whatever is written meanwhile."""
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        major = connection.get_server_version().major
        program = client_programs.find("pg_dump", major)
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            if not await connection.fetchval("SELECT to_regclass('tortoise_migrations')"):
                raise BadBackup("there is nothing to back up: the database is empty. Run `medcard migrate` first.")
            snapshot = await connection.fetchval("SELECT pg_export_snapshot()")
            tables = await connection.fetch(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
            )
            rows = {
                row["tablename"]: await connection.fetchval(f'SELECT count(*) FROM "{row["tablename"]}"')
                for row in tables
            }
            lines = int(await connection.fetchval("SELECT value FROM installation WHERE key = $1", ANCHOR_LINES) or 0)
            await asyncio.to_thread(
                client_programs.run,
                program,
                address,
                "--format=custom",
                "--no-owner",
                "--no-privileges",
                f"--snapshot={snapshot}",
                f"--file={folder / backup_file.DUMP}",
            )
        facts: dict[str, object] = {
            "made_at": dt.datetime.now(dt.UTC).isoformat(),
            "postgresql": major,
            "migration": known_migrations()[-1],
            "rows": rows,
        }
        return facts, lines
    finally:
        await connection.close()


def _copy_heads(source: Path, target: Path, lines: int) -> None:
    """The anchors of the dump's moment: what the worker has added since belongs to later rows."""
    with target.open("wb") as out:
        if source.exists():
            with source.open("rb") as heads:
                for _ in range(lines):
                    out.write(heads.readline())
