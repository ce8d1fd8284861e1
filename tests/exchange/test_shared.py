"""All of the shared data: exact counts, twice; then what the API answers against what the bundles say.

The bundles are read from `../shared/fhir`, never copied. Without them these tests are skipped, unless
MEDCARD_REQUIRE_SHARED=1 forbids it.
"""

import datetime as dt
import hashlib
import json
import os
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from backend.database import Address
from backend.exchange.fhir.importing import import_file
from backend.exchange.fhir.report import FileReport
from backend.models.ages import birthday
from backend.policy.sealing import IdSealer, IdType
from backend.settings import Settings
from tests.client import Person, Site, start_site
from tests.exchange.bundle_items import JSON, Bundle, items
from tests.exchange.shared_counts import ASIDE, READ, REFUSED, REMOVED
from tests.exchange.stored_rows import STORED, hidden, main_diagnoses, plain, shown

FOLDER = Path(__file__).parents[3] / "shared" / "fhir"
NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)

if not FOLDER.is_dir():
    if os.environ.get("MEDCARD_REQUIRE_SHARED") == "1":
        raise RuntimeError(f"MEDCARD_REQUIRE_SHARED=1, and there is no {FOLDER.name} beside the checkout")
    pytest.skip("the shared FHIR data is not beside the checkout", allow_module_level=True)

FILES = sorted(FOLDER.glob("*.json"))


@dataclass(slots=True)
class Shared:
    """The database with everything imported, and a running application over it.

    `giving` counts the rows that could give a standing, before any test makes a reader.
    """

    site: Site
    sealer: IdSealer
    reports: dict[str, FileReport]
    again: dict[str, FileReport]
    before: int
    after: int
    giving: dict[str, int]


@pytest_asyncio.fixture(scope="module")
async def shared(settings: Settings, new_database: Callable[[], Awaitable[Address]]) -> AsyncIterator[Shared]:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    sealer = IdSealer(settings.key("id"))

    async def everything() -> dict[str, FileReport]:
        return {path.name: await import_file(connection, sealer, path, None, NOW) for path in FILES}

    async def count(table: str) -> int:
        return int(await connection.fetchval(f"SELECT count(*) FROM {table}"))

    async def rows() -> int:
        tables = "record_entry, imported_resource, person, encounter, document, lab_result, diagnosis, organization"
        return sum([await count(table) for table in tables.split(", ")])

    reports, before = await everything(), await rows()
    again, after = await everything(), await rows()
    tables = ("access_grant", "legal_representation", "account", "practitioner_role", "break_glass_access")
    giving = {table: await count(table) for table in tables}
    async with start_site(settings, address, connection) as site:
        site.clock.shift = NOW - dt.datetime.now(dt.UTC)
        yield Shared(site, sealer, reports, again, before, after, giving)
    await connection.close()


def test_every_file_has_its_expected_counts(shared: Shared) -> None:
    assert {*READ, *REFUSED} == {path.name for path in FILES}
    for path in FILES:
        told = shared.reports[path.name]
        if path.name in REFUSED:
            assert told.refused is not None, path.name
            assert (told.refused.entry, told.refused.path, told.refused.reason) == REFUSED[path.name]
            continue
        assert told.refused is None, (path.name, str(told.refused))
        assert {type_: counts.read for type_, counts in told.types.items()} == READ[path.name], path.name
        aside = {(t, why): n for t, counts in told.types.items() for why, n in counts.aside.items()}
        assert aside == ASIDE.get(path.name, {}), path.name
        assert told.total.stored == told.total.read - told.total.aside.total(), path.name
        # The counts are those of the file itself, by another reading.
        there = Counter(entry["resource"]["resourceType"] for entry in json.loads(path.read_bytes())["entry"])
        assert there == READ[path.name], path.name


def test_a_second_import_brings_nothing_new(shared: Shared) -> None:
    for name, told in shared.again.items():
        if name in REFUSED:
            assert str(told.refused) == str(shared.reports[name].refused)
        else:
            assert told.total.unchanged == told.total.read == shared.reports[name].total.read
    assert shared.before == shared.after


async def test_nothing_imported_gives_a_standing(shared: Shared) -> None:
    assert not any(shared.giving.values()), shared.giving
    assert not await shared.site.database.fetchval(
        "SELECT EXISTS (SELECT FROM encounter WHERE source_id IS NULL OR ground IS NOT NULL)"
    )
    assert not await shared.site.database.fetchval("SELECT EXISTS (SELECT FROM person_identifier WHERE checked)")
    assert not await shared.site.database.fetchval(
        "SELECT EXISTS (SELECT FROM record_entry WHERE released_at IS NOT NULL)"
    )


def _people() -> list[tuple[str, int]]:
    """Every person of every accepted file with a whole birth date, by file and place in it."""
    found = []
    for name in READ:
        patients = Bundle(json.loads((FOLDER / name).read_bytes())).of("Patient")
        found += [(name, place) for place, one in enumerate(patients) if len(one.get("birthDate", "")) == 10]
    return found


PEOPLE = _people()
CASES = [(name, place, None) for name, place in PEOPLE] + [
    # A past day on which somebody with sensitive entries was 16, read by a parent.
    ("10_synthea_hiv_google_2002.json", 0, dt.datetime(2019, 6, 3, 9, tzinfo=dt.UTC)),
    ("07_synthea_2003_inpatient_imaging.json", 0, dt.datetime(2019, 8, 5, 9, tzinfo=dt.UTC)),
]


@pytest.mark.parametrize(
    ("name", "place", "moment"), CASES, ids=[f"{n[:2]}-{p}{'-teen' if m else ''}" for n, p, m in CASES]
)
async def test_a_record_read_through_the_api_is_its_bundle_less_what_the_policy_removes(
    shared: Shared, name: str, place: int, moment: dt.datetime | None
) -> None:
    """Standing by age: a parent below 15 and, on the past day, of a teenager; else the person's own account."""
    at = moment or NOW
    bundle = Bundle(json.loads((FOLDER / name).read_bytes()))
    person = bundle.of("Patient")[place]
    born = dt.date.fromisoformat(person["birthDate"])
    standing = "own" if birthday(born, 15) <= at.date() and moment is None else "parent"
    teen = standing == "parent" and birthday(born, 15) <= at.date()
    patient = await _patient_id(shared.site.database, name, person)
    reader = await _reader(shared, patient, standing, at)
    shared.site.clock.shift = at - dt.datetime.now(dt.UTC)
    read = await shown(reader, shared.sealer.seal(IdType.PATIENT, patient))
    expected = items(bundle, person)
    removed_by: Counter[str] = Counter()
    starts = dict(map(tuple, await shared.site.database.fetch("SELECT key, starts_on FROM section_start")))
    for section, (sql, kinds) in STORED.items():
        visible: Counter[tuple[Any, ...]] = Counter()
        removed: Counter[tuple[Any, ...]] = Counter()
        for row in await shared.site.database.fetch(sql, patient, kinds):
            header, key = tuple(row)[:7], tuple(row)[7:]
            why = hidden(starts, header, teen)
            (removed if why else visible)[plain(key)] += 1
            removed_by.update([f"{section}: {why}"] if why else [])
        if section == "conditions":
            # The API shows each once, and main diagnoses of what is visible (an ambulance call is never hidden).
            named = {
                key
                for header, key in await main_diagnoses(shared.site.database, patient)
                if not hidden(starts, header, teen)
            }
            assert set(read[section]) == set(visible) | named, section
        else:
            assert read[section] == visible, section
        assert expected[section] == visible + removed, section
    assert dict(removed_by) == REMOVED.get((name, place, "teen" if moment else standing), {})


async def _patient_id(database: asyncpg.Connection, name: str, person: JSON) -> int:
    rows = await database.fetch(
        "SELECT target_id, payload FROM imported_resource WHERE resource_type = 'Patient' ORDER BY id"
    )
    (found,) = {row["target_id"] for row in rows if json.loads(row["payload"]) == person}
    return int(found)


async def _reader(shared: Shared, patient: int, standing: str, at: dt.datetime) -> Person:
    """An account with a grant on the record, a policy in force and an open card."""
    database = shared.site.database
    viewer = patient
    if standing == "parent":
        viewer = await database.fetchval("SELECT nextval(pg_get_serial_sequence('person', 'id'))")
        await database.execute(
            "INSERT INTO person (id, patient_key, record_key, birth_date) VALUES ($1, $2, $3, '1950-01-01')",
            viewer,
            shared.sealer.seal(IdType.PATIENT, viewer),
            shared.sealer.seal(IdType.RECORD, viewer),
        )
        await database.execute(
            "INSERT INTO legal_representation (patient_id, representative_id, kind, state, verified_at, created_at) "
            "VALUES ($1, $2, 'PARENT', 'VERIFIED', '2010-01-01', '2010-01-01')",
            patient,
            viewer,
        )
    account = await database.fetchval(
        "INSERT INTO account (login, password_hash, level, roles, person_id, created_at) "
        "VALUES ($1, '-', 'FULL', '{CITIZEN}', $2, '2010-01-01') ON CONFLICT (lower(login)) DO UPDATE SET level = 'FULL' RETURNING id",
        f"viewer{viewer}",
        viewer,
    )
    await database.execute(
        "INSERT INTO insurance_policy (patient_id, number, region, state) VALUES ($1, '7755410837012346', '77', 'VALID')",
        patient,
    )
    await database.execute(
        "INSERT INTO access_grant (patient_id, grantee_id, ground, granted_at) VALUES ($1, $2, 'ACCESS_REQUEST', '2010-01-01')",
        patient,
        account,
    )
    token = f"token {patient} {standing} {at}"
    await database.execute(
        "INSERT INTO session (token_hash, account_id, created_at, expires_at, card_until, card_used_at) "
        "VALUES ($1, $2, $3, $4, $5, $3)",
        hashlib.sha256(token.encode()).digest(),
        account,
        at,
        at + dt.timedelta(days=1),
        at + dt.timedelta(minutes=60),
    )
    return Person(shared.site, token)
