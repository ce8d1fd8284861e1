"""Laboratory reports and their results (SEC-02, СЭМД 186)."""

from enum import StrEnum

from tortoise import fields

from backend.models.sections.detail import EntryDetail, EntryPart


class LabReportStatus(StrEnum):
    """HL7 DiagnosticReport.status as used here."""

    REGISTERED = "REGISTERED"
    PARTIAL = "PARTIAL"
    PRELIMINARY = "PRELIMINARY"
    FINAL = "FINAL"
    AMENDED = "AMENDED"
    CORRECTED = "CORRECTED"
    CANCELLED = "CANCELLED"
    UNKNOWN = "UNKNOWN"


class Interpretation(StrEnum):
    """НСИ 99.2.257, HL7 ObservationInterpretation."""

    NORMAL = "NORMAL"
    LOW = "LOW"
    HIGH = "HIGH"
    CRITICAL_LOW = "CRITICAL_LOW"
    CRITICAL_HIGH = "CRITICAL_HIGH"
    ABNORMAL = "ABNORMAL"
    POSITIVE = "POSITIVE"
    NEGATIVE = "NEGATIVE"
    INDETERMINATE = "INDETERMINATE"


class LabReport(EntryDetail):
    """A laboratory report."""

    order_number = fields.TextField(null=True)
    profile = fields.TextField(null=True)
    specimen_code = fields.TextField(null=True)
    specimen_type = fields.TextField(null=True)
    collected_at = fields.DatetimeField(null=True)
    issued_at = fields.DatetimeField(null=True)
    conclusion = fields.TextField(null=True)
    status = fields.CharEnumField(LabReportStatus, max_length=24, null=True)
    performer = fields.TextField(null=True)

    class Meta:
        table = "lab_report"


class LabResult(EntryPart):
    """One analyte. `value` is in `unit` (UCUM); a value that is no number stands in `value_text`."""

    code_system = fields.TextField(null=True)
    code = fields.TextField(null=True)
    code_display = fields.TextField(null=True)
    name = fields.TextField(null=True)
    value = fields.FloatField(null=True)
    value_text = fields.TextField(null=True)
    unit = fields.TextField(null=True)
    reference_low = fields.FloatField(null=True)
    reference_high = fields.FloatField(null=True)
    reference_text = fields.TextField(null=True)
    interpretation = fields.CharEnumField(Interpretation, max_length=24, null=True)
    method = fields.TextField(null=True)
    device = fields.TextField(null=True)

    class Meta:
        table = "lab_result"
