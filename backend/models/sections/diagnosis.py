"""Diagnoses inside entries (sections.md)."""

from enum import StrEnum

from tortoise import fields

from backend.models.sections.detail import EntryPart


class DiagnosisKind(StrEnum):
    """НСИ 11.1077."""

    MAIN = "MAIN"
    COMPLICATION = "COMPLICATION"
    CONCOMITANT = "CONCOMITANT"
    COMPETING = "COMPETING"
    EXTERNAL_CAUSE = "EXTERNAL_CAUSE"


class DiagnosisCertainty(StrEnum):
    """НСИ 99.2.795."""

    PRELIMINARY = "PRELIMINARY"
    WORKING = "WORKING"
    FINAL = "FINAL"


class DiagnosisStage(StrEnum):
    """When in a hospital stay it was made."""

    ADMISSION = "ADMISSION"
    FINAL = "FINAL"


class Diagnosis(EntryPart):
    """A diagnosis in an entry. `code` is МКБ-10 unless `code_system` says otherwise."""

    code_system = fields.TextField(null=True)
    code = fields.TextField(null=True)
    code_display = fields.TextField(null=True)
    wording = fields.TextField(null=True)
    kind = fields.CharEnumField(DiagnosisKind, max_length=24, null=True)
    certainty = fields.CharEnumField(DiagnosisCertainty, max_length=24, null=True)
    stage = fields.CharEnumField(DiagnosisStage, max_length=24, null=True)
    character = fields.TextField(null=True)
    diagnosed_on = fields.DateField(null=True)
    first_ever = fields.BooleanField(null=True)
    external_cause = fields.TextField(null=True)
    injury_kind = fields.TextField(null=True)
    gestation_weeks = fields.SmallIntField(null=True)

    class Meta:
        table = "diagnosis"
