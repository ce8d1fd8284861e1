"""Non-interference: whatever happens to invisible data, every byte of every answer stays (policy.md, principle 5)."""

import random
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, note, settings
from hypothesis import strategies as st

from tests.privacy.changes import BELONGS, Changes
from tests.reads.columns import Columns
from tests.reads.conftest import Compared, examples
from tests.reads.operations import Operation, Operations
from tests.reads.reference.reader import schema
from tests.reads.test_reference import LONG, PAIRS, chosen_viewer, pools

LOGGED = "SELECT patient_id, account_id, standings, operation, sections FROM access_log WHERE id > $1 AND seq < 1000000000 ORDER BY id"


@settings(
    max_examples=examples(60),
    deadline=None,
    derandomize=not LONG,
    print_blob=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
@given(
    seed=st.integers(0, 2**48),
    operations=st.integers(1, 3),
    changes=st.integers(5, 40),
    viewer=st.integers(0, 10**6),
    pair=st.sampled_from(PAIRS),
)
# What belongs to an earlier version shows with it by `node(id)`: a superseded row is not invisible for that alone.
@example(seed=331666666, operations=2, changes=5, viewer=0, pair=(True, False))
async def test_no_byte_depends_on_what_the_viewer_may_not_see(
    compared: Compared, seed: int, operations: int, changes: int, viewer: int, pair: tuple[bool, bool]
) -> None:
    chance, who = random.Random(seed), chosen_viewer(compared, viewer)
    found = pools(compared, who.name, pair)
    asked = [Operations(schema(), chance, found, size=chance.randint(5, 50)).make() for _ in range(operations)]
    patients = {held.patient for held in compared.reading_of(who, pair).held}
    asked += [Operation(text, {"id": compared.key(patient)}) for patient in sorted(patients) for text in WHOLE]
    last = await compared.database.fetchval("SELECT coalesce(max(id), 0) FROM access_log")
    before = [await _answer(compared, who, operation, pair, last) for operation in asked]
    columns = Columns(compared.database, chance)
    await columns.describe([table for table in BELONGS if table != "document"])
    changed = Changes(compared.database, compared.reading_of(who, pair), chance, columns, compared.ids)
    try:
        await changed.make(changes)
        note(f"{who.name}, {pair}: {changed.done}")
        for operation, answer in zip(asked, before, strict=True):
            note(str(operation))
            assert await _answer(compared, who, operation, pair, last) == answer
    finally:
        await changed.undo()


# What shows the most of a record at once.
WHOLE = (
    """query($id: ID!) { record(patientId: $id) { availableSections { section count firstDate lastDate }
      timeline(first: 100) { totalCount edges { cursor node { id date title __typename } } pageInfo { endCursor hasNextPage } }
      found: timeline(search: "поликлиника", first: 100) { totalCount nodes { id } }
      allergies { substance } conditions { wording code { code } } medications { name }
      labTrend(code: "718-7") { name points { value date } } labAnalytes { name value count date } vaccinationPlan { code status doneOn }
      documented: timeline(hasDocument: true, first: 100) { totalCount }
      patient { address namedRepresentatives { name } identifiers { masked } policies { maskedNumber } } } }""",
    """query($id: ID!) { record(patientId: $id) { examinationProtocols(first: 100, orderBy: TITLE_ASC) { totalCount nodes { id socialHistory
      privateNotes { text } guardian { name } vitalSigns { value } diagnoses { wording } document { id original } } }
      vaccinations(first: 100) { nodes { exemptionReason } } ambulanceCalls(first: 100) { nodes { caller address } }
      accessLog(first: 100) { totalCount nodes { who at sections } } } }""",
)


async def _answer(
    compared: Compared, who: Any, operation: Operation, pair: tuple[bool, bool], last: int
) -> tuple[bytes, Any]:
    """The answer's bytes and what was logged of it; the log is then as it was."""
    body = await compared.ask(who, operation.text, operation.variables, settings=pair)
    logged = [tuple(row) for row in await compared.database.fetch(LOGGED, last)]
    logged = [row for row in logged if row[1] == who.account]
    await compared.database.execute("DELETE FROM access_log WHERE id > $1 AND seq < 1000000000", last)
    return body, logged
