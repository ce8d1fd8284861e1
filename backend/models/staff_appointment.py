"""Staff accounts: hired, moved, left, with four eyes."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.court_act import FourEyesState
from backend.models.organization import Organization
from backend.models.practitioner import PractitionerRole
from backend.models.vocabulary import Role


class StaffAppointment(Model):
    """A role of an account at an organization over a period, proposed by one administrator and confirmed by another.

    `account` is null until a new employee's appointment is confirmed: before, there is no such account. `details` holds
    the names, the birth date, СНИЛС and contacts of a new employee as proposed. `practitioner_role` is a doctor's.
    """

    id = fields.BigIntField(primary_key=True)
    login = fields.TextField()
    account: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.CASCADE
    )
    details: fields.JSONField[Any] = fields.JSONField(null=True)
    role = fields.CharEnumField(Role, max_length=13)
    organization: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, on_delete=fields.RESTRICT
    )
    position = fields.TextField(null=True)
    specialty = fields.TextField(null=True)
    specialty_code = fields.CharField(max_length=32, null=True)
    practitioner_role: fields.ForeignKeyNullableRelation[PractitionerRole] = fields.ForeignKeyField(
        "models.PractitionerRole", related_name=False, null=True, on_delete=fields.SET_NULL
    )
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)
    state = fields.CharEnumField(FourEyesState, max_length=8, default=FourEyesState.PROPOSED)
    proposed_by: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.RESTRICT
    )
    proposed_at = fields.DatetimeField()
    confirmed_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    confirmed_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "staff_appointment"
