"""The compiler against the reference reader: generated operations, every viewer, every pair of settings."""

import os
import random

from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from tests.reads.arguments import Pools
from tests.reads.cast import Viewer
from tests.reads.conftest import Compared, examples
from tests.reads.operations import Operations
from tests.reads.reference.reader import schema

PAIRS = [(True, False), (True, True), (False, True), (False, False)]
LONG = "MEDCARD_HYPOTHESIS_EXAMPLES" in os.environ


def chosen_viewer(compared: Compared, number: int) -> Viewer:
    """Mostly somebody who may open a record, and each of them as often."""
    chosen = compared.world.viewers if number % 6 == 0 else compared.readers
    return chosen[number // 6 % len(chosen)]


def pools(compared: Compared, viewer: str, pair: tuple[bool, bool]) -> Pools:
    """Ids to ask for: what the viewer may open first, then everybody else's, then what is no id at all."""
    reading = compared.reading_of(compared.viewer(viewer), pair)
    keys = {row["id"]: row["patient_key"] for row in compared.tables["person"]}
    own = [keys[held.patient] for held in reading.held]
    opened = {held.patient for held in reading.held}
    entries = [row["public_id"] for row in compared.tables["record_entry"] if row["patient_id"] in opened]
    roots = [row["record_key"] for row in compared.tables["person"] if row["id"] in opened]
    patient_of = {row["public_id"]: row["patient_id"] for row in compared.tables["record_entry"]}
    for row in compared.tables["person"]:
        patient_of[row["patient_key"]] = patient_of[row["record_key"]] = row["id"]
    none = ["", "x", "A" * 22, "🙂", compared.world.document_ids[0]]
    return Pools(
        own * (200 // max(len(own), 1)) + compared.world.patient_keys + none + compared.world.node_ids[:3],
        entries * 5 + (roots + own) * 40 + compared.world.node_ids + none,
        reading.cursors,
        patient_of,
    )


@settings(
    max_examples=examples(400),
    deadline=None,
    derandomize=not LONG,
    print_blob=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
@given(
    seed=st.integers(0, 2**48),
    size=st.integers(2, 60),
    viewer=st.integers(0, 10**6),
    pair=st.sampled_from(PAIRS),
    language=st.sampled_from(("ru", "en")),
)
async def test_compiled_answers_are_those_of_the_reference_reader(
    compared: Compared, seed: int, size: int, viewer: int, pair: tuple[bool, bool], language: str
) -> None:
    who = chosen_viewer(compared, viewer)
    operation = Operations(schema(), random.Random(seed), pools(compared, who.name, pair), size=size).make()
    note(f"{who.name}, SENSITIVE_TEEN={pair[0]}, TEEN_HIDE={pair[1]}, {language}\n{operation}")
    await compared.check(who, operation.text, operation.variables, settings=pair, language=language)
