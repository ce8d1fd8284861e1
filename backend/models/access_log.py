"""The access log: a row for every record read, chained per record."""

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

# A download of a document: which one, and so of what section, its row in the log does not say, nor whether there was one.
DOWNLOAD_OPERATION = "DownloadDocument"


class AccessLog(Model):
    """One read of one record. `seq` counts within the record from 1; `mac` is null until sealed.

    `standings` is the OR of the standing bits in force; `sections` come from the operation, never from rows
    found; `operation` only for trusted documents.
    """

    id = fields.BigIntField(primary_key=True)
    patient_id = fields.BigIntField()
    seq = fields.BigIntField()
    entry_key = fields.UUIDField()
    at = fields.DatetimeField()
    account_id = fields.BigIntField()
    standings = fields.SmallIntField()
    operation = fields.TextField(null=True)
    sections = ArrayField(element_type="smallint")
    request_id = fields.UUIDField()
    mac = fields.BinaryField(null=True)

    class Meta:
        table = "access_log"


class AccessLogCounter(Model):
    """How many log rows a record has had, moved in the read's own statement, and the last sealed link."""

    patient_id = fields.BigIntField(primary_key=True, generated=False)
    count = fields.BigIntField(default=0)
    sealed_seq = fields.BigIntField(default=0)
    sealed_mac = fields.BinaryField(null=True)

    class Meta:
        table = "access_log_counter"
