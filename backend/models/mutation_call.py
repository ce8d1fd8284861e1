"""Calls that a client may repeat: the second changes nothing and gets the first one's answer (REQ-13)."""

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account


class MutationCall(Model):
    """One call by its `clientMutationId`; `input_hash` is keyed, `outcome` the id of the row that came of it."""

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    mutation = fields.CharField(max_length=60)
    client_mutation_id = fields.CharField(max_length=80)
    input_hash = fields.BinaryField()
    outcome = fields.BigIntField(null=True)
    at = fields.DatetimeField()

    class Meta:
        table = "mutation_call"
