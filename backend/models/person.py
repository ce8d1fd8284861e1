"""People: everyone who has a record or an account, their identifiers and insurance policies."""

from tortoise import fields
from tortoise.models import Model

from backend.models.organization import Organization
from backend.models.vocabulary import IdentifierKind, PolicyState, Sex


class Person(Model):
    """A natural person; the patient of one medical record.

    `patient_key` and `record_key` are the sealed public ids of the Patient and of the MedicalRecord.
    `birth_date` may be unknown for a person who came with imported data; such a person has no portal readers.
    """

    id = fields.BigIntField(primary_key=True)
    patient_key = fields.CharField(max_length=22)
    record_key = fields.CharField(max_length=22)
    family_name = fields.TextField(default="")
    given_name = fields.TextField(default="")
    patronymic = fields.TextField(null=True)
    birth_date = fields.DateField(null=True)
    sex = fields.CharEnumField(Sex, max_length=7, default=Sex.UNKNOWN)
    blood_group = fields.TextField(null=True)
    address = fields.TextField(null=True)
    residence_region = fields.CharField(max_length=2, null=True)
    phone = fields.CharField(max_length=16, null=True)
    email = fields.TextField(null=True)
    attached_clinic: fields.ForeignKeyNullableRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    emancipated_on = fields.DateField(null=True)
    deceased_on = fields.DateField(null=True)
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "person"


class PersonIdentifier(Model):
    """A national identifier, normalised as identifiers.md says (digits only for СНИЛС and ЕНП).

    `checked` means that an outside registry confirmed it: only such a one may match people of an import.
    `ended_on` hides an earlier identifier (adoption) from every reachable path.
    """

    id = fields.BigIntField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    kind = fields.CharEnumField(IdentifierKind, max_length=20)
    value = fields.TextField()
    issuer = fields.TextField(null=True)
    issuer_code = fields.CharField(max_length=7, null=True)
    issued_on = fields.DateField(null=True)
    checked = fields.BooleanField(default=False)
    ended_on = fields.DateField(null=True)

    class Meta:
        table = "person_identifier"


class InsurancePolicy(Model):
    """A compulsory insurance policy (ОМС). `region` is the subject code in which it is registered (ACC-06)."""

    id = fields.BigIntField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    number = fields.TextField()
    insurer: fields.ForeignKeyNullableRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    region = fields.CharField(max_length=2, null=True)
    state = fields.CharEnumField(PolicyState, max_length=9, default=PolicyState.UNKNOWN)
    valid_from = fields.DateField(null=True)
    valid_until = fields.DateField(null=True)

    class Meta:
        table = "insurance_policy"
