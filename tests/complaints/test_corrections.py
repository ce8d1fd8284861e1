"""CMP-04: what a clinic's correction changes, what stays as it was, and that labels never grow less."""

import asyncio
from typing import Any

import pytest

from tests.client import Person, Site
from tests.complaints import documents
from tests.complaints.people import code_of, done, payload_of, refused
from tests.emptying import empty

PROTOCOL = "id date title conclusion complaints diagnoses { code { code } wording kind } vitalSigns { id } versions { id current }"
PROTOCOLS = f"query($id: ID!) {{ record(patientId: $id) {{ examinationProtocols(first: 20) {{ nodes {{ {PROTOCOL} }} }} vitalSigns(first: 100) {{ nodes {{ id }} }} }} }}"


async def _ordered(site: Site) -> tuple[Person, Person, str, dict[str, Any]]:
    """anna, petrova, an upheld complaint about a protocol of petrova's, and that protocol."""
    await empty(site.database, "complaint")
    anna, insurer, petrova = await site.enter("anna"), await site.enter("insurer"), await site.sign_in("petrova")
    found = (await anna.data(PROTOCOLS, id=await site.patient("Михаил")))["record"]["examinationProtocols"]["nodes"]
    protocol = next(one for one in found if one["diagnoses"] and one["title"] == "Вызов педиатра на дом")
    complaint = await done(anna, documents.FILE, id=protocol["id"], kind="WRONG_DIAGNOSIS", text=documents.TEXT)
    await done(insurer, documents.ASK, id=complaint["id"], question=documents.QUESTION)
    await done(petrova, documents.ANSWER, id=complaint["id"], agrees=True, text="Согласны: ошибка при внесении.")
    await done(insurer, documents.DECIDE, id=complaint["id"], reason="DATA_WRONG", text="Диагноз записан неверно.")
    return anna, petrova, complaint["id"], protocol


async def _newest(anna: Person, site: Site, id_: str) -> dict[str, Any]:
    entry = (await anna.data(documents.SEE, id=id_))["viewer"]["complaint"]["entryId"]
    found = (await anna.data(PROTOCOLS, id=await site.patient("Михаил")))["record"]["examinationProtocols"]["nodes"]
    return next(one for one in found if one["id"] == entry)


async def test_a_diagnosis_is_put_right_and_the_rest_stays(site: Site) -> None:
    anna, petrova, id_, before = await _ordered(site)
    assert (await petrova.data(documents.CLINIC_SEES, id=id_))["clinicComplaint"]["diagnosisCorrectable"]
    said = {"code": "j00", "wording": "Острый назофарингит"}
    await done(petrova, documents.CORRECT, id=id_, diagnosis=said, fields=[{"name": "conclusion", "value": "Насморк."}])
    logged = await site.database.fetchval(
        "SELECT a.login FROM access_log l JOIN account a ON a.id = l.account_id WHERE operation = 'correctDisputedEntry'"
    )
    assert logged == "petrova", "whoever may see the log sees who changed the record (SCT-03)"
    now = await _newest(anna, site, id_)
    assert now["conclusion"] == "Насморк." and now["complaints"] == before["complaints"]
    assert now["diagnoses"][0] == {"code": {"code": "J00"}, "wording": "Острый назофарингит", "kind": "MAIN"}
    assert len(now["diagnoses"]) == len(before["diagnoses"])
    # What was measured goes on with the new version, and the disputed one still reads as it was signed.
    assert len(now["vitalSigns"]) == len(before["vitalSigns"]) > 0
    signs = "query($id: ID!) { node(id: $id) { ... on ExaminationProtocol { vitalSigns { id } } } }"
    assert (await anna.data(signs, id=before["id"]))["node"]["vitalSigns"] == before["vitalSigns"]
    assert [one["current"] for one in now["versions"]][-2:] == [False, True]


async def test_labels_only_grow(site: Site) -> None:
    """A sensitive code, or a sensitive word, hides the new version from whoever may not read that class."""
    anna, petrova, id_, _ = await _ordered(site)
    before = await site.database.fetchval("SELECT e.labels FROM complaint c JOIN record_entry e ON e.id = c.entry_id")
    await done(petrova, documents.CORRECT, id=id_, diagnosis={"code": "A60.0", "wording": "Герпетическая инфекция"})
    row = await site.database.fetchrow(
        "SELECT e.labels, e.version, e.written_by_id = a.id AS by_petrova FROM complaint c JOIN record_entry e "
        "ON e.set_id = c.set_id AND e.status = 0 CROSS JOIN account a WHERE a.login = 'petrova'"
    )
    assert row is not None and row["labels"] == before | 8 and row["by_petrova"] and row["version"] >= 2
    # Миша is four: his mother reads the class, so the complaint and the entry are there for her.
    assert (await _newest(anna, site, id_))["diagnoses"][0]["code"]["code"] == "A60.0"


async def test_a_class_that_a_correction_adds_waits_for_its_own_release(site: Site) -> None:
    """⁷: nobody learns of HIV from a clinic's correction of an entry that had been shown before."""
    anna, petrova, id_, _ = await _ordered(site)
    await site.database.execute(
        "UPDATE record_entry e SET released_at = now() FROM complaint c WHERE e.patient_id = c.patient_id AND e.set_id = c.set_id"
    )
    await done(petrova, documents.CORRECT, id=id_, diagnosis={"code": "B24", "wording": "Иммунодефицит неуточнённый"})
    assert await site.database.fetchval(
        "SELECT e.released_at IS NULL AND e.mask & 256 <> 0 FROM complaint c JOIN record_entry e ON e.patient_id = c.patient_id "
        "AND e.set_id = c.set_id AND e.status = 0"
    )
    assert await code_of(anna, documents.SEE, id=id_) == "FORBIDDEN"
    # Shown again, for the tests that follow.
    await site.database.execute(
        "UPDATE record_entry e SET released_at = now() FROM complaint c WHERE e.patient_id = c.patient_id AND e.set_id = c.set_id"
    )


async def test_a_withdrawn_entry_leaves_with_what_belongs_to_it(site: Site) -> None:
    anna, petrova, id_, before = await _ordered(site)
    assert before["vitalSigns"]
    await done(petrova, documents.CORRECT, id=id_, withdrawn=True)
    after = (await anna.data(PROTOCOLS, id=await site.patient("Михаил")))["record"]
    shown = {one["id"] for one in (*after["examinationProtocols"]["nodes"], *after["vitalSigns"]["nodes"])}
    assert not shown & {before["id"], *(one["id"] for one in before["vitalSigns"])}
    complaint = (await anna.data(documents.SEE, id=id_))["viewer"]["complaint"]
    assert complaint["entryId"] is None and complaint["correction"] == "WITHDRAWN"
    kept = await site.database.fetch(
        "UPDATE record_entry e SET status = 0 FROM complaint c WHERE e.patient_id = c.patient_id AND e.status = 2 "
        "AND (e.set_id = c.set_id OR e.parent_entry_id IS NOT NULL) RETURNING e.id"
    )
    assert len(kept) == 1 + len(before["vitalSigns"])


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("nothing", {}, "CORRECTION_EMPTY"),
    ("both", {"withdrawn": True, "fields": [{"name": "title", "value": "Осмотр"}]}, "CORRECTION_EMPTY"),
    ("a field that is not there", {"fields": [{"name": "cost", "value": "1"}]}, "CORRECTION_WRONG"),
    ("a field of no column", {"fields": [{"name": "privateNotes", "value": "x"}]}, "CORRECTION_WRONG"),
    ("the key", {"fields": [{"name": "id", "value": "1"}]}, "CORRECTION_WRONG"),
    ("tomorrow", {"fields": [{"name": "date", "value": "2999-01-01"}]}, "CORRECTION_WRONG"),
    ("no day", {"fields": [{"name": "date", "value": "31.02.2026"}]}, "CORRECTION_WRONG"),
    ("an unknown word", {"fields": [{"name": "careForm", "value": "SOON"}]}, "CORRECTION_WRONG"),
    ("an empty text", {"fields": [{"name": "title", "value": "  "}]}, "CORRECTION_WRONG"),
    (
        "one field twice",
        {"fields": [{"name": "place", "value": "a"}, {"name": "place", "value": "b"}]},
        "CORRECTION_WRONG",
    ),
    ("no number", {"fields": [{"name": "pregnancyNumber", "value": "1e999"}]}, "CORRECTION_WRONG"),
    ("a diagnosis without words", {"diagnosis": {"code": "J00", "wording": ""}}, "CORRECTION_WRONG"),
]


async def test_a_wrong_correction_changes_nothing(site: Site) -> None:
    _, petrova, id_, before = await _ordered(site)
    for name, given, code in WRONG:
        assert await refused(petrova, documents.CORRECT, id=id_, **given) == code, name
    assert await site.database.fetchval("SELECT corrected_at IS NULL FROM complaint")
    newest = "SELECT e.public_id FROM complaint c JOIN record_entry e ON e.set_id = c.set_id AND e.status = 0"
    assert await site.database.fetchval(newest) == before["id"]


async def test_what_a_sections_rules_forbid_is_refused_as_a_wrong_value(site: Site) -> None:
    await empty(site.database, "complaint")
    anna, insurer, petrova = await site.enter("anna"), await site.enter("insurer"), await site.sign_in("petrova")
    query = "query($id: ID!) { record(patientId: $id) { sickLeaves(first: 1) { nodes { id } } } }"
    leave = (await anna.data(query, id=await site.patient("Михаил")))["record"]["sickLeaves"]["nodes"][0]["id"]
    id_ = (await done(anna, documents.FILE, id=leave, kind="WRONG_DATE", text=documents.TEXT))["id"]
    await done(insurer, documents.ASK, id=id_, question=documents.QUESTION)
    await done(petrova, documents.ANSWER, id=id_, agrees=True, text="Согласны: ошибка при внесении.")
    await done(insurer, documents.DECIDE, id=id_, reason="DATA_WRONG", text="Номер записан неверно.")
    for wrong in ({"name": "number", "value": "12"}, {"name": "endsOn", "value": "1999-01-01"}):
        assert await refused(petrova, documents.CORRECT, id=id_, fields=[wrong]) == "CORRECTION_WRONG"
    assert (await done(petrova, documents.CORRECT, id=id_, fields=[{"name": "number", "value": "910245178835"}]))[
        "correction"
    ]


async def test_two_corrections_at_once_are_one(site: Site) -> None:
    _, petrova, id_, _ = await _ordered(site)
    answers = await asyncio.gather(
        *(
            payload_of(petrova, documents.CORRECT, id=id_, fields=[{"name": "place", "value": f"Кабинет {n}"}])
            for n in range(4)
        )
    )
    codes = sorted("".join(error["code"] for error in one["userErrors"]) for one in answers)
    assert codes == ["", *["WRONG_STATE"] * 3]


@pytest.mark.parametrize("login", ["anna", "insurer", "ivanov"])
async def test_nobody_else_corrects(site: Site, login: str) -> None:
    _, _, id_, _ = await _ordered(site)
    person = await site.enter(login) if login != "ivanov" else await site.sign_in(login)
    code = "NOT_FOUND" if login == "ivanov" else "FORBIDDEN"
    assert await refused(person, documents.CORRECT, id=id_, withdrawn=True) == code
