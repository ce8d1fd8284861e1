"""Merges, writers, bindings and other merges at the same moment: one of them comes first, and nothing is lost between two."""

import asyncio
import uuid

import asyncpg
import pytest

from backend.models.vocabulary import Kind
from tests.client import Site
from tests.merging.people import CONFIRM, PROPOSE, proposal, proposed, row_of, second_record
from tests.officers.people import done, run
from tests.waiting import somebody_waits


async def test_of_two_merges_into_each_other_one_comes_first(site: Site) -> None:
    duplicate, vera = await second_record(site, "Вера", entries=(Kind.VACCINATIONS,)), await row_of(site, "Вера")
    await site.database.execute(
        "INSERT INTO person_identifier (patient_id, kind, value, checked) VALUES ($1, 'FOREIGN_DOCUMENT', 'KG 19', true)",
        duplicate,
    )
    first = await proposed(site, "Вера", duplicate)
    given = await proposal(site, "Вера", vera)
    given["person"] = {**given["person"], "kind": "FOREIGN_DOCUMENT", "number": "KG 19"}
    second = (await done(await site.sign_in("registrar"), PROPOSE, **given))["recordMerge"]["id"]
    other, entries = await site.sign_in("registrar2"), await site.database.fetchval("SELECT count(*) FROM record_entry")
    answers = await asyncio.gather(*(run(other, CONFIRM, id=one) for one in (first, second)))
    assert sorted([error["code"] for error in answer["userErrors"]] for answer in answers) == [[], ["WRONG_STATE"]]
    held = await site.database.fetch(
        "SELECT patient_id FROM record_entry WHERE patient_id = ANY ($1) GROUP BY 1", [vera, duplicate]
    )
    assert len(held) == 1
    assert await site.database.fetchval("SELECT count(*) FROM record_entry") == entries


async def test_the_same_proposal_is_confirmed_once(site: Site) -> None:
    merge = await proposed(site, "Тимур", await second_record(site, "Тимур", entries=(Kind.VACCINATIONS,)))
    other = await site.sign_in("registrar2")
    answers = await asyncio.gather(*(run(other, CONFIRM, id=merge) for _ in range(3)))
    assert sorted([error["code"] for error in answer["userErrors"]] for answer in answers) == [
        [],
        ["WRONG_STATE"],
        ["WRONG_STATE"],
    ]


async def test_an_import_that_runs_is_waited_for(site: Site) -> None:
    """What it writes into the second record comes along."""
    duplicate, pavel = await second_record(site, "Павел", entries=(Kind.VACCINATIONS,)), await row_of(site, "Павел")
    source = await site.database.fetchval(
        "INSERT INTO import_source (name, created_at) VALUES ($1, now()) RETURNING id", uuid.uuid4().hex
    )
    merge = await proposed(site, "Павел", duplicate)
    importing = await asyncpg.connect(**site.address.connect_arguments())
    try:
        async with importing.transaction():
            await importing.execute("SELECT FROM import_source WHERE id = $1 FOR UPDATE", source)
            acting = asyncio.create_task(run(await site.sign_in("registrar2"), CONFIRM, id=merge))
            while not await somebody_waits(site):
                await asyncio.sleep(0.01)
            await importing.execute(
                "WITH e AS (INSERT INTO record_entry (id, patient_id, public_id, kind, start_key, event_date, set_id) "
                "SELECT n, $1, repeat('A', 22), 12, 12, '2024-05-05', n FROM nextval('record_entry_id_seq') n RETURNING id) "
                "INSERT INTO medical_certificate (patient_id, entry_id) SELECT $1, id FROM e",
                duplicate,
            )
        assert (await acting)["userErrors"] == []
    finally:
        await importing.close()
    assert await site.database.fetchval("SELECT count(*) FROM record_entry WHERE patient_id = $1", duplicate) == 0
    assert (
        await site.database.fetchval(
            "SELECT count(*) FROM record_move WHERE from_patient_id = $1 AND to_patient_id = $2", duplicate, pavel
        )
        == 2
    )


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (
            "INSERT INTO encounter (patient_id, encounter_class, ground, practitioner_id, organization_id, opened_at) "
            "SELECT $1, 'AMB', 'PATIENT_CODE', w.practitioner_id, w.organization_id, now() FROM practitioner_role w ORDER BY w.id LIMIT 1",
            "RECORD_IN_USE",
        ),
        (
            "WITH held AS (SELECT id FROM person WHERE id = $1 FOR SHARE) "
            "INSERT INTO account (login, password_hash, level, roles, person_id, created_at) "
            "SELECT 'new-owner', '-', 'FULL', '{CITIZEN}', id, now() FROM held",
            "DUPLICATE_HAS_ACCOUNT",
        ),
    ],
)
async def test_who_comes_to_the_second_record_meanwhile_is_seen(site: Site, statement: str, code: str) -> None:
    duplicate = await second_record(site, "Михаил", entries=(Kind.VACCINATIONS,))
    merge = await proposed(site, "Михаил", duplicate)
    coming = await asyncpg.connect(**site.address.connect_arguments())
    try:
        async with coming.transaction():
            await coming.execute(statement, duplicate)
            acting = asyncio.create_task(run(await site.sign_in("registrar2"), CONFIRM, id=merge))
            while not await somebody_waits(site):
                await asyncio.sleep(0.01)
    finally:
        await coming.close()
    assert [error["code"] for error in (await acting)["userErrors"]] == [code]


async def test_who_comes_a_moment_later_finds_the_record_closed(site: Site) -> None:
    """The merge is carried out and not kept yet: a visit that begins meanwhile waits, and does not begin."""
    duplicate = await second_record(site, "Елена")
    merge = await proposed(site, "Елена", duplicate)
    holder = await asyncpg.connect(**site.address.connect_arguments())
    coming = await asyncpg.connect(**site.address.connect_arguments())
    try:
        async with holder.transaction():
            # What the merge takes last but one: its own row.
            await holder.execute("SELECT FROM record_merge FOR SHARE")
            acting = asyncio.create_task(run(await site.sign_in("registrar2"), CONFIRM, id=merge))
            while not await somebody_waits(site):
                await asyncio.sleep(0.01)
            visiting = asyncio.create_task(
                coming.execute(
                    "INSERT INTO encounter (patient_id, encounter_class, ground, practitioner_id, organization_id, opened_at) "
                    "SELECT $1, 'AMB', 'PATIENT_CODE', w.practitioner_id, w.organization_id, now() FROM practitioner_role w LIMIT 1",
                    duplicate,
                )
            )
            await asyncio.sleep(0.2)
            assert not visiting.done()
        assert (await acting)["userErrors"] == []
        with pytest.raises(asyncpg.RaiseError, match="read as another"):
            await visiting
    finally:
        await coming.close()
        await holder.close()
