"""Instrumental studies (SEC-05, СЭМД 224)."""

from enum import StrEnum

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField

from backend.models.sections.detail import EntryDetail


class ModalityName(StrEnum):
    """Names of `Modality`."""

    OTHER = "OTHER"
    ULTRASOUND = "ULTRASOUND"
    RADIOGRAPHY = "RADIOGRAPHY"
    FLUOROGRAPHY = "FLUOROGRAPHY"
    MAMMOGRAPHY = "MAMMOGRAPHY"
    CT = "CT"
    MRI = "MRI"
    ECG = "ECG"
    ENDOSCOPY = "ENDOSCOPY"
    FUNCTIONAL = "FUNCTIONAL"


class Laterality(StrEnum):
    """Side of the body."""

    LEFT = "LEFT"
    RIGHT = "RIGHT"
    BOTH = "BOTH"


class InstrumentalStudy(EntryDetail):
    """A study by an instrument. `dose_msv` in mSv."""

    code_system = fields.TextField(null=True)
    code = fields.TextField(null=True)
    code_display = fields.TextField(null=True)
    modality = fields.CharEnumField(ModalityName, max_length=24)
    body_region = fields.TextField(null=True)
    laterality = fields.CharEnumField(Laterality, max_length=24, null=True)
    contrast = fields.BooleanField(null=True)
    dose_msv = fields.FloatField(null=True)
    device = fields.TextField(null=True)
    description = fields.TextField(null=True)
    conclusion = fields.TextField(null=True)
    pathologies = ArrayField(element_type="text", null=True)
    image_count = fields.IntField(null=True)
    performed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "instrumental_study"
