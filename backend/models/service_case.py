"""What an officer has to decide about an account: who it belongs to, a recovery, a request for one's own data."""

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.person import Person


class CaseKind(StrEnum):
    """IDENTITY: no match, several, or one that is bound already. PERSONAL_DATA: 152-ФЗ, article 14."""

    IDENTITY = "IDENTITY"
    RECOVERY = "RECOVERY"
    PERSONAL_DATA = "PERSONAL_DATA"


class CaseState(StrEnum):
    OPEN = "OPEN"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class ServiceCase(Model):
    """One case; `details` holds what the applicant stated, by the kind's own keys."""

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharEnumField(CaseKind, max_length=13)
    state = fields.CharEnumField(CaseState, max_length=9, default=CaseState.OPEN)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    details: fields.JSONField[Any] = fields.JSONField(null=True)
    opened_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    decided_at = fields.DatetimeField(null=True)
    decided_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    reason = fields.TextField(null=True)

    class Meta:
        table = "service_case"
