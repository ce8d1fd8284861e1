"""One producer's resources as the database has them, locked while a file of that producer is imported."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from backend.exchange.fhir.copying import Connection
from backend.exchange.fhir.resolving import conditional, references_of
from backend.exchange.fhir.resource import JSON, Key, Resource, base_of
from backend.exchange.fhir.validating import read

_COLUMNS = (
    "r.id, r.resource_type, r.resource_id, r.patient_id, r.content_hash, r.outcome, r.reason, r.target_table, "
    "r.target_id, r.bundle"
)


@dataclass(slots=True)
class Row:
    """A row of `imported_resource` without its payload."""

    id: int
    key: Key
    patient_id: int | None
    content_hash: bytes
    outcome: str
    reason: str | None
    target_table: str | None
    target_id: int | None
    full_url: str
    security: list[JSON]
    stated_on: str


class Source:
    """A producer. While its transaction lasts, no other import of the same producer runs."""

    def __init__(self, connection: Connection, id_: int, *, fresh: bool) -> None:
        self._connection = connection
        self.id = id_
        self.fresh = fresh

    @classmethod
    async def locked(cls, connection: Connection, name: str, now: dt.datetime) -> "Source":
        """The source of that name, made if it is new. A second import of it waits here for the first one to end."""
        made = await connection.fetchval(
            "INSERT INTO import_source (name, created_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id",
            name,
            now,
        )
        if made is not None:
            return cls(connection, made, fresh=True)
        found = await connection.fetchval("SELECT id FROM import_source WHERE name = $1 FOR UPDATE", name)
        return cls(connection, found, fresh=False)

    async def rows(self, keys: Iterable[Key]) -> dict[Key, Row]:
        """What is known of these resources. A key without a type stands for every type."""
        wanted = set(keys)
        if self.fresh or not wanted:
            return {}
        typed = [key for key in wanted if key[0]]
        found = await self._connection.fetch(
            f"SELECT {_COLUMNS} FROM imported_resource r JOIN unnest($2::text[], $3::text[]) AS k (type, id) "
            "ON r.resource_type = k.type AND r.resource_id = k.id WHERE r.source_id = $1",
            self.id,
            [key[0] for key in typed],
            [key[1] for key in typed],
        )
        if untyped := [key[1] for key in wanted if not key[0]]:
            found += await self._connection.fetch(
                f"SELECT {_COLUMNS} FROM imported_resource r WHERE r.source_id = $1 AND r.resource_id = ANY ($2)",
                self.id,
                untyped,
            )
        return {row.key: row for row in map(_row, found)}

    async def search(self, searches: Iterable[str]) -> dict[str, list[Row]]:
        """What conditional references (`Patient?identifier=system|value`) find among this source's resources."""
        found: dict[str, list[Row]] = {}
        for text in () if self.fresh else searches:
            wanted = conditional(text)
            if wanted is None:
                continue
            identifier = {"value": wanted.value, **({"system": wanted.system} if wanted.system else {})}
            rows = await self._connection.fetch(
                f"SELECT {_COLUMNS} FROM imported_resource r WHERE r.source_id = $1 AND r.resource_type = $2 "
                "AND r.payload->'identifier' @> $3::jsonb",
                self.id,
                wanted.type,
                orjson.dumps([identifier]).decode(),
            )
            found[text] = [_row(row) for row in rows]
        return found

    async def record(self, people: Iterable[int], besides: set[Key]) -> list[tuple[Row, Resource]]:
        """All that this source sent of these people, in the order in which it first came, without `besides`."""
        wanted = sorted(people)
        if self.fresh or not wanted:
            return []
        found = await self._connection.fetch(
            f"SELECT {_COLUMNS}, r.payload FROM imported_resource r "
            "WHERE r.source_id = $1 AND r.patient_id = ANY ($2) ORDER BY r.id",
            self.id,
            wanted,
        )
        return [_earlier(row) for row in found if (row["resource_type"], row["resource_id"]) not in besides]

    async def named(self, rows: Iterable[Row]) -> list[tuple[Row, Resource]]:
        """Resources about nobody (a medicine, a place, a doctor) with their content."""
        ids = sorted(row.id for row in rows)
        if not ids:
            return []
        found = await self._connection.fetch(
            f"SELECT {_COLUMNS}, r.payload FROM imported_resource r WHERE r.id = ANY ($1) ORDER BY r.id", ids
        )
        return [_earlier(row) for row in found]

    async def people_who_lean_on(self, keys: Iterable[Key]) -> set[int]:
        """People of this source whose resources refer to one of these, which are about nobody and have changed."""
        ids = sorted({f"{type_}/{id_}" for type_, id_ in keys} | {f"urn:uuid:{id_}" for _, id_ in keys})
        if self.fresh or not ids:
            return set()
        found = await self._connection.fetch(
            "SELECT DISTINCT r.patient_id FROM imported_resource r WHERE r.source_id = $1 AND r.patient_id IS NOT NULL AND ("
            "(r.resource_type IN ('MedicationRequest', 'MedicationStatement') "
            "AND r.payload->'medicationReference'->>'reference' = ANY ($2)) OR (r.resource_type = 'Encounter' "
            "AND EXISTS (SELECT FROM jsonb_array_elements(r.payload->'location') AS place "
            "WHERE place->'location'->>'reference' = ANY ($2))))",
            self.id,
            ids,
        )
        return {row["patient_id"] for row in found}


def _row(row: Any) -> Row:
    bundle = orjson.loads(row["bundle"]) if row["bundle"] else {}
    return Row(
        row["id"],
        (row["resource_type"], row["resource_id"]),
        row["patient_id"],
        row["content_hash"],
        row["outcome"],
        row["reason"],
        row["target_table"],
        row["target_id"],
        bundle.get("fullUrl", ""),
        bundle.get("security", []),
        bundle.get("statedOn", ""),
    )


def _earlier(row: Any) -> tuple[Row, Resource]:
    found = _row(row)
    resource = Resource(
        found.key[0],
        found.key[1],
        orjson.loads(row["payload"]),
        f"{found.key[0]} of an earlier file",
        full_url=found.full_url,
        base=base_of(found.full_url),
        person_id=found.patient_id,
        bundle_security=found.security,
        stated_on=found.stated_on,
        earlier=True,
        content_hash=found.content_hash,
    )
    resource.data = read(resource)
    resource.references = references_of(resource.data)
    return found, resource
