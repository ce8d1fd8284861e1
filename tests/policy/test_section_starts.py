"""Sections of a record: the day from which each is shown on the portal, and what each is there for (SEC-01…18)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from backend.models.vocabulary import SECTIONS, Kind, Modality
from backend.policy.rows import section_audience
from backend.policy.section_titles import SECTION_TITLES
from backend.policy.standing import DOCTORS, PORTAL, Standing
from tests.client import Site
from tests.world import World

DAY = dt.timedelta(days=1)
NODE = "query($id: ID!) { node(id: $id) { id } }"
RECORD = """query($id: ID!) { record(patientId: $id) { availableSections { section title count }
  timeline(first: 100) { totalCount nodes { section organization { name } author { fullName } } } } }"""
# sections of the table in requirements.md, and modalities that have a day of their own (SEC-05).
STARTS: list[tuple[Kind, int, dt.date]] = [
    (Kind.EXAMINATION_PROTOCOLS, int(Kind.EXAMINATION_PROTOCOLS), dt.date(2017, 1, 1)),
    (Kind.LAB_REPORTS, int(Kind.LAB_REPORTS), dt.date(2019, 1, 1)),
    (Kind.COVID_TESTS, int(Kind.COVID_TESTS), dt.date(2020, 4, 20)),
    (Kind.INSTRUMENTAL_STUDIES, int(Modality.ULTRASOUND), dt.date(2019, 1, 1)),
    (Kind.INSTRUMENTAL_STUDIES, int(Modality.FLUOROGRAPHY), dt.date(2015, 1, 1)),
    (Kind.INSTRUMENTAL_STUDIES, int(Modality.MRI), dt.date(2018, 1, 1)),
    (Kind.DISCHARGE_SUMMARIES, int(Kind.DISCHARGE_SUMMARIES), dt.date(2019, 1, 1)),
]


@pytest.mark.parametrize("standing", list(Standing), ids=lambda standing: str(standing.name))
@pytest.mark.parametrize(("kind", "key", "first"), STARTS, ids=[f"{kind.name}-{key}" for kind, key, _ in STARTS])
async def test_a_portal_reader_sees_a_section_from_its_first_day(
    world: tuple[Site, World], kind: Kind, key: int, first: dt.date, standing: Standing
) -> None:
    """SEC-01, SEC-02, SEC-03 (19.04 hidden, 20.04 shown), SEC-05 with its days by modality, SEC-06; a doctor sees all of it."""
    site, made = world
    token, patient = made.tokens[standing], made.patients[standing]
    for on in (first - DAY, first):
        entry = await made.entry(patient, kind, on=on, start_key=key)
        answer = await site.ask(NODE, token, id=made.ids.seal(kind, patient, entry))
        assert bool(answer["data"]["node"]) == (on == first or bool(standing & DOCTORS)), on
        await made.database.execute("DELETE FROM record_entry WHERE id = $1", entry)


async def test_a_childs_vaccinations_are_read_with_a_grant_alone(world: tuple[Site, World]) -> None:
    """SEC-04: without the grant there is no record at all; no day before which they are hidden."""
    site, made = world
    parent = Standing.PARENT_OF_CHILD
    patient, key, token = made.patients[parent], made.patient_key(parent), made.tokens[parent]
    ask = "query($id: ID!) { record(patientId: $id) { vaccinations(first: 50) { nodes { date } } } }"
    old = await made.entry(patient, Kind.VACCINATIONS, on=dt.date(2011, 1, 1))
    given = (await site.ask(ask, token, id=key))["data"]["record"]["vaccinations"]["nodes"]
    assert {"date": "2011-01-01"} in given
    grants = await made.database.fetch(
        "UPDATE access_grant SET revoked_at = granted_at WHERE patient_id = $1 AND revoked_at IS NULL RETURNING id",
        patient,
    )
    try:
        refused = await site.ask(ask, token, id=key)
        assert refused["data"]["record"] is None
        assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    finally:
        await made.database.execute(
            "UPDATE access_grant SET revoked_at = NULL WHERE id = ANY ($1)", [row["id"] for row in grants]
        )
        await made.database.execute("DELETE FROM record_entry WHERE id = $1", old)


@pytest.mark.parametrize("standing", list(Standing), ids=lambda standing: str(standing.name))
async def test_the_sections_that_hold_something_are_listed_from_the_registry(
    world: tuple[Site, World], standing: Standing
) -> None:
    """SEC-08: each section of the registry that the standing may read and that holds rows, by its title; and no other."""
    site, made = world
    record = (await site.ask(RECORD, made.tokens[standing], id=made.patient_key(standing)))["data"]["record"]
    wanted = [kind for kind in SECTIONS if section_audience(kind) & standing]
    assert [one["section"] for one in record["availableSections"]] == [kind.name for kind in wanted]
    assert [one["title"] for one in record["availableSections"]] == [SECTION_TITLES[kind][0] for kind in wanted]


@pytest.mark.parametrize("standing", list(Standing), ids=lambda standing: str(standing.name))
async def test_the_timeline_runs_over_all_sections_that_the_standing_reads(
    world: tuple[Site, World], standing: Standing
) -> None:
    """SEC-16: one history over the sections under the policy of each; SEC-17: whose clinic and doctor wrote it on every row."""
    site, made = world
    record = (await site.ask(RECORD, made.tokens[standing], id=made.patient_key(standing)))["data"]["record"]
    nodes = record["timeline"]["nodes"]
    assert {node["section"] for node in nodes} == {kind.name for kind in SECTIONS if section_audience(kind) & standing}
    assert record["timeline"]["totalCount"] == sum(one["count"] for one in record["availableSections"])
    assert all(node["organization"]["name"] and node["author"]["fullName"] for node in nodes)


async def test_records_of_several_clinics_stand_in_one_card(world: tuple[Site, World]) -> None:
    """SEC-17: who changes the clinic keeps the history: each row says whose it is."""
    site, made = world
    adult = Standing.SELF_ADULT
    other = await made.database.fetchval(
        "INSERT INTO organization (id, name, kind) SELECT 900, 'Другая поликлиника', kind FROM organization WHERE id = 1 RETURNING id"
    )
    entry = await made.entry(made.patients[adult], Kind.EXAMINATION_PROTOCOLS, organization_id=other)
    try:
        record = (await site.ask(RECORD, made.tokens[adult], id=made.patient_key(adult)))["data"]["record"]
        names = {node["organization"]["name"] for node in record["timeline"]["nodes"]}
        assert len(names) == 2 and "Другая поликлиника" in names
    finally:
        await made.database.execute("DELETE FROM record_entry WHERE id = $1", entry)
        await made.database.execute("DELETE FROM organization WHERE id = $1", other)


SHOWN: Mapping[str, tuple[str, str, Standing]] = {
    "SEC-09": ("examinationProtocols", "date title specialty author { fullName } diagnoses { wording }", Standing(0)),
    "SEC-11": ("ambulanceCalls", "callNumber receivedAt reason result", Standing(0)),
    "SEC-12": ("sickLeaves", "number startsOn endsOn", Standing(0)),
    "SEC-13": ("prescriptions", "number validUntil inn dose", Standing(0)),
    "SEC-13 certificates": ("certificates", "number purpose conclusion", Standing(0)),
    "SEC-14": ("checkUps", "kind healthGroup findings", Standing(0)),
    "SEC-15": ("pregnancyCare", "lastMenstruationOn gravida para", Standing.PARENT_OF_TEEN | Standing.TRUSTEE_OF_TEEN),
}


@pytest.mark.parametrize("standing", [one for one in Standing if one & PORTAL], ids=lambda standing: str(standing.name))
@pytest.mark.parametrize("id_", SHOWN)
async def test_a_section_shows_what_it_is_there_for(world: tuple[Site, World], id_: str, standing: Standing) -> None:
    """SEC-09 visits, SEC-11 ambulance calls, SEC-12 sick leaves by their twelve digits, SEC-13 prescriptions and certificates,
    SEC-14 check-ups; SEC-15 the care of a pregnancy, which is no representative's of a teenager."""
    site, made = world
    name, fields, closed = SHOWN[id_]
    ask = f"query($id: ID!) {{ record(patientId: $id) {{ list: {name}(first: 5) {{ nodes {{ {fields} }} notices {{ code }} }} }} }}"
    answer: dict[str, Any] = await site.ask(ask, made.tokens[standing], id=made.patient_key(standing))
    assert "errors" not in answer, answer["errors"]
    listed = answer["data"]["record"]["list"]
    if standing & closed:
        assert listed["nodes"] == [] and "SECTION_NOT_FOR_STANDING" in {one["code"] for one in listed["notices"]}
        return
    assert listed["nodes"] and all(value is not None for node in listed["nodes"] for value in node.values())
    if id_ == "SEC-12":
        assert all(len(node["number"]) == 12 and node["number"].isdigit() for node in listed["nodes"])
