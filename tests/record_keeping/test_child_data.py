"""Child data: what parents say, in versions, marked as theirs, with doctors' notes and no doctor's pen (CHD-01…07)."""

import asyncio
import datetime as dt
from typing import Any

import pytest

from backend.models.vocabulary import Kind, Label
from backend.policy.sealing import IdSealer
from backend.policy.standing import Standing
from tests.record_keeping.writing import Place, codes, person, sent

ENTRY = """id title date kind substance name reaction severity occurredOn dose periodFrom periodUntil note enteredBy enteredAs
  enteredAt versions { id version recordedAt current } notes { text version ofCurrent writtenAt author { fullName } organization { name } }"""
ADD = f"mutation($input: AddChildDataInput!) {{ addChildData(input: $input) {{ entry {{ {ENTRY} }} userErrors {{ code field message }} }} }}"
CHANGE = f"mutation($input: ChangeChildDataInput!) {{ changeChildData(input: $input) {{ entry {{ {ENTRY} }} userErrors {{ code field currentId }} }} }}"
REMOVE = "mutation($input: RemoveChildDataInput!) { removeChildData(input: $input) { removedId userErrors { code field currentId } } }"
VERIFY = f"mutation($input: VerifyChildDataInput!) {{ verifyChildData(input: $input) {{ entry {{ {ENTRY} }} userErrors {{ code field currentId }} }} }}"
ONE = f"query($id: ID!) {{ node(id: $id) {{ ... on ChildDataEntry {{ {ENTRY} }} }} }}"
RECORD = """query($id: ID!) { record(patientId: $id) { childData(first: 100) { nodes { id substance } }
  allergies { source substance reaction severity } medications { source name dose periodFrom periodUntil } } }"""
PARENT, DOCTOR = Standing.PARENT_OF_CHILD, Standing.TREATING_DOCTOR
ALLERGY = {
    "kind": "ALLERGY",
    "substance": "Арахис",
    "reaction": "сыпь",
    "severity": "MODERATE",
    "occurredOn": "2026-01-02",
}
YESTERDAY = (dt.datetime.now(dt.UTC) - dt.timedelta(days=1)).date().isoformat()


async def add(place: Place, entry: dict[str, Any], standing: Standing = PARENT, **given: Any) -> dict[str, Any]:
    return await sent(place, standing, ADD, patientId=place[1].patient_key(standing), entry=entry, **given)


async def _of_the_doctors_patient(place: Place, **header: Any) -> str:
    """An entry in the record that the doctor has open, as a parent wrote it when the patient was a child."""
    _, made = place
    id_ = await made.entry(made.patients[DOCTOR], Kind.CHILD_DATA, **header)
    return str(await made.database.fetchval("SELECT public_id FROM record_entry WHERE id = $1", id_))


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        (ALLERGY, "Аллергия: Арахис"),
        ({"kind": "INJURY", "name": "ушиб лба", "severity": "MILD", "occurredOn": YESTERDAY, "note": "Упал с горки"}, "Травма: ушиб лба"),
        ({"kind": "OPERATION", "name": "аденотомия", "occurredOn": YESTERDAY}, "Операция: аденотомия"),
        ({"kind": "MEDICATION", "substance": "Мальтофер", "dose": "35 капель утром", "periodFrom": YESTERDAY, "periodUntil": "2027-01-01"}, "Принимает: Мальтофер"),
        ({"kind": "OTHER", "name": "режим сна", "note": "Днём спит полтора часа"}, "Другое: режим сна"),
    ],
)  # fmt: skip
async def test_every_kind_takes_its_fields(world: Place, entry: dict[str, Any], title: str) -> None:
    """CHD-02, CHD-03, CHD-04, CHD-05, CHD-07: allergies, injuries, operations, medicines, and whatever else."""
    payload = await add(world, entry)
    assert payload["userErrors"] == []
    assert payload["entry"]["title"] == title
    assert {key: payload["entry"][key] for key in entry} == entry


async def test_an_entry_says_who_entered_it_and_when_and_no_contact(world: Place) -> None:
    """CHD-01: author, time, versions; neither parent sees the other's address or contacts."""
    entry = (await add(world, ALLERGY))["entry"]
    assert (entry["enteredBy"], entry["enteredAs"]) == ("Фамилия Имя52 Отчество", "MOTHER")
    assert entry["enteredAt"] == entry["versions"][0]["recordedAt"]
    assert abs(dt.datetime.fromisoformat(entry["enteredAt"]) - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
    assert not {"+79000000000", "a@example.org", "улица"} & set(map(str, entry.values()))


@pytest.mark.parametrize(
    ("standing", "role"),
    [
        (Standing.PARENT_OF_TEEN, "MOTHER"),
        (Standing.GUARDIAN, "GUARDIAN"),
        (Standing.TRUSTEE_OF_CHILD, "TRUSTEE"),
        (Standing.TRUSTEE_OF_TEEN, "TRUSTEE"),
    ],
)
async def test_parents_guardians_and_trustees_write(world: Place, standing: Standing, role: str) -> None:
    """CHD-01: also of a teenager."""
    assert (await add(world, ALLERGY, standing))["entry"]["enteredAs"] == role


@pytest.mark.parametrize(
    ("entry", "refused"),
    [
        ({"kind": "ALLERGY"}, [("REQUIRED", "substance")]),
        ({"kind": "ALLERGY", "substance": "  "}, [("REQUIRED", "substance")]),
        ({"kind": "INJURY"}, [("REQUIRED", "name")]),
        ({"kind": "ALLERGY", "substance": "Пыль", "dose": "1"}, [("NOT_OF_KIND", "dose")]),
        ({"kind": "MEDICATION", "substance": "Йод", "severity": "MILD"}, [("NOT_OF_KIND", "severity")]),
        ({"kind": "OPERATION", "name": "шов", "substance": "нить"}, [("NOT_OF_KIND", "substance")]),
        ({"kind": "ALLERGY", "substance": "Пыль", "occurredOn": "2999-01-01"}, [("IN_FUTURE", "occurredOn")]),
        ({"kind": "ALLERGY", "substance": "Пыль", "occurredOn": "1999-01-01"}, [("BEFORE_BIRTH", "occurredOn")]),
        ({"kind": "MEDICATION", "substance": "Йод", "periodFrom": "2026-02-02", "periodUntil": "2026-02-01"}, [("PERIOD_ENDS_BEFORE", "periodUntil")]),
        ({"kind": "ALLERGY", "substance": "я" * 201}, [("WRONG_FORMAT", "substance")]),
        ({"kind": "OTHER", "name": "сон", "note": "а\u0000"}, [("WRONG_FORMAT", "note")]),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_named_field_by_field(
    world: Place, entry: dict[str, Any], refused: list[tuple[str, str]]
) -> None:
    payload = await add(world, entry)
    assert payload["entry"] is None and codes(payload) == refused


async def test_what_parents_say_is_told_as_theirs_among_what_clinics_know(world: Place) -> None:
    """CHD-06: «со слов родителей» in the assembled allergies and medicines, for the parent and for a doctor alike."""
    await add(world, {**ALLERGY, "substance": "Мёд"})
    await add(world, {"kind": "MEDICATION", "substance": "Витамин Д", "dose": "2 капли", "periodFrom": YESTERDAY})
    record = (await person(world, PARENT).data(RECORD, id=world[1].patient_key(PARENT)))["record"]
    told = {"source": "REPRESENTATIVE", "substance": "Мёд", "reaction": "сыпь", "severity": "MODERATE"}
    assert told in record["allergies"]
    assert {one["source"] for one in record["allergies"]} == {"CLINIC", "REPRESENTATIVE"}
    medicine = next(one for one in record["medications"] if one["name"] == "Витамин Д")
    assert medicine == {"source": "REPRESENTATIVE", "name": "Витамин Д", "dose": "2 капли", "periodFrom": YESTERDAY, "periodUntil": None}  # fmt: skip


async def test_a_change_is_a_version_under_the_day_of_the_first(world: Place) -> None:
    """CHD-01: version history."""
    first = (await add(world, {**ALLERGY, "substance": "Рыба"}))["entry"]
    changed = (await sent(world, PARENT, CHANGE, id=first["id"], entry={**ALLERGY, "substance": "Треска"}))["entry"]
    assert changed["date"] == first["date"]
    assert [(one["version"], one["current"]) for one in changed["versions"]] == [(1, False), (2, True)]
    assert (await person(world, PARENT).data(ONE, id=first["id"]))["node"]["substance"] == "Рыба"
    record = (await person(world, PARENT).data(RECORD, id=world[1].patient_key(PARENT)))["record"]
    assert {"Рыба", "Треска"} & {one["substance"] for one in record["allergies"]} == {"Треска"}


async def test_what_one_parent_writes_is_never_lost_to_the_other(world: Place) -> None:
    """CHD-01: of two changes at once one stands, the other is told which."""
    first = (await add(world, {**ALLERGY, "substance": "Молоко"}))["entry"]["id"]
    payloads = await asyncio.gather(
        *(sent(world, PARENT, CHANGE, id=first, entry={**ALLERGY, "substance": word}) for word in ("Сыр", "Творог")),
        sent(world, PARENT, REMOVE, id=first),
    )
    refused = [error for payload in payloads for error in payload["userErrors"]]
    stored = [payload["entry"] for payload in payloads if payload.get("entry")]
    if stored:
        assert [error["code"] for error in refused] == ["CONFLICT", "CONFLICT"]
        assert {error["currentId"] for error in refused} == {stored[0]["id"]}
    else:
        assert [error["code"] for error in refused] == ["NOT_FOUND", "NOT_FOUND"]


async def test_what_is_removed_is_gone_from_every_list(world: Place) -> None:
    entry = (await add(world, {**ALLERGY, "substance": "Киви"}))["entry"]["id"]
    assert await sent(world, PARENT, REMOVE, id=entry) == {"removedId": entry, "userErrors": []}
    record = (await person(world, PARENT).data(RECORD, id=world[1].patient_key(PARENT)))["record"]
    assert "Киви" not in {one["substance"] for one in (*record["allergies"], *record["childData"]["nodes"])}
    assert codes(await sent(world, PARENT, CHANGE, id=entry, entry=ALLERGY)) == [("NOT_FOUND", "id")]


async def test_a_repeated_call_writes_once(world: Place) -> None:
    once = {"clientMutationId": "one-tap"}
    first = await add(world, ALLERGY, **once)
    assert (await add(world, ALLERGY, **once))["entry"]["id"] == first["entry"]["id"]
    assert codes(await add(world, {**ALLERGY, "substance": "Соя"}, **once)) == [("CONFLICT", "clientMutationId")]


async def test_a_doctor_reads_and_notes_and_never_edits(world: Place) -> None:
    """CHD-06: every mutation of the content refuses a doctor; the note names doctor, organization and day."""
    entry = await _of_the_doctors_patient(world)
    for document, given in (
        (ADD, {"patientId": world[1].patient_key(DOCTOR), "entry": ALLERGY}),
        (CHANGE, {"id": entry, "entry": ALLERGY}),
        (REMOVE, {"id": entry}),
    ):
        assert codes(await sent(world, DOCTOR, document, **given)) == [("FORBIDDEN", "-")]
    payload = await sent(world, DOCTOR, VERIFY, id=entry, text="  Подтверждено   пробой ")
    assert payload["userErrors"] == []
    (note,) = (one for one in payload["entry"]["notes"] if one["text"] == "Подтверждено пробой")
    assert (note["author"]["fullName"], note["organization"]["name"]) == ("Врач Первый", "Поликлиника")
    assert (note["version"], note["ofCurrent"]) == (1, True)
    assert [one["current"] for one in payload["entry"]["versions"]] == [True]
    assert payload["entry"]["substance"] == "x"


@pytest.mark.parametrize("text", ["", "   ", "я" * 1001])
async def test_a_note_says_something_and_not_too_much(world: Place, text: str) -> None:
    entry = await _of_the_doctors_patient(world)
    payload = await sent(world, DOCTOR, VERIFY, id=entry, text=text)
    assert [code for code, field in codes(payload)] in (["REQUIRED"], ["WRONG_FORMAT"])


async def test_a_repeated_note_is_one(world: Place) -> None:
    entry = await _of_the_doctors_patient(world)
    given = {"id": entry, "text": "Ещё раз", "clientMutationId": "note"}
    for _ in range(2):
        payload = await sent(world, DOCTOR, VERIFY, **given)
    assert [note["text"] for note in payload["entry"]["notes"]].count("Ещё раз") == 1


@pytest.mark.parametrize("standing", [one for one in Standing if one != DOCTOR], ids=lambda one: str(one.name))
async def test_nobody_but_the_treating_doctor_notes(world: Place, standing: Standing) -> None:
    """CHD-06: not the parents, not in an emergency, not of another patient."""
    own = await world[1].entry(world[1].patients[standing], Kind.CHILD_DATA)
    id_ = await world[1].database.fetchval("SELECT public_id FROM record_entry WHERE id = $1", own)
    assert codes(await sent(world, standing, VERIFY, id=id_, text="Заметка")) == [("FORBIDDEN", "-")]
    assert codes(await sent(world, DOCTOR, VERIFY, id=id_, text="Заметка")) == [("FORBIDDEN", "-")]


async def test_a_note_needs_an_own_open_encounter_that_tells_no_more_than_the_entry(world: Place) -> None:
    """CHD-06, policy.md ⁵ and principle 8: what a family sees must not tell of a psychiatrist's visit."""
    _, made = world
    entry, patient = await _of_the_doctors_patient(world), made.patients[DOCTOR]
    told = await sent(world, DOCTOR, VERIFY, id=entry, text="Сыпь от препаратов, принимаемых при беременности")
    assert codes(told) == [("NOTE_TELLS_TOO_MUCH", "-")]
    for changed, code in (
        (f"labels = {int(Label.PSYCHIATRY)}", "NOTE_TELLS_TOO_MUCH"),
        ("closed_at = now()", "ENCOUNTER_CLOSED"),
    ):
        await made.database.execute(f"UPDATE encounter SET {changed} WHERE patient_id = $1", patient)
        try:
            assert codes(await sent(world, DOCTOR, VERIFY, id=entry, text="Заметка")) == [(code, "-")]
        finally:
            await made.database.execute(
                "UPDATE encounter SET labels = 0, closed_at = NULL WHERE patient_id = $1", patient
            )


async def test_a_new_version_keeps_the_notes_of_the_earlier_one_as_of_it(world: Place) -> None:
    """CHD-06: nobody reads a doctor's word as said of what the doctor has not seen."""
    _, made = world
    patient, child = made.patients[DOCTOR], made.patients[PARENT]
    entry = (await add(world, {**ALLERGY, "substance": "Яйцо"}))["entry"]["id"]
    await made.database.execute("UPDATE encounter SET patient_id = $2 WHERE patient_id = $1", patient, child)
    try:
        noted = await sent(world, DOCTOR, VERIFY, id=entry, text="Видел сыпь")
        assert noted["userErrors"] == []
        changed = (await sent(world, PARENT, CHANGE, id=entry, entry={**ALLERGY, "substance": "Белок яйца"}))["entry"]
        assert [(one["text"], one["version"], one["ofCurrent"]) for one in changed["notes"]] == [
            ("Видел сыпь", 1, False)
        ]
        late = await sent(world, DOCTOR, VERIFY, id=entry, text="Не глядя")
        assert late["userErrors"] == [{"code": "CONFLICT", "field": ["input", "id"], "currentId": changed["id"]}]
        again = await sent(world, DOCTOR, VERIFY, id=changed["id"], text="И про новую")
        told = [(one["text"], one["version"], one["ofCurrent"]) for one in again["entry"]["notes"]]
        assert told == [("Видел сыпь", 1, False), ("И про новую", 2, True)]
        seen = (await person(world, PARENT).data(ONE, id=changed["id"]))["node"]["notes"]
        assert [one["text"] for one in seen] == ["Видел сыпь", "И про новую"]
    finally:
        await made.database.execute("UPDATE encounter SET patient_id = $2 WHERE patient_id = $1", child, patient)


async def test_an_id_of_anything_else_is_forbidden_or_not_found(world: Place) -> None:
    """SCT-05."""
    site, made = world
    sealer = IdSealer(site.settings.key("id"))
    foreign = (await add(world, ALLERGY, Standing.GUARDIAN))["entry"]["id"]
    for wrong in (foreign, made.patient_key(PARENT), sealer.seal(Kind.CHILD_DATA, 987_654, 5), "A" * 22, ""):
        for document, given in ((CHANGE, {"entry": ALLERGY}), (REMOVE, {}), (VERIFY, {"text": "Заметка"})):
            assert codes(await sent(world, PARENT, document, id=wrong, **given)) == [("FORBIDDEN", "-")], wrong
    missing = sealer.seal(Kind.CHILD_DATA, made.patients[PARENT], 10**9)
    assert codes(await sent(world, PARENT, REMOVE, id=missing)) == [("NOT_FOUND", "id")]


async def test_every_act_stands_in_the_log(world: Place) -> None:
    """SCT-03: who, what, nothing of the content."""
    site, made = world
    entry = (await add(world, ALLERGY))["entry"]["id"]
    await sent(world, PARENT, REMOVE, id=entry)
    rows = await site.database.fetch(
        "SELECT operation, sections FROM access_log WHERE patient_id = $1 AND operation LIKE '%ChildData' ORDER BY seq DESC LIMIT 2",
        made.patients[PARENT],
    )
    assert [(row["operation"], row["sections"]) for row in rows] == [
        ("removeChildData", [int(Kind.CHILD_DATA)]),
        ("addChildData", [int(Kind.CHILD_DATA)]),
    ]
