"""An export taken in by another, empty installation gives the same record there (PAP-04)."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import orjson
import pytest
import pytest_asyncio

from backend.models.sections.tables import PARTS, TABLES
from backend.models.vocabulary import Kind
from backend.policy.sealing import IdSealer
from backend.policy.standing import Standing
from backend.settings import Settings
from tests.cast_site import NewDatabase, empty_database
from tests.client import Person, Site, start_site
from tests.exchange.elsewhere import FACTS, elsewhere, record_of, size_of
from tests.exports.ordering import file_of
from tests.reads.cast import AT
from tests.reads.worlds import make_generated
from tests.world import World, make_world

STANDINGS = list(Standing)


@pytest_asyncio.fixture(scope="module")
async def here(settings: Settings, new_database: NewDatabase) -> AsyncIterator[tuple[Site, World]]:
    """The world of the nine standings, each entry on a day of its own."""
    async with empty_database(new_database) as (address, connection):
        world = await make_world(connection, IdSealer(settings.key("id")), dt.datetime.now(dt.UTC))
        await connection.execute("UPDATE record_entry SET event_date = event_date + kind")
        # As such entries are stored when they are written.
        await connection.execute(
            "UPDATE record_entry SET labels = 4, released_at = now() WHERE kind = $1", int(Kind.PREGNANCY_CARE)
        )
        async with start_site(settings, address, connection) as site:
            yield site, world


def _same(one: dict[str, Any], other: dict[str, Any], *, days_apart: bool = False) -> None:
    assert one.keys() == other.keys()
    for name in one:
        if name in FACTS and not days_apart:
            # In which order sections wrote on one day an export does not say.
            assert _by_day(one[name]) == _by_day(other[name]), name
        else:
            assert one[name] == other[name], name


def _by_day(facts: list[dict[str, Any]]) -> list[tuple[str, bytes]]:
    days = [fact["recordedOn"] for fact in facts]
    assert days == sorted(days, reverse=True)
    return sorted((fact["recordedOn"], orjson.dumps(fact, option=orjson.OPT_SORT_KEYS)) for fact in facts)


@pytest.mark.parametrize("standing", STANDINGS, ids=lambda standing: str(standing.name))
async def test_every_field_of_every_kind_reads_there_as_here(
    here: tuple[Site, World],
    settings: Settings,
    new_database: NewDatabase,
    tmp_path: Path,
    standing: Standing,
) -> None:
    site, world = here
    person, patient = Person(site, world.tokens[standing]), world.patient_key(standing)
    record = await record_of(person, patient)
    content = await file_of(person, patient, "RECORD_FHIR")
    async with elsewhere(settings, new_database) as there:
        report = await there.take_in(content, tmp_path)
        assert report.refused is None, str(report.refused)
        await there.release()
        _same(record, await there.record(standing), days_apart=True)
    assert size_of(record) > 7_000, "a record with something in it"


async def test_the_demos_child_reads_there_as_here_and_a_second_import_stores_nothing(
    demo: Site, settings: Settings, new_database: NewDatabase, tmp_path: Path
) -> None:
    anna = await demo.enter("anna")
    patient = await demo.patient("Михаил", "Соколов")
    record = await record_of(anna, patient)
    content = await file_of(anna, patient, "RECORD_FHIR")
    async with elsewhere(settings, new_database) as there:
        first = await there.take_in(content, tmp_path)
        assert first.refused is None, str(first.refused)
        assert first.total.stored > 50 and not first.total.renewed
        rows = await _everything(there.database)
        again = await there.take_in(content, tmp_path)
        assert again.total.unchanged == again.total.read == first.total.read
        assert await _everything(there.database) == rows
        await there.release()
        _same(record, await there.record(Standing.PARENT_OF_CHILD))
    assert size_of(record) > 20_000, "a record with something in it"


async def test_a_patient_summary_gives_the_facts_and_lists_that_it_holds(
    demo: Site, settings: Settings, new_database: NewDatabase, tmp_path: Path
) -> None:
    anna = await demo.enter("anna")
    patient = await demo.patient("Михаил", "Соколов")
    record = await record_of(anna, patient)
    content = await file_of(anna, patient, "SUMMARY_FHIR")
    async with elsewhere(settings, new_database) as there:
        report = await there.take_in(content, tmp_path)
        assert report.refused is None, str(report.refused)
        await there.release()
        other = await there.record(Standing.PARENT_OF_CHILD)
    held = ("patient", *FACTS, "vaccinations", "labReports")
    _same({name: record[name] for name in held}, {name: other[name] for name in held})
    sources = {fact["source"] for fact in record["allergies"]}
    assert "REPRESENTATIVE" in sources, "what a parent says stays the parent's word"


VIEWERS = (
    ("an adult", 107, Standing.SELF_ADULT),
    ("a teenager", 104, Standing.SELF_TEEN),
    ("a parent", 101, Standing.PARENT_OF_CHILD),
    ("a guardian", 109, Standing.GUARDIAN),
)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_a_generated_record_reads_there_as_here(
    settings: Settings, new_database: NewDatabase, tmp_path: Path, seed: int
) -> None:
    async with empty_database(new_database) as (address, connection):
        ids = IdSealer(settings.key("id"))
        world = await make_generated(connection, ids, seed)
        await _apart(connection)
        tokens = {viewer.name: viewer.token for viewer in world.viewers}
        async with start_site(settings, address, connection) as site:
            for name, patient, standing in VIEWERS:
                site.clock.shift = AT - dt.datetime.now(dt.UTC)
                token = tokens[name]
                assert token is not None
                person, key = Person(site, token), ids.seal(100, patient)
                record = await record_of(person, key)
                content = await file_of(person, key, "RECORD_FHIR")
                async with elsewhere(settings, new_database, AT) as there:
                    report = await there.take_in(content, tmp_path)
                    assert report.refused is None, f"{name}: {report.refused}"
                    await there.release()
                    _same(record, await there.record(standing), days_apart=True)
                assert size_of(record) > 10_000, name


async def _apart(database: asyncpg.Connection) -> None:
    """Each entry of a record on a day of its own, since an export does not say in which order sections were written."""
    await database.execute(
        "UPDATE record_entry e SET event_date = date '2021-01-01' + o.place::int FROM (SELECT patient_id, id, "
        "row_number() OVER (PARTITION BY patient_id ORDER BY id) AS place FROM record_entry) o "
        "WHERE o.patient_id = e.patient_id AND o.id = e.id"
    )
    await database.execute("UPDATE organization SET name = 'Без имени' WHERE btrim(name) = ''")
    # Nothing that is written here stores an empty text; FHIR has no word for one.
    texts = await database.fetch(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND data_type = 'text' AND is_nullable = 'YES' AND is_generated = 'NEVER' AND table_name = ANY ($1)",
        [*TABLES.values(), *PARTS, "record_entry"],
    )
    for table, column in texts:
        await database.execute(f"UPDATE {table} SET {column} = NULL WHERE {column} = ''")


async def test_entries_of_one_day_stand_in_the_same_order(
    settings: Settings, new_database: NewDatabase, tmp_path: Path
) -> None:
    async with empty_database(new_database) as (address, connection):
        world = await make_world(connection, IdSealer(settings.key("id")), dt.datetime.now(dt.UTC))
        standing = Standing.PARENT_OF_CHILD
        patient = world.patients[standing]
        protocols = [await world.entry(patient, Kind.EXAMINATION_PROTOCOLS, title=f"осмотр {n}") for n in range(4)]
        for number, parent in enumerate((protocols[0], None, protocols[2], protocols[0], None)):
            await world.entry(
                patient, Kind.VITAL_SIGN, title=f"замер {number}", parent=parent, start_key=1 if parent else None
            )
        async with start_site(settings, address, connection) as site:
            person, key = Person(site, world.tokens[standing]), world.patient_key(standing)
            record = await record_of(person, key)
            content = await file_of(person, key, "RECORD_FHIR")
    async with elsewhere(settings, new_database) as there:
        assert (await there.take_in(content, tmp_path)).refused is None
        await there.release()
        other = await there.record(standing)
    for name in ("examinationProtocols", "vitalSigns"):
        titles = [entry["title"] for entry in record[name]["nodes"]]
        assert titles == [entry["title"] for entry in other[name]["nodes"]] and len(titles) > 4
    assert [one.get("vitalSigns") for one in record["examinationProtocols"]["nodes"]] == [
        one.get("vitalSigns") for one in other["examinationProtocols"]["nodes"]
    ]


async def _everything(database: asyncpg.Connection) -> dict[str, bytes]:
    tables = await database.fetch(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    )
    return {
        row["relname"]: orjson.dumps(
            [
                str(each)
                for each in await database.fetch(f"SELECT t::text FROM {row['relname']} t ORDER BY md5(t::text)")
            ]
        )
        for row in tables
    }
