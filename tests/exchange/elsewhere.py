"""Another installation with an empty database that takes in an export, and what the API answers there and here."""

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import orjson
from graphql import get_named_type

from backend.exchange.fhir.importing import import_file
from backend.exchange.fhir.not_taken import is_not_taken
from backend.exchange.fhir.report import FileReport
from backend.graphql_schema import graphql_schema
from backend.policy.sealing import IdSealer
from backend.policy.standing import Standing
from backend.settings import Settings
from tests.cast_site import NewDatabase, empty_database
from tests.client import Person, start_site
from tests.policy.test_matrix import CONNECTIONS
from tests.world import World

_, MODEL = graphql_schema()
FACTS = {"allergies": "Allergy", "conditions": "Condition", "medications": "Medication"}
# How an answer is built, and where a file lies.
_NO_CONTENT = {"path", "original"}
_VIEWER = 50


@dataclass(slots=True)
class Elsewhere:
    """The other installation; it has a clinic with two doctors of its own."""

    settings: Settings
    address: Any
    database: asyncpg.Connection
    world: World

    async def take_in(self, content: bytes, folder: Path, source: str | None = "another installation") -> FileReport:
        """Imports the file."""
        file = folder / "record.json"
        file.write_bytes(content)
        return await import_file(self.database, self.world.ids, file, source, self.world.now)

    async def release(self) -> None:
        """A doctor there has released what arrived sensitive."""
        await self.database.execute("UPDATE record_entry SET released_at = created_at")

    async def patient(self) -> int:
        """The one person that came with a file."""
        found = await self.database.fetch("SELECT target_id FROM imported_resource WHERE resource_type = 'Patient'")
        assert len(found) == 1
        return int(found[0][0])

    async def record(self, standing: Standing) -> dict[str, Any]:
        """The record that came, as somebody of the standing reads it there."""
        patient = await self.patient()
        await self.database.execute(
            "INSERT INTO insurance_policy (patient_id, number, region, state, insurer_id, valid_from, valid_until) "
            "VALUES ($1, '7755410837012346', '77', 'VALID', 1, '2020-01-01', '2099-01-01')",
            patient,
        )
        await self.world.stand(standing, patient, _VIEWER)
        async with start_site(self.settings, self.address, self.database) as site:
            site.clock.shift = self.world.now - dt.datetime.now(dt.UTC)
            person = Person(site, self.world.tokens[standing])
            return await record_of(person, self.world.patient_key(standing))


@asynccontextmanager
async def elsewhere(
    settings: Settings, new_database: NewDatabase, now: dt.datetime | None = None
) -> AsyncIterator[Elsewhere]:
    """An installation of its own; `now` is its clock's time."""
    async with empty_database(new_database) as (address, connection):
        world = World(connection, IdSealer(settings.key("id")), now or dt.datetime.now(dt.UTC))
        await world.clinic()
        for table in ("organization", "practitioner", "person", "account"):
            await connection.execute("SELECT setval(pg_get_serial_sequence($1, 'id'), 1000)", table)
        yield Elsewhere(settings, address, connection, world)


def fields_of(type_name: str, depth: int = 4) -> Iterator[str]:
    """Every field that travels, of a type and of what is below it."""
    for name, read in MODEL.fields[type_name].items():
        if name in _NO_CONTENT or is_not_taken(type_name, name):
            continue
        below = get_named_type(read.definition.type).name
        if not MODEL.is_record_type(below):
            yield name
        elif depth > 1:
            yield f"{name} {{ {' '.join(fields_of(below, depth - 1))} }}"


async def record_of(person: Person, patient: str) -> dict[str, Any]:
    """The patient, the facts, the sections and every list of entries to its end, without what is empty."""
    found: dict[str, Any] = {}
    for name, below in {"patient": "Patient", **FACTS}.items():
        found[name] = said((await _asked(person, patient, f"{name} {{ {' '.join(fields_of(below))} }}"))[name])
    sections = "availableSections { section count firstDate lastDate }"
    found["availableSections"] = (await _asked(person, patient, sections))["availableSections"]
    for name, below in CONNECTIONS.items():
        fields, nodes, after = " ".join(fields_of(below)), list[Any](), None
        while True:
            page = f"nodes {{ {fields} }} totalCount notices {{ code }} pageInfo {{ hasNextPage endCursor }}"
            record = await _asked(person, patient, f"{name}(first: 12, after: $after) {{ {page} }}", after)
            nodes += record[name]["nodes"]
            after = record[name]["pageInfo"]["endCursor"]
            if not record[name]["pageInfo"]["hasNextPage"]:
                break
        assert record[name]["totalCount"] == len(nodes)
        found[name] = {"nodes": said(nodes), "notices": record[name]["notices"]}
    return found


async def _asked(person: Person, patient: str, part: str, after: str | None = None) -> Any:
    declared = ", $after: String" if "$after" in part else ""
    query = f"query($id: ID!{declared}) {{ record(patientId: $id) {{ {part} }} }}"
    return (await person.data(query, id=patient, **({"after": after} if declared else {})))["record"]


def said(value: Any) -> Any:
    """The value without what is empty: FHIR has no word for an empty text or list."""
    if isinstance(value, dict):
        inner = {name: said(one) for name, one in value.items()}
        # A note to an earlier version stays with it.
        if inner.get("ofCurrent") is False:
            return None
        return {name: one for name, one in inner.items() if one not in _EMPTY} or None
    if isinstance(value, list):
        return [one for one in map(said, value) if one not in _EMPTY]
    return value


_EMPTY: tuple[Any, ...] = (None, "", [], {})


def size_of(record: dict[str, Any]) -> int:
    return len(orjson.dumps(record))
