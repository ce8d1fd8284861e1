"""The patient of a record: demographics, contacts, identifiers, policies."""

import datetime as dt

import strawberry

from backend.models.vocabulary import IdentifierKind, PolicyState, Sex
from backend.policy.sources import Many
from backend.policy.standing import DOCTORS, EVERYONE, OWN, Standing
from backend.schema.entry import NamedRepresentative, Node, Organization
from backend.schema.fields import assembled, column, declared, one

NOT_EMERGENCY = EVERYONE & ~Standing.EMERGENCY_DOCTOR
IN_FORCE = "{many}.patient_id = {row}.id AND {many}.ended_on IS NULL"


@strawberry.type(
    description="A national identifier by its last characters; the whole value is shown by a mutation of its own."
)
class MaskedIdentifier:
    kind: IdentifierKind = column(EVERYONE)
    masked: str = column(EVERYONE, "'•••• ' || right({row}.value, 4)")


@strawberry.type(description="A compulsory insurance policy; the number by its last digits.")
class InsurancePolicy:
    masked_number: str = column(EVERYONE, "'•••• ' || right({row}.number, 4)")
    insurer: Organization | None = one(EVERYONE, "organization", "{one}.id = {row}.insurer_id")
    region: str | None = column(EVERYONE)
    state: PolicyState = column(EVERYONE)
    valid_from: dt.date | None = column(EVERYONE)
    valid_until: dt.date | None = column(EVERYONE)


@strawberry.type(description="Somebody to call in an emergency, as the patient named them.")
class EmergencyContact:
    name: str = column(EVERYONE)
    relationship: str | None = column(EVERYONE)
    phone: str = column(EVERYONE)


@strawberry.type(description="The person whose record it is.")
class Patient(Node):
    id: strawberry.ID = column(EVERYONE, "{row}.patient_key")
    family_name: str = column(EVERYONE)
    given_name: str = column(EVERYONE)
    patronymic: str | None = column(EVERYONE)
    display_name: str = column(
        EVERYONE,
        "concat_ws(' ', nullif({row}.family_name, ''), nullif({row}.given_name, ''), nullif({row}.patronymic, ''))",
    )
    birth_date: dt.date | None = column(EVERYONE)
    sex: Sex = column(EVERYONE)
    blood_group: str | None = column(EVERYONE)
    attached_clinic: Organization | None = one(EVERYONE, "organization", "{one}.id = {row}.attached_clinic_id")
    address: str | None = column(OWN, reason="PATIENT_ONLY")
    phone: str | None = column(OWN, reason="PATIENT_ONLY")
    email: str | None = column(OWN, reason="PATIENT_ONLY")
    identifiers: list[MaskedIdentifier] | None = declared(
        NOT_EMERGENCY,
        Many(
            "person_identifier",
            IN_FORCE + " AND {many}.kind IN ('SNILS', 'ENP', 'PASSPORT')",
            "{many}.kind, {many}.id",
        ),
        reason="NOT_IN_EMERGENCY",
    )
    policies: list[InsurancePolicy] | None = declared(
        NOT_EMERGENCY,
        Many(
            "insurance_policy",
            "{many}.patient_id = {row}.id",
            "{many}.valid_from DESC NULLS LAST, {many}.id DESC",
        ),
        reason="NOT_IN_EMERGENCY",
    )
    # One parent never sees the other's contacts (policy.md, Conditions), and the other parent is often who is called.
    emergency_contacts: list[EmergencyContact] | None = declared(
        OWN | DOCTORS, Many("emergency_contact", "{many}.patient_id = {row}.id", "{many}.position, {many}.id")
    )
    named_representatives: list[NamedRepresentative] | None = assembled(
        Standing.TREATING_DOCTOR,
        "named_representatives",
        description="Representatives whom visible documents name.",
    )
