"""Rendered services and their cost (SVC-01…04)."""

from enum import StrEnum

from tortoise import fields

from backend.models.sections.detail import EntryDetail
from backend.models.sections.examination_protocol import CareConditions


class ServiceStatus(StrEnum):
    """State at the insurer."""

    SUBMITTED = "SUBMITTED"
    ACCEPTED = "ACCEPTED"
    PAID = "PAID"
    REJECTED = "REJECTED"


class RenderedService(EntryDetail):
    """One service paid by insurance. `cost` and `tariff` in units of `currency` (ISO 4217)."""

    region = fields.TextField(null=True)
    care_kind = fields.TextField(null=True)
    care_conditions = fields.CharEnumField(CareConditions, max_length=24, null=True)
    service_code = fields.TextField(null=True)
    service_name = fields.TextField(null=True)
    quantity = fields.FloatField(null=True)
    tariff = fields.FloatField(null=True)
    cost = fields.FloatField(null=True)
    currency = fields.CharField(max_length=3, default="RUB")
    policy_number = fields.TextField(null=True)
    insurer = fields.TextField(null=True)
    status = fields.CharEnumField(ServiceStatus, max_length=24, null=True)

    class Meta:
        table = "rendered_service"
