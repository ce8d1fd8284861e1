"""What a teenager hid stays hidden wherever a merge takes it, and comes back with its record (docs/access.md)."""

import datetime as dt

from backend.models.vocabulary import Kind
from tests.client import Site
from tests.merging.people import merged, row_of, second_record, undone, world_of


async def _hidden(site: Site, patient: int) -> list[int]:
    rows = await site.database.fetch(
        "SELECT id FROM record_entry WHERE patient_id = $1 AND hidden_by_patient ORDER BY id", patient
    )
    return [row["id"] for row in rows]


async def _hide(site: Site, patient: int, entry: int) -> None:
    await site.database.execute(
        "INSERT INTO entry_hiding (patient_id, set_id, account_id, hidden_at) "
        "SELECT $1, $2, id, now() FROM account WHERE login = 'pavel'",
        patient,
        entry,
    )
    await site.database.execute("SELECT count(*) FROM follow_hidings(ARRAY[$1::bigint])", patient)


async def test_a_hidden_entry_is_hidden_in_the_record_that_it_comes_to_with_the_service_that_waits_there(
    site: Site,
) -> None:
    pavel, duplicate, world = await row_of(site, "Павел"), await second_record(site, "Павел"), world_of(site)
    day = dt.date(2024, 5, 5)
    visit, other = (
        await world.entry(duplicate, Kind.EXAMINATION_PROTOCOLS, on=day),
        await world.entry(duplicate, Kind.CHECK_UPS),
    )
    service = await world.entry(pavel, Kind.RENDERED_SERVICES, on=day)
    await _hide(site, duplicate, visit)
    assert (await _hidden(site, duplicate), await _hidden(site, pavel)) == ([visit], [])
    merge = await merged(site, "Павел", duplicate)
    assert await _hidden(site, pavel) == sorted((visit, service)) and other not in await _hidden(site, pavel)
    assert await site.database.fetchval("SELECT patient_id FROM entry_hiding WHERE set_id = $1", visit) == pavel
    await undone(site, merge)
    assert (await _hidden(site, duplicate), await _hidden(site, pavel)) == ([visit], [])


async def test_a_lift_goes_along_as_it_was_given(site: Site) -> None:
    """What was lifted is not hidden again by way of another record."""
    pavel, duplicate, world = await row_of(site, "Павел"), await second_record(site, "Павел"), world_of(site)
    visit = await world.entry(duplicate, Kind.EXAMINATION_PROTOCOLS)
    await site.database.execute(
        "INSERT INTO entry_hiding (patient_id, set_id, account_id, hidden_at, ended_at, lifted_by_id, reason) "
        "SELECT $1, $2, id, now(), now(), 1, 'Признаки отравления, нужна помощь' FROM account WHERE login = 'pavel'",
        duplicate,
        visit,
    )
    await merged(site, "Павел", duplicate)
    assert await _hidden(site, pavel) == []
    row = await site.database.fetchrow("SELECT patient_id, lifted_by_id FROM entry_hiding WHERE set_id = $1", visit)
    assert row is not None and tuple(row) == (pavel, 1)
