"""What every section's own table starts with."""

from tortoise import fields
from tortoise.models import Model


class EntryDetail(Model):
    """One row of a section's own table; shares its key with the header. The database holds (patient_id, entry_id)."""

    entry_id = fields.BigIntField(primary_key=True, generated=False)
    patient_id = fields.BigIntField()

    class Meta:
        abstract = True


class EntryPart(Model):
    """A row inside an entry, in the order of `position` from 0."""

    id = fields.BigIntField(primary_key=True)
    patient_id = fields.BigIntField()
    entry_id = fields.BigIntField()
    position = fields.SmallIntField(default=0)

    class Meta:
        abstract = True
