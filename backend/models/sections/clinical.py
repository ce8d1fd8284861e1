"""Clinical rows that are no section: allergies, conditions, medicines, vital signs, procedures, plans, referrals, notes."""

from enum import StrEnum

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField

from backend.models.sections.child_data import Severity
from backend.models.sections.detail import EntryDetail
from backend.models.sections.lab_report import Interpretation


class VitalSignKind(StrEnum):
    """What a doctor measures."""

    TEMPERATURE = "TEMPERATURE"
    PULSE = "PULSE"
    BLOOD_PRESSURE = "BLOOD_PRESSURE"
    RESPIRATION = "RESPIRATION"
    OXYGEN_SATURATION = "OXYGEN_SATURATION"
    WEIGHT = "WEIGHT"
    HEIGHT = "HEIGHT"


class AllergyItem(EntryDetail):
    """An allergy or intolerance that a clinic recorded."""

    code_system = fields.TextField(null=True)
    code = fields.TextField(null=True)
    code_display = fields.TextField(null=True)
    substance = fields.TextField(null=True)
    category = fields.TextField(null=True)
    criticality = fields.TextField(null=True)
    reaction = fields.TextField(null=True)
    severity = fields.CharEnumField(Severity, max_length=24, null=True)
    clinical_status = fields.TextField(null=True)
    verification_status = fields.TextField(null=True)

    class Meta:
        table = "allergy_item"


class ConditionItem(EntryDetail):
    """A condition of the patient."""

    code_system = fields.TextField(null=True)
    code = fields.TextField(null=True)
    code_display = fields.TextField(null=True)
    wording = fields.TextField(null=True)
    clinical_status = fields.TextField(null=True)
    verification_status = fields.TextField(null=True)
    severity = fields.TextField(null=True)
    onset_on = fields.DateField(null=True)
    abated_on = fields.DateField(null=True)

    class Meta:
        table = "condition_item"


class MedicationItem(EntryDetail):
    """A medicine that the patient takes, as a clinic knows it."""

    code_system = fields.TextField(null=True)
    code = fields.TextField(null=True)
    code_display = fields.TextField(null=True)
    name = fields.TextField(null=True)
    dose = fields.TextField(null=True)
    status = fields.TextField(null=True)
    period_from = fields.DateField(null=True)
    period_until = fields.DateField(null=True)
    reason = fields.TextField(null=True)

    class Meta:
        table = "medication_item"


class VitalSign(EntryDetail):
    """A vital sign; blood pressure has systolic in `value` and diastolic in `value_second`."""

    code_system = fields.TextField(null=True)
    code = fields.TextField(null=True)
    code_display = fields.TextField(null=True)
    name = fields.TextField(null=True)
    value = fields.FloatField(null=True)
    value_second = fields.FloatField(null=True)
    value_text = fields.TextField(null=True)
    unit = fields.TextField(null=True)
    measured_at = fields.DatetimeField(null=True)
    interpretation = fields.CharEnumField(Interpretation, max_length=24, null=True)

    class Meta:
        table = "vital_sign"


class ProcedureItem(EntryDetail):
    """A procedure or operation done."""

    code_system = fields.TextField(null=True)
    code = fields.TextField(null=True)
    code_display = fields.TextField(null=True)
    name = fields.TextField(null=True)
    status = fields.TextField(null=True)
    performed_from = fields.DatetimeField(null=True)
    performed_until = fields.DatetimeField(null=True)
    performer = fields.TextField(null=True)
    body_site = fields.TextField(null=True)
    outcome = fields.TextField(null=True)
    reason = fields.TextField(null=True)

    class Meta:
        table = "procedure_item"


class CarePlan(EntryDetail):
    """A care plan."""

    category = fields.TextField(null=True)
    status = fields.TextField(null=True)
    intent = fields.TextField(null=True)
    period_from = fields.DateField(null=True)
    period_until = fields.DateField(null=True)
    description = fields.TextField(null=True)
    activities = ArrayField(element_type="text", null=True)

    class Meta:
        table = "care_plan"


class Referral(EntryDetail):
    """A referral or an order of a service."""

    code_system = fields.TextField(null=True)
    code = fields.TextField(null=True)
    code_display = fields.TextField(null=True)
    name = fields.TextField(null=True)
    status = fields.TextField(null=True)
    priority = fields.TextField(null=True)
    ordered_on = fields.DateField(null=True)
    reason = fields.TextField(null=True)

    class Meta:
        table = "referral"


class PrivateNote(EntryDetail):
    """A doctor's private note to an entry: a row of its own, for its author only."""

    text = fields.TextField()

    class Meta:
        table = "private_note"
