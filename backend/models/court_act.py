"""Acts that limit or end a representative's rights, and what officers did (policy.md, Conditions)."""

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.ended_by_two import EndedByTwo
from backend.models.person import Person


class CourtActKind(StrEnum):
    """RESTRICTION suspends one representative within its dates; TERMINATION ends the link for good."""

    RESTRICTION = "RESTRICTION"
    TERMINATION = "TERMINATION"
    ADOPTION = "ADOPTION"


class FourEyesState(StrEnum):
    """What one officer proposes another confirms; nothing holds before."""

    PROPOSED = "PROPOSED"
    IN_FORCE = "IN_FORCE"
    REFUSED = "REFUSED"
    ENDED = "ENDED"


class CourtAct(EndedByTwo):
    """A court's act about a child. `representative` is who is limited; null for an adoption.

    In force, a restriction closes the record to the representative from `starts_on` to `ends_on` (null: until ended),
    by date alone. `details` of an adoption: the new names, identifiers and parents; once confirmed also who the earlier
    representatives were (`former`) and what of theirs was taken out of every other table (`past`).
    An end takes four eyes as well: `end_proposed_by` and `end_confirmed_by`.
    """

    id = fields.BigIntField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    representative: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    kind = fields.CharEnumField(CourtActKind, max_length=11)
    state = fields.CharEnumField(FourEyesState, max_length=8, default=FourEyesState.PROPOSED)
    number = fields.TextField()
    court = fields.TextField()
    decided_on = fields.DateField()
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)
    details: fields.JSONField[Any] = fields.JSONField(null=True)
    proposed_by: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.RESTRICT
    )
    proposed_at = fields.DatetimeField()
    confirmed_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    confirmed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "court_act"


class OfficerAct(Model):
    """What a member of staff looked at or did, and why: never changed, never removed.

    `act` names the use case, `subject` the row that it was about as `table:id`; `patient_id` where it concerns a record.
    """

    id = fields.BigIntField(primary_key=True)
    at = fields.DatetimeField()
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.RESTRICT
    )
    act = fields.CharField(max_length=40)
    subject = fields.CharField(max_length=60)
    patient_id = fields.BigIntField(null=True)
    reason = fields.TextField(null=True)
    request_id = fields.UUIDField()

    class Meta:
        table = "officer_act"
