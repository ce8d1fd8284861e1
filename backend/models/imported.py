"""What came from outside: sources, and every resource read from them, kept whole."""

from typing import Any

from tortoise import fields
from tortoise.models import Model


class ImportSource(Model):
    """A producer of imported data; resource ids are unique within it."""

    id = fields.BigIntField(primary_key=True)
    name = fields.TextField()
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "import_source"


class ImportedResource(Model):
    """One imported FHIR resource, identified by (source, type, id), with what it became here.

    `content_hash` is the SHA-256 of its canonical JSON: the same content imported again changes nothing.
    `outcome` is STORED (target_table, target_id say where) or KEPT_ASIDE (`reason` says why). `payload` keeps
    the resource whole, `bundle` what its Bundle said of it (`fullUrl`, date, security labels on all it holds); no API
    type and no export reads this table.
    """

    id = fields.BigIntField(primary_key=True)
    source: fields.ForeignKeyRelation[ImportSource] = fields.ForeignKeyField(
        "models.ImportSource", related_name=False, on_delete=fields.RESTRICT
    )
    resource_type = fields.CharField(max_length=64)
    resource_id = fields.TextField()
    patient_id = fields.BigIntField(null=True)
    content_hash = fields.BinaryField()
    outcome = fields.CharField(max_length=12)
    reason = fields.TextField(null=True)
    target_table = fields.CharField(max_length=48, null=True)
    target_id = fields.BigIntField(null=True)
    payload: fields.JSONField[Any] = fields.JSONField(null=True)
    bundle: fields.JSONField[Any] = fields.JSONField(null=True)
    imported_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "imported_resource"
