"""Vocabularies of the models as GraphQL enums: registered once, before any type names them."""

import strawberry

from backend.models.access_request import (
    AccessRequestState,
    DecisionReason,
    FiledBy,
    RequestCheckStatus,
    RequestEvent,
    RequestPurpose,
    RequestStep,
)
from backend.models.appointment import AppointmentState, ScheduleState
from backend.models.family_claim import (
    FamilyClaimState,
    FamilyRefusal,
    FamilyStep,
    Relationship,
    SightedKind,
    VerificationRoute,
)
from backend.models.identifiers import EnpWarning
from backend.models.registry_check import CheckKind, CheckOutcome, CheckState
from backend.models.sections.check_up import CheckUpKind
from backend.models.sections.child_data import ChildDataKind, EnteredAs, Severity
from backend.models.sections.covid_test import CovidTestKind, CovidTestResult
from backend.models.sections.diagnosis import DiagnosisCertainty, DiagnosisKind, DiagnosisStage
from backend.models.sections.examination_protocol import CareConditions, CareForm, VisitKind
from backend.models.sections.health_diary import DiaryContext, DiaryMeasure, DiaryOrigin
from backend.models.sections.instrumental_study import Laterality, ModalityName
from backend.models.sections.lab_report import Interpretation, LabReportStatus
from backend.models.sections.medical_certificate import CertificateKind
from backend.models.sections.prescription import PrescriptionStatus
from backend.models.sections.rendered_service import ServiceStatus
from backend.models.sections.sick_leave import SickLeaveKind, SickLeaveStatus
from backend.models.sections.vaccination import ExemptionKind, SkinTest, VaccinationStatus
from backend.models.vocabulary import (
    AccountLevel,
    GrantGround,
    IdentifierKind,
    PolicyState,
    RepresentationKind,
    RepresentationState,
    Role,
    Sex,
)

for _vocabulary in (
    AccessRequestState,
    AccountLevel,
    CareConditions,
    CareForm,
    CertificateKind,
    CheckUpKind,
    ChildDataKind,
    CovidTestKind,
    CovidTestResult,
    DecisionReason,
    DiagnosisCertainty,
    DiagnosisKind,
    DiagnosisStage,
    DiaryContext,
    DiaryMeasure,
    DiaryOrigin,
    EnteredAs,
    ExemptionKind,
    FamilyClaimState,
    FamilyRefusal,
    FamilyStep,
    FiledBy,
    GrantGround,
    IdentifierKind,
    Interpretation,
    LabReportStatus,
    Laterality,
    PolicyState,
    PrescriptionStatus,
    RepresentationKind,
    RepresentationState,
    RequestCheckStatus,
    RequestEvent,
    RequestPurpose,
    RequestStep,
    Role,
    ServiceStatus,
    Severity,
    Sex,
    SickLeaveKind,
    SickLeaveStatus,
    SightedKind,
    SkinTest,
    VaccinationStatus,
    VerificationRoute,
    VisitKind,
):
    strawberry.enum(_vocabulary, description=(_vocabulary.__doc__ or "").strip().split("\n")[0] or None)
strawberry.enum(
    AppointmentState,
    description="HELD: the clinic is being asked. ARRIVED: an encounter was opened from it. MISSED: its day passed and nobody came.",
)
strawberry.enum(
    ScheduleState,
    description="Whether times can be booked. NO_CLINIC: attached to none. NOT_GIVEN: the clinic gives no times. "
    "UNAVAILABLE: its schedule does not answer just now, which is no refusal.",
)
strawberry.enum(ModalityName, name="Modality", description="Kind of instrumental study.")
strawberry.enum(EnpWarning, name="PolicyNumberWarning", description="What a policy's number does not agree with.")
strawberry.enum(Relationship, name="FamilyRelationship", description="What the ward is to the applicant (REP-08).")
strawberry.enum(CheckKind, name="RegistryCheckKind", description="Which registry is asked.")
strawberry.enum(CheckState, name="RegistryCheckState", description="Whether a registry has answered.")
strawberry.enum(CheckOutcome, name="RegistryCheckOutcome", description="A registry's definite answer.")
