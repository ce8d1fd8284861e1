"""COVID-19 tests (SEC-03)."""

from enum import StrEnum

from tortoise import fields

from backend.models.sections.detail import EntryDetail


class CovidTestKind(StrEnum):
    """What was looked for."""

    PCR = "PCR"
    ANTIGEN = "ANTIGEN"
    IGM = "IGM"
    IGG = "IGG"
    ANTIBODIES = "ANTIBODIES"
    OTHER = "OTHER"


class CovidTestResult(StrEnum):
    """The finding."""

    POSITIVE = "POSITIVE"
    NEGATIVE = "NEGATIVE"
    INDETERMINATE = "INDETERMINATE"


class CovidTest(EntryDetail):
    """A test for SARS-CoV-2 or for antibodies to it. `ct` is the PCR threshold cycle."""

    test_kind = fields.CharEnumField(CovidTestKind, max_length=24, null=True)
    specimen = fields.TextField(null=True)
    sampled_at = fields.DatetimeField(null=True)
    resulted_at = fields.DatetimeField(null=True)
    result = fields.CharEnumField(CovidTestResult, max_length=24, null=True)
    value = fields.FloatField(null=True)
    unit = fields.TextField(null=True)
    ct = fields.FloatField(null=True)
    laboratory = fields.TextField(null=True)

    class Meta:
        table = "covid_test"
