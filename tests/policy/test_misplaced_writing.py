"""Who asks that entries leave the wrong person's record (docs/merging.md): every standing × entries of each record and author."""

from typing import Any

import pytest

from backend.models.vocabulary import Kind
from backend.policy.standing import Standing
from tests.client import Site
from tests.merging.misplaced import ASK
from tests.world import World


async def _code(site: Site, token: str, given: dict[str, Any]) -> str:
    answer = await site.ask(ASK, token, input=given)
    payload = answer["data"]["reportMisplacedEntries"]
    return ",".join(error["code"] for error in payload["userErrors"])


@pytest.mark.parametrize("standing", Standing, ids=lambda standing: str(standing.name))
async def test_the_author_asks_and_a_colleague_where_they_see_it_and_nobody_else(
    world: tuple[Site, World], standing: Standing
) -> None:
    """The first doctor, who treats one patient, wrote in each record; the second, of the same clinic, has one open in an
    emergency, which lets nobody write."""
    site, made = world
    right = await made.database.fetchrow(
        "SELECT i.value, p.birth_date FROM person p JOIN person_identifier i ON i.patient_id = p.id WHERE p.id = $1",
        made.patients[Standing.SELF_ADULT],
    )
    person = {"kind": "PASSPORT", "number": right["value"], "birthDate": right["birth_date"].isoformat()}
    doctor = standing in (Standing.TREATING_DOCTOR, Standing.EMERGENCY_DOCTOR)
    first = standing == Standing.TREATING_DOCTOR
    for whose in Standing:
        patient = made.patients[whose]
        hers = await made.entry(patient, Kind.VACCINATIONS, author_id=1)
        another = await made.entry(patient, Kind.VACCINATIONS, author_id=2)
        for entry, mine in ((hers, first), (another, not first)):
            public = await made.database.fetchval("SELECT public_id FROM record_entry WHERE id = $1", entry)
            given = {"entries": [public], "person": person, "reason": "OTHER", "text": "Обращение врача № 17"}
            sees = first and whose == Standing.TREATING_DOCTOR
            expected = "" if doctor and (mine or sees) else "NOT_FOUND" if doctor else "FORBIDDEN"
            if expected == "" and whose == Standing.SELF_ADULT:
                expected = "SAME_RECORD"
            assert await _code(site, made.tokens[standing], given) == expected, (whose, mine)
            if expected == "":
                asked_again = await _code(site, made.tokens[standing], given)
                assert asked_again == "WRONG_STATE"
