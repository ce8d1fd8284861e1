"""A doctor's day: the own encounters that open a record now, and nobody else's (SCT-02)."""

import datetime as dt

from tests.client import Site

DAY = """{ doctorDay { patientId displayName birthDate encounterClass ground organization openedAt closedAt until }
  viewer { records { patientId standing since until } } }"""


async def test_a_day_names_the_own_encounters_with_their_ends(site: Site) -> None:
    """Миша's stay is open; Вера's visit ended 100 hours ago; Павел is another doctor's."""
    petrova = await site.sign_in("petrova")
    found = await petrova.data(DAY)
    [misha] = found["doctorDay"]
    assert misha["displayName"] == "Соколов Михаил Сергеевич"
    assert (misha["encounterClass"], misha["ground"]) == ("IMP", "ADMISSION")
    assert misha["closedAt"] is None and misha["until"] is None and misha["organization"]
    assert misha["patientId"] == found["viewer"]["records"][0]["patientId"]
    assert [one["displayName"].split()[1] for one in (await (await site.sign_in("ivanov")).data(DAY))["doctorDay"]] == [
        "Павел"
    ]


async def test_a_closed_encounter_stays_in_the_day_for_as_long_as_its_record_is_open(site: Site) -> None:
    """The list and the records say the same at every moment: 72 hours after the end, neither has the patient."""
    closed = site.clock() - dt.timedelta(hours=1)
    await site.database.execute(
        "UPDATE encounter SET closed_at = $1 WHERE closed_at IS NULL AND source_id IS NULL AND practitioner_id = "
        "(SELECT practitioner_id FROM account WHERE login = 'petrova')",
        closed,
    )
    try:
        petrova = await site.sign_in("petrova")
        [misha] = (await petrova.data(DAY))["doctorDay"]
        assert dt.datetime.fromisoformat(misha["closedAt"]) == closed
        assert dt.datetime.fromisoformat(misha["until"]) == closed + dt.timedelta(hours=72)
        for hours in (70, 71, 72):
            site.clock.shift = dt.timedelta(hours=hours)
            found = await (await site.sign_in("petrova")).data(DAY)
            assert [one["patientId"] for one in found["doctorDay"]] == [
                one["patientId"] for one in found["viewer"]["records"]
            ]
        assert found["doctorDay"] == []
    finally:
        await site.database.execute("UPDATE encounter SET closed_at = NULL WHERE closed_at = $1", closed)


async def test_a_visit_closes_by_itself_after_a_day(site: Site) -> None:
    """Nobody closed it: after 24 hours it is told as closed, with the end of its 72 hours."""
    opened = site.clock() - dt.timedelta(hours=25)
    id_ = await site.database.fetchval(
        "INSERT INTO encounter (patient_id, encounter_class, ground, practitioner_id, organization_id, opened_at) "
        "SELECT p.id, 'AMB', 'APPOINTMENT', e.practitioner_id, e.organization_id, $1 FROM person p, encounter e "
        "JOIN account a ON a.practitioner_id = e.practitioner_id WHERE a.login = 'petrova' AND e.closed_at IS NULL "
        "AND e.source_id IS NULL AND p.given_name = 'Павел' LIMIT 1 RETURNING id",
        opened,
    )
    try:
        pavel, _misha = (await (await site.sign_in("petrova")).data(DAY))["doctorDay"]
        assert pavel["displayName"].startswith("Соколов Павел")
        assert dt.datetime.fromisoformat(pavel["closedAt"]) == opened + dt.timedelta(hours=24)
        assert dt.datetime.fromisoformat(pavel["until"]) == opened + dt.timedelta(hours=96)
    finally:
        await site.database.execute("DELETE FROM encounter WHERE id = $1", id_)
