"""A record that comes in parts, in whatever order, is the record that comes whole."""

import random
from collections import Counter
from typing import Any

import pytest

from tests.exchange.conftest import Desk
from tests.exchange.resources import (
    bundle,
    claim,
    concept,
    condition,
    encounter,
    observation,
    organization,
    patient,
    practitioner,
    prescription,
    ref,
    report,
    vital,
)

THERE: dict[str, Any] = {"encounter": ref("Encounter/e")}
WHOLE = [
    organization(),
    practitioner(),
    encounter(participant=[{"individual": ref("Practitioner/doc")}], serviceProvider=ref("Organization/org")),
    condition(code="F32.1", **THERE),
    condition("c2", code="J06.9", **THERE),
    vital(**THERE),
    observation("s", category=[concept("survey", "Опрос")], **THERE),
    report(results=("Observation/a", "Observation/h"), conclusion="вывод"),
    observation("a"),
    observation("h", code=concept("7917-8", "HIV 1 Ab")),
    observation("lone"),
    observation("lone2"),
    prescription(medicationReference=ref("Medication/med"), **THERE),
    {"resourceType": "Medication", "id": "med", "code": {"text": "Рисперидон"}},
    claim() | {"item": [{"sequence": 1, "productOrService": {"text": "Приём"}, "encounter": [THERE["encounter"]]}]},
]


@pytest.mark.parametrize("seed", range(8))
async def test_a_record_in_parts_is_the_record_as_a_whole(desk: Desk, seed: int) -> None:
    await desk.accepted(bundle(patient(), *WHOLE))
    whole = await _record(desk)
    desk.source += ", in parts"
    chance = random.Random(seed)
    parts: list[list[Any]] = [[patient()], [], [], []]
    for resource in chance.sample(WHOLE, len(WHOLE)):
        parts[chance.randrange(4)].append(resource)
    for part in parts:
        await desk.accepted(bundle(*part))
    assert await _record(desk) == whole


async def _record(desk: Desk) -> Counter[tuple[Any, ...]]:
    """The current entries with what hangs on them, without ids."""
    rows = await desk.database.fetch(
        "SELECT e.kind, e.event_date, e.labels, e.confidentiality, e.start_key, e.encounter_id IS NULL, "
        "(SELECT p.kind FROM record_entry p WHERE p.id = e.parent_entry_id AND p.status = 0), "
        "(SELECT count(*) FROM lab_result r WHERE r.entry_id = e.id), "
        "(SELECT string_agg(d.code, ' ' ORDER BY d.code) FROM diagnosis d WHERE d.entry_id = e.id), "
        "(SELECT count(*) FROM diagnosis d WHERE d.entry_id = e.id AND d.kind = 'MAIN'), "
        "(SELECT string_agg(v.inn, '') FROM prescription v WHERE v.entry_id = e.id), "
        "(SELECT l.conclusion FROM lab_report l WHERE l.entry_id = e.id), "
        "(SELECT x.scores FROM examination_protocol x WHERE x.entry_id = e.id)::text "
        "FROM record_entry e JOIN import_source s ON s.id = e.source_id WHERE s.name = $1 AND e.status = 0",
        desk.source,
    )
    return Counter(tuple(row) for row in rows)
