"""Check-ups (SEC-14, СЭМД 228, 122)."""

from enum import StrEnum

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField

from backend.models.sections.detail import EntryDetail


class CheckUpKind(StrEnum):
    """Kind of check-up."""

    ADULT_PERIODIC = "ADULT_PERIODIC"
    ADULT_PREVENTIVE = "ADULT_PREVENTIVE"
    ADVANCED = "ADVANCED"
    CHILD = "CHILD"
    REPRODUCTIVE = "REPRODUCTIVE"


class CheckUp(EntryDetail):
    """A preventive check-up."""

    kind = fields.CharEnumField(CheckUpKind, max_length=24, null=True)
    stage = fields.SmallIntField(null=True)
    period_from = fields.DateField(null=True)
    period_until = fields.DateField(null=True)
    studies = ArrayField(element_type="text", null=True)
    risk_factors = ArrayField(element_type="text", null=True)
    health_group = fields.TextField(null=True)
    findings = fields.TextField(null=True)
    physical_education_group = fields.TextField(null=True)
    referrals = ArrayField(element_type="text", null=True)

    class Meta:
        table = "check_up"
