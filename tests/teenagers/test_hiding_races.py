"""Hiding beside what others do at the same moment: a doctor's new version, a reading mother, an export, a lift, an import."""

import asyncio
import datetime as dt

import asyncpg

from backend.models.vocabulary import Kind
from tests.client import Site
from tests.exports.ordering import download, order
from tests.teenagers.hidden import (
    AS_READ,
    REASON,
    act,
    codes,
    entry_of,
    gastritis,
    hide,
    pavel,
    pavel_key,
    sees,
    state,
    told,
)


async def test_of_many_hides_and_shows_at_once_one_whole_state_stands(fresh: Site) -> None:
    teen, anna, visit = await fresh.enter("pavel"), await fresh.enter("anna"), await gastritis(fresh)
    before = await told(fresh, anna)
    names = ["hideEntry", "showEntry"] * 4
    answers = await asyncio.gather(*(act(teen, name, visit) for name in names))
    assert all(answer["userErrors"] == [] for answer in answers)
    hidden = await state(teen, visit) == "HIDDEN"
    assert await sees(anna, visit) != hidden
    flags = await fresh.database.fetchval("SELECT count(*) FROM record_entry WHERE hidden_by_patient")
    assert (flags > 0) == hidden
    assert await fresh.database.fetchval("SELECT count(*) FROM entry_hiding WHERE ended_at IS NULL") == int(hidden)
    if hidden:
        await act(teen, "showEntry", visit)
    assert await told(fresh, anna) == before


async def test_a_mother_who_reads_meanwhile_sees_all_of_it_or_nothing(fresh: Site) -> None:
    """One statement, one snapshot: never the service without the visit, never a count that says more than the list."""
    teen, anna, visit, key = (
        await fresh.enter("pavel"),
        await fresh.enter("anna"),
        await gastritis(fresh),
        await pavel_key(fresh),
    )
    whole = (await anna.data(AS_READ, id=key))["record"]
    await hide(fresh, visit)
    without = (await anna.data(AS_READ, id=key))["record"]
    assert whole != without

    async def turn() -> None:
        for _ in range(6):
            await act(teen, "showEntry", visit)
            await act(teen, "hideEntry", visit)

    async def read() -> list[object]:
        return [(await anna.data(AS_READ, id=key))["record"] for _ in range(12)]

    _, seen = await asyncio.gather(turn(), read())
    assert all(one in (whole, without) for one in seen)


async def test_a_version_that_is_written_meanwhile_is_hidden_with_the_rest(fresh: Site) -> None:
    """A correction holds the entry; the teenager's hiding waits for it and finds the new version."""
    teen, anna = await fresh.enter("pavel"), await fresh.enter("anna")
    visit = await gastritis(fresh)
    other = await asyncpg.connect(**fresh.address.connect_arguments())
    patient = await pavel(fresh)
    row = await fresh.database.fetchrow("SELECT * FROM record_entry WHERE public_id = $1", visit)
    assert row is not None
    writing = other.transaction()
    await writing.start()
    try:
        await other.execute(
            "SELECT FROM record_entry WHERE patient_id = $1 AND id = $2 FOR NO KEY UPDATE", patient, row["id"]
        )
        waiting = asyncio.create_task(act(teen, "hideEntry", visit))
        await asyncio.sleep(0.3)
        assert not waiting.done(), "the hiding waits for the correction"
        await other.execute("UPDATE record_entry SET status = 1 WHERE patient_id = $1 AND id = $2", patient, row["id"])
        columns = {name: value for name, value in row.items() if name != "mask"}
        later = await other.fetchval("SELECT nextval('record_entry_id_seq')")
        columns |= {"id": later, "public_id": f"{later:022d}", "version": row["version"] + 1}
        names, places = ", ".join(columns), ", ".join(f"${place}" for place in range(1, len(columns) + 1))
        await other.execute(f"INSERT INTO record_entry ({names}) VALUES ({places})", *columns.values())
        await writing.commit()
        answer = await waiting
        assert [error["code"] for error in answer["userErrors"]] == ["CONFLICT"], "what was read is not what stands now"
        assert await sees(anna, visit)
    finally:
        await fresh.database.execute(
            "DELETE FROM record_entry WHERE set_id = $1 AND version > $2", row["set_id"], row["version"]
        )
        await fresh.database.execute("UPDATE record_entry SET status = 0 WHERE id = $1", row["id"])
        await other.close()


async def test_an_export_that_is_being_made_while_the_entry_is_hidden_is_not_given(fresh: Site) -> None:
    """Asked before, made after: the file holds what is seen when it is made; and a download decides once more."""
    anna, visit, key = await fresh.enter("anna"), await gastritis(fresh), await pavel_key(fresh)
    await fresh.database.execute("UPDATE record_export SET requested_at = requested_at - interval '2 hours'")
    asked = (await order(anna, key, "RECORD_FHIR"))["recordExport"]
    await hide(fresh, visit)
    await fresh.work()
    [made] = [
        one
        for one in (
            await anna.data("query($id: ID!) { viewer { recordExports(patientId: $id) { id path state } } }", id=key)
        )["viewer"]["recordExports"]
        if one["id"] == asked["id"]
    ]
    content = await download(fresh, made["path"], anna.token)
    assert content.status_code == 200 and "Гастрит" not in content.text


async def test_hiding_and_lifting_at_once_end_in_one_of_both(fresh: Site) -> None:
    """Both hold the person before the entry, so that neither waits for the other's end."""
    teen, ivanov = await fresh.enter("pavel"), await fresh.sign_in("ivanov")
    visit, check_up = await gastritis(fresh), await entry_of(fresh, Kind.CHECK_UPS)
    for entry in (visit, check_up):
        await hide(fresh, entry)
    answers = await asyncio.gather(
        act(teen, "showEntry", visit),
        act(ivanov, "liftHiding", visit, reason=REASON),
        act(ivanov, "liftHiding", check_up, reason=REASON),
        act(teen, "hideEntry", check_up),
    )
    told_codes = [[error["code"] for error in answer["userErrors"]] for answer in answers]
    assert told_codes[0] == [] and told_codes[1] in ([], ["WRONG_STATE"]) and told_codes[2] == []
    assert told_codes[3] in ([], ["HIDING_LIFTED"])
    assert await sees(await fresh.enter("anna"), check_up)


async def test_an_import_holds_the_person_before_the_entries(fresh: Site) -> None:
    """Hiding waits for a file about the same person, and the file for a hiding."""
    teen, visit = await fresh.enter("pavel"), await gastritis(fresh)
    other = await asyncpg.connect(**fresh.address.connect_arguments())
    importing = other.transaction()
    await importing.start()
    try:
        await other.execute("SELECT FROM person WHERE id = $1 FOR NO KEY UPDATE", await pavel(fresh))
        waiting = asyncio.create_task(act(teen, "hideEntry", visit))
        await asyncio.sleep(0.3)
        assert not waiting.done()
        await importing.commit()
        assert (await waiting)["userErrors"] == []
    finally:
        await other.close()


async def test_an_ended_standing_hides_no_more(fresh: Site) -> None:
    """At 18 the record is theirs alone: there is nobody to hide from, and the mutation says FORBIDDEN."""
    teen, visit = await fresh.enter("pavel"), await gastritis(fresh)
    born = await fresh.database.fetchval("SELECT birth_date FROM person WHERE id = $1", await pavel(fresh))
    day = fresh.clock().astimezone(dt.timezone(dt.timedelta(hours=3))).date()
    await fresh.database.execute(
        "UPDATE person SET birth_date = ($2::date - interval '18 years')::date WHERE id = $1", await pavel(fresh), day
    )
    try:
        assert await codes(teen, "hideEntry", visit) == ["FORBIDDEN"]
        assert await state(teen, visit) == "NOT_OFFERED"
    finally:
        await fresh.database.execute("UPDATE person SET birth_date = $2 WHERE id = $1", await pavel(fresh), born)
