"""What was said of an entry when it was corrected, withdrawn, shown to its patient, or hidden by a teenager."""

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


class EntryHiding(Model):
    """A teenager keeps an entry, by the set of its versions, from representatives (policy.md, `TEEN_HIDE`).

    In force until `ended_at`: the teenager shows it again, or a doctor lifts it for a threat to life, which says who and why.
    What is lifted is not hidden again. `record_entry.hidden_by_patient` follows from those in force.
    """

    id = fields.BigIntField(primary_key=True)
    patient_id = fields.BigIntField()
    set_id = fields.BigIntField()
    account_id = fields.BigIntField()
    hidden_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    lifted_by_id = fields.BigIntField(null=True)
    reason = fields.TextField(null=True)

    class Meta:
        table = "entry_hiding"
