"""Who may book and cancel (PAP-11): every mutation × every standing of the small world."""

import pytest

from backend.policy.standing import PORTAL, Standing
from tests.client import Person, Site
from tests.paper.booking import BOOK, CANCEL, schedule, sent
from tests.world import World


@pytest.mark.parametrize("standing", Standing, ids=lambda standing: standing.name)
async def test_appointments_are_for_the_portal_alone(world: tuple[Site, World], standing: Standing) -> None:
    """W for the seven portal standings, for no doctor and on nobody else's record."""
    site, made = world
    person, patient = Person(site, made.tokens[standing]), made.patient_key(standing)
    await made.database.execute("UPDATE organization SET ogrn = '1027700005178' WHERE id = 1")
    await made.database.execute("UPDATE person SET attached_clinic_id = 1 WHERE id = $1", made.patients[standing])
    if not standing & PORTAL:
        assert (await sent(person, BOOK, patientId=patient, slot="20251127-0900-49-0"))[1] == ["FORBIDDEN"]
        return
    times = (await schedule(person, patient))["times"]
    appointment, codes = await sent(person, BOOK, patientId=patient, slot=times[0]["slot"])
    assert codes == [] and appointment is not None
    for other in Standing:
        if other is not standing:
            stranger = Person(site, made.tokens[other])
            assert (await sent(stranger, CANCEL, id=appointment["id"]))[1] == ["FORBIDDEN"]
            assert (await sent(stranger, BOOK, patientId=patient, slot=times[1]["slot"]))[1] == ["FORBIDDEN"]
    cancelled, codes = await sent(person, CANCEL, id=appointment["id"])
    assert codes == [] and cancelled is not None and cancelled["state"] == "CANCELLED"
