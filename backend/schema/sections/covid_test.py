"""COVID-19 tests (SEC-03)."""

import datetime as dt

import strawberry

from backend.models.sections.covid_test import CovidTestKind, CovidTestResult
from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE
from backend.schema.entry import Node, RecordEntry
from backend.schema.fields import column, entry_type


@entry_type(
    Kind.COVID_TESTS,
    {"test_kind": "{row}.test_kind = {value}", "result": "{row}.result = {value}"},
)
@strawberry.type(description="A test for SARS-CoV-2 or for antibodies to it (SEC-03).")
class CovidTest(RecordEntry, Node):
    test_kind: CovidTestKind | None = column(EVERYONE)
    specimen: str | None = column(EVERYONE)
    sampled_at: dt.datetime | None = column(EVERYONE)
    resulted_at: dt.datetime | None = column(EVERYONE)
    result: CovidTestResult | None = column(EVERYONE)
    value: float | None = column(EVERYONE)
    unit: str | None = column(EVERYONE)
    ct: float | None = column(EVERYONE, description="Threshold cycle of a PCR.")
    laboratory: str | None = column(EVERYONE)
