"""The table of each kind of entry, and the tables of the parts that an entry is made of."""

from collections.abc import Mapping

from backend.models.vocabulary import Kind

TABLES: Mapping[Kind, str] = {
    Kind.EXAMINATION_PROTOCOLS: "examination_protocol",
    Kind.LAB_REPORTS: "lab_report",
    Kind.COVID_TESTS: "covid_test",
    Kind.VACCINATIONS: "vaccination",
    Kind.INSTRUMENTAL_STUDIES: "instrumental_study",
    Kind.DISCHARGE_SUMMARIES: "discharge_summary",
    Kind.HEALTH_DIARY: "health_diary_entry",
    Kind.CHILD_DATA: "child_data_entry",
    Kind.AMBULANCE_CALLS: "ambulance_call",
    Kind.SICK_LEAVES: "sick_leave",
    Kind.PRESCRIPTIONS: "prescription",
    Kind.CERTIFICATES: "medical_certificate",
    Kind.CHECK_UPS: "check_up",
    Kind.PREGNANCY_CARE: "pregnancy_care",
    Kind.RENDERED_SERVICES: "rendered_service",
    Kind.ALLERGY: "allergy_item",
    Kind.CONDITION: "condition_item",
    Kind.MEDICATION: "medication_item",
    Kind.VITAL_SIGN: "vital_sign",
    Kind.PROCEDURE: "procedure_item",
    Kind.CARE_PLAN: "care_plan",
    Kind.REFERRAL: "referral",
    Kind.PRIVATE_NOTE: "private_note",
}
PARTS = ("diagnosis", "lab_result", "dispense", "pregnancy_visit", "child_data_note")
