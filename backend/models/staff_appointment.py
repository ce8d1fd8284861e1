"""Staff accounts: hired, moved, left, with four eyes."""

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.court_act import FourEyesState
from backend.models.organization import Organization
from backend.models.vocabulary import Role


class StaffAppointment(Model):
    """A role of an account at an organization over a period, proposed by one administrator and confirmed by another."""

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    role = fields.CharEnumField(Role, max_length=13)
    organization: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, on_delete=fields.RESTRICT
    )
    position = fields.TextField(null=True)
    specialty = fields.TextField(null=True)
    specialty_code = fields.CharField(max_length=32, null=True)
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
