"""Discharge summaries (SEC-06, СЭМД 235)."""

from tortoise import fields

from backend.models.sections.detail import EntryDetail


class DischargeSummary(EntryDetail):
    """A hospital stay's summary."""

    admitted_at = fields.DatetimeField(null=True)
    discharged_at = fields.DatetimeField(null=True)
    ward = fields.TextField(null=True)
    channel = fields.TextField(null=True)
    history = fields.TextField(null=True)
    studies = fields.TextField(null=True)
    consultations = fields.TextField(null=True)
    operations = fields.TextField(null=True)
    treatment = fields.TextField(null=True)
    transfusions = fields.TextField(null=True)
    condition = fields.TextField(null=True)
    outcome = fields.TextField(null=True)
    result = fields.TextField(null=True)
    recommendations = fields.TextField(null=True)
    sick_leave_number = fields.TextField(null=True)
    guardian_name = fields.TextField(null=True)
    guardian_relationship = fields.TextField(null=True)
    guardian_document = fields.TextField(null=True)

    class Meta:
        table = "discharge_summary"
