"""Who may act for whom, and what is open: representations, grants, a teenager's shares."""

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.person import Person
from backend.models.vocabulary import GrantGround, RepresentationKind, RepresentationState


class LegalRepresentation(Model):
    """A link of a representative to a ward (REP-01…10). Only VERIFIED, within its dates, carries a standing.

    `basis` is the document it rests on, `basis_code` its kind in the dictionary 1.2.643.5.1.13.13.99.2.313 (REP-10).
    """

    id = fields.BigIntField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    representative: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.RESTRICT
    )
    kind = fields.CharEnumField(RepresentationKind, max_length=8)
    state = fields.CharEnumField(RepresentationState, max_length=8, default=RepresentationState.PENDING)
    basis = fields.TextField(null=True)
    basis_code = fields.CharField(max_length=16, null=True)
    verified_at = fields.DatetimeField(null=True)
    starts_on = fields.DateField(null=True)
    ends_on = fields.DateField(null=True)
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "legal_representation"


class AccessGrant(Model):
    """An opened access of one account to one record; revoked at `revoked_at`, for the next request (REQ-15)."""

    id = fields.BigIntField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    grantee: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    ground = fields.CharEnumField(GrantGround, max_length=16)
    granted_at = fields.DatetimeField()
    valid_until = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "access_grant"


class TeenShare(Model):
    """What a teenager shows to one named representative: sensitive classes (label bits) and the diary."""

    id = fields.BigIntField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    representative: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    labels = fields.IntField(default=0)
    diary = fields.BooleanField(default=False)
    created_at = fields.DatetimeField(auto_now_add=True)
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "teen_share"
