"""My family: whom an account's owner says they represent, and how that is verified (REP-01…10)."""

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from backend.models.account import Account
from backend.models.person import Person
from backend.models.representation import LegalRepresentation
from backend.models.vocabulary import IdentifierKind, RepresentationKind, Sex


class Relationship(StrEnum):
    """REP-08: what the ward is to the applicant."""

    SON = "SON"
    DAUGHTER = "DAUGHTER"
    WARD = "WARD"


class VerificationRoute(StrEnum):
    """REP-02, REP-03, REP-05."""

    CIVIL_REGISTRY = "CIVIL_REGISTRY"
    MFC = "MFC"
    SOCIAL_PROTECTION = "SOCIAL_PROTECTION"


class FamilyClaimState(StrEnum):
    """What the applicant sees (REP-06). GO_TO_MFC covers every finer answer of a registry, so that nobody probes.

    The link of two people is `LegalRepresentation`; a claim leads to one once both are known for sure.
    """

    CHECKING = "CHECKING"
    UNAVAILABLE = "UNAVAILABLE"
    GO_TO_MFC = "GO_TO_MFC"
    VERIFIED = "VERIFIED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    ENDED = "ENDED"


class FamilyStep(StrEnum):
    """What the applicant does next in each state (REP-06)."""

    WAIT = "WAIT"
    TRY_LATER = "TRY_LATER"
    GO_TO_MFC = "GO_TO_MFC"
    REQUEST_ACCESS = "REQUEST_ACCESS"
    OPEN_RECORD = "OPEN_RECORD"
    CORRECT = "CORRECT"
    ASK_IN_PERSON = "ASK_IN_PERSON"
    GROWN_UP = "GROWN_UP"


class FamilyRefusal(StrEnum):
    """Why an officer of an MFC did not confirm a claim; the applicant is told."""

    ORIGINALS_MISSING = "ORIGINALS_MISSING"
    ORIGINALS_DIFFER = "ORIGINALS_DIFFER"
    ORIGINALS_DOUBTFUL = "ORIGINALS_DOUBTFUL"
    NOT_A_REPRESENTATIVE = "NOT_A_REPRESENTATIVE"
    OTHER = "OTHER"


class FamilyClaim(Model):
    """One child or ward as the applicant entered them (REP-07), and the state of the verification.

    `patient` is the ward's record once exactly one matched; `representation` the link that the claim led to.
    `act_number` and `basis` come from the registry or from the originals that an officer sighted. `number` is what the
    applicant names at the counter. `applicant_…` is who the registry was asked about, or whom the officer saw: a claim
    leads to a link of that person and of nobody else.
    """

    id = fields.BigIntField(primary_key=True)
    number = fields.CharField(max_length=12, null=True)
    account: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.CASCADE
    )
    kind = fields.CharEnumField(RepresentationKind, max_length=8)
    relationship = fields.CharEnumField(Relationship, max_length=8)
    route = fields.CharEnumField(VerificationRoute, max_length=17)
    state = fields.CharEnumField(FamilyClaimState, max_length=11)
    family_name = fields.TextField()
    given_name = fields.TextField()
    patronymic = fields.TextField(null=True)
    birth_date = fields.DateField()
    sex = fields.CharEnumField(Sex, max_length=7)
    document_kind = fields.CharEnumField(IdentifierKind, max_length=20)
    document_number = fields.TextField()
    document_issued_on = fields.DateField(null=True)
    enp = fields.CharField(max_length=16, null=True)
    act_number = fields.TextField(null=True)
    basis = fields.TextField(null=True)
    basis_code = fields.CharField(max_length=16, null=True)
    starts_on = fields.DateField(null=True)
    ends_on = fields.DateField(null=True)
    applicant_family_name = fields.TextField(null=True)
    applicant_given_name = fields.TextField(null=True)
    applicant_patronymic = fields.TextField(null=True)
    applicant_birth_date = fields.DateField(null=True)
    patient: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    representation: fields.ForeignKeyNullableRelation[LegalRepresentation] = fields.ForeignKeyField(
        "models.LegalRepresentation", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    verified_at = fields.DatetimeField(null=True)
    verified_by: fields.ForeignKeyNullableRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    refused_reason = fields.CharField(max_length=32, null=True)
    refused_text = fields.TextField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "family_claim"


class SightedKind(StrEnum):
    """REP-04: what an MFC officer looks at in the original."""

    IDENTITY_DOCUMENT = "IDENTITY_DOCUMENT"
    BIRTH_CERTIFICATE = "BIRTH_CERTIFICATE"
    FOREIGN_BIRTH_DOCUMENT = "FOREIGN_BIRTH_DOCUMENT"
    NAME_CHANGE_DOCUMENT = "NAME_CHANGE_DOCUMENT"
    GUARDIANSHIP_ACT = "GUARDIANSHIP_ACT"


class SightedDocument(Model):
    """An original that an officer sighted for a claim; its number is what was read off it."""

    id = fields.BigIntField(primary_key=True)
    claim: fields.ForeignKeyRelation[FamilyClaim] = fields.ForeignKeyField(
        "models.FamilyClaim", related_name=False, on_delete=fields.CASCADE
    )
    kind = fields.CharEnumField(SightedKind, max_length=22)
    number = fields.TextField()
    issuer = fields.TextField(null=True)
    issued_on = fields.DateField(null=True)
    sighted_at = fields.DatetimeField()
    sighted_by: fields.ForeignKeyRelation[Account] = fields.ForeignKeyField(
        "models.Account", related_name=False, on_delete=fields.RESTRICT
    )

    class Meta:
        table = "sighted_document"
