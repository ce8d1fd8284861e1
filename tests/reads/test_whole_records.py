"""Every field of every entry, for every viewer and each record that they may open: the matrix cell by cell."""

from collections.abc import Iterator

import pytest
from graphql import get_named_type, is_composite_type, is_interface_type

from tests.reads.conftest import Compared
from tests.reads.reference.policy import KINDS
from tests.reads.reference.reader import schema
from tests.reads.reference.standings import ALL_STANDINGS
from tests.reads.test_reference import PAIRS


def every_field(type_name: str, depth: int) -> Iterator[str]:
    """Fields of a type and of what is below it; lists in whole pages."""
    for name, definition in schema().type_map[type_name].fields.items():  # type: ignore[attr-defined]
        below = get_named_type(definition.type)
        arguments = "(first: 100)" if "first" in definition.args else ""
        if "code" in definition.args:
            arguments = '(code: "718-7")'
        if "reportId" in definition.args:  # each result of each report: test_laboratory.py
            arguments = '(reportId: "x", result: 0)'
        if name in ("record", "access", "edges", "accessLog"):
            continue
        if not is_composite_type(below):
            yield f"{name}{arguments}"
        elif is_interface_type(below):
            yield f"{name}{arguments} {{ __typename id date title }}"
        elif depth > 1:
            yield f"{name}{arguments} {{ {' '.join(every_field(below.name, depth - 1))} }}"


EVERYTHING = f"query($id: ID!) {{ record(patientId: $id) {{ {' '.join(every_field('MedicalRecord', 5))} }} }}"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"SENSITIVE_TEEN={pair[0]},TEEN_HIDE={pair[1]}")
async def test_every_cell_is_as_the_reference_reader_has_it(compared: Compared, pair: tuple[bool, bool]) -> None:
    read = 0
    for viewer in compared.world.viewers:
        reading = compared.reading_of(viewer, pair)
        for patient in sorted({held.patient for held in reading.held}):
            answer = await compared.check(viewer, EVERYTHING, {"id": compared.key(patient)}, settings=pair)
            read += answer.data is not None and answer.data["record"] is not None
    assert read > 20


async def test_each_standing_and_several_at_once_stand_in_the_world(compared: Compared) -> None:
    """What the other tests rely on."""
    alone, together = set(), set()
    for viewer in compared.world.viewers:
        reading = compared.reading_of(viewer, (True, False))
        for patient in {held.patient for held in reading.held}:
            names = frozenset(held.standing for held in reading.in_force(patient))
            (alone if len(names) == 1 else together).add(names)
    assert {next(iter(names)) for names in alone if names} == set(ALL_STANDINGS)
    assert any(len(names) > 1 for names in together)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"SENSITIVE_TEEN={pair[0]},TEEN_HIDE={pair[1]}")
async def test_a_teenager_hides_an_allergy_like_any_other_row_marked_so(
    compared: Compared, pair: tuple[bool, bool]
) -> None:
    """Matrix, allergies for PARENT_OF_TEEN: R⁴; for the teenager and doctors R."""
    text = "query($id: ID!) { record(patientId: $id) { allergies { substance } } }"
    entry = next(
        row
        for row in compared.rows.where("record_entry", patient_id=104, kind=KINDS["ALLERGY"], status=0)
        if row["only_practitioner_id"] is None
    )
    change = "UPDATE record_entry SET hidden_by_patient = $2, confidentiality = $3 WHERE id = $1"
    counts = []
    for hidden in (False, True):
        await compared.database.execute(change, entry["id"], hidden, 0)
        await compared.reload()
        found = []
        for viewer in ("a parent", "a teenager"):
            answer = await compared.check(compared.viewer(viewer), text, {"id": compared.key(104)}, settings=pair)
            assert answer.data is not None
            found.append(len(answer.data["record"]["allergies"]))
        counts.append(found)
    await compared.database.execute(change, entry["id"], entry["hidden_by_patient"], entry["confidentiality"])
    await compared.reload()
    assert [before - after for before, after in zip(*counts, strict=True)] == [int(pair[1]), 0]
