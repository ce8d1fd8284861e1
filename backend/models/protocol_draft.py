"""What a doctor has typed of a protocol and not signed yet: the author's alone, and no part of any record."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.person import Person


class ProtocolDraft(Model):
    """One draft an author, an encounter and an entry that it corrects (`corrects_set_id`, null for a new protocol).

    `typed` maps the name of each field to its text and to the draft's `revision` that last changed it.
    """

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    encounter_id = fields.BigIntField()
    corrects_set_id = fields.BigIntField(null=True)
    typed: fields.JSONField[Any] = fields.JSONField()
    revision = fields.IntField()
    created_at = fields.DatetimeField()
    saved_at = fields.DatetimeField()

    class Meta:
        table = "protocol_draft"
