"""Laboratory reports (SEC-02)."""

import datetime as dt

import strawberry

from backend.models.sections.lab_report import Interpretation, LabReportStatus
from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE
from backend.schema.entry import Coding, Node, RecordEntry
from backend.schema.fields import coding, column, embedded, entry_type, parts


@strawberry.type(description="One analyte; `value` is in `unit` (UCUM).")
class LabResult:
    code: Coding | None = coding(EVERYONE)
    name: str | None = column(EVERYONE)
    value: float | None = column(EVERYONE)
    value_text: str | None = column(EVERYONE)
    unit: str | None = column(EVERYONE)
    reference_low: float | None = column(EVERYONE)
    reference_high: float | None = column(EVERYONE)
    reference_text: str | None = column(EVERYONE)
    interpretation: Interpretation | None = column(EVERYONE)
    method: str | None = column(EVERYONE)
    device: str | None = column(EVERYONE)


@strawberry.type(description="What was examined.")
class Specimen:
    type: str | None = column(EVERYONE)
    code: str | None = column(EVERYONE)
    collected_at: dt.datetime | None = column(EVERYONE)


@entry_type(
    Kind.LAB_REPORTS,
    {
        "status": "{row}.status = {value}",
        "order_number": "{row}.order_number = {value}",
        "result_code": "EXISTS (SELECT FROM lab_result f WHERE f.patient_id = {row}.patient_id AND f.entry_id = {row}.entry_id AND f.code = {value})",
    },
)
@strawberry.type(description="A laboratory report (SEC-02).")
class LabReport(RecordEntry, Node):
    order_number: str | None = column(EVERYONE)
    profile: str | None = column(EVERYONE)
    specimen: Specimen | None = embedded(
        EVERYONE,
        {"type": "{row}.specimen_type", "code": "{row}.specimen_code", "collected_at": "{row}.collected_at"},
        "({row}.specimen_type IS NOT NULL OR {row}.specimen_code IS NOT NULL)",
    )
    collected_at: dt.datetime | None = column(EVERYONE)
    issued_at: dt.datetime | None = column(EVERYONE)
    conclusion: str | None = column(EVERYONE)
    status: LabReportStatus | None = column(EVERYONE)
    performer: str | None = column(EVERYONE)
    results: list[LabResult] | None = parts(EVERYONE, "lab_result")
