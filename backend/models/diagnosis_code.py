"""The official dictionary of diagnoses: МКБ-10 in Russian, НСИ 1.2.643.5.1.13.13.11.1005."""

from tortoise import fields
from tortoise.models import Model

SYSTEM = "urn:oid:1.2.643.5.1.13.13.11.1005"


class DiagnosisCode(Model):
    """One line of the dictionary: a chapter, a block, a category or a diagnosis.

    `may_be_diagnosis`: a doctor may choose it; `may_be_main`: it may stand alone, which a manifestation (*) may not.
    A code that left the dictionary stays, no longer `in_force`, for what was written with it. `place` is the
    dictionary's own order. The database keeps `words`, the title's words as Russian inflects them (see the migration).
    """

    id = fields.BigIntField(primary_key=True)
    code = fields.CharField(max_length=16, unique=True)
    title = fields.TextField()
    parent_code = fields.CharField(max_length=16, null=True)
    may_be_diagnosis = fields.BooleanField()
    may_be_main = fields.BooleanField()
    in_force = fields.BooleanField()
    place = fields.IntField()

    class Meta:
        table = "diagnosis_code"
