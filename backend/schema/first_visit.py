"""The form of the first visit, by which the clinic of attachment opens a record (PAP-06, PAP-07)."""

import strawberry

from backend.models.record_opening import BloodGroup
from backend.models.sections.child_data import Severity
from backend.schema.doctor import DoctorEncounter
from backend.schema.user_errors import UserError

strawberry.enum(BloodGroup, description="Group and rhesus factor.")


@strawberry.input
class KnownAllergyInput:
    substance: str
    reaction: str | None = None
    severity: Severity | None = None


@strawberry.input
class PastOperationInput:
    name: str
    year: int | None = None


@strawberry.input
class CallInEmergencyInput:
    name: str
    relationship: str | None = None
    phone: str


@strawberry.input(description="What is asked at the first visit; lists may be empty.")
class OpenMedicalRecordInput:
    encounter_id: strawberry.ID
    blood_group: BloodGroup | None = None
    chronic_conditions: list[str]
    allergies: list[KnownAllergyInput]
    operations: list[PastOperationInput]
    heredity: str | None = None
    emergency_contacts: list[CallInEmergencyInput]
    client_mutation_id: str | None = None


@strawberry.type(description="The encounter in which the record was opened.")
class OpenMedicalRecordPayload:
    encounter: DoctorEncounter | None
    user_errors: list[UserError]
