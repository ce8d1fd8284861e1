"""The medical record."""

import strawberry

from backend.policy.sources import Assembled
from backend.policy.standing import EVERYONE
from backend.schema.access import ACCESS_LOG, RecordAccess
from backend.schema.connections import PERIOD, connection_field, entries, plain_list, with_arguments
from backend.schema.entry import Node, RecordEntry, Section
from backend.schema.fields import assembled, column, one
from backend.schema.patient import Patient
from backend.schema.sections.ambulance_call import AmbulanceCall
from backend.schema.sections.check_up import CheckUp
from backend.schema.sections.child_data import ChildDataEntry
from backend.schema.sections.clinical import CarePlan, Procedure, Referral, VitalSign
from backend.schema.sections.covid_test import CovidTest
from backend.schema.sections.discharge_summary import DischargeSummary
from backend.schema.sections.examination_protocol import ExaminationProtocol
from backend.schema.sections.health_diary import HealthDiaryEntry
from backend.schema.sections.instrumental_study import InstrumentalStudy
from backend.schema.sections.lab_report import LabReport
from backend.schema.sections.medical_certificate import MedicalCertificate
from backend.schema.sections.pregnancy_care import PregnancyCare
from backend.schema.sections.prescription import Prescription
from backend.schema.sections.rendered_service import RenderedService
from backend.schema.sections.sick_leave import SickLeave
from backend.schema.sections.vaccination import Vaccination
from backend.schema.summary import (
    Allergy,
    Condition,
    LabAnalyte,
    LabTrend,
    Medication,
    SectionInfo,
    VaccinationPlanItem,
)

RENDERED_SERVICES = entries(EVERYONE, RenderedService, "RenderedService")


@strawberry.type(description="A medical record: all that the viewer may read of one patient.")
class MedicalRecord(Node):
    id: strawberry.ID = column(EVERYONE, "{row}.record_key")
    patient: Patient = one(EVERYONE, "person", "{one}.id = {row}.id")
    access: list[RecordAccess] = assembled(EVERYONE, "access", description="The viewer's standings on this record.")
    available_sections: list[SectionInfo] = assembled(
        EVERYONE,
        "available_sections",
        description="Sections with visible entries, in the order of `Section`.",
    )
    timeline = connection_field(
        EVERYONE,
        Assembled("timeline"),
        plain_list(RecordEntry, "RecordEntry"),
        description="All sections, newest first. Search covers title, organization, author and main diagnosis; "
        "`hasDocument: true` keeps what came with a document, `waitsForRelease: true` what the reading doctor may show to the patient, "
        "`hiddenByPatient: true` what the teenager hides from representatives, for the teenager and doctors.",
        extra={
            "sections": list[Section] | None,  # type: ignore[valid-type]
            "search": str | None,
            "has_document": bool | None,
            "waits_for_release": bool | None,
            "hidden_by_patient": bool | None,
        },
    )
    examination_protocols = entries(EVERYONE, ExaminationProtocol, "ExaminationProtocol")
    lab_reports = entries(EVERYONE, LabReport, "LabReport")
    covid_tests = entries(EVERYONE, CovidTest, "CovidTest")
    vaccinations = entries(EVERYONE, Vaccination, "Vaccination")
    instrumental_studies = entries(EVERYONE, InstrumentalStudy, "InstrumentalStudy")
    discharge_summaries = entries(EVERYONE, DischargeSummary, "DischargeSummary")
    health_diary = entries(EVERYONE, HealthDiaryEntry, "HealthDiary")
    child_data = entries(EVERYONE, ChildDataEntry, "ChildData")
    ambulance_calls = entries(EVERYONE, AmbulanceCall, "AmbulanceCall")
    sick_leaves = entries(EVERYONE, SickLeave, "SickLeave")
    prescriptions = entries(EVERYONE, Prescription, "Prescription")
    certificates = entries(EVERYONE, MedicalCertificate, "MedicalCertificate")
    check_ups = entries(EVERYONE, CheckUp, "CheckUp")
    pregnancy_care = entries(EVERYONE, PregnancyCare, "PregnancyCare")
    rendered_services = RENDERED_SERVICES
    vital_signs = entries(EVERYONE, VitalSign, "VitalSign")
    procedures = entries(EVERYONE, Procedure, "Procedure")
    care_plans = entries(EVERYONE, CarePlan, "CarePlan")
    referrals = entries(
        EVERYONE,
        Referral,
        "Referral",
        description="`waitsForRelease: true` keeps those by themselves that the reading doctor may show to the patient.",
        extra={"waits_for_release": bool | None},
    )
    allergies: list[Allergy] | None = assembled(EVERYONE, "allergies")
    conditions: list[Condition] | None = assembled(EVERYONE, "conditions")
    medications: list[Medication] | None = assembled(EVERYONE, "medications")
    lab_trend = assembled(
        EVERYONE,
        "lab_trend",
        description="One analyte over time; an unknown, hidden or absent code gives no points.",
        resolver=with_arguments({"code": str, **PERIOD}, LabTrend | None),
    )
    lab_trend_of = assembled(
        EVERYONE,
        "lab_trend_of",
        description="The analyte of one result over time, so that an address need not name it. `result` is the place in the "
        "report's results, from 0; one that is not there for the viewer gives no points.",
        resolver=with_arguments({"report_id": strawberry.ID, "result": int, **PERIOD}, LabTrend | None),
    )
    lab_analytes: list[LabAnalyte] = assembled(
        EVERYONE, "lab_analytes", description="Every analyte with its newest value, the newest first."
    )
    vaccination_plan: list[VaccinationPlanItem] = assembled(
        EVERYONE, "vaccination_plan", description="The national schedule against what was done."
    )
    access_log = connection_field(
        EVERYONE,
        Assembled("access_log"),
        ACCESS_LOG,
        description="Who opened this record.",
        backwards=False,
        dates=False,
        nullable=True,
    )
