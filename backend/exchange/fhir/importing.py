"""Imports one file: all of it, or nothing of it."""

import asyncio
import datetime as dt
import traceback
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import orjson

from backend.exchange.fhir.copying import Connection, Values, copy
from backend.exchange.fhir.draft import Draft
from backend.exchange.fhir.entries import EntryWriter, Hears
from backend.exchange.fhir.mapping.whole import map_all, why_aside
from backend.exchange.fhir.parties import write_encounters, write_parties, write_people, write_policies
from backend.exchange.fhir.people import People, find_people
from backend.exchange.fhir.reading import Reading, read_file
from backend.exchange.fhir.refusal import Refused
from backend.exchange.fhir.report import FileReport
from backend.exchange.fhir.resolving import Index, outside_keys
from backend.exchange.fhir.resource import Key, Resource, canonical
from backend.exchange.fhir.source import Row, Source
from backend.exchange.fhir.subjects import SUBJECT_ELEMENTS, agree, assign
from backend.models.moscow import moscow_day
from backend.policy.sealing import IdSealer

Targets = dict[Key, tuple[str, int]]


async def import_files(
    connection: Connection,
    sealer: IdSealer,
    paths: Sequence[Path],
    name: str | None,
    now: Callable[[], dt.datetime],
    hears: Hears | None = None,
) -> AsyncIterator[tuple[Path, FileReport]]:
    """Imports files in order; while one is being written, the next is read. Each ends in a report, come what may."""
    following = _start_reading(paths[0]) if paths else None
    for place, path in enumerate(paths):
        assert following is not None
        read, following = following, _start_reading(paths[place + 1]) if place + 1 < len(paths) else None
        try:
            yield path, await import_reading(connection, sealer, await read, name, now(), hears)
        except Refused as refused:
            yield path, FileReport(refused=refused)
        except (asyncpg.PostgresConnectionError, asyncpg.InterfaceError, OSError, MemoryError):
            raise
        except Exception as error:
            yield path, FileReport(refused=_unknown_shape(error))


def _start_reading(path: Path) -> asyncio.Task[Reading]:
    return asyncio.create_task(asyncio.to_thread(read_file, path))


def _unknown_shape(error: Exception) -> Refused:
    """A slip of ours: says where, never what."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
    return Refused("", "", f"has a shape that the import does not know ({place})")


async def import_file(
    connection: Connection, sealer: IdSealer, path: Path, name: str | None, now: dt.datetime
) -> FileReport:
    """Imports one file, or says why not."""
    async for _, report in import_files(connection, sealer, [path], name, lambda: now):
        return report
    raise AssertionError("a file ends in a report")


async def import_reading(
    connection: Connection, sealer: IdSealer, reading: Reading, name: str | None, now: dt.datetime, hears: Hears | None
) -> FileReport:
    """Stores what a file says, in one transaction. `name` is its source, by default the file's own.

    Raises Refused; then nothing of the file is in the database.
    """
    try:
        async with connection.transaction():
            source = await Source.locked(connection, name or reading.own_source, now)
            return await _FileImport(connection, sealer, source, reading.resources, now, hears).run()
    except asyncpg.IntegrityConstraintViolationError as error:
        raise Refused("", "", f"breaks a rule of the database ({error.constraint_name})") from None
    except (asyncpg.DataError, asyncpg.ProgramLimitExceededError):
        raise Refused("", "", "holds a value that its place cannot hold") from None


@dataclass(slots=True)
class _FileImport:
    connection: Connection
    sealer: IdSealer
    source: Source
    resources: list[Resource]
    now: dt.datetime
    hears: Hears | None
    rows: dict[Key, Row] = field(default_factory=dict)
    changed: set[Key] = field(default_factory=set)

    async def run(self) -> FileReport:
        self.rows = await self.source.rows(resource.key for resource in self.resources)
        self.changed = {resource.key for resource in self.resources if self._differs(resource)}
        for resource in self.resources:
            row = self.rows.get(resource.key)
            # What came before is as it was stated then; what no document dates is known from the day it came.
            stated = row.stated_on if row is not None and resource.key not in self.changed else resource.stated_on
            resource.stated_on = stated or moscow_day(self.now).isoformat()
        if not self.changed:
            return self._report({}, None)
        index = Index(self.resources)
        known = await self._know(index, self.resources)
        assign(self.resources, index)
        people = await self._people(known)
        agree(self.resources, index, {key: row.patient_id for key, row in known.items()})
        affected = await self._affected()
        earlier = await self.source.record(affected - people.new.keys(), {r.key for r in self.resources})
        here = [r for r in self.resources if r.person_id in affected or r.person_id is None]
        draft = await self._draft(index, here, earlier)
        map_all(draft)
        targets = await self._write(draft, people, affected)
        await self._write_rows(draft, targets)
        return self._report(targets, draft)

    def _differs(self, resource: Resource) -> bool:
        row = self.rows.get(resource.key)
        if row is None or row.content_hash != resource.hash():
            return True
        return canonical(row.security) != canonical(resource.bundle_security)

    async def _know(self, index: Index, resources: list[Resource]) -> dict[Key, Row]:
        """Tells the index what else of this source the resources may refer to."""
        keys, searches = outside_keys(resources, index)
        known = await self.source.rows(keys)
        found = await self.source.search(searches)
        urls = {row.key: row.full_url for rows in (known.values(), *found.values()) for row in rows}
        index.know(urls, {text: [row.key for row in rows] for text, rows in found.items()})
        return known | {row.key: row for rows in found.values() for row in rows}

    async def _people(self, known: dict[Key, Row]) -> People:
        patients = [resource for resource in self.resources if resource.type == "Patient"]
        people = await find_people(self.connection, patients, self.rows)
        for key, row in known.items():
            if key[0] == "Patient" and row.target_id is not None:
                people.ids[key] = row.target_id
        for resource in self.resources:
            if resource.patient is not None:
                if resource.patient not in people.ids:
                    raise Refused(resource.place, "", "the person is neither in the file nor in the database")
                resource.person_id = people.ids[resource.patient]
        return people

    async def _affected(self) -> set[int]:
        """The people whose records have to be worked out anew."""
        changed = [resource for resource in self.resources if resource.key in self.changed]
        people = {resource.person_id for resource in changed}
        people |= {self.rows[resource.key].patient_id for resource in changed if resource.key in self.rows}
        shared = [resource.key for resource in changed if _about_nobody(resource.type)]
        if shared:
            people |= {resource.person_id for resource in self.resources}
            people |= await self.source.people_who_lean_on(key for key in shared if key in self.rows)
        return {person for person in people if person is not None}

    async def _draft(self, index: Index, here: list[Resource], earlier: list[tuple[Row, Resource]]) -> Draft:
        """All that the affected people's records are made of, in the order in which it first came."""
        resources = {resource.key: resource for resource in here}
        found = earlier
        while True:
            for row, resource in found:
                self.rows[row.key] = row
                resources[resource.key] = resource
                index.add(resource)
            looked_at = [resource for _, resource in found] if found is not earlier else list(resources.values())
            found = await self._named_elsewhere(index, looked_at)
            if not found:
                break
        last = max((row.id for row in self.rows.values()), default=0) + 1
        place = {key: self.rows[key].id if key in self.rows else last for key in resources}
        return Draft(sorted(resources.values(), key=lambda resource: place[resource.key]), index)

    async def _named_elsewhere(self, index: Index, resources: list[Resource]) -> list[tuple[Row, Resource]]:
        """Medicines, places, doctors and clinics of earlier files that these resources name."""
        known = await self._know(index, resources)
        return await self.source.named(
            row for key, row in known.items() if _about_nobody(key[0]) and key not in index.by_key
        )

    async def _write(self, draft: Draft, people: People, affected: set[int]) -> Targets:
        unseen = [key for key in draft.parties if key not in self.rows]
        self.rows |= await self.source.rows(unseen)
        parties = await write_parties(self.connection, self.source, draft, self.rows, self.changed)
        await write_people(self.connection, self.sealer, people, parties, draft, self.now)
        policies = await write_policies(self.connection, draft, self.rows, self.changed)
        encounters = await write_encounters(self.connection, self.source, draft, self.rows, parties)
        writer = EntryWriter(self.connection, self.sealer, self.source, self.now, parties, encounters)
        written = await writer.write(draft, affected - people.new.keys(), list(self.rows.values()))
        if self.hears is not None:
            await self.hears(self.connection, written, self.now)
        targets: Targets = {key: ("person", id_) for key, id_ in people.ids.items()}
        targets |= {key: ("insurance_policy", id_) for key, id_ in policies.items()}
        targets |= {key: ("encounter", id_) for key, id_ in encounters.items()}
        targets |= {key: (key[0].lower(), id_) for key, id_ in parties.items()}
        targets |= {role: ("practitioner", parties[whose]) for role, whose in draft.roles.items() if whose in parties}
        for entry in draft.entries:
            if entry.head:
                targets.setdefault(entry.primary, (entry.table, entry.id))
        for entry in draft.entries:
            for key in entry.members:
                targets.setdefault(key, (entry.table, entry.id))
        return targets

    async def _write_rows(self, draft: Draft, targets: Targets) -> None:
        """One row a resource, with what it became; parties known by their name only have one too."""
        new: list[Values] = []
        renewed = []
        named = [
            Resource(key[0], key[1], party.payload, "")
            for key, party in draft.parties.items()
            if party.payload is not None and key not in self.rows
        ]
        for resource in [*draft.resources, *named]:
            row, target = self.rows.get(resource.key), targets.get(resource.key)
            values = {
                "patient_id": resource.person_id,
                "content_hash": resource.hash(),
                "outcome": "STORED" if target is not None else "KEPT_ASIDE",
                "reason": why_aside(draft, resource.type, resource.key) if target is None else None,
                "target_table": target[0] if target is not None else None,
                "target_id": target[1] if target is not None else None,
            }
            if row is None:
                new.append(self._fresh_row(resource, values))
            elif resource.key in self.changed:
                renewed.append((row.id, *values.values(), *self._content(resource).values(), self.now))
            elif self._moved(row, values):
                await self.connection.execute(
                    "UPDATE imported_resource SET outcome = $2, reason = $3, target_table = coalesce($4, target_table), "
                    "target_id = coalesce($5, target_id) WHERE id = $1",
                    row.id,
                    *list(values.values())[2:],
                )
        await copy(self.connection, "imported_resource", new)
        if renewed:
            await self.connection.executemany(
                "UPDATE imported_resource SET patient_id = $2, content_hash = $3, outcome = $4, reason = $5, "
                "target_table = coalesce($6, target_table), target_id = coalesce($7, target_id), payload = $8, bundle = $9, "
                "imported_at = $10 WHERE id = $1",
                renewed,
            )

    def _moved(self, row: Row, values: Values) -> bool:
        """Whether an unchanged resource went elsewhere. One about nobody may serve people who are not looked at now."""
        if _about_nobody(row.key[0]):
            return row.outcome == "KEPT_ASIDE" and values["outcome"] == "STORED"
        if values["target_id"] is None:
            return (values["outcome"], values["reason"]) != (row.outcome, row.reason)
        now = (values["outcome"], values["target_table"], values["target_id"])
        return now != (row.outcome, row.target_table, row.target_id)

    def _fresh_row(self, resource: Resource, values: Values) -> Values:
        return {
            "source_id": self.source.id,
            "resource_type": resource.type,
            "resource_id": resource.id,
            **values,
            **self._content(resource),
            "imported_at": self.now,
        }

    def _content(self, resource: Resource) -> Values:
        said = {"fullUrl": resource.full_url, "security": resource.bundle_security, "statedOn": resource.stated_on}
        kept = {name: value for name, value in said.items() if value}
        return {
            "payload": orjson.dumps(resource.raw).decode(),
            "bundle": orjson.dumps(kept).decode() if kept else None,
        }

    def _report(self, targets: Targets, draft: Draft | None) -> FileReport:
        report = FileReport()
        for resource in self.resources:
            counts = report.of(resource.type)
            counts.read += 1
            if resource.key not in self.changed:
                counts.unchanged += 1
            elif resource.key not in targets:
                assert draft is not None
                counts.aside[why_aside(draft, resource.type, resource.key)] += 1
            elif resource.key in self.rows:
                counts.renewed += 1
            else:
                counts.stored += 1
        return report


def _about_nobody(type_: str) -> bool:
    return type_ not in SUBJECT_ELEMENTS and type_ != "Patient"
