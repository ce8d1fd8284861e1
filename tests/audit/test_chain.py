"""The access log: a row for every record read, and a chain that shows what was changed, removed or cut off (SCT-03)."""

import asyncio
import base64
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio
from pydantic import SecretStr

from backend.audit import seal, verify
from backend.database import Address
from backend.policy.standing import Standing
from backend.settings import Settings
from backend.worker import run
from tests.client import Site
from tests.world import World

KEY = b"k" * 32
RECORD = "query Look($id: ID!) { record(patientId: $id) { labReports(first: 1) { nodes { id } } } }"


async def test_every_read_is_logged_with_who_and_what(world: tuple[Site, World]) -> None:
    site, made = world
    patient = made.patients[Standing.SELF_ADULT]
    before = await made.database.fetchval("SELECT count(*) FROM access_log WHERE patient_id = $1", patient)
    await site.ask(RECORD, made.tokens[Standing.SELF_ADULT], id=made.patient_key(Standing.SELF_ADULT))
    await site.ask(RECORD, made.tokens[Standing.PARENT_OF_CHILD], id=made.patient_key(Standing.SELF_ADULT))
    rows = await made.database.fetch("SELECT * FROM access_log WHERE patient_id = $1 ORDER BY seq DESC", patient)
    assert len(rows) == before + 1
    assert (rows[0]["account_id"], rows[0]["standings"], rows[0]["sections"]) == (51, Standing.SELF_ADULT, [2])
    assert rows[0]["operation"] is None, "names only of trusted documents"


async def test_no_log_row_no_answer(world: tuple[Site, World]) -> None:
    site, made = world
    await made.database.execute("ALTER TABLE access_log ADD CONSTRAINT nothing_more CHECK (false) NOT VALID")
    answer = await site.ask(RECORD, made.tokens[Standing.SELF_ADULT], id=made.patient_key(Standing.SELF_ADULT))
    await made.database.execute("ALTER TABLE access_log DROP CONSTRAINT nothing_more")
    assert answer["data"] is None and answer["errors"][0]["extensions"]["code"] == "INTERNAL"


@pytest_asyncio.fixture
async def log(
    new_database: Callable[[], Awaitable[Address]], tmp_path: Path
) -> AsyncIterator[tuple[asyncpg.Connection, Path]]:
    """Two records with five sealed reads each."""
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    await connection.execute(
        "INSERT INTO account (id, login, password_hash, level, roles, created_at) VALUES (1, 'a', '-', 'FULL', '{CITIZEN}', now())"
    )
    for patient in (1, 2):
        for _ in range(5):
            await _read(connection, patient)
            await seal(connection, KEY, tmp_path)
    yield connection, tmp_path
    await connection.close()


async def _read(connection: asyncpg.Connection, patient: int) -> None:
    await connection.execute(
        "WITH c AS (INSERT INTO access_log_counter AS k (patient_id, count) VALUES ($1, 1) ON CONFLICT (patient_id) "
        "DO UPDATE SET count = k.count + 1 RETURNING patient_id, count) INSERT INTO access_log "
        "(patient_id, seq, at, account_id, standings, sections, request_id) "
        "SELECT patient_id, count, now(), 1, 2, '{2}', gen_random_uuid() FROM c",
        patient,
    )


async def test_a_whole_log_verifies_and_new_rows_are_pending(log: tuple[asyncpg.Connection, Path]) -> None:
    connection, folder = log
    await _read(connection, 1)
    verdict = await verify(connection, KEY, folder)
    assert (verdict.records, verdict.rows, verdict.pending, verdict.faults) == (2, 11, 1, [])
    assert await seal(connection, KEY, folder) == 1
    assert (await verify(connection, KEY, folder)).pending == 0


TAMPERING = [
    (
        "a changed row",
        ["UPDATE access_log SET account_id = account_id, standings = 4 WHERE patient_id = 1 AND seq = 3"],
    ),
    ("a removed row", ["DELETE FROM access_log WHERE patient_id = 1 AND seq = 3"]),
    (
        "a removed row, the rest moved up",
        [
            "DELETE FROM access_log WHERE patient_id = 1 AND seq = 3",
            "UPDATE access_log SET seq = seq - 1 WHERE patient_id = 1 AND seq > 3",
            "UPDATE access_log_counter SET count = 4, sealed_seq = 4 WHERE patient_id = 1",
        ],
    ),
    (
        "reordered rows",
        [
            "UPDATE access_log SET seq = 100 WHERE patient_id = 1 AND seq = 2",
            "UPDATE access_log SET seq = 2 WHERE patient_id = 1 AND seq = 3",
            "UPDATE access_log SET seq = 3 WHERE patient_id = 1 AND seq = 100",
        ],
    ),
    ("a cut-off end", ["DELETE FROM access_log WHERE patient_id = 1 AND seq = 5"]),
    (
        "a cut-off end with counter and seal set back",
        [
            "DELETE FROM access_log WHERE patient_id = 1 AND seq > 3",
            "UPDATE access_log_counter c SET count = 3, sealed_seq = 3, sealed_mac = (SELECT mac FROM access_log l WHERE l.patient_id = 1 AND l.seq = 3) WHERE patient_id = 1",
        ],
    ),
    (
        "a whole record's log gone",
        ["DELETE FROM access_log WHERE patient_id = 1", "DELETE FROM access_log_counter WHERE patient_id = 1"],
    ),
    (
        "a row of another record in its place",
        [
            "UPDATE access_log a SET entry_key = b.entry_key, mac = b.mac FROM access_log b WHERE a.patient_id = 1 AND b.patient_id = 2 AND a.seq = 2 AND b.seq = 2"
        ],
    ),
    (
        "a row added by hand at the end",
        [
            "INSERT INTO access_log (patient_id, seq, entry_key, at, account_id, standings, sections, request_id) "
            "SELECT patient_id, 6, gen_random_uuid(), at, account_id, standings, sections, request_id FROM access_log WHERE patient_id = 1 AND seq = 5"
        ],
    ),
    (
        "a row put in by hand in place of another",
        [
            "DELETE FROM access_log WHERE patient_id = 1 AND seq = 3",
            "INSERT INTO access_log (patient_id, seq, entry_key, at, account_id, standings, sections, request_id, mac) "
            "SELECT patient_id, 3, gen_random_uuid(), at, account_id, standings, sections, request_id, mac FROM access_log WHERE patient_id = 1 AND seq = 4",
        ],
    ),
    ("a deleted counter", ["DELETE FROM access_log_counter WHERE patient_id = 1"]),
    ("a counter moved up", ["UPDATE access_log_counter SET count = 6 WHERE patient_id = 1"]),
    (
        "another's read under another account",
        [
            "INSERT INTO account (id, login, password_hash, level, roles, created_at) VALUES (2, 'b', '-', 'FULL', '{CITIZEN}', now())",
            "UPDATE access_log SET account_id = 2 WHERE patient_id = 1 AND seq = 5",
        ],
    ),
    ("a moment moved", ["UPDATE access_log SET at = at - interval '1 microsecond' WHERE patient_id = 1 AND seq = 1"]),
    ("a lost seal", ["UPDATE access_log SET mac = NULL WHERE patient_id = 1 AND seq = 5"]),
]


@pytest.mark.parametrize("case", TAMPERING, ids=lambda case: case[0])
async def test_tampering_shows(log: tuple[asyncpg.Connection, Path], case: tuple[str, list[str]]) -> None:
    connection, folder = log
    for statement in case[1]:
        await connection.execute(statement)
    assert (await verify(connection, KEY, folder)).faults


@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
async def test_a_damaged_anchor_file_shows(log: tuple[asyncpg.Connection, Path], damage: str) -> None:
    connection, folder = log
    path = folder / "heads.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    if damage == "cut":
        path.write_bytes(b"".join(lines[:-1]))
    elif damage == "changed":
        path.write_bytes(b"".join([lines[0].replace(b'"n":1', b'"n":7'), *lines[1:]]))
    else:
        path.unlink()
    assert (await verify(connection, KEY, folder)).faults


@pytest.mark.parametrize("reads_after", [0, 1])
async def test_rows_altered_and_sealed_anew_show(log: tuple[asyncpg.Connection, Path], reads_after: int) -> None:
    """Who writes to the database alone takes the seals off, and the worker puts new ones on: the old head gives it away."""
    connection, folder = log
    await connection.execute("UPDATE access_log SET standings = 4, mac = NULL WHERE patient_id = 1 AND seq = 2")
    await connection.execute("UPDATE access_log SET mac = NULL WHERE patient_id = 1")
    await connection.execute("UPDATE access_log_counter SET sealed_seq = 0, sealed_mac = NULL WHERE patient_id = 1")
    for _ in range(reads_after):
        await _read(connection, 1)
    assert await seal(connection, KEY, folder) == 5 + reads_after
    assert (await verify(connection, KEY, folder)).faults
    await _read(connection, 1)
    await seal(connection, KEY, folder)
    assert (await verify(connection, KEY, folder)).faults, "and it stays so"


async def test_an_old_state_of_the_database_shows_even_when_reads_go_on(log: tuple[asyncpg.Connection, Path]) -> None:
    connection, folder = log
    kept = (folder / "heads.jsonl").read_bytes()
    await connection.execute("DELETE FROM access_log WHERE seq > 3")
    await connection.execute(
        "UPDATE access_log_counter c SET count = 3, sealed_seq = 3, sealed_mac = (SELECT mac FROM access_log l "
        "WHERE l.patient_id = c.patient_id AND l.seq = 3)"
    )
    for _ in range(4):
        await _read(connection, 1)
        await _read(connection, 2)
    await seal(connection, KEY, folder)
    assert (folder / "heads.jsonl").read_bytes().startswith(kept)
    assert len((await verify(connection, KEY, folder)).faults) == 2


async def test_a_crash_between_anchor_and_commit_is_no_fault(log: tuple[asyncpg.Connection, Path]) -> None:
    connection, folder = log
    await _read(connection, 1)
    transaction = connection.transaction()
    await transaction.start()
    assert await seal(connection, KEY, folder) == 1
    await transaction.rollback()
    assert (await verify(connection, KEY, folder)).faults == []
    await _read(connection, 1)
    assert await seal(connection, KEY, folder) == 2, "what was anchored is sealed again, with what came since"
    verdict = await verify(connection, KEY, folder)
    assert (verdict.pending, verdict.faults) == (0, [])


async def test_a_half_written_anchor_line_is_cut_off(log: tuple[asyncpg.Connection, Path]) -> None:
    connection, folder = log
    with (folder / "heads.jsonl").open("ab") as file:
        file.write(b'{"n":99,"heads":[[1,')
    await _read(connection, 1)
    await seal(connection, KEY, folder)
    assert (await verify(connection, KEY, folder)).faults == []


async def test_several_workers_seal_each_row_once_and_within_ten_seconds(
    log: tuple[asyncpg.Connection, Path], settings: Settings
) -> None:
    connection, folder = log
    here = settings.model_copy(update={"audit_dir": folder, "audit_key": SecretStr(base64.b64encode(KEY).decode())})
    address = Address(*connection._addr.rsplit("/.s.PGSQL.", 1), "postgres", None, connection._params.database)
    stop = asyncio.Event()
    workers = [asyncio.create_task(run(here, address, stop)) for _ in range(3)]
    readers = [await asyncpg.connect(**address.connect_arguments()) for _ in range(3)]
    for number in range(30):
        await asyncio.gather(*(_read(reader, 1 + number % 2) for reader in readers))
    written = await connection.fetchval("SELECT clock_timestamp()")
    while await connection.fetchval("SELECT EXISTS (SELECT FROM access_log WHERE mac IS NULL)"):
        await asyncio.sleep(0.05)
        assert await connection.fetchval("SELECT clock_timestamp() - $1 < interval '10 seconds'", written)
    stop.set()
    await asyncio.gather(*workers)
    verdict = await verify(connection, KEY, folder)
    assert (verdict.rows, verdict.pending, verdict.faults) == (100, 0, [])
    for reader in readers:
        await reader.close()


async def test_a_worker_outlives_its_connection(log: tuple[asyncpg.Connection, Path], settings: Settings) -> None:
    connection, folder = log
    here = settings.model_copy(update={"audit_dir": folder, "audit_key": SecretStr(base64.b64encode(KEY).decode())})
    address = Address(*connection._addr.rsplit("/.s.PGSQL.", 1), "postgres", None, connection._params.database)
    stop = asyncio.Event()
    worker = asyncio.create_task(run(here, address, stop))
    while not await connection.fetchval(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'medcard-worker' AND datname = current_database()"
    ):
        await asyncio.sleep(0.05)
    await _read(connection, 1)
    for _ in range(400):
        if not await connection.fetchval("SELECT EXISTS (SELECT FROM access_log WHERE mac IS NULL)"):
            break
        await asyncio.sleep(0.05)
    else:
        raise AssertionError("nothing was sealed any more")
    stop.set()
    await worker
