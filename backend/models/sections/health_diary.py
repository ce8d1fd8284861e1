"""The health diary, written by the patient (SEC-07)."""

from enum import StrEnum

from tortoise import fields

from backend.models.sections.detail import EntryDetail


class DiaryMeasure(StrEnum):
    """What is measured (НСИ 99.2.262 and the Moscow diary's kinds)."""

    BLOOD_PRESSURE = "BLOOD_PRESSURE"
    PULSE = "PULSE"
    GLUCOSE = "GLUCOSE"
    WEIGHT = "WEIGHT"
    HEIGHT = "HEIGHT"
    TEMPERATURE = "TEMPERATURE"
    OXYGEN_SATURATION = "OXYGEN_SATURATION"
    RESPIRATION = "RESPIRATION"
    ANGINA = "ANGINA"
    WELLBEING = "WELLBEING"


class DiaryOrigin(StrEnum):
    """How the value was entered."""

    MANUAL = "MANUAL"
    DEVICE = "DEVICE"
    VOICE = "VOICE"


class DiaryContext(StrEnum):
    """What went before, or what the body was doing."""

    AT_REST = "AT_REST"
    ON_EFFORT = "ON_EFFORT"
    FASTING = "FASTING"
    AFTER_MEAL = "AFTER_MEAL"


class HealthDiaryEntry(EntryDetail):
    """One measurement, `value` in `unit` (UCUM); blood pressure: systolic, then diastolic in `value_second`.

    `pulse` is counted with blood pressure. Angina: how many attacks that day, how many `minutes`, and the pain's `intensity`
    of 10. backend/policy/diary.py says which figures a measure has.
    """

    measure = fields.CharEnumField(DiaryMeasure, max_length=24)
    value = fields.FloatField(null=True)
    value_second = fields.FloatField(null=True)
    pulse = fields.FloatField(null=True)
    minutes = fields.FloatField(null=True)
    intensity = fields.FloatField(null=True)
    unit = fields.TextField(null=True)
    measured_at = fields.DatetimeField()
    origin = fields.CharEnumField(DiaryOrigin, max_length=24)
    context = fields.CharEnumField(DiaryContext, max_length=24, null=True)
    note = fields.TextField(null=True)

    class Meta:
        table = "health_diary_entry"
