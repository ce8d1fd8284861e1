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
from backend.models.vocabulary import Kind
from backend.policy.sealing import IdSealer, IdType
from backend.settings import Settings
from tests.client import Person, Site, start_site
from tests.exchange.bundle_items import JSON, Bundle, items
from tests.exchange.shared_counts import ASIDE, READ, REFUSED, REMOVED

FOLDER = Path(__file__).parents[3] / "shared" / "fhir"
NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)

if not FOLDER.is_dir():
    if os.environ.get("MEDCARD_REQUIRE_SHARED") == "1":
        raise RuntimeError(f"MEDCARD_REQUIRE_SHARED=1, and there is no {FOLDER.name} beside the checkout")
    pytest.skip("the shared FHIR data is not beside the checkout", allow_module_level=True)

FILES = sorted(FOLDER.glob("*.json"))


@dataclass(slots=True)
class Shared:
    """The database with everything imported, and a running application over it."""

    site: Site
    sealer: IdSealer
    reports: dict[str, FileReport]
    again: dict[str, FileReport]
    before: int
    after: int


@pytest_asyncio.fixture(scope="module")
async def shared(settings: Settings, new_database: Callable[[], Awaitable[Address]]) -> AsyncIterator[Shared]:
    address = await new_database()
    connection = await asyncpg.connect(**address.connect_arguments())
    sealer = IdSealer(settings.key("id"))

    async def everything() -> dict[str, FileReport]:
        return {path.name: await import_file(connection, sealer, path, None, NOW) for path in FILES}

    async def rows() -> int:
        tables = "record_entry, imported_resource, person, encounter, document, lab_result, diagnosis, organization"
        return sum([await connection.fetchval(f"SELECT count(*) FROM {table}") for table in tables.split(", ")])

    reports, before = await everything(), await rows()
    again, after = await everything(), await rows()
    async with start_site(settings, address, connection) as site:
        site.clock.shift = NOW - dt.datetime.now(dt.UTC)
        yield Shared(site, sealer, reports, again, before, after)
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
            assert told.refused == shared.reports[name].refused or str(told.refused) == str(
                shared.reports[name].refused
            )
        else:
            assert told.total.unchanged == told.total.read == shared.reports[name].total.read
    assert shared.before == shared.after


async def test_nothing_imported_gives_a_standing(shared: Shared) -> None:
    for table in ("access_grant", "legal_representation", "account", "practitioner_role", "break_glass_access"):
        assert await shared.site.database.fetchval(f"SELECT count(*) FROM {table}") in (0, len(PEOPLE)), table
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
    shown = await _shown(reader, shared.sealer.seal(IdType.PATIENT, patient))
    expected = items(bundle, person)
    removed_by: Counter[str] = Counter()
    starts = dict(map(tuple, await shared.site.database.fetch("SELECT key, starts_on FROM section_start")))
    for section, (sql, kinds) in _STORED.items():
        visible: Counter[tuple[Any, ...]] = Counter()
        removed: Counter[tuple[Any, ...]] = Counter()
        for row in await shared.site.database.fetch(sql, patient, kinds):
            header, key = tuple(row)[:7], tuple(row)[7:]
            why = _hidden(starts, header, teen)
            (removed if why else visible)[_plain(key)] += 1
            removed_by.update([f"{section}: {why}"] if why else [])
        if section == "conditions":
            # The API shows each once, and main diagnoses of what is visible (an ambulance call is never hidden).
            named = {key for header, key in await _main_diagnoses(shared, patient) if not _hidden(starts, header, teen)}
            assert set(shown[section]) == set(visible) | named, section
        else:
            assert shown[section] == visible, section
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


async def _main_diagnoses(shared: Shared, patient: int) -> list[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """Headers and codes of the main diagnoses inside entries."""
    sql = _sql("coalesce(d.code, d.wording)", _detail("diagnosis")) + " AND d.kind = 'MAIN'"
    rows = await shared.site.database.fetch(sql, patient, list(range(1, 16)))
    return [(tuple(row)[:7], tuple(row)[7:]) for row in rows]


def _hidden(starts: dict[int, dt.date | None], header: tuple[Any, ...], teen: bool) -> str | None:
    """Why the policy removes a row for a portal reader, from its header alone (policy.md, matrix and footnotes)."""
    kind, start_key, date, labels, confidentiality, released, _ = header
    start = starts.get(start_key)
    if start is not None and date < start:
        return "before its section's start date"
    never = kind in (Kind.COVID_TESTS, Kind.VACCINATIONS, Kind.AMBULANCE_CALLS, Kind.ALLERGY)
    unreleased = released is None and (
        (not never and labels & 0b100_0011)
        or (kind == Kind.LAB_REPORTS and labels & 0b11_1100)
        or (confidentiality == 2 and not labels)
    )
    if unreleased:
        return "sensitive, not released by a doctor"
    if teen and not never and labels & ~0b100_0000:
        return "of a teenager's sensitive class"
    return None


def _plain(key: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(value.isoformat() if isinstance(value, dt.date) else value for value in key)


_HEADER = "e.kind, e.start_key, e.event_date, e.labels, e.confidentiality, e.released_at, e.id"


def _sql(columns: str, joined: str = "") -> str:
    return (
        f"SELECT {_HEADER}, {columns} FROM record_entry e {joined} "
        "WHERE e.patient_id = $1 AND e.kind = ANY ($2) AND e.status = 0"
    )


def _detail(table: str) -> str:
    return f"JOIN {table} d ON d.patient_id = e.patient_id AND d.entry_id = e.id"


_STORED: dict[str, tuple[str, list[int]]] = {
    "vaccinations": (_sql("e.event_date, d.vaccine_name", _detail("vaccination")), [Kind.VACCINATIONS]),
    "examinationProtocols": (_sql("e.event_date, e.title"), [Kind.EXAMINATION_PROTOCOLS]),
    "dischargeSummaries": (_sql("e.event_date, e.title"), [Kind.DISCHARGE_SUMMARIES]),
    "ambulanceCalls": (_sql("e.event_date, e.title"), [Kind.AMBULANCE_CALLS]),
    "instrumentalStudies": (_sql("e.event_date"), [Kind.INSTRUMENTAL_STUDIES]),
    "labResults": (_sql("d.code, d.value, d.value_text, d.unit", _detail("lab_result")), [Kind.LAB_REPORTS]),
    "vitalSigns": (
        _sql("d.code, d.value, d.value_second, d.value_text, d.unit", _detail("vital_sign")),
        [Kind.VITAL_SIGN],
    ),
    "conditions": (_sql("coalesce(d.code, d.wording)", _detail("condition_item")), [Kind.CONDITION]),
    "allergies": (_sql("d.substance", _detail("allergy_item")), [Kind.ALLERGY]),
    "prescriptions": (_sql("e.event_date, d.inn", _detail("prescription")), [Kind.PRESCRIPTIONS]),
    "medications": (_sql("e.title"), [Kind.PRESCRIPTIONS, Kind.MEDICATION]),
    "renderedServices": (_sql("e.event_date, d.cost", _detail("rendered_service")), [Kind.RENDERED_SERVICES]),
    "procedures": (_sql("e.event_date, d.name", _detail("procedure_item")), [Kind.PROCEDURE]),
    "carePlans": (_sql("d.status, d.intent", _detail("care_plan")), [Kind.CARE_PLAN]),
}
_CONNECTIONS = {
    "vaccinations": "date vaccineName",
    "examinationProtocols": "date title",
    "dischargeSummaries": "date title",
    "ambulanceCalls": "date title",
    "instrumentalStudies": "date",
    "labReports": "results { code { code } value valueText unit }",
    "vitalSigns": "code { code } value valueSecond valueText unit",
    "prescriptions": "date inn",
    "renderedServices": "date cost",
    "procedures": "date name",
    "carePlans": "status intent",
}


async def _shown(reader: Person, patient: str) -> dict[str, Counter[tuple[Any, ...]]]:
    """Everything that the API shows of the record, page by page."""
    shown: dict[str, Counter[tuple[Any, ...]]] = {}
    for section, fields in _CONNECTIONS.items():
        query = (
            f"query($id: ID!, $after: String) {{ record(patientId: $id) {{ page: {section}(first: 100, after: $after) "
            f"{{ totalCount nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }} }}"
        )
        nodes: list[JSON] = []
        after = None
        while True:
            page = (await reader.data(query, id=patient, after=after))["record"]["page"]
            nodes += page["nodes"]
            if not page["pageInfo"]["hasNextPage"]:
                break
            after = page["pageInfo"]["endCursor"]
        assert page["totalCount"] == len(nodes)
        if section == "labReports":
            section, nodes = "labResults", [result for node in nodes for result in node["results"]]
        shown[section] = Counter(_values(node) for node in nodes)
    facts = await reader.data(
        "query($id: ID!) { record(patientId: $id) { allergies { substance } medications { name } "
        "conditions { code { code } wording } } }",
        id=patient,
    )
    record = facts["record"]
    shown["allergies"] = Counter((one["substance"],) for one in record["allergies"])
    shown["medications"] = Counter((one["name"],) for one in record["medications"])
    shown["conditions"] = Counter(((one["code"] or {}).get("code") or one["wording"],) for one in record["conditions"])
    return shown


def _values(node: JSON) -> tuple[Any, ...]:
    values = (value.get("code") if isinstance(value, dict) else value for value in node.values())
    return tuple(values)
