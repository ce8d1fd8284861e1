"""`medcard backup` and `restore`: one file, checked both ways; a wrong one is refused before anything changes."""

import asyncio
import io
import json
import shutil
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from backend import audit
from backend.commands import backup as backup_command
from backend.commands import client_programs
from backend.commands import restore as restore_command
from backend.commands.backup import backup
from backend.commands.backup_file import DUMP, HEADS, KEYS, MAC, MANIFEST, BadBackup
from backend.commands.restore import NotEmpty, restore
from backend.database import Database
from backend.policy.sealing import IdSealer
from backend.settings import Settings
from tests.process import Server, copy_folder

PASSPHRASE = "correct horse battery"
RECORD = "{ viewer { records { record { id } } } }"


@dataclass
class Place:
    """A data folder, and what is in it."""

    settings: Settings

    async def run(self, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Runs a command's function as the command does: outside of a running loop."""
        return await asyncio.to_thread(work, self.settings, *arguments, **named)

    async def query(self, text: str) -> Any:
        with Database(self.settings) as database:
            connection = await asyncpg.connect(**database.address.connect_arguments())
            try:
                return await connection.fetchval(text)
            finally:
                await connection.close()

    async def verdict(self) -> audit.Verdict:
        with Database(self.settings) as database:
            connection = await asyncpg.connect(**database.address.connect_arguments())
            try:
                return await audit.verify(connection, self.settings.key("audit"), self.settings.anchors)
            finally:
                await connection.close()


ROWS = "SELECT (SELECT md5(string_agg(e::text, '' ORDER BY id)) FROM record_entry e) || (SELECT md5(string_agg(l::text, '' ORDER BY id)) FROM access_log l)"


def _place(folder: Path) -> Place:
    return Place(Settings(data_dir=folder))


def _no_passphrase() -> str:
    raise AssertionError("no passphrase is needed")


@pytest_asyncio.fixture(scope="module")
async def lived_in(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A data folder in which people have read records, with the log sealed and the server stopped."""
    folder = copy_folder(demo_folder, tmp_path_factory.mktemp("lived") / "data")
    server = await Server(folder).start()
    anna = await server.enter("anna")
    for _ in range(3):
        await server.ask(RECORD, anna)
    for _ in range(100):
        if (folder / "audit" / "heads.jsonl").exists():
            break
        await asyncio.sleep(0.1)
    server.stop()
    await server.http.aclose()
    return _place(folder)


@pytest_asyncio.fixture(scope="module")
async def file(lived_in: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it, keys inside."""
    path = tmp_path_factory.mktemp("backup") / "whole.medcard"
    await lived_in.run(backup, path, PASSPHRASE)
    return path


async def test_a_backup_restores_into_another_folder_whole(lived_in: Place, file: Path, tmp_path: Path) -> None:
    assert file.stat().st_mode & 0o077 == 0, "for its owner alone"
    other = _place(tmp_path / "other")
    await other.run(restore, file, replace=False, ask=lambda: PASSPHRASE)
    assert await other.query(ROWS) == await lived_in.query(ROWS)
    verdict = await other.verdict()
    assert verdict.faults == [] and verdict.rows > 0
    for name in ("id", "audit", "cursor", "code"):
        assert other.settings.key(name) == lived_in.settings.key(name)
    key = await other.query("SELECT patient_key FROM person ORDER BY id LIMIT 1")
    opened = IdSealer(other.settings.key("id")).open(key)
    assert opened is not None and opened.patient == await other.query("SELECT min(id) FROM person")
    assert await lived_in.query("SELECT count(*) FROM session WHERE ended_at IS NULL") > 0
    assert await other.query("SELECT count(*) FROM session WHERE ended_at IS NULL") == 0, "nobody is signed in again"
    assert not [path for path in file.parent.iterdir() if path != file], "no half-written file is left"


async def test_the_keys_never_lie_in_the_file_in_the_clear(lived_in: Place, file: Path) -> None:
    content = file.read_bytes()
    for name in ("id", "audit", "cursor", "code"):
        key = lived_in.settings.key(name)
        assert key not in content and key.hex().encode() not in content
    with pytest.raises(BadBackup, match="too short"):
        await lived_in.run(backup, file.with_name("short.medcard"), "short")


async def test_without_keys_the_file_opens_only_where_they_are(lived_in: Place, tmp_path: Path) -> None:
    path = tmp_path / "plain.medcard"
    await lived_in.run(backup, path, None)
    other = _place(tmp_path / "other")
    with pytest.raises(BadBackup, match="secrets"):
        await other.run(restore, path, replace=False, ask=_no_passphrase)
    assert not other.settings.data_dir.exists(), "nothing was made on the way"
    shutil.copytree(lived_in.settings.data_dir / "secrets", other.settings.data_dir / "secrets")
    await other.run(restore, path, replace=False, ask=_no_passphrase)
    assert (await other.verdict()).faults == []


async def test_other_keys_and_other_passphrases_are_refused(file: Path, tmp_path: Path) -> None:
    other = _place(tmp_path / "other")
    with pytest.raises(BadBackup, match="passphrase"):
        await other.run(restore, file, replace=False, ask=lambda: "something else entirely")
    assert not other.settings.data_dir.exists()
    made = other.settings.key("id")
    with pytest.raises(BadBackup, match="another id key"):
        await other.run(restore, file, replace=False, ask=lambda: PASSPHRASE)
    assert other.settings.key("id") == made
    assert not (other.settings.data_dir / "postgres").exists()


def _parts(file: Path) -> dict[str, bytes]:
    with tarfile.open(file) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}  # type: ignore[union-attr]


def _packed(parts: dict[str, bytes], kind: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=kind) as archive:  # type: ignore[call-overload]
        for name, content in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def _flipped(content: bytes, at: float = 0.5) -> bytes:
    place = int(len(content) * at)
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def _manifest(parts: dict[str, bytes], **changes: Any) -> dict[str, bytes]:
    return parts | {MANIFEST: json.dumps(json.loads(parts[MANIFEST]) | changes, sort_keys=True).encode()}


def _forged(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Another dump under a digest that fits it: only the MAC gives it away."""
    import hashlib

    dump = parts[DUMP] + b"\n"
    digests = json.loads(parts[MANIFEST])["sha256"] | {DUMP: hashlib.sha256(dump).hexdigest()}
    return _manifest(parts | {DUMP: dump}, sha256=digests)


DAMAGE: list[tuple[str, Callable[[dict[str, bytes]], bytes]]] = [
    ("cut in the middle", lambda parts: _packed(parts)[: len(_packed(parts)) // 2]),
    ("cut near the end", lambda parts: _packed(parts)[:-20_000]),
    ("empty", lambda parts: b""),
    ("something else", lambda parts: b"PGDMP" + b"x" * 10_000),
    ("packed again", lambda parts: _packed(parts, "w:gz")),
    ("a byte of the dump", lambda parts: _packed(parts | {DUMP: _flipped(parts[DUMP])})),
    ("a byte of the anchors", lambda parts: _packed(parts | {HEADS: _flipped(parts[HEADS])})),
    ("a byte of the manifest", lambda parts: _packed(parts | {MANIFEST: _flipped(parts[MANIFEST], 0.9)})),
    ("a byte of the MAC", lambda parts: _packed(parts | {MAC: _flipped(parts[MAC])})),
    ("a byte of the keys", lambda parts: _packed(parts | {KEYS: _flipped(parts[KEYS])})),
    ("another dump with a fitting digest", lambda parts: _packed(_forged(parts))),
    ("other row counts", lambda parts: _packed(_manifest(parts, rows={"person": 0}))),
    ("a newer format", lambda parts: _packed(_manifest(parts, format=99))),
    ("a newer version's", lambda parts: _packed(_manifest(parts, migration="9999_later"))),
    ("no anchors", lambda parts: _packed({name: part for name, part in parts.items() if name != HEADS})),
    ("no MAC", lambda parts: _packed({name: part for name, part in parts.items() if name != MAC})),
    ("a file beside", lambda parts: _packed(parts | {"../../escaped": b"x"})),
]


@pytest.mark.parametrize("case", DAMAGE, ids=lambda case: case[0])
async def test_a_wrong_file_is_refused_before_anything_changes(
    file: Path, tmp_path: Path, case: tuple[str, Callable[[dict[str, bytes]], bytes]]
) -> None:
    wrong = tmp_path / "wrong.medcard"
    wrong.write_bytes(case[1](_parts(file)))
    other = _place(tmp_path / "other")
    with pytest.raises(BadBackup) as refused:
        await other.run(restore, wrong, replace=True, ask=lambda: PASSPHRASE)
    assert str(refused.value)
    assert not other.settings.data_dir.exists(), "no folder, no key, no database"
    assert not (tmp_path.parent / "escaped").exists()


async def test_what_is_there_is_replaced_only_when_asked_and_only_whole(
    lived_in: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = _place(copy_folder(lived_in.settings.data_dir, tmp_path / "data"))
    path = tmp_path / "backup.medcard"
    with Database(here.settings):  # one start of the server for the whole test
        await here.run(backup, path, None)
        kept = await here.query(ROWS)
        await here.query("UPDATE record_entry SET title = 'after the backup'")
        await here.query("CREATE TABLE made_later (id int)")
        changed = await here.query(ROWS)
        with pytest.raises(NotEmpty, match="--replace"):
            await here.run(restore, path, replace=False, ask=_no_passphrase)
        with monkeypatch.context() as patch:
            after = restore_command._after
            patch.setattr(restore_command, "_after", lambda rows: after({**rows, "person": 1}))
            with pytest.raises(BadBackup, match="as it was"):
                await here.run(restore, path, replace=True, ask=_no_passphrase)
        assert await here.query(ROWS) == changed != kept
        assert not list(here.settings.anchors.glob("heads.before-*"))
        await here.run(restore, path, replace=True, ask=_no_passphrase)
        assert await here.query(ROWS) == kept
        assert await here.query("SELECT to_regclass('made_later')") is None
        assert len(list(here.settings.anchors.glob("heads.before-*"))) == 1, (
            "the old anchors stay for who looks into it"
        )
        assert (await here.verdict()).faults == []
        assert await here.query("SELECT count(*) FROM session WHERE ended_at IS NULL") == 0

        with Database(here.settings) as database:
            running = await asyncpg.connect(
                **database.address.connect_arguments(), server_settings={"application_name": "medcard-worker"}
            )
            with pytest.raises(NotEmpty, match="Stop it"):
                await here.run(restore, path, replace=True, ask=_no_passphrase)
            await running.close()


async def test_reads_during_a_backup_leave_it_of_one_moment(
    lived_in: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are logged and sealed after the moment of the dump and before its end: rows and anchors still agree."""
    here = _place(copy_folder(lived_in.settings.data_dir, tmp_path / "data"))
    path = tmp_path / "backup.medcard"
    run = client_programs.run

    async def read_on(address: Any) -> None:
        connection = await asyncpg.connect(**address.connect_arguments())
        await connection.execute(
            "WITH c AS (UPDATE access_log_counter SET count = count + 1 RETURNING patient_id, count) "
            "INSERT INTO access_log (patient_id, seq, entry_key, at, account_id, standings, sections, request_id) "
            "SELECT patient_id, count, gen_random_uuid(), now(), 1, 2, '{2}', gen_random_uuid() FROM c"
        )
        assert await audit.seal(connection, here.settings.key("audit"), here.settings.anchors) > 0
        await connection.close()

    def while_reading(program: Path, address: Any, *arguments: str) -> None:
        asyncio.run(read_on(address))
        run(program, address, *arguments)

    with Database(here.settings):
        rows = await here.query("SELECT count(*) FROM access_log")
        monkeypatch.setattr(backup_command.client_programs, "run", while_reading)
        await here.run(backup, path, None)
        monkeypatch.undo()
        assert await here.query("SELECT count(*) FROM access_log") > rows
        await here.run(restore, path, replace=True, ask=_no_passphrase)
        assert await here.query("SELECT count(*) FROM access_log") == rows
        assert (await here.verdict()).faults == []


async def test_a_backup_overwrites_nothing_and_says_what_is_in_the_way(
    lived_in: Place, file: Path, tmp_path: Path
) -> None:
    before = file.read_bytes()
    with pytest.raises(BadBackup, match="exists"):
        await lived_in.run(backup, file, None)
    assert file.read_bytes() == before
    with pytest.raises(BadBackup, match="no folder"):
        await lived_in.run(backup, tmp_path / "nowhere" / "a.medcard", None)


def test_programs_of_another_version_than_the_server_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, said in (("pg_dump", "pg_dump (PostgreSQL) 17.2 (Debian)"), ("psql", "psql (PostgreSQL) 19.0")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho '{said}'\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert client_programs.find("pg_dump", 17) == tmp_path / "pg_dump"
    assert "pginstall18" in str(client_programs.find("pg_dump", 18))
    with pytest.raises(client_programs.NoProgram, match="client programs of PostgreSQL 17"):
        client_programs.find("psql", 17)
    with pytest.raises(client_programs.NoProgram, match="PostgreSQL 99"):
        client_programs.find("pg_dump", 99)
