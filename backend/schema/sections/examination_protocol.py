"""Examination protocols (SEC-01, SEC-09)."""

import datetime as dt

import strawberry

from backend.models.sections.examination_protocol import CareConditions, CareForm, VisitKind
from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE, NOT_TEEN_REPRESENTATIVES, Standing
from backend.schema.entry import NamedRepresentative, Node, RecordEntry, named_representative
from backend.schema.fields import column, entry_type, part_entries, parts
from backend.schema.sections.clinical import CarePlan, PrivateNote, Procedure, Referral, VitalSign
from backend.schema.sections.diagnosis import Diagnosis


@entry_type(
    Kind.EXAMINATION_PROTOCOLS,
    {
        "specialty": "{row}.specialty = {value}",
        "visit_kind": "{row}.visit_kind = {value}",
        "diagnosis_code": "EXISTS (SELECT FROM diagnosis f WHERE f.patient_id = {row}.patient_id AND f.entry_id = {row}.entry_id AND f.code = {value})",
    },
)
@strawberry.type(description="A doctor's examination (SEC-01).")
class ExaminationProtocol(RecordEntry, Node):
    started_at: dt.datetime | None = column(EVERYONE)
    ended_at: dt.datetime | None = column(EVERYONE)
    specialty: str | None = column(EVERYONE)
    visit_kind: VisitKind | None = column(EVERYONE)
    care_form: CareForm | None = column(EVERYONE)
    care_conditions: CareConditions | None = column(EVERYONE)
    place: str | None = column(EVERYONE)
    payment_source: str | None = column(EVERYONE)
    complaints: str | None = column(EVERYONE)
    disease_history: str | None = column(EVERYONE)
    life_history: str | None = column(EVERYONE)
    social_history: str | None = column(
        NOT_TEEN_REPRESENTATIVES, reason="WITH_THE_TEENAGER", description="Habits, hazards, disability."
    )
    obstetric_history: str | None = column(NOT_TEEN_REPRESENTATIVES, reason="WITH_THE_TEENAGER")
    pregnancy_number: int | None = column(NOT_TEEN_REPRESENTATIVES, reason="WITH_THE_TEENAGER")
    allergies_note: str | None = column(EVERYONE)
    epidemiology: str | None = column(EVERYONE)
    objective_status: str | None = column(EVERYONE)
    severity: str | None = column(EVERYONE)
    scores: list[str] | None = column(EVERYONE)
    conclusion: str | None = column(EVERYONE)
    diagnoses: list[Diagnosis] | None = parts(EVERYONE, "diagnosis")
    vital_signs: list[VitalSign] | None = part_entries(EVERYONE, Kind.VITAL_SIGN)
    procedures: list[Procedure] | None = part_entries(EVERYONE, Kind.PROCEDURE)
    care_plans: list[CarePlan] | None = part_entries(EVERYONE, Kind.CARE_PLAN)
    referrals: list[Referral] | None = part_entries(EVERYONE, Kind.REFERRAL)
    drugs: list[str] | None = column(EVERYONE)
    services: list[str] | None = column(EVERYONE)
    recommendations: str | None = column(EVERYONE)
    private_notes: list[PrivateNote] | None = part_entries(
        Standing.TREATING_DOCTOR,
        Kind.PRIVATE_NOTE,
        reason="AUTHOR_ONLY",
        description="The reading doctor's own notes.",
    )
    guardian: NamedRepresentative | None = named_representative(Standing.TREATING_DOCTOR)  # type: ignore[assignment]
