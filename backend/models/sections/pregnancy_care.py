"""Pregnancy care (SEC-15, СЭМД 216)."""

from tortoise import fields

from backend.models.sections.detail import EntryDetail, EntryPart


class PregnancyCare(EntryDetail):
    """The care of one pregnancy."""

    registered_on = fields.DateField(null=True)
    last_menstruation_on = fields.DateField(null=True)
    due_on = fields.DateField(null=True)
    registration_weeks = fields.SmallIntField(null=True)
    gravida = fields.SmallIntField(null=True)
    para = fields.SmallIntField(null=True)
    first_screening = fields.TextField(null=True)
    second_screening = fields.TextField(null=True)
    risk = fields.TextField(null=True)
    plan = fields.TextField(null=True)
    partner_tests = fields.TextField(null=True)
    outcome = fields.TextField(null=True)
    guardian_name = fields.TextField(null=True)
    guardian_relationship = fields.TextField(null=True)
    guardian_document = fields.TextField(null=True)

    class Meta:
        table = "pregnancy_care"


class PregnancyVisit(EntryPart):
    """One visit: weight in kg, pressure in mm[Hg], lengths in cm, heart rate a minute."""

    visited_on = fields.DateField(null=True)
    weeks = fields.SmallIntField(null=True)
    weight_kg = fields.FloatField(null=True)
    systolic = fields.SmallIntField(null=True)
    diastolic = fields.SmallIntField(null=True)
    fundus_height_cm = fields.FloatField(null=True)
    girth_cm = fields.FloatField(null=True)
    fetal_heart_rate = fields.SmallIntField(null=True)
    oedema = fields.BooleanField(null=True)
    note = fields.TextField(null=True)

    class Meta:
        table = "pregnancy_visit"
