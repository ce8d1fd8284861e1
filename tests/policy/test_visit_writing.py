"""Who may give a doctor the way in (policy.md, Conditions): every mutation of a visit × every standing of the small world."""

import pytest

from backend.policy.standing import PORTAL, Standing
from tests.client import Site
from tests.world import World

CODE = "mutation($input: MakeVisitCodeInput!) { makeVisitCode(input: $input) { code userErrors { code } } }"
EMERGENCY = "mutation($input: OpenInEmergencyInput!) { openInEmergency(input: $input) { access { until } userErrors { code } } }"


@pytest.mark.parametrize("standing", Standing, ids=lambda standing: standing.name)
async def test_codes_are_made_by_portal_readers_of_that_record_alone(
    world: tuple[Site, World], standing: Standing
) -> None:
    site, made = world
    given = {"patientId": made.patient_key(standing)}
    for asking in Standing:
        payload = (await site.ask(CODE, made.tokens[asking], input=given))["data"]["makeVisitCode"]
        if asking is standing and asking & PORTAL:
            assert payload["userErrors"] == [] and len(payload["code"]) == 12
        else:
            assert payload == {"code": None, "userErrors": [{"code": "FORBIDDEN"}]}, asking.name


@pytest.mark.parametrize("standing", [each for each in Standing if each & PORTAL], ids=lambda standing: standing.name)
async def test_no_portal_reader_breaks_the_glass(world: tuple[Site, World], standing: Standing) -> None:
    site, made = world
    given = {"patientId": made.patient_key(Standing.TREATING_DOCTOR), "reason": "Без сознания, нужен анамнез"}
    payload = (await site.ask(EMERGENCY, made.tokens[standing], input=given))["data"]["openInEmergency"]
    assert payload == {"access": None, "userErrors": [{"code": "FORBIDDEN"}]}
