"""What people take away: exports of a record, and documents that anybody may check by their code (PAP-04, SEC-10)."""

from enum import StrEnum

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from backend.models.account import Account
from backend.models.person import Person


class ExportForm(StrEnum):
    """RECORD_* hold the whole record or sections of it: to read, as a collection Bundle, as a patient summary (IPS)."""

    RECORD_PDF = "RECORD_PDF"
    RECORD_FHIR = "RECORD_FHIR"
    SUMMARY_FHIR = "SUMMARY_FHIR"
    VACCINATION_CERTIFICATE = "VACCINATION_CERTIFICATE"
    EMERGENCY_CARD = "EMERGENCY_CARD"


class ExportState(StrEnum):
    """FAILED: our fault; REFUSED: the record was not open to the requester any more when it was read."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    READY = "READY"
    FAILED = "FAILED"
    REFUSED = "REFUSED"
    CANCELLED = "CANCELLED"


class IssuedDocument(Model):
    """A document that anybody who holds it may check. Only the SHA-256 of its code is kept.

    `holder` is all that the check says of the person: initials and the year of birth, as they were on the day.
    """

    id = fields.BigIntField(primary_key=True)
    code_hash = fields.BinaryField()
    form = fields.CharEnumField(ExportForm, max_length=24)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    account: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.SET_NULL
    )
    holder = fields.TextField()
    issued_at = fields.DatetimeField()
    valid_until = fields.DateField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "issued_document"


class RecordExport(Model):
    """One export, from its request to its end. `sections` are kinds; null means the whole record.

    `session_id` is the session that asked, under whose standing the content is read. `sealed` is the file, `marks` what it
    held (backend/reads/whole_record.py), `contacts` what an emergency card says besides the record: all sealed for this row.
    """

    id = fields.BigIntField(primary_key=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    session_id = fields.BigIntField()
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, on_delete=fields.CASCADE
    )
    form = fields.CharEnumField(ExportForm, max_length=24)
    sections = ArrayField(element_type="smallint", null=True)
    language = fields.CharField(max_length=2)
    request_id = fields.UUIDField()
    state = fields.CharEnumField(ExportState, max_length=16, default=ExportState.WAITING)
    done = fields.IntField(default=0)
    total = fields.IntField(null=True)
    contacts = fields.BinaryField(null=True)
    sealed = fields.BinaryField(null=True)
    marks = fields.BinaryField(null=True)
    size = fields.IntField(null=True)
    document: fields.ForeignKeyNullableRelation[IssuedDocument] = fields.ForeignKeyField(
        "models.IssuedDocument", related_name=False, null=True, on_delete=fields.SET_NULL
    )
    requested_at = fields.DatetimeField()
    finished_at = fields.DatetimeField(null=True)
    expires_at = fields.DatetimeField()

    class Meta:
        table = "record_export"
