"""Medical certificates (SEC-13)."""

import datetime as dt

import strawberry

from backend.models.sections.medical_certificate import CertificateKind
from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE, Standing
from backend.schema.entry import NamedRepresentative, Node, RecordEntry, named_representative
from backend.schema.fields import column, entry_type


@entry_type(Kind.CERTIFICATES, {"kind": "{row}.kind = {value}"})
@strawberry.type(description="A medical certificate (SEC-13).")
class MedicalCertificate(RecordEntry, Node):
    kind: CertificateKind | None = column(EVERYONE)
    number: str | None = column(EVERYONE)
    valid_until: dt.date | None = column(EVERYONE)
    purpose: str | None = column(EVERYONE)
    conclusion: str | None = column(EVERYONE)
    restrictions: str | None = column(EVERYONE)
    issuer: str | None = column(EVERYONE)
    guardian: NamedRepresentative | None = named_representative(Standing.TREATING_DOCTOR)  # type: ignore[assignment]
