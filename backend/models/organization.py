"""Organizations: clinics, hospitals, laboratories, insurers."""

from tortoise import fields
from tortoise.models import Model


class Organization(Model):
    """A clinic, hospital, laboratory or insurer. `oid` is its ФРМО OID."""

    id = fields.BigIntField(primary_key=True)
    name = fields.TextField()
    short_name = fields.TextField(null=True)
    kind = fields.CharField(max_length=16, default="CLINIC")
    oid = fields.TextField(null=True)
    ogrn = fields.CharField(max_length=15, null=True)
    inn = fields.CharField(max_length=12, null=True)
    licence = fields.TextField(null=True)
    region = fields.CharField(max_length=2, null=True)
    address = fields.TextField(null=True)
    phone = fields.TextField(null=True)

    class Meta:
        table = "organization"
