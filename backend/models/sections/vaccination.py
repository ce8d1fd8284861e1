"""Vaccinations, exemptions and tuberculin tests (SEC-04, SEC-10, СЭМД 220)."""

from enum import StrEnum

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField

from backend.models.sections.detail import EntryDetail


class VaccinationStatus(StrEnum):
    """What happened."""

    DONE = "DONE"
    EXEMPT = "EXEMPT"
    REFUSED = "REFUSED"
    NOT_DONE = "NOT_DONE"


class ExemptionKind(StrEnum):
    """How long an exemption (медотвод) lasts."""

    PERMANENT = "PERMANENT"
    TEMPORARY = "TEMPORARY"


class SkinTest(StrEnum):
    """Tuberculin tests."""

    MANTOUX = "MANTOUX"
    DIASKINTEST = "DIASKINTEST"


class Vaccination(EntryDetail):
    """A vaccination given, an exemption, a refusal or a skin test.

    `infections` holds codes of the national schedule; `dose_ml` in millilitres, `papule_mm` in millimetres.
    """

    status = fields.CharEnumField(VaccinationStatus, max_length=24)
    infections = ArrayField(element_type="text")
    vaccine_name = fields.TextField(null=True)
    vaccine_code_system = fields.TextField(null=True)
    vaccine_code = fields.TextField(null=True)
    vaccine_code_display = fields.TextField(null=True)
    dose_label = fields.TextField(null=True)
    dose_ml = fields.FloatField(null=True)
    route = fields.TextField(null=True)
    site = fields.TextField(null=True)
    series = fields.TextField(null=True)
    expires_on = fields.DateField(null=True)
    manufacturer = fields.TextField(null=True)
    performer = fields.TextField(null=True)
    reaction_local = fields.TextField(null=True)
    reaction_general = fields.TextField(null=True)
    exemption_kind = fields.CharEnumField(ExemptionKind, max_length=24, null=True)
    exemption_from = fields.DateField(null=True)
    exemption_until = fields.DateField(null=True)
    exemption_reason = fields.TextField(null=True)
    skin_test = fields.CharEnumField(SkinTest, max_length=24, null=True)
    papule_mm = fields.FloatField(null=True)

    class Meta:
        table = "vaccination"
