"""What was said of an entry when it was corrected, withdrawn or shown to its patient: for doctors."""

from tortoise import fields
from tortoise.models import Model


class EntryChange(Model):
    """Why a version was written, or, of the newest one, why it was taken out as entered in error."""

    id = fields.BigIntField(primary_key=True)
    patient_id = fields.BigIntField()
    entry_id = fields.BigIntField()
    withdrawn = fields.BooleanField()
    reason = fields.TextField()
    account_id = fields.BigIntField()
    at = fields.DatetimeField()

    class Meta:
        table = "entry_change"


class EntryRelease(Model):
    """Who showed a held entry to its patient, when, and what was said in the talk about it (policy.md ⁷ ⁹)."""

    id = fields.BigIntField(primary_key=True)
    patient_id = fields.BigIntField()
    entry_id = fields.BigIntField()
    note = fields.TextField()
    practitioner_id = fields.BigIntField()
    account_id = fields.BigIntField()
    at = fields.DatetimeField()

    class Meta:
        table = "entry_release"
