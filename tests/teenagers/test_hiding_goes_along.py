"""What goes with a hidden entry: its service, notice, versions, document, files, complaint, appointment (policy.md, `TEEN_HIDE`).

For a representative nothing changes by a byte but that the rows are absent; each way to them is tried by itself.
"""

import datetime as dt
import hashlib
import io
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import orjson
import pytest_asyncio
from rich.console import Console

from backend.commands.import_fhir import import_all
from backend.database import Database
from backend.models.vocabulary import Kind
from backend.policy.sealing import IdSealer, IdType
from backend.services.notices.new_entries import new_entries
from backend.services.notices.rules import row_policy
from tests.client import Site
from tests.complaints import documents as complaints
from tests.exchange.pdf.reading import pages_of
from tests.exchange.resources import SNILS_SYSTEM, bundle, claim, condition, encounter, patient, ref, vital
from tests.exports.ordering import download, file_of, listed, ordered, said
from tests.teenagers.hidden import AS_READ, AS_SEEN, act, entry_of, gastritis, hide, pavel, pavel_key, sees, told

LINK = "{ viewer { accessToMe { id } } }"
FILE = "/files/{}"


@pytest_asyncio.fixture
async def visit(fresh: Site) -> AsyncIterator[str]:
    """A visit of which there is everything: an encounter and its appointment, a service, a document, a notice, a complaint."""
    public = await gastritis(fresh)
    patient_row = await pavel(fresh)
    database, now = fresh.database, fresh.clock()
    entry = await database.fetchrow("SELECT id, event_date FROM record_entry WHERE public_id = $1", public)
    assert entry is not None
    meeting = await database.fetchval(
        "INSERT INTO encounter (patient_id, encounter_class, ground, practitioner_id, organization_id, opened_at, closed_at) "
        "SELECT patient_id, 'AMB', 'PATIENT_CODE', author_id, organization_id, $2, $2 FROM record_entry WHERE public_id = $1 RETURNING id",
        public,
        now - dt.timedelta(days=30),
    )
    await database.execute(
        "UPDATE record_entry SET encounter_id = $2 WHERE patient_id = $1 AND (public_id = $3 OR parent_entry_id = $4 "
        "OR (kind = 15 AND event_date = $5))",
        patient_row,
        meeting,
        public,
        entry["id"],
        entry["event_date"],
    )
    booked = await database.fetchval(
        "INSERT INTO appointment (patient_id, organization_id, specialty, starts_at, ends_at, state, slot, encounter_id, labels, created_at, changed_at) "
        "SELECT $1, organization_id, 'Педиатрия', $2, $3, 'ARRIVED', 'hid', $4, 0, now(), now() FROM encounter WHERE id = $4 RETURNING id",
        patient_row,
        now - dt.timedelta(minutes=5),
        now + dt.timedelta(minutes=25),
        meeting,
    )
    document = await database.fetchval("SELECT nextval('document_id_seq')")
    content = "Выписка о гастрите".encode()
    await database.execute(
        "INSERT INTO document (id, patient_id, entry_id, public_id, title, content_type, size, sha256, content) "
        "VALUES ($1, $2, $3, $4, 'Выписка', 'text/plain', $5, $6, $7)",
        document,
        patient_row,
        entry["id"],
        IdSealer(fresh.settings.key("id")).seal(IdType.DOCUMENT, patient_row, document),
        len(content),
        hashlib.sha256(content).digest(),
        content,
    )
    policy = await row_policy(database, sensitive_teen=True, teen_hide=True)
    regions = fresh.settings.accepted_policy_regions
    await new_entries(database, policy, regions, [(patient_row, entry["id"])], now)
    filed = await (await fresh.enter("anna")).data(
        complaints.FILE, input={"id": public, "kind": "OTHER", "text": complaints.TEXT}
    )
    assert filed["fileComplaint"]["userErrors"] == [], filed
    yield public
    await database.execute("DELETE FROM complaint_attachment")
    await database.execute("DELETE FROM complaint_step")
    await database.execute("DELETE FROM complaint")
    await database.execute("DELETE FROM notification WHERE kind = 'NEW_RESULT'")
    await database.execute("DELETE FROM document WHERE id = $1", document)
    await database.execute("DELETE FROM appointment WHERE id = $1", booked)
    await database.execute(
        "UPDATE record_entry SET encounter_id = NULL WHERE patient_id = $1 AND encounter_id = $2", patient_row, meeting
    )
    await database.execute("DELETE FROM encounter WHERE id = $1", meeting)


async def test_for_the_mother_it_is_as_if_the_rows_were_not_there(fresh: Site, visit: str) -> None:
    """policy.md, principle 5: hidden and removed give the same bytes, on the record and beside it."""
    anna, database = await fresh.enter("anna"), fresh.database
    before = await told(fresh, anna)
    await hide(fresh, visit)
    hidden = await told(fresh, anna)
    assert hidden != before and visit in before and visit not in hidden
    gone = await database.fetch("SELECT id FROM record_entry WHERE hidden_by_patient AND status = 0")
    try:
        await database.execute(
            "UPDATE record_entry SET status = 2 WHERE patient_id = $1 AND id = ANY ($2)",
            await pavel(fresh),
            [row["id"] for row in gone],
        )
        await database.execute("DELETE FROM appointment WHERE slot = 'hid'")
        await database.execute("DELETE FROM complaint_step")
        await database.execute("DELETE FROM complaint")
        await database.execute("DELETE FROM notification WHERE kind = 'NEW_RESULT'")
        assert await told(fresh, anna) == hidden
    finally:
        await database.execute("UPDATE record_entry SET status = 0 WHERE id = ANY ($1)", [row["id"] for row in gone])


async def test_the_rows_that_belong_to_it_and_its_service_go_and_no_other(fresh: Site, visit: str) -> None:
    await hide(fresh, visit)
    rows = await fresh.database.fetch(
        "SELECT DISTINCT e.kind FROM record_entry e WHERE e.hidden_by_patient ORDER BY e.kind"
    )
    assert [Kind(row["kind"]) for row in rows] == [
        Kind.EXAMINATION_PROTOCOLS,
        Kind.RENDERED_SERVICES,
        Kind.VITAL_SIGN,
        Kind.PRIVATE_NOTE,
    ]
    services = await fresh.database.fetchval("SELECT count(*) FROM record_entry WHERE hidden_by_patient AND kind = 15")
    assert services == 1


async def test_a_service_that_names_no_encounter_goes_by_clinic_and_day(fresh: Site) -> None:
    anna = await fresh.enter("anna")
    plain = await gastritis(fresh)
    service = await fresh.database.fetchval(
        "SELECT s.public_id FROM record_entry s JOIN record_entry e ON e.patient_id = s.patient_id AND e.event_date = s.event_date "
        "WHERE e.public_id = $1 AND s.kind = 15",
        plain,
    )
    assert await sees(anna, service)
    await hide(fresh, plain)
    assert not await sees(anna, service)
    await act(await fresh.enter("pavel"), "showEntry", plain)
    assert await sees(anna, service)


async def test_a_service_hidden_by_itself_leaves_the_visit(fresh: Site, visit: str) -> None:
    anna = await fresh.enter("anna")
    service = await entry_of(fresh, Kind.RENDERED_SERVICES, "encounter_id IS NOT NULL")
    await hide(fresh, service)
    assert await sees(anna, visit) and not await sees(anna, service)
    await hide(fresh, visit)
    await act(await fresh.enter("pavel"), "showEntry", visit)
    assert await sees(anna, visit) and not await sees(anna, service), "its own hiding stands"


async def test_notice_appointment_and_complaint_go_and_come_back(fresh: Site, visit: str) -> None:
    anna, key = await fresh.enter("anna"), await pavel_key(fresh)
    ask = """query($id: ID!) { viewer { notifications(first: 50) { unreadCount nodes { kind } }
      appointments(patientId: $id) { id } complaints(patientId: $id) { nodes { entryId } } } }"""
    before = (await anna.data(ask, id=key))["viewer"]
    assert before["appointments"] and before["complaints"]["nodes"]
    assert "NEW_RESULT" in {one["kind"] for one in before["notifications"]["nodes"]}
    await hide(fresh, visit)
    hidden = (await anna.data(ask, id=key))["viewer"]
    assert hidden["appointments"] == [] and hidden["complaints"]["nodes"] == []
    assert "NEW_RESULT" not in {one["kind"] for one in hidden["notifications"]["nodes"]}
    assert hidden["notifications"]["unreadCount"] == before["notifications"]["unreadCount"] - 1
    file = {"id": visit, "kind": "EXTRA_DATA", "text": complaints.TEXT}
    refused = (await anna.data(complaints.FILE, input=file))["fileComplaint"]["userErrors"]
    assert [one["code"] for one in refused] == ["NOT_FOUND"]
    other = await entry_of(fresh, Kind.CHECK_UPS)
    attached = [{"entryId": visit, "fields": ["title"]}]
    refused = (await anna.data(complaints.FILE, input={**file, "id": other, "attached": attached}))["fileComplaint"][
        "userErrors"
    ]
    assert [one["code"] for one in refused] == ["ATTACHMENT_UNREADABLE"]
    await act(await fresh.enter("pavel"), "showEntry", visit)
    assert (await anna.data(ask, id=key))["viewer"] == before


async def test_an_unsent_message_to_a_phone_is_given_up(fresh: Site, visit: str) -> None:
    """What was to be told by SMS of a row that is hidden meanwhile is not told."""
    database = fresh.database
    notice = await database.fetchval(
        "SELECT n.id FROM notification n JOIN account a ON a.id = n.account_id WHERE n.kind = 'NEW_RESULT' AND a.login = 'anna'"
    )
    delivery = await database.fetchval(
        "INSERT INTO notification_delivery (notification_id, channel, key, state, attempts) "
        "VALUES ($1, 'SMS', gen_random_uuid(), 'WAITING', 0) RETURNING id",
        notice,
    )
    await hide(fresh, visit)
    await database.execute(
        "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('default', 'deliver_notification', 0, NULL, NULL, $1::jsonb, NULL)]"
        "::procrastinate_job_to_defer_v1[])",
        orjson.dumps({"delivery_id": delivery}).decode(),
    )
    await fresh.work()
    assert await database.fetchval("SELECT state FROM notification_delivery WHERE id = $1", delivery) == "GIVEN_UP"


async def test_its_document_is_not_downloaded(fresh: Site, visit: str) -> None:
    teen, anna = await fresh.enter("pavel"), await fresh.enter("anna")
    document = await fresh.database.fetchval("SELECT public_id FROM document WHERE title = 'Выписка'")
    assert (await download(fresh, FILE.format(document), anna.token)).status_code == 200
    await hide(fresh, visit)
    hidden = await download(fresh, FILE.format(document), anna.token)
    nothing = await download(fresh, FILE.format(await pavel_key(fresh)), anna.token)
    assert (hidden.status_code, hidden.json()["errors"][0]["extensions"]) == (
        nothing.status_code,
        nothing.json()["errors"][0]["extensions"],
    )
    assert (await download(fresh, FILE.format(document), teen.token)).status_code == 200


async def test_an_earlier_version_is_hidden_with_it(fresh: Site, visit: str) -> None:
    """And a version that comes later is born hidden: nothing of the history is left."""
    anna, database = await fresh.enter("anna"), fresh.database
    row = await database.fetchrow("SELECT * FROM record_entry WHERE public_id = $1", visit)
    assert row is not None
    earlier = await database.fetchval("SELECT nextval('record_entry_id_seq')")
    public = IdSealer(fresh.settings.key("id")).seal(Kind.EXAMINATION_PROTOCOLS, row["patient_id"], earlier)
    columns = {name: value for name, value in row.items() if name != "mask"}
    columns |= {"id": earlier, "public_id": public, "status": 1, "version": 1}
    await database.execute("UPDATE record_entry SET version = 2 WHERE id = $1", row["id"])
    names, places = ", ".join(columns), ", ".join(f"${place}" for place in range(1, len(columns) + 1))
    await database.execute(f"INSERT INTO record_entry ({names}) VALUES ({places})", *columns.values())
    try:
        assert await sees(anna, public)
        await hide(fresh, visit)
        assert not await sees(anna, public)
    finally:
        await database.execute("DELETE FROM record_entry WHERE id = $1", earlier)
        await database.execute("UPDATE record_entry SET version = 1 WHERE id = $1", row["id"])


async def test_certificate_export_and_emergency_card_leave_it_out(fresh: Site, visit: str) -> None:
    anna, teen, key = await fresh.enter("anna"), await fresh.enter("pavel"), await pavel_key(fresh)
    certificate = f"/certificates/services/{key}"

    async def services() -> str:
        return " ".join(pages_of((await download(fresh, certificate, anna.token)).content))

    assert "педиатра" in await services()
    await hide(fresh, visit)
    assert "педиатра" not in await services()
    whole = said(await file_of(anna, key, "RECORD_FHIR"))
    assert not any("Гастрит" in str(value) for value in whole)
    own = said(await file_of(teen, key, "RECORD_FHIR"))
    assert any("Гастрит" in str(value) for value in own)
    for form in ("SUMMARY_FHIR", "RECORD_PDF", "EMERGENCY_CARD"):
        content = await file_of(anna, key, form)
        text = content.decode() if form.endswith("FHIR") else " ".join(pages_of(content))
        assert "астрит" not in text, form


async def test_a_file_that_was_made_before_is_not_given_any_more(fresh: Site, visit: str) -> None:
    """A download decides anew: who hides after an export was made is in time."""
    anna, key = await fresh.enter("anna"), await pavel_key(fresh)
    made = await ordered(anna, key, "RECORD_FHIR")
    await hide(fresh, visit)
    late = await download(fresh, made["path"], anna.token)
    assert (late.status_code, late.json()["errors"][0]["extensions"]["code"]) == (409, "CONFLICT")
    assert (await listed(anna, key, made["id"]))["state"] == "READY"
    await act(await fresh.enter("pavel"), "showEntry", visit)
    assert (await download(fresh, made["path"], anna.token)).status_code == 200


async def test_the_teenager_sees_the_record_without_it_as_the_mother_does(fresh: Site, visit: str) -> None:
    teen, anna, key = await fresh.enter("pavel"), await fresh.enter("anna"), await pavel_key(fresh)
    [link] = (await teen.data(LINK))["viewer"]["accessToMe"]
    await hide(fresh, visit)
    seen = (await teen.data(AS_SEEN, id=link["id"]))["recordAsSeenBy"]
    assert seen == (await anna.data(AS_READ, id=key))["record"]
    assert visit not in str(seen)


async def test_the_notice_is_constant_and_the_log_tells_the_mother_nothing(fresh: Site, visit: str) -> None:
    anna, key = await fresh.enter("anna"), await pavel_key(fresh)
    ask = """query($id: ID!) { record(patientId: $id) { examinationProtocols { notices { code } } vaccinations { notices { code } }
      accessLog(first: 100) { nodes { operation } } } }"""
    before = (await anna.data(ask, id=key))["record"]
    assert "HIDDEN_BY_PATIENT" in {one["code"] for one in before["examinationProtocols"]["notices"]}
    assert "HIDDEN_BY_PATIENT" not in {one["code"] for one in before["vaccinations"]["notices"]}
    await hide(fresh, visit)
    after = (await anna.data(ask, id=key))["record"]
    assert after["examinationProtocols"] == before["examinationProtocols"]
    assert "hideEntry" not in {one["operation"] for one in after["accessLog"]["nodes"]}


async def _bring(site: Site, folder: Path, *resources: dict[str, Any]) -> None:
    """Imports what a clinic says of Павел."""
    row = await site.database.fetchrow(
        "SELECT p.birth_date, i.value FROM person p JOIN person_identifier i ON i.patient_id = p.id AND i.kind = 'SNILS' WHERE p.id = $1",
        await pavel(site),
    )
    assert row is not None
    identifier = [{"system": SNILS_SYSTEM, "value": row["value"]}]
    document = bundle(patient(identifier=identifier, birthDate=row["birth_date"].isoformat()), *resources)
    path = folder / "file.json"
    path.write_bytes(orjson.dumps(document))
    database = cast("Database", SimpleNamespace(address=site.address))
    [done] = await import_all(database, site.settings, [path], "hiding", Console(file=io.StringIO()))
    assert done.report.refused is None, str(done.report.refused)


_HERE = "SELECT kind, hidden_by_patient AS hidden, version FROM record_entry e JOIN import_source s ON s.id = e.source_id WHERE s.name = 'hiding' AND e.status = 0"


async def test_what_a_file_adds_to_a_hidden_visit_later_is_hidden_too(fresh: Site, tmp_path: Path) -> None:
    """A service that the insurer sends weeks after, a measurement, a renewed visit: hidden as they come, and nobody is told."""
    anna = await fresh.enter("anna")
    day = {"period": {"start": "2024-03-01T09:00:00+03:00", "end": "2024-03-01T09:30:00+03:00"}}
    await _bring(fresh, tmp_path, encounter(**day), condition(code="J06.9", encounter=ref("Encounter/e")))
    public = await fresh.database.fetchval(
        "SELECT e.public_id FROM record_entry e JOIN import_source s ON s.id = e.source_id WHERE s.name = 'hiding' AND kind = 1"
    )
    assert await sees(anna, public)
    await hide(fresh, public)
    before = await told(fresh, anna)
    await fresh.database.execute("DELETE FROM notification WHERE kind = 'NEW_RESULT'")
    unread = await told(fresh, anna)
    service = claim(item=[{"sequence": 1, "productOrService": {"text": "Приём"}, "encounter": [ref("Encounter/e")]}])
    await _bring(
        fresh,
        tmp_path,
        encounter(**day, reasonCode=[{"text": "кашель"}]),
        service,
        vital(encounter=ref("Encounter/e")),
    )
    rows = await fresh.database.fetch(_HERE)
    assert {Kind(row["kind"]) for row in rows} >= {Kind.EXAMINATION_PROTOCOLS, Kind.RENDERED_SERVICES, Kind.VITAL_SIGN}
    assert all(row["hidden"] for row in rows if row["kind"] != Kind.ALLERGY), rows
    assert await told(fresh, anna) == unread, before
