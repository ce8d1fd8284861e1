"""Several standings on one record: a cell shows only if one single standing gives its row and its column (policy.md 4)."""

import datetime as dt
from typing import Any

from backend.models.vocabulary import Kind
from backend.policy.standing import Standing
from tests.client import Site
from tests.world import World

D, P14 = Standing.TREATING_DOCTOR, Standing.PARENT_OF_CHILD
GUARDED = """query($id: ID!) { record(patientId: $id) { access { standing } patient { namedRepresentatives { name } }
  dischargeSummaries(first: 100) { nodes { id guardian { name } document { original } } }
  examinationProtocols(first: 100) { nodes { id privateNotes { text } guardian { name } socialHistory } } } }"""


async def _break_glass(made: World, patient: int) -> None:
    await made.database.execute(
        "INSERT INTO break_glass_access (patient_id, practitioner_id, reason, started_at) VALUES ($1, 1, $2, $3)",
        patient,
        "Без сознания, нужен анамнез срочно",
        made.now - dt.timedelta(hours=1),
    )


async def _entry(made: World, patient: int, kind: Kind, guardian: str, **header: Any) -> int:
    id_ = await made.entry(patient, kind, **header)
    table = "discharge_summary" if kind == Kind.DISCHARGE_SUMMARIES else "examination_protocol"
    await made.database.execute(
        f"UPDATE {table} SET guardian_name = $3 WHERE patient_id = $1 AND entry_id = $2", patient, id_, guardian
    )
    return id_


async def test_a_treating_doctor_in_an_emergency_gains_rows_but_none_of_their_guarded_cells(
    world: tuple[Site, World],
) -> None:
    """The restricted row comes by the emergency, which reads no guardian and no private note of it."""
    site, made = world
    patient = made.patients[D]
    open_id = await _entry(made, patient, Kind.DISCHARGE_SUMMARIES, "Открытый")
    closed_id = await _entry(made, patient, Kind.DISCHARGE_SUMMARIES, "Закрытый", confidentiality=1)
    protocol = await _entry(made, patient, Kind.EXAMINATION_PROTOCOLS, "Тоже закрытый", confidentiality=1)
    await made.document(patient, open_id)
    await made.document(patient, closed_id)
    await made.entry(patient, Kind.PRIVATE_NOTE, parent=protocol, start_key=1, confidentiality=1)
    before = (await site.ask(GUARDED, made.tokens[D], id=made.patient_key(D)))["data"]["record"]
    await _break_glass(made, patient)
    after = (await site.ask(GUARDED, made.tokens[D], id=made.patient_key(D)))["data"]["record"]
    assert [each["standing"] for each in after["access"]] == ["TREATING_DOCTOR", "EMERGENCY_DOCTOR"]
    assert len(after["dischargeSummaries"]["nodes"]) == len(before["dischargeSummaries"]["nodes"]) + 1
    summaries = {node["id"]: node for node in after["dischargeSummaries"]["nodes"]}
    shown = summaries[made.ids.seal(Kind.DISCHARGE_SUMMARIES, patient, open_id)]
    hidden = summaries[made.ids.seal(Kind.DISCHARGE_SUMMARIES, patient, closed_id)]
    assert (shown["guardian"], shown["document"]) == ({"name": "Открытый"}, {"original": True})
    assert (hidden["guardian"], hidden["document"]) == (None, {"original": False})
    examined = {node["id"]: node for node in after["examinationProtocols"]["nodes"]}
    restricted = examined[made.ids.seal(Kind.EXAMINATION_PROTOCOLS, patient, protocol)]
    assert restricted["guardian"] is None and restricted["privateNotes"] is None
    assert restricted["socialHistory"] == "x"
    # The list over documents holds to the same: names come from rows that the treating doctor sees.
    assert after["patient"] == before["patient"]
    assert {"name": "Открытый"} in after["patient"]["namedRepresentatives"]


async def test_a_restricted_private_note_does_not_show_to_its_author_by_the_emergency(
    world: tuple[Site, World],
) -> None:
    """The matrix gives private notes to the treating doctor alone."""
    site, made = world
    patient = made.patients[D]
    protocol = await made.entry(patient, Kind.EXAMINATION_PROTOCOLS)
    note = await made.entry(patient, Kind.PRIVATE_NOTE, parent=protocol, start_key=1)
    await _break_glass(made, patient)
    public_id = made.ids.seal(Kind.EXAMINATION_PROTOCOLS, patient, protocol)
    query = "query($id: ID!) { node(id: $id) { ... on ExaminationProtocol { privateNotes { text } } } }"
    assert (await site.ask(query, made.tokens[D], id=public_id))["data"]["node"]["privateNotes"] == [{"text": "x"}]
    await made.database.execute("UPDATE record_entry SET confidentiality = 1 WHERE id = $1", note)
    assert (await site.ask(query, made.tokens[D], id=public_id))["data"]["node"]["privateNotes"] == []


async def test_a_doctor_who_reads_as_a_parent_is_a_representative_in_the_log(world: tuple[Site, World]) -> None:
    """Neither their name nor their work shows to the other parent (policy.md ¹⁴)."""
    site, made = world
    patient = made.patients[P14]
    await made.person(90, dt.date(1985, 1, 1))
    await made.database.execute("INSERT INTO practitioner (id, full_name, person_id) VALUES (9, 'Врач Мать', 90)")
    await made.database.execute(
        "INSERT INTO practitioner_role (practitioner_id, organization_id, starts_on) VALUES (9, 1, '2020-01-01')"
    )
    await made.account(90, 90, ["CITIZEN", "DOCTOR"], 9)
    await made.grant(patient, 90)
    await made.represent(patient, 90, "PARENT")
    token = await made.session(90, "a-parent-and-doctor")
    await site.ask("query($id: ID!) { record(patientId: $id) { id } }", token, id=made.patient_key(P14))
    query = (
        "query($id: ID!) { record(patientId: $id) { accessLog(first: 1) { nodes { who organization standings } } } }"
    )
    answer = await site.ask(query, made.tokens[P14], id=made.patient_key(P14))
    assert answer["data"]["record"]["accessLog"]["nodes"] == [
        {"who": "Законный представитель", "organization": None, "standings": ["PARENT_OF_CHILD"]}
    ]
