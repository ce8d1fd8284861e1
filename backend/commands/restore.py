"""`medcard restore`: a backup in the place of what is there, all or nothing, after everything has been checked."""

import asyncio
import datetime as dt
import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import asyncpg

from backend.commands import backup_file, client_programs
from backend.commands.backup_file import Backup, BadBackup
from backend.database import Address, Database
from backend.migration_state import known_migrations
from backend.settings import KEYS, Settings

# Public ids open by one, the log's chain by the other: without them the rows are of no use.
_NEEDED = ("id", "audit")


class NotEmpty(Exception):
    """The database holds data, or is in use."""


def restore(settings: Settings, file: Path, *, replace: bool, ask: Callable[[], str]) -> None:
    """Restores the file. `ask` gives the passphrase where the file holds keys that are missing here.

    Raises BadBackup, NotEmpty; the database, the keys and the anchors are then as they were.
    """
    with tempfile.TemporaryDirectory(prefix="medcard-restore-") as scratch:
        found = backup_file.read(file, Path(scratch))
        if found.manifest["migration"] not in known_migrations():
            raise BadBackup("the file comes from a newer version of Medcard. Install that one, then restore.")
        missing = _keys(settings, found, ask)
        found.check_mac(missing.get("audit") or settings.key("audit"))
        with Database(settings) as database:
            asyncio.run(_check_place(database.address, replace))
            try:
                _put_in_place(database.address, found)
            except (client_programs.NoProgram, client_programs.ProgramFailed) as fault:
                raise BadBackup(str(fault)) from None
        for name, key in missing.items():
            settings.keep_key(name, key)
        _put_heads(settings.anchors, (found.folder / backup_file.HEADS).read_bytes())


def _keys(settings: Settings, found: Backup, ask: Callable[[], str]) -> Mapping[str, bytes]:
    """Keys that the file brings and this installation has not. Raises BadBackup where they do not fit together."""
    here = {name: settings.existing_key(name) for name in KEYS}
    wanted = found.manifest["keys"]
    for name in _NEEDED:
        key = here[name]
        if key is not None and backup_file.fingerprint(name, key) != wanted[name]:
            raise BadBackup(
                f"this installation has another {name} key than the one the file was written with, so what it holds could not "
                f"be opened. Restore into a new MEDCARD_DATA_DIR, or put the keys of that installation in place of "
                f"{settings.data_dir / 'secrets'} (or MEDCARD_ID_KEY, MEDCARD_AUDIT_KEY) first."
            )
    absent = [name for name in KEYS if here[name] is None]
    if not any(name in _NEEDED for name in absent):
        return {}
    if found.sealed_keys is None:
        raise BadBackup(
            f"the keys that this file was written with are not here, and it does not hold them. Copy the `secrets` folder of "
            f"that installation to {settings.data_dir / 'secrets'}, or set MEDCARD_ID_KEY and MEDCARD_AUDIT_KEY, "
            "then restore again."
        )
    keys = backup_file.unseal(found.sealed_keys, ask())
    if any(backup_file.fingerprint(name, keys[name]) != print_ for name, print_ in wanted.items()):
        raise BadBackup("the keys in the file are not those that it was written with")
    # A file of an earlier release has not every key of this one; what it has not is made anew where it is wanted.
    return {name: keys[name] for name in absent if name in wanted}


async def _check_place(address: Address, replace: bool) -> None:
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        users = await connection.fetchval(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'medcard-%'"
        )
        if users:
            raise NotEmpty("Medcard is running on this database. Stop it, then restore.")
        if replace or not await connection.fetchval("SELECT to_regclass('person')"):
            return
        if await connection.fetchval("SELECT EXISTS (SELECT FROM person) OR EXISTS (SELECT FROM account)"):
            raise NotEmpty("the database holds data. Add --replace to put the backup in its place.")
    finally:
        await connection.close()


def _put_in_place(address: Address, found: Backup) -> None:
    """One transaction: the old tables go, the new ones come, and the rows are counted before it commits."""
    major = asyncio.run(_major(address))
    folder = found.folder
    script = folder / "rows.sql"
    unpacked = subprocess.run(
        [
            str(client_programs.find("pg_restore", max(major, int(found.manifest["postgresql"])))),
            "--no-owner",
            "--no-privileges",
            f"--file={script}",
            str(folder / backup_file.DUMP),
        ],
        capture_output=True,
        check=False,
    )
    if unpacked.returncode != 0:
        raise BadBackup("the dump in the file cannot be read")
    before, after = folder / "before.sql", folder / "after.sql"
    before.write_text("DROP SCHEMA IF EXISTS public CASCADE;\nCREATE SCHEMA public;\n", encoding="utf-8")
    after.write_text(_after(found.manifest["rows"]), encoding="utf-8")
    client_programs.run(
        client_programs.find("psql", major),
        address,
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        f"--file={before}",
        f"--file={script}",
        f"--file={after}",
    )


def _after(rows: Mapping[str, int]) -> str:
    """Counts every table, and ends sessions and codes: who has signed out since must not be signed in again."""
    counts = "\n".join(
        f"IF (SELECT count(*) FROM public.\"{table}\") <> {int(count)} THEN RAISE EXCEPTION 'rows of {table}'; END IF;"
        for table, count in rows.items()
    )
    return (
        f"DO $check$ BEGIN\n{counts}\nEND $check$;\n"
        "UPDATE public.session SET ended_at = now() WHERE ended_at IS NULL;\n"
        "UPDATE public.one_time_code SET replaced_at = now() WHERE used_at IS NULL AND replaced_at IS NULL;\n"
    )


async def _major(address: Address) -> int:
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        return int(connection.get_server_version().major)
    finally:
        await connection.close()


def _put_heads(folder: Path, heads: bytes) -> None:
    """The backup's anchors in place of those here, which are kept beside them for who looks into it later."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "heads.jsonl"
    new = folder / "heads.restored"
    with new.open("wb") as file:
        file.write(heads)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        path.rename(folder / f"heads.before-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}.jsonl")
    new.replace(path)
