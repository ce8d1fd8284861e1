"""What doctors write: inputs and payloads of protocols, reports, vaccinations, referrals, and of showing held results."""

import datetime as dt
from typing import Any, cast

import strawberry
from strawberry.types import Info

from backend.models.sections.clinical import VitalSignKind
from backend.models.sections.diagnosis import DiagnosisCertainty, DiagnosisKind
from backend.models.sections.examination_protocol import CareConditions, CareForm, VisitKind
from backend.models.sections.vaccination import ExemptionKind
from backend.schema import enums  # noqa: F401  vocabularies have to be enums before any type names them
from backend.schema.entry import Node
from backend.schema.user_errors import UserError

strawberry.enum(VitalSignKind, description="What a doctor measures.")


@strawberry.input
class DiagnosisInput:
    code: str
    kind: DiagnosisKind
    wording: str | None = None
    certainty: DiagnosisCertainty | None = None
    character: str | None = None
    first_ever: bool | None = None


@strawberry.input
class VitalSignInput:
    kind: VitalSignKind
    value: float
    second_value: float | None = None


@strawberry.input
class ReferralInput:
    name: str
    reason: str | None = None
    urgent: bool = False


@strawberry.input
class ProtocolInput:
    title: str
    diagnoses: list[DiagnosisInput]
    visit_kind: VisitKind | None = None
    care_form: CareForm | None = None
    care_conditions: CareConditions | None = None
    place: str | None = None
    complaints: str | None = None
    disease_history: str | None = None
    life_history: str | None = None
    social_history: str | None = None
    obstetric_history: str | None = None
    pregnancy_number: int | None = None
    allergies_note: str | None = None
    epidemiology: str | None = None
    objective_status: str | None = None
    severity: str | None = None
    conclusion: str | None = None
    recommendations: str | None = None
    drugs: list[str] | None = None
    services: list[str] | None = None
    vital_signs: list[VitalSignInput] | None = None
    referrals: list[ReferralInput] | None = None
    private_notes: list[str] | None = None


@strawberry.input
class LabResultInput:
    name: str
    code: str | None = None
    value: float | None = None
    value_text: str | None = None
    unit: str | None = None
    reference_low: float | None = None
    reference_high: float | None = None
    reference_text: str | None = None
    method: str | None = None


@strawberry.input
class LabReportInput:
    title: str
    results: list[LabResultInput]
    collected_on: dt.date | None = None
    profile: str | None = None
    specimen: str | None = None
    order_number: str | None = None
    conclusion: str | None = None


@strawberry.input
class VaccinationInput:
    vaccine_name: str
    infections: list[str]
    given_on: dt.date | None = None
    dose_label: str | None = None
    dose_ml: float | None = None
    route: str | None = None
    site: str | None = None
    series: str | None = None
    expires_on: dt.date | None = None
    manufacturer: str | None = None
    reaction_local: str | None = None
    reaction_general: str | None = None


@strawberry.input
class VaccinationExemptionInput:
    kind: ExemptionKind
    infections: list[str]
    reason: str
    from_day: dt.date | None = None
    until_day: dt.date | None = None


@strawberry.input
class SignProtocolInput:
    patient_id: strawberry.ID
    content: ProtocolInput
    client_mutation_id: str | None = None


@strawberry.input
class CorrectProtocolInput:
    id: strawberry.ID
    content: ProtocolInput
    reason: str
    client_mutation_id: str | None = None


@strawberry.input
class SignLabReportInput:
    patient_id: strawberry.ID
    content: LabReportInput
    client_mutation_id: str | None = None


@strawberry.input
class CorrectLabReportInput:
    id: strawberry.ID
    content: LabReportInput
    reason: str
    client_mutation_id: str | None = None


@strawberry.input
class SignVaccinationInput:
    patient_id: strawberry.ID
    content: VaccinationInput
    client_mutation_id: str | None = None


@strawberry.input
class CorrectVaccinationInput:
    id: strawberry.ID
    content: VaccinationInput
    reason: str
    client_mutation_id: str | None = None


@strawberry.input
class SignVaccinationExemptionInput:
    patient_id: strawberry.ID
    content: VaccinationExemptionInput
    client_mutation_id: str | None = None


@strawberry.input
class CorrectVaccinationExemptionInput:
    id: strawberry.ID
    content: VaccinationExemptionInput
    reason: str
    client_mutation_id: str | None = None


@strawberry.input
class SignReferralInput:
    patient_id: strawberry.ID
    content: ReferralInput
    client_mutation_id: str | None = None


@strawberry.input
class CorrectReferralInput:
    id: strawberry.ID
    content: ReferralInput
    reason: str
    client_mutation_id: str | None = None


@strawberry.input
class WithdrawEntryInput:
    id: strawberry.ID
    reason: str
    client_mutation_id: str | None = None


@strawberry.input
class ReleaseEntryInput:
    id: strawberry.ID
    note: str = strawberry.field(description="What the patient was told; shown to doctors.")
    client_mutation_id: str | None = None


@strawberry.type(description="What a doctor signed; null in place of an entry that opens for a stated reason alone.")
class SignedEntryPayload:
    id: strawberry.ID | None
    user_errors: list[UserError]
    shown: strawberry.Private[dict[str, Any]]

    @strawberry.field
    def entry(self, info: Info[Any, Any]) -> Node | None:
        return cast("Node | None", self.shown.get(str(info._raw_info.path.key)))


@strawberry.type
class WithdrawEntryPayload:
    user_errors: list[UserError]
