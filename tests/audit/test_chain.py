"""The access log: a row for every record read, and a chain that shows what was changed, removed or cut off (SCT-03)."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from backend.audit import seal, verify
from backend.database import Address
from backend.policy.standing import Standing
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
