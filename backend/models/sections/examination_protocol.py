"""Examination protocols (SEC-01, СЭМД 290)."""

from enum import StrEnum

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField

from backend.models.sections.detail import EntryDetail


class VisitKind(StrEnum):
    """НСИ 11.1007."""

    PRIMARY = "PRIMARY"
    REPEAT = "REPEAT"


class CareForm(StrEnum):
    """НСИ 11.1551."""

    PLANNED = "PLANNED"
    URGENT = "URGENT"
    EMERGENCY = "EMERGENCY"


class CareConditions(StrEnum):
    """НСИ 99.2.322."""

    OUTPATIENT = "OUTPATIENT"
    INPATIENT = "INPATIENT"
    DAY_CARE = "DAY_CARE"
    AMBULANCE = "AMBULANCE"
    HOME = "HOME"
    REMOTE = "REMOTE"


class ExaminationProtocol(EntryDetail):
    """A doctor's examination."""

    started_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)
    specialty = fields.TextField(null=True)
    visit_kind = fields.CharEnumField(VisitKind, max_length=24, null=True)
    care_form = fields.CharEnumField(CareForm, max_length=24, null=True)
    care_conditions = fields.CharEnumField(CareConditions, max_length=24, null=True)
    place = fields.TextField(null=True)
    payment_source = fields.TextField(null=True)
    complaints = fields.TextField(null=True)
    disease_history = fields.TextField(null=True)
    life_history = fields.TextField(null=True)
    social_history = fields.TextField(null=True)
    obstetric_history = fields.TextField(null=True)
    pregnancy_number = fields.SmallIntField(null=True)
    allergies_note = fields.TextField(null=True)
    epidemiology = fields.TextField(null=True)
    objective_status = fields.TextField(null=True)
    severity = fields.TextField(null=True)
    scores = ArrayField(element_type="text", null=True)
    conclusion = fields.TextField(null=True)
    drugs = ArrayField(element_type="text", null=True)
    services = ArrayField(element_type="text", null=True)
    recommendations = fields.TextField(null=True)
    guardian_name = fields.TextField(null=True)
    guardian_relationship = fields.TextField(null=True)
    guardian_document = fields.TextField(null=True)

    class Meta:
        table = "examination_protocol"
