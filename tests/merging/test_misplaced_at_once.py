"""Moving entries out of the wrong record while somebody writes, corrects, complains, exports or decides: one comes first."""

import asyncio
from typing import Any

import asyncpg
import pytest

from backend.models.vocabulary import Kind
from tests.client import Site
from tests.doctors_write.acts import act, protocol
from tests.exports.ordering import download, listed, order, ordered
from tests.merging.misplaced import ACCEPT, ASK, CONFIRM, a_protocol, asked, request, returned, written
from tests.merging.people import row_of
from tests.officers.people import done, run
from tests.waiting import somebody_waits

FILE = "mutation($input: FileComplaintInput!) { fileComplaint(input: $input) { complaint { id } userErrors { code } } }"


async def _accepted(site: Site, entries: list[str]) -> str:
    id_ = await asked(site, entries)
    await done(await site.sign_in("registrar"), ACCEPT, id=id_)
    return id_


async def _waiting(site: Site) -> None:
    while not await somebody_waits(site):
        await asyncio.sleep(0.01)


async def test_the_same_request_is_carried_out_once(site: Site) -> None:
    _, public = await written(site, "Вера", Kind.VACCINATIONS)
    id_, other = await _accepted(site, [public]), await site.sign_in("registrar2")
    answers = await asyncio.gather(*(run(other, CONFIRM, id=id_) for _ in range(3)))
    codes = sorted([error["code"] for error in answer["userErrors"]] for answer in answers)
    assert codes == [[], ["WRONG_STATE"], ["WRONG_STATE"]]


async def test_of_two_who_ask_for_one_entry_at_once_one_is_heard(site: Site) -> None:
    _, public = await written(site, "Вера", Kind.VACCINATIONS)
    doctor, given = await site.sign_in("petrova"), await request(site, [public])
    answers = await asyncio.gather(*(run(doctor, ASK, **given) for _ in range(2)))
    assert sorted([error["code"] for error in answer["userErrors"]] for answer in answers) == [[], ["WRONG_STATE"]]


async def test_a_correction_that_is_being_written_goes_along(site: Site) -> None:
    public = await a_protocol(site)
    id_ = await _accepted(site, [public])
    entry = await site.database.fetchrow("SELECT id, set_id, patient_id FROM record_entry WHERE public_id = $1", public)
    writer = await asyncpg.connect(**site.address.connect_arguments())
    try:
        async with writer.transaction():
            await writer.execute("SELECT FROM record_entry WHERE id = $1 FOR NO KEY UPDATE", entry["id"])
            acting = asyncio.create_task(run(await site.sign_in("registrar2"), CONFIRM, id=id_))
            await _waiting(site)
            await writer.execute("UPDATE record_entry SET status = 1 WHERE id = $1", entry["id"])
            later = await writer.fetchval(
                "WITH e AS (INSERT INTO record_entry (id, patient_id, public_id, kind, start_key, event_date, set_id, version) "
                "SELECT n, $1, repeat('B', 22), 1, 1, current_date, $2, 2 FROM nextval('record_entry_id_seq') n RETURNING id), "
                "d AS (INSERT INTO examination_protocol (patient_id, entry_id) SELECT $1, id FROM e) SELECT id FROM e",
                entry["patient_id"],
                entry["set_id"],
            )
        assert (await acting)["userErrors"] == []
    finally:
        await writer.close()
    whose = await site.database.fetch("SELECT patient_id FROM record_entry WHERE id = ANY ($1)", [entry["id"], later])
    assert {row["patient_id"] for row in whose} == {await row_of(site, "Игорь")}


@pytest.mark.parametrize("what", ["correct", "complain"])
async def test_who_comes_while_they_move_finds_nothing_there(site: Site, what: str) -> None:
    """The move is carried out and not kept yet: what comes meanwhile waits, or is of the record as it was."""
    public = await a_protocol(site)
    id_ = await _accepted(site, [public])
    doctor, anna = await site.sign_in("petrova"), await site.enter("anna")
    other, entry = (
        await site.sign_in("registrar2"),
        await site.database.fetchval("SELECT id FROM record_entry WHERE public_id = $1", public),
    )
    holder = await asyncpg.connect(**site.address.connect_arguments())

    async def comes() -> Any:
        if what == "correct":
            return await act(doctor, "correctProtocol", id=public, content=protocol("J00"), reason="Уточнение")
        given = {"id": public, "kind": "OTHER", "text": "Это запись не моего ребёнка."}
        return (await anna.data(FILE, input=given))["fileComplaint"]

    try:
        async with holder.transaction():
            # One of the last things that the move does: it tells security officers, or writes both logs.
            await holder.execute("SELECT FROM access_log_counter FOR UPDATE")
            acting = asyncio.create_task(run(other, CONFIRM, id=id_))
            await _waiting(site)
            coming = asyncio.create_task(comes())
            await asyncio.sleep(0.3)
        assert (await acting)["userErrors"] == []
        codes = [error["code"] for error in (await coming)["userErrors"]]
    finally:
        await holder.close()
    # What was filed a moment before is out of its complainant's sight with the entry, and answers so.
    assert codes in ([["FORBIDDEN"], ["NOT_FOUND"]] if what == "complain" else [["NOT_FOUND"]])
    igor = await row_of(site, "Игорь")
    assert await site.database.fetchval("SELECT patient_id FROM record_entry WHERE id = $1", entry) == igor
    assert not await site.database.fetchval("SELECT count(*) FROM complaint WHERE patient_id = $1", igor)


async def test_a_file_with_them_is_not_handed_out_afterwards(site: Site) -> None:
    """An export that was made, and one under way, are decided anew when they are fetched."""
    anna, misha = await site.enter("anna"), await site.patient("Михаил")
    _, public = await written(site, "Михаил", Kind.VACCINATIONS, created_at=site.clock())
    made = await ordered(anna, misha, "RECORD_FHIR")
    assert (await download(site, made["path"], anna.token)).status_code == 200
    under_way = await order(anna, misha, "RECORD_FHIR", sections=["VACCINATIONS"])
    assert under_way["userErrors"] == []
    id_ = await _accepted(site, [public])
    await done(await site.sign_in("registrar2"), CONFIRM, id=id_)
    assert (await download(site, made["path"], anna.token)).status_code == 409
    await site.work()
    later = await listed(anna, misha, under_way["recordExport"]["id"])
    assert public not in (await download(site, later["path"], anna.token)).text, (
        "what is read after the move is without them"
    )
    await returned(site, id_)
    assert (await download(site, made["path"], anna.token)).status_code == 200
