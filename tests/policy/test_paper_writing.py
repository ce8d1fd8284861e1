"""Who may have paper of a record (PAP-01, PAP-02): every mutation × every standing of the small world."""

import pytest

from backend.policy.sealing import IdType
from backend.policy.standing import CHILD_REPRESENTATIVES, OWN, Standing
from tests.client import Person, Site
from tests.paper import documents as paper
from tests.paper.documents import done, sent
from tests.world import World

MAY = OWN | CHILD_REPRESENTATIVES


@pytest.mark.parametrize("standing", Standing, ids=lambda standing: standing.name)
async def test_paper_is_for_those_to_whom_no_row_is_closed(world: tuple[Site, World], standing: Standing) -> None:
    """W for the patient, a child's parent, guardian and trustee: for no teenager's representative, no doctor, nobody else."""
    site, made = world
    person, patient = Person(site, made.tokens[standing]), made.patient_key(standing)
    place = made.ids.seal(IdType.ORGANIZATION, 0, 1)
    given = {"patientId": patient, "organizationId": place}
    if not standing & MAY:
        for mutation, more in ((paper.ORDER, {"purpose": "OWN_USE"}), (paper.APPLY, {})):
            assert (await sent(person, mutation, **given, **more))[1] == ["FORBIDDEN"]
        return
    order = await done(person, paper.ORDER, **given, purpose="OWN_USE")
    application = await done(person, paper.APPLY, **given)
    for other in Standing:
        if other is not standing:
            stranger = Person(site, made.tokens[other])
            assert (await sent(stranger, paper.WITHDRAW, id=order["id"]))[1] == ["FORBIDDEN"]
            assert (await sent(stranger, paper.TAKE_BACK, id=application["id"]))[1] == ["FORBIDDEN"]
    for mutation, changes in (
        (paper.TAKE, {}),
        (paper.FINISH, {}),
        (paper.HAND_OUT, {"identityShown": "PASSPORT"}),
        (paper.DECLINE, {"reason": "OTHER", "text": "Нет."}),
    ):
        assert (await sent(person, mutation, id=order["id"], **changes))[1] == ["FORBIDDEN"], "the desk is the clinic's"
    for mutation, changes in ((paper.ACCEPT, {}), (paper.REFUSE, {"reason": "OTHER", "text": "Нет."})):
        assert (await sent(person, mutation, id=application["id"], **changes))[1] == ["FORBIDDEN"]
    assert (await done(person, paper.WITHDRAW, id=order["id"]))["state"] == "WITHDRAWN"
    assert (await done(person, paper.TAKE_BACK, id=application["id"]))["state"] == "WITHDRAWN"
