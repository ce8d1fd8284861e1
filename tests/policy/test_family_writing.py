"""The matrix's W of the diary and of child data, every cell tried: each mutation × each standing (policy.md, Matrix).

Who may not is refused with one FORBIDDEN, and nothing of the record changes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from backend.models.vocabulary import Kind
from backend.policy.standing import Standing
from tests.client import Person, Site
from tests.world import World

S15, S18, P14, P15 = Standing.SELF_TEEN, Standing.SELF_ADULT, Standing.PARENT_OF_CHILD, Standing.PARENT_OF_TEEN
G, TC, T = Standing.GUARDIAN, Standing.TRUSTEE_OF_CHILD, Standing.TRUSTEE_OF_TEEN
D = Standing.TREATING_DOCTOR
PULSE = {"measure": "PULSE", "value": 70}
ALLERGY = {"kind": "ALLERGY", "substance": "Арахис"}


@dataclass(frozen=True, slots=True)
class Write:
    """A mutation; `given` makes its input of the patient's id and of an entry of `kind` in that record."""

    name: str
    writers: Standing
    kind: Kind
    given: Callable[[str, str], dict[str, Any]]

    @property
    def document(self) -> str:
        type_name = self.name[0].upper() + self.name[1:]
        return f"mutation($input: {type_name}Input!) {{ {self.name}(input: $input) {{ userErrors {{ code field }} }} }}"


# Written by hand from the matrix: the diary by the patient and a child's representatives, child data by representatives.
_DIARY, _CHILD = S15 | S18 | P14 | G | TC, P14 | P15 | G | TC | T
WRITES = [
    Write("addDiaryEntry", _DIARY, Kind.HEALTH_DIARY, lambda patient, _: {"patientId": patient, "entry": PULSE}),
    Write("changeDiaryEntry", _DIARY, Kind.HEALTH_DIARY, lambda _, entry: {"id": entry, "entry": PULSE}),
    Write("removeDiaryEntry", _DIARY, Kind.HEALTH_DIARY, lambda _, entry: {"id": entry}),
    Write("addChildData", _CHILD, Kind.CHILD_DATA, lambda patient, _: {"patientId": patient, "entry": ALLERGY}),
    Write("changeChildData", _CHILD, Kind.CHILD_DATA, lambda _, entry: {"id": entry, "entry": ALLERGY}),
    Write("removeChildData", _CHILD, Kind.CHILD_DATA, lambda _, entry: {"id": entry}),
    Write("verifyChildData", D, Kind.CHILD_DATA, lambda _, entry: {"id": entry, "text": "Проверено"}),
]


async def _state(made: World, patient: int) -> Any:
    """All that a write into the record changes."""
    return [
        await made.database.fetch(statement, patient)
        for statement in (
            "SELECT id, status, set_id, version FROM record_entry WHERE patient_id = $1 ORDER BY id",
            "SELECT id FROM child_data_note WHERE patient_id = $1 ORDER BY id",
        )
    ]


@pytest.mark.parametrize("standing", list(Standing), ids=lambda standing: str(standing.name))
@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.name)
async def test_each_standing_writes_exactly_its_cells(
    world: tuple[Site, World], write: Write, standing: Standing
) -> None:
    site, made = world
    patient = made.patients[standing]
    entry = await made.entry(patient, write.kind)
    public_id = await made.database.fetchval("SELECT public_id FROM record_entry WHERE id = $1", entry)
    before = await _state(made, patient)
    given = write.given(made.patient_key(standing), public_id)
    payload = (await Person(site, made.tokens[standing]).data(write.document, input=given))[write.name]
    if standing & write.writers:
        assert payload["userErrors"] == []
        assert await _state(made, patient) != before
    else:
        assert payload["userErrors"] == [{"code": "FORBIDDEN", "field": None}]
        assert await _state(made, patient) == before


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.name)
async def test_another_persons_record_is_refused_to_who_may_write_in_their_own(
    world: tuple[Site, World], write: Write
) -> None:
    """SCT-05: the standing is on one record, and gives nothing on the next."""
    site, made = world
    for standing in Standing:
        if not standing & write.writers:
            continue
        other = next(one for one in Standing if one != standing)
        entry = await made.entry(made.patients[other], write.kind)
        public_id = await made.database.fetchval("SELECT public_id FROM record_entry WHERE id = $1", entry)
        before = await _state(made, made.patients[other])
        given = write.given(made.patient_key(other), public_id)
        payload = (await Person(site, made.tokens[standing]).data(write.document, input=given))[write.name]
        assert payload["userErrors"] == [{"code": "FORBIDDEN", "field": None}], standing
        assert await _state(made, made.patients[other]) == before


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.name)
async def test_nobody_writes_without_a_session(world: tuple[Site, World], write: Write) -> None:
    site, made = world
    given = write.given(made.patient_key(P14), "A" * 22)
    payload = (await site.ask(write.document, input=given))["data"][write.name]
    assert [error["code"] for error in payload["userErrors"]] == ["UNAUTHENTICATED"]
