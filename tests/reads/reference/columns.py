"""From fields to columns: a field is the column of its own name, but for what stands here."""

import re

TABLE_OF_KIND = {
    "EXAMINATION_PROTOCOLS": ("examination_protocol", "ExaminationProtocol"),
    "LAB_REPORTS": ("lab_report", "LabReport"),
    "COVID_TESTS": ("covid_test", "CovidTest"),
    "VACCINATIONS": ("vaccination", "Vaccination"),
    "INSTRUMENTAL_STUDIES": ("instrumental_study", "InstrumentalStudy"),
    "DISCHARGE_SUMMARIES": ("discharge_summary", "DischargeSummary"),
    "HEALTH_DIARY": ("health_diary_entry", "HealthDiaryEntry"),
    "CHILD_DATA": ("child_data_entry", "ChildDataEntry"),
    "AMBULANCE_CALLS": ("ambulance_call", "AmbulanceCall"),
    "SICK_LEAVES": ("sick_leave", "SickLeave"),
    "PRESCRIPTIONS": ("prescription", "Prescription"),
    "CERTIFICATES": ("medical_certificate", "MedicalCertificate"),
    "CHECK_UPS": ("check_up", "CheckUp"),
    "PREGNANCY_CARE": ("pregnancy_care", "PregnancyCare"),
    "RENDERED_SERVICES": ("rendered_service", "RenderedService"),
    "ALLERGY": ("allergy_item", None),
    "CONDITION": ("condition_item", None),
    "MEDICATION": ("medication_item", None),
    "VITAL_SIGN": ("vital_sign", "VitalSign"),
    "PROCEDURE": ("procedure_item", "Procedure"),
    "CARE_PLAN": ("care_plan", "CarePlan"),
    "REFERRAL": ("referral", "Referral"),
    "PRIVATE_NOTE": ("private_note", "PrivateNote"),
}
KIND_OF_TYPE = {type_name: kind for kind, (_, type_name) in TABLE_OF_KIND.items() if type_name}
ENTRY_TYPES = frozenset(KIND_OF_TYPE)

# Connections of the record, by the kind that they list.
LISTS = {
    "examinationProtocols": "EXAMINATION_PROTOCOLS",
    "labReports": "LAB_REPORTS",
    "covidTests": "COVID_TESTS",
    "vaccinations": "VACCINATIONS",
    "instrumentalStudies": "INSTRUMENTAL_STUDIES",
    "dischargeSummaries": "DISCHARGE_SUMMARIES",
    "healthDiary": "HEALTH_DIARY",
    "childData": "CHILD_DATA",
    "ambulanceCalls": "AMBULANCE_CALLS",
    "sickLeaves": "SICK_LEAVES",
    "prescriptions": "PRESCRIPTIONS",
    "certificates": "CERTIFICATES",
    "checkUps": "CHECK_UPS",
    "pregnancyCare": "PREGNANCY_CARE",
    "renderedServices": "RENDERED_SERVICES",
    "vitalSigns": "VITAL_SIGN",
    "procedures": "PROCEDURE",
    "carePlans": "CARE_PLAN",
    "referrals": "REFERRAL",
}
# Objects made of the row's own columns: prefix, for a Coding.
CODINGS = {"code": "", "medicine": "medicine_", "vaccine": "vaccine_"}
# Parts of an entry in a table of theirs.
PARTS = {
    "LabReport.results": ("lab_result", "LabResult"),
    "ExaminationProtocol.diagnoses": ("diagnosis", "Diagnosis"),
    "DischargeSummary.diagnoses": ("diagnosis", "Diagnosis"),
    "AmbulanceCall.diagnoses": ("diagnosis", "Diagnosis"),
    "Prescription.dispenses": ("dispense", "Dispense"),
    "PregnancyCare.visits": ("pregnancy_visit", "PregnancyVisit"),
}
# Clinical rows that belong to an entry.
PART_ENTRIES = {
    "ExaminationProtocol.vitalSigns": "VITAL_SIGN",
    "ExaminationProtocol.procedures": "PROCEDURE",
    "ExaminationProtocol.carePlans": "CARE_PLAN",
    "ExaminationProtocol.referrals": "REFERRAL",
    "ExaminationProtocol.privateNotes": "PRIVATE_NOTE",
    "DischargeSummary.vitalSigns": "VITAL_SIGN",
    "DischargeSummary.procedures": "PROCEDURE",
}
GUARDIAN_TABLES = {
    "DISCHARGE_SUMMARIES": "discharge_summary",
    "EXAMINATION_PROTOCOLS": "examination_protocol",
    "CERTIFICATES": "medical_certificate",
    "PREGNANCY_CARE": "pregnancy_care",
}
# Filters that do more than compare the column of their own name.
COLUMN_OF_FILTER = {"resultCode": ("lab_result", "code"), "diagnosisCode": ("diagnosis", "code")}


def snake(name: str) -> str:
    """`dueOn` is `due_on`."""
    return re.sub(r"([A-Z])", lambda found: "_" + found.group(1).lower(), name)
