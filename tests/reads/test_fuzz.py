"""Operations of an independent generator: every one gets an answer in form, none a fault of ours."""

import re

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from tests.reads.conftest import Compared, examples
from tests.reads.reference.reader import SCHEMA
from tests.reads.test_reference import LONG, chosen_viewer

SCALARS = {
    "Date": st.dates().map(lambda day: nodes.String(str(day))),
    "DateTime": st.just(nodes.String("2026-01-01T00:00:00Z")),
    "UUID": st.just(nodes.String("00000000-0000-0000-0000-000000000000")),
    "JSON": st.just(nodes.Object([])),
}
ID = re.compile(r'\b(patientId|id): "(?:[^"\\]|\\.)*"')
CODES = {"UNAUTHENTICATED", "STEP_UP_REQUIRED", "FORBIDDEN", "BAD_USER_INPUT", "QUERY_TOO_COMPLEX"}


@settings(max_examples=examples(80), deadline=None, derandomize=not LONG, suppress_health_check=list(HealthCheck))
@given(
    text=queries(SCHEMA.read_text(encoding="utf-8"), custom_scalars=SCALARS, fields=["viewer", "record", "node"]),
    viewer=st.integers(0, 10**6),
)
async def test_any_query_gets_an_answer_in_form(compared: Compared, text: str, viewer: int) -> None:
    who = chosen_viewer(compared, viewer)
    opened = sorted({held.patient for held in compared.reading_of(who, (True, False)).held})
    if opened:
        # An id that opens something, where the generator could only guess.
        text = ID.sub(rf'\1: "{compared.key(opened[0])}"', text)
    answer = orjson.loads(await compared.ask(who, text))
    assert set(answer) <= {"data", "errors", "extensions"}
    assert answer.get("data") is not None or answer["errors"]
    assert {error["extensions"]["code"] for error in answer.get("errors", ())} <= CODES
