"""Medical certificates (SEC-13)."""

from enum import StrEnum

from tortoise import fields

from backend.models.sections.detail import EntryDetail


class CertificateKind(StrEnum):
    """What the certificate is for."""

    CHILD_ABSENCE = "CHILD_ABSENCE"
    POOL = "POOL"
    CAMP = "CAMP"
    EDUCATION = "EDUCATION"
    WORK = "WORK"
    DRIVING = "DRIVING"
    SPORT = "SPORT"
    OTHER = "OTHER"


class MedicalCertificate(EntryDetail):
    """A certificate (справка)."""

    kind = fields.CharEnumField(CertificateKind, max_length=24, null=True)
    number = fields.TextField(null=True)
    valid_until = fields.DateField(null=True)
    purpose = fields.TextField(null=True)
    conclusion = fields.TextField(null=True)
    restrictions = fields.TextField(null=True)
    issuer = fields.TextField(null=True)
    guardian_name = fields.TextField(null=True)
    guardian_relationship = fields.TextField(null=True)
    guardian_document = fields.TextField(null=True)

    class Meta:
        table = "medical_certificate"
