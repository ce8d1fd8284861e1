"""Prescriptions and their dispensing (SEC-13, СЭМД 148, 141)."""

from enum import StrEnum

from tortoise import fields

from backend.models.sections.detail import EntryDetail, EntryPart


class PrescriptionStatus(StrEnum):
    """HL7 MedicationRequest.status as used here."""

    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"
    ON_HOLD = "ON_HOLD"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"
    DRAFT = "DRAFT"
    UNKNOWN = "UNKNOWN"


class Prescription(EntryDetail):
    """A prescription."""

    series = fields.TextField(null=True)
    number = fields.TextField(null=True)
    valid_until = fields.DateField(null=True)
    inn = fields.TextField(null=True)
    trade_name = fields.TextField(null=True)
    medicine_code_system = fields.TextField(null=True)
    medicine_code = fields.TextField(null=True)
    medicine_code_display = fields.TextField(null=True)
    form = fields.TextField(null=True)
    dose = fields.TextField(null=True)
    route = fields.TextField(null=True)
    frequency = fields.TextField(null=True)
    duration = fields.TextField(null=True)
    quantity = fields.TextField(null=True)
    benefit = fields.BooleanField(null=True)
    urgent = fields.BooleanField(null=True)
    status = fields.CharEnumField(PrescriptionStatus, max_length=24, null=True)

    class Meta:
        table = "prescription"


class Dispense(EntryPart):
    """A pharmacy gave the medicine."""

    dispensed_on = fields.DateField(null=True)
    pharmacy = fields.TextField(null=True)
    trade_name = fields.TextField(null=True)
    quantity = fields.TextField(null=True)

    class Meta:
        table = "dispense"
