"""Rows by label: sensitive, unreleased, restricted, too early, superseded or private rows are absent (policy.md 2, 5)."""

import datetime as dt
from typing import Any

import pytest

from backend.models.vocabulary import EntryStatus, Kind, Label, Modality
from backend.policy.standing import EVERYONE, Standing
from tests.client import Site
from tests.world import World

S15, S18, P14, P15 = Standing.SELF_TEEN, Standing.SELF_ADULT, Standing.PARENT_OF_CHILD, Standing.PARENT_OF_TEEN
G, TC, T = Standing.GUARDIAN, Standing.TRUSTEE_OF_CHILD, Standing.TRUSTEE_OF_TEEN
D, E = Standing.TREATING_DOCTOR, Standing.EMERGENCY_DOCTOR
PORTAL_BUT_TEEN_REPRESENTATIVES = S15 | S18 | P14 | G | TC
NOW = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)

EVERYTHING = """query($id: ID!) { record(patientId: $id) {
  availableSections { section count firstDate lastDate }
  timeline(first: 100) { totalCount edges { cursor node { id title } } pageInfo { hasNextPage endCursor } notices { code } }
  found: timeline(first: 5, search: "запись") { totalCount nodes { id } }
  labReports(first: 100, orderBy: TITLE_ASC) { totalCount nodes { id results { name } } }
  examinationProtocols(first: 100) { totalCount nodes { id privateNotes { text } vitalSigns { id } } }
  instrumentalStudies(first: 100) { totalCount nodes { id } }
  prescriptions(first: 100) { totalCount nodes { id } }
  vitalSigns(first: 100) { totalCount nodes { id } }
  allergies { substance } conditions { wording } medications { name }
  labTrend(code: "x") { name points { value reportId } } vaccinationPlan { code status doneOn } } }"""

# What is written, and who sees it.
CASES: list[tuple[str, Kind, dict[str, Any], Standing]] = [
    (
        "a released STI result",
        Kind.LAB_REPORTS,
        {"labels": Label.STI, "confidentiality": 1, "released_at": NOW},
        PORTAL_BUT_TEEN_REPRESENTATIVES | E,
    ),
    ("an unreleased STI result", Kind.LAB_REPORTS, {"labels": Label.STI, "confidentiality": 1}, E),
    (
        "a released HIV result",
        Kind.LAB_REPORTS,
        {"labels": Label.HIV, "confidentiality": 1, "released_at": NOW},
        PORTAL_BUT_TEEN_REPRESENTATIVES | P15 | T | E,
    ),
    ("an unreleased HIV result", Kind.LAB_REPORTS, {"labels": Label.HIV, "confidentiality": 1}, E),
    (
        "a released psychiatric protocol",
        Kind.EXAMINATION_PROTOCOLS,
        {"labels": Label.PSYCHIATRY, "confidentiality": 1, "released_at": NOW},
        PORTAL_BUT_TEEN_REPRESENTATIVES | E,
    ),
    (
        "an unreleased narcology protocol",
        Kind.EXAMINATION_PROTOCOLS,
        {"labels": Label.NARCOLOGY, "confidentiality": 2},
        E,
    ),
    (
        "a psychotropic prescription",
        Kind.PRESCRIPTIONS,
        {"labels": Label.PSYCHOTROPIC, "confidentiality": 1},
        PORTAL_BUT_TEEN_REPRESENTATIVES | E,
    ),
    ("an unreleased antiretroviral prescription", Kind.PRESCRIPTIONS, {"labels": Label.HIV, "confidentiality": 1}, E),
    ("an unknown V label", Kind.INSTRUMENTAL_STUDIES, {"confidentiality": 2}, E),
    (
        "a released unknown V label",
        Kind.INSTRUMENTAL_STUDIES,
        {"confidentiality": 2, "released_at": NOW},
        PORTAL_BUT_TEEN_REPRESENTATIVES | E,
    ),
    (
        "a restricted study",
        Kind.INSTRUMENTAL_STUDIES,
        {"confidentiality": 1},
        PORTAL_BUT_TEEN_REPRESENTATIVES | P15 | T | E,
    ),
    ("a result before 2019 (SEC-02)", Kind.LAB_REPORTS, {"on": dt.date(2018, 12, 31)}, D | E),
    ("a protocol before 2017 (SEC-01)", Kind.EXAMINATION_PROTOCOLS, {"on": dt.date(2016, 12, 31)}, D | E),
    (
        "a fluorogram of 2016 by its override (SEC-05)",
        Kind.INSTRUMENTAL_STUDIES,
        {"on": dt.date(2016, 3, 1), "start_key": Modality.FLUOROGRAPHY},
        EVERYONE,
    ),
    (
        "an ultrasound of 2018",
        Kind.INSTRUMENTAL_STUDIES,
        {"on": dt.date(2018, 12, 31), "start_key": Modality.ULTRASOUND},
        D | E,
    ),
    ("a superseded result", Kind.LAB_REPORTS, {"status": EntryStatus.SUPERSEDED}, Standing(0)),
    ("a result entered in error", Kind.LAB_REPORTS, {"status": EntryStatus.ENTERED_IN_ERROR}, Standing(0)),
    ("a row of another author alone", Kind.LAB_REPORTS, {"only_practitioner_id": 2}, E),
    (
        "an entry hidden by the teenager while TEEN_HIDE is off",
        Kind.LAB_REPORTS,
        {"hidden_by_patient": True},
        EVERYONE,
    ),
]


@pytest.mark.parametrize("standing", list(Standing), ids=lambda standing: str(standing.name))
@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
async def test_a_row_shows_to_exactly_its_readers(
    world: tuple[Site, World], case: tuple[str, Kind, dict[str, Any], Standing], standing: Standing
) -> None:
    """SEC-05 among others: a modality has a first day of its own."""
    site, made = world
    _, kind, header, readers = case
    patient, token, key = made.patients[standing], made.tokens[standing], made.patient_key(standing)
    before = await site.ask(EVERYTHING, token, id=key)
    id_ = await made.entry(patient, kind, **header)
    try:
        after = await site.ask(EVERYTHING, token, id=key)
        node = await site.ask("query($id: ID!) { node(id: $id) { id } }", token, id=made.ids.seal(kind, patient, id_))
        missing = await site.ask(
            "query($id: ID!) { node(id: $id) { id } }", token, id=made.ids.seal(kind, patient, 10**9)
        )
        if standing & readers:
            assert (
                after["data"]["record"]["timeline"]["totalCount"]
                == before["data"]["record"]["timeline"]["totalCount"] + 1
            )
            assert "errors" not in node
        else:
            # Non-interference: every byte stays as it was, and the id answers like one that never was.
            assert after == before
            assert node == missing
            assert node["errors"][0]["extensions"] == {"code": "FORBIDDEN"}
    finally:
        await made.database.execute("DELETE FROM record_entry WHERE patient_id = $1 AND id = $2", patient, id_)


async def test_a_shared_class_shows_to_the_named_representative(world: tuple[Site, World]) -> None:
    site, made = world
    patient, token, key = made.patients[P15], made.tokens[P15], made.patient_key(P15)
    id_ = await made.entry(patient, Kind.LAB_REPORTS, labels=Label.STI, confidentiality=1, released_at=NOW)
    count = "query($id: ID!) { record(patientId: $id) { labReports { totalCount } healthDiary { totalCount notices { code } } } }"
    before = (await site.ask(count, token, id=key))["data"]["record"]
    await made.database.execute(
        "INSERT INTO teen_share (patient_id, representative_id, labels, diary, created_at) VALUES ($1, 53, $2, true, now() - interval '1 hour')",
        patient,
        int(Label.STI),
    )
    after = (await site.ask(count, token, id=key))["data"]["record"]
    await made.database.execute("DELETE FROM teen_share")
    await made.database.execute("DELETE FROM record_entry WHERE id = $1", id_)
    assert after["labReports"]["totalCount"] == before["labReports"]["totalCount"] + 1
    assert (before["healthDiary"]["totalCount"], after["healthDiary"]["totalCount"]) == (0, 1)
