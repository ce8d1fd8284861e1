"""A long record is exported page by page: little memory, progress, two at once, cancelled midway, taken over from a killed
worker as one file (PAP-04)."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import orjson
import psutil
import pytest_asyncio

from backend.exchange.fhir.digests import check_bundle, check_resource
from backend.exchange.fhir.outbound.packing import unpacked
from backend.exports.making import content_place
from backend.models.vocabulary import Kind
from backend.policy.sealing import IdSealer
from backend.policy.standing import Standing
from backend.services.queue import defer
from backend.services.vault import Vault
from backend.settings import Settings
from tests.cast_site import NewDatabase, empty_database
from tests.crash.scene import Scene, open_scene
from tests.nest import Hatched
from tests.world import World, make_world

ROWS = 4000
# What a worker may take beyond what it has before, for two exports of so many entries at once.
MOST_BYTES = 160 * 1024 * 1024
OWNER = Standing.SELF_ADULT

_HEADER = [
    "id",
    "patient_id",
    "public_id",
    "kind",
    "start_key",
    "event_date",
    "title",
    "organization_id",
    "author_id",
    "set_id",
    "version",
]


@pytest_asyncio.fixture
async def scene(tmp_path: Path, new_database: NewDatabase) -> AsyncIterator[tuple[Scene, World]]:
    """Processes over the world of the nine standings, one of whose records is long."""
    settings = Settings(data_dir=tmp_path / "data")
    async with empty_database(new_database) as (address, connection):
        world = await make_world(connection, IdSealer(settings.key("id")), dt.datetime.now(dt.UTC))
        await _lengthen(connection, world)
        async with open_scene(address, settings) as opened:
            yield opened, world


async def _lengthen(database: asyncpg.Connection, world: World) -> None:
    """Laboratory reports with a result each, a day apart."""
    patient, first = world.patients[OWNER], 100_000
    keys = world.ids.seal_many((int(Kind.LAB_REPORTS), patient, first + place) for place in range(ROWS))
    await database.copy_records_to_table(
        "record_entry",
        records=[
            (
                first + n,
                patient,
                key,
                2,
                2,
                dt.date(2019, 1, 1) + dt.timedelta(n % 2000),
                "Анализ крови",
                1,
                1,
                first + n,
                1,
            )
            for n, key in enumerate(keys)
        ],
        columns=_HEADER,
    )
    await database.execute(
        "INSERT INTO lab_report (patient_id, entry_id, status, conclusion) SELECT patient_id, id, 'FINAL', 'Без особенностей' "
        "FROM record_entry WHERE id >= $1",
        first,
    )
    await database.execute(
        "INSERT INTO lab_result (patient_id, entry_id, position, code_system, code, name, value, unit) "
        "SELECT patient_id, id, 0, 'http://loinc.org', '718-7', 'Гемоглобин', 130 + id % 20, 'g/L' FROM record_entry WHERE id >= $1",
        first,
    )


async def _order(scene: Scene, world: World) -> int:
    """An export of the whole record, waiting for a worker."""
    async with scene.database.transaction():
        id_ = await scene.database.fetchval(
            "INSERT INTO record_export (account_id, session_id, patient_id, form, language, request_id, state, done, requested_at, "
            "expires_at) SELECT s.account_id, s.id, $1, 'RECORD_FHIR', 'ru', gen_random_uuid(), 'WAITING', 0, now(), "
            "now() + interval '1 day' FROM session s JOIN access_grant g ON g.grantee_id = s.account_id AND g.patient_id = $1 "
            "RETURNING id",
            world.patients[OWNER],
        )
        await defer(scene.database, "make_export", export_id=id_)
    return int(id_)


async def _row(scene: Scene, export: int) -> Any:
    return await scene.database.fetchrow(
        "SELECT state, done, total, sealed, size FROM record_export WHERE id = $1", export
    )


async def _midway(scene: Scene, *exports: int) -> None:
    """Waits until each of them is being read and far from its end."""

    async def begun() -> bool:
        rows = [await _row(scene, export) for export in exports]
        return all(row["state"] == "RUNNING" and row["done"] >= 300 for row in rows)

    await scene.until(begun, 120)


async def _ready(scene: Scene, worker: Hatched, *exports: int) -> int:
    """Waits until they are made; gives the most memory that the worker took meanwhile."""
    process, most = psutil.Process(worker.pid), 0

    async def made() -> bool:
        nonlocal most
        most = max(most, process.memory_info().rss)
        return {(await _row(scene, export))["state"] for export in exports} == {"READY"}

    await scene.until(made, 300)
    return most


def _file(settings: Settings, export: int, row: Any) -> dict[str, Any]:
    """The file, as it was written."""
    content = b"".join(unpacked(Vault(settings.key("vault")).open(content_place(export), row["sealed"])))
    assert len(content) == row["size"]
    bundle: dict[str, Any] = orjson.loads(content)
    assert all(check_resource(entry["resource"], "") for entry in bundle["entry"])
    check_bundle(bundle, "", holds_ours=True)
    return bundle


async def test_two_long_exports_at_once_take_little_memory_and_survive_a_killed_worker(
    scene: tuple[Scene, World],
) -> None:
    stage, world = scene
    one, other, cancelled = [await _order(stage, world) for _ in range(3)]
    worker = stage.start_worker()
    await _midway(stage, one, other, cancelled)
    rows = [await _row(stage, export) for export in (one, other)]
    assert all(row["total"] > ROWS and row["done"] < row["total"] for row in rows), "progress is told while it is read"
    await stage.database.execute(
        "UPDATE record_export SET state = 'CANCELLED', finished_at = now() WHERE id = $1", cancelled
    )
    worker.kill()
    await stage.others_are_dead()
    # What the dead worker said of its progress is not the second's.
    await stage.database.execute("UPDATE record_export SET done = 0 WHERE state = 'RUNNING'")
    second = stage.start_worker()
    await _midway(stage, one)
    before = psutil.Process(second.pid).memory_info().rss
    taken = await _ready(stage, second, one, other) - before
    assert taken < MOST_BYTES
    await stage.all_done()
    for export in (one, other):
        row = await _row(stage, export)
        assert row["done"] == row["total"] and row["sealed"] is not None
        bundle = _file(stage.settings, export, row)
        types = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
        assert types.count("DiagnosticReport") == ROWS + 2 and types[0] == "Patient"
    row = await _row(stage, cancelled)
    assert (row["state"], row["sealed"]) == ("CANCELLED", None)
    assert await stage.database.fetchval("SELECT count(*) FROM record_export WHERE sealed IS NOT NULL") == 2
    for one_worker in (worker, second):
        assert "Traceback" not in one_worker.log.read_text()
