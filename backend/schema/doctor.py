"""A doctor's day, and how a doctor comes to a record: types of their own, seen by nobody else."""

import datetime as dt

import strawberry

from backend.models.appointment import AppointmentState
from backend.models.vocabulary import EncounterClass, EncounterGround, IdentifierKind
from backend.schema.user_errors import UserError

strawberry.enum(EncounterClass, description="HL7 v3 ActEncounterCode: where care is given.")
strawberry.enum(EncounterGround, description="What let the doctor open the encounter.")


@strawberry.type(description="One of the doctor's own encounters that opens a record to them now (SCT-02).")
class DoctorEncounter:
    id: strawberry.ID
    patient_id: strawberry.ID
    display_name: str
    birth_date: dt.date | None
    encounter_class: EncounterClass
    ground: EncounterGround | None
    organization: str
    opened_at: dt.datetime
    closed_at: dt.datetime | None = strawberry.field(
        description="When it was closed, or closed by itself; null while it is open."
    )
    until: dt.datetime | None = strawberry.field(
        description="When the record closes by itself, 72 hours after the encounter; null while no end is known."
    )
    reason_given: bool = strawberry.field(
        description="A reason was stated in it: restricted entries are shown, very restricted ones of the specialty too."
    )
    opens_record: bool = strawberry.field(
        description="It is open, at the clinic of attachment, and the record was not opened yet (PAP-06)."
    )


@strawberry.type(description="A booked time of the doctor's today, from which an encounter is opened.")
class DoctorAppointment:
    id: strawberry.ID
    patient_id: strawberry.ID
    display_name: str
    birth_date: dt.date | None
    organization: str
    specialty: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: AppointmentState


@strawberry.type(description="A patient admitted to the doctor's care whose encounter is still to be opened.")
class DoctorAdmission:
    id: strawberry.ID
    patient_id: strawberry.ID
    display_name: str
    birth_date: dt.date | None
    organization: str
    ward: str | None
    admitted_at: dt.datetime


@strawberry.type(description="Where the doctor works now.")
class DoctorWorkplace:
    id: strawberry.ID
    name: str


@strawberry.input(description="A whole identifier, as typed from a document, and the birth date. Names find nobody.")
class FindPatientInput:
    kind: IdentifierKind
    number: str
    birth_date: dt.date


@strawberry.type(description="Who was meant, and nothing of the record.")
class FoundPatient:
    patient_id: strawberry.ID
    display_name: str
    birth_date: dt.date
    attached_clinic: str | None


@strawberry.type
class FindPatientPayload:
    patient: FoundPatient | None
    user_errors: list[UserError]


@strawberry.input(
    description="What the encounter is opened from: one of an own appointment of today, an own admission, and the code that "
    "the patient shows. `organizationId` says where a code is used, for a doctor of several organizations."
)
class OpenEncounterInput:
    appointment_id: strawberry.ID | None = None
    admission_id: strawberry.ID | None = None
    code: str | None = None
    organization_id: strawberry.ID | None = None
    client_mutation_id: str | None = None


@strawberry.input
class CloseEncounterInput:
    encounter_id: strawberry.ID


@strawberry.input(description="Why the doctor looks at restricted entries; of at least 20 characters.")
class GiveReasonInput:
    encounter_id: strawberry.ID
    reason: str
    client_mutation_id: str | None = None


@strawberry.type(description="The encounter as it is after the call.")
class DoctorEncounterPayload:
    encounter: DoctorEncounter | None
    user_errors: list[UserError]


@strawberry.input(description="Break-glass: the reason, of at least 20 characters, is reviewed within one working day.")
class OpenInEmergencyInput:
    patient_id: strawberry.ID
    reason: str
    organization_id: strawberry.ID | None = None
    client_mutation_id: str | None = None


@strawberry.type(description="Emergency access to a record: four hours, read only.")
class EmergencyAccess:
    patient_id: strawberry.ID
    until: dt.datetime


@strawberry.type
class OpenInEmergencyPayload:
    access: EmergencyAccess | None
    user_errors: list[UserError]
