"""Downloads of a record (PAP-04): in the background, sealed, for a day, and refused once they hold more than may be seen."""

from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
import pytest_asyncio

from backend.exports import making
from backend.models.vocabulary import Kind
from backend.policy.standing import Standing
from backend.settings import Settings
from tests.cast_site import NewDatabase, world_site
from tests.client import Person, Site
from tests.exchange.pdf.reading import pages_of, squeezed
from tests.exports.ordering import ORDER, download, file_of, listed, order, ordered
from tests.world import World

CANCEL = "mutation($input: CancelExportInput!) { cancelExport(input: $input) { userErrors { code } } }"
PARENT = Standing.PARENT_OF_CHILD


@pytest_asyncio.fixture
async def place(settings: Settings, new_database: NewDatabase) -> AsyncIterator[tuple[Site, World, Person, str]]:
    """A parent and the child's record, for tests that change both."""
    async with world_site(settings, new_database) as (site, made):
        yield site, made, Person(site, made.tokens[PARENT]), made.patient_key(PARENT)


Place = tuple[Site, World, Person, str]


async def _status(place: Place, path: str, token: str | None = None) -> tuple[int, str]:
    site, _made, person, _ = place
    response = await download(site, path, token if token is not None else person.token)
    error = response.json()["errors"][0] if response.status_code != 200 else {}
    return response.status_code, error.get("message", "")


async def test_an_export_is_made_in_the_background_kept_sealed_and_downloaded_under_one_address(place: Place) -> None:
    site, made, person, patient = place
    payload = await order(person, patient, "RECORD_PDF")
    assert payload["recordExport"]["state"] == "WAITING" and payload["recordExport"]["path"] is None
    jobs = await made.database.fetch("SELECT args FROM procrastinate_jobs WHERE task_name = 'make_export'")
    assert [orjson.loads(job["args"]).keys() for job in jobs] == [{"export_id"}], "a job carries row ids alone"
    await site.work()
    one = await listed(person, patient, payload["recordExport"]["id"])
    assert one["state"] == "READY" and one["done"] == one["total"] > 15
    row = await made.database.fetchrow("SELECT sealed, marks FROM record_export")
    assert row is not None
    assert b"%PDF" not in row["sealed"] and len(row["sealed"]) > one["size"]
    response = await download(site, one["path"], person.token)
    assert response.status_code == 200 and response.content.startswith(b"%PDF")
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["content-disposition"] == 'attachment; filename="medcard.pdf"'
    pages = pages_of(response.content)
    assert "стр. 1 из" in pages[0] and "Поликлиника" in pages[0]


async def test_order_making_and_download_stand_in_the_access_log(place: Place) -> None:
    _site, made, person, patient = place
    await file_of(person, patient, "RECORD_FHIR", sections=["VACCINATIONS"])
    rows = await made.database.fetch(
        "SELECT operation, sections FROM access_log WHERE patient_id = $1 ORDER BY seq", made.patients[PARENT]
    )
    named = [(row["operation"], row["sections"]) for row in rows if row["operation"] is not None]
    section = int(Kind.VACCINATIONS)
    assert named == [("requestExport", [section]), ("ExportRecord", [section]), ("DownloadExport", [section])]


async def test_sections_hold_what_was_chosen_and_nothing_else(place: Place) -> None:
    _, _, person, patient = place
    bundle = orjson.loads(await file_of(person, patient, "RECORD_FHIR", sections=["VACCINATIONS", "SICK_LEAVES"]))
    types = {entry["resource"]["resourceType"] for entry in bundle["entry"]}
    assert types == {"Patient", "Organization", "Practitioner", "Immunization", "DocumentReference"}
    text = squeezed("".join(pages_of(await file_of(person, patient, "RECORD_PDF", sections=["VACCINATIONS"]))))
    assert "ВыбранныеразделыПрививки" in text.replace(":", "").replace(".", "")
    assert squeezed("Запись VACCINATIONS") in text and squeezed("Запись LAB_REPORTS") not in text


@pytest.mark.parametrize("given", [{"sections": []}, {"contacts": [{"name": "", "phone": "1"}]}])
async def test_an_order_without_sense_is_refused_at_its_field(place: Place, given: dict[str, Any]) -> None:
    _, _, person, patient = place
    payload = await order(person, patient, "RECORD_PDF", **given)
    assert [error["code"] for error in payload["userErrors"]] == ["REQUIRED"]


async def test_nobody_orders_or_downloads_anothers(place: Place) -> None:
    site, made, person, patient = place
    for standing, code in ((Standing.SELF_ADULT, "FORBIDDEN"), (Standing.TREATING_DOCTOR, "FORBIDDEN")):
        payload = await order(Person(site, made.tokens[standing]), patient, "RECORD_PDF")
        assert [error["code"] for error in payload["userErrors"]] == [code]
    missing = await order(person, "AAAAAAAAAAAAAAAAAAAAAA", "RECORD_PDF")
    assert [error["code"] for error in missing["userErrors"]] == ["FORBIDDEN"]
    made_one = await ordered(person, patient, "RECORD_PDF")
    assert (await _status(place, made_one["path"], made.tokens[Standing.SELF_ADULT]))[0] == 403
    assert (await _status(place, made_one["path"], "nobody"))[0] == 401
    assert (await download(site, made_one["path"], None)).status_code == 401
    assert (await _status(place, "/exports/AAAAAAAAAAAAAAAAAAAAAA"))[0] == 403
    taken = Person(site, made.tokens[Standing.SELF_ADULT])
    refused = await taken.data(CANCEL, input={"id": made_one["id"]})
    assert refused["cancelExport"]["userErrors"] == [{"code": "NOT_FOUND"}]
    other = "query($id: ID!) { viewer { recordExports(patientId: $id) { id } issuedDocuments(patientId: $id) { id } } }"
    assert (await taken.data(other, id=patient))["viewer"] == {"recordExports": [], "issuedDocuments": []}


async def test_a_closed_card_an_ended_standing_and_a_new_policy_are_asked_anew_at_the_download(place: Place) -> None:
    _, made, person, patient = place
    path = (await ordered(person, patient, "RECORD_PDF"))["path"]
    assert (await _status(place, path))[0] == 200
    await made.database.execute("UPDATE session SET card_used_at = now() - interval '1 hour'")
    assert (await _status(place, path))[0] == 401
    await made.database.execute("UPDATE session SET card_used_at = now()")
    await made.database.execute(
        "UPDATE access_grant SET revoked_at = now() WHERE patient_id = $1", made.patients[PARENT]
    )
    assert (await _status(place, path))[0] == 403


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE record_entry SET status = 1 WHERE patient_id = $1 AND kind = 4",
        "UPDATE record_entry SET labels = 1, confidentiality = 1 WHERE patient_id = $1 AND kind = 2",
        "UPDATE lab_report SET conclusion = NULL WHERE patient_id = $1",
        "UPDATE person SET birth_date = birth_date - interval '12 years' WHERE id = $1",
    ],
    ids=["withdrawn", "sensitive now", "changed", "a teenager now"],
)
async def test_what_holds_more_than_may_be_seen_now_is_refused_and_made_anew(place: Place, change: str) -> None:
    _, made, person, patient = place
    path = (await ordered(person, patient, "RECORD_FHIR"))["path"]
    await made.database.execute(change, made.patients[PARENT])
    status, message = await _status(place, path)
    assert status == 409 and "Закажите его заново" in message
    assert await file_of(person, patient, "RECORD_FHIR")


async def test_a_new_entry_takes_nothing_away_from_a_file(place: Place) -> None:
    _, made, person, patient = place
    path = (await ordered(person, patient, "RECORD_PDF"))["path"]
    await made.entry(made.patients[PARENT], Kind.LAB_REPORTS, title="Новый анализ")
    assert (await _status(place, path))[0] == 200


async def test_a_standing_that_ends_before_the_making_makes_nothing(place: Place) -> None:
    site, made, person, patient = place
    for change in (
        "UPDATE session SET card_used_at = now() - interval '1 hour'",
        "UPDATE session SET card_used_at = now(), ended_at = now() WHERE account_id = (SELECT grantee_id FROM access_grant WHERE patient_id = $1)",
    ):
        payload = await order(person, patient, "RECORD_PDF")
        given = [made.patients[PARENT]] if "$1" in change else []
        await made.database.execute(change, *given)
        await site.work()
        row = await made.database.fetchrow("SELECT state, sealed FROM record_export ORDER BY id DESC LIMIT 1")
        assert row is not None
        assert (row["state"], row["sealed"]) == ("REFUSED", None), payload
        await made.database.execute("UPDATE session SET card_used_at = now(), ended_at = NULL")


async def test_an_export_is_cancelled_before_and_after_it_is_made(place: Place) -> None:
    site, made, person, patient = place
    payload = await order(person, patient, "RECORD_PDF")
    id_ = payload["recordExport"]["id"]
    assert (await person.data(CANCEL, input={"id": id_}))["cancelExport"]["userErrors"] == []
    await site.work()
    assert await made.database.fetchval("SELECT state FROM record_export") == "CANCELLED"
    ready = await ordered(person, patient, "RECORD_PDF")
    await person.data(CANCEL, input={"id": ready["id"]})
    assert (await _status(place, ready["path"]))[0] == 403
    assert await made.database.fetchval("SELECT count(*) FROM record_export WHERE sealed IS NOT NULL") == 0


async def test_a_day_later_it_is_gone(place: Place) -> None:
    site, made, person, patient = place
    path = (await ordered(person, patient, "RECORD_PDF"))["path"]
    await made.database.execute("UPDATE record_export SET expires_at = now()")
    assert (await _status(place, path))[0] == 403
    await made.database.execute(
        "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('medcard', 'forget_expired_exports', 0, NULL, NULL, "
        "'{\"timestamp\": 0}'::jsonb, NULL)]::procrastinate_job_to_defer_v1[])"
    )
    await site.work()
    assert await made.database.fetchval("SELECT count(*) FROM record_export") == 0


async def test_the_same_order_again_is_one_export_and_too_many_wait(place: Place) -> None:
    _, _made, person, patient = place
    given = {"patientId": patient, "form": "RECORD_PDF", "clientMutationId": "one"}
    first = (await person.data(ORDER, input=given))["requestExport"]["recordExport"]["id"]
    assert (await person.data(ORDER, input=given))["requestExport"]["recordExport"]["id"] == first
    codes = [(await order(person, patient, "RECORD_PDF"))["userErrors"] for _ in range(3)]
    assert [bool(errors) for errors in codes] == [False, False, True] and codes[2][0]["code"] == "RATE_LIMITED"


async def test_a_record_too_long_for_paper_fails_at_once_and_leaves_as_fhir(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, person, patient = place
    monkeypatch.setattr(making, "MOST_ON_PAPER", 3)
    failed = await ordered(person, patient, "RECORD_PDF")
    assert (failed["state"], failed["done"], failed["size"]) == ("FAILED", 0, None)
    assert (await ordered(person, patient, "RECORD_PDF", sections=["VACCINATIONS"]))["state"] == "READY"
    assert (await ordered(person, patient, "RECORD_FHIR"))["state"] == "READY"
