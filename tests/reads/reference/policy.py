"""The matrix in plain Python: which rows and which fields each standing reads. Written from policy.md alone."""

import datetime as dt
from dataclasses import dataclass

from tests.reads.reference.rows import Row
from tests.reads.reference.standings import ALL_STANDINGS, DOCTOR_STANDINGS, Held

EVERYONE = frozenset(ALL_STANDINGS)
OWN = frozenset(("SELF_TEEN", "SELF_ADULT"))
TEEN_REPRESENTATIVES = frozenset(("PARENT_OF_TEEN", "TRUSTEE_OF_TEEN"))
DOCTORS = frozenset(DOCTOR_STANDINGS)
PORTAL = EVERYONE - DOCTORS
TREATING = frozenset(("TREATING_DOCTOR",))

SECTIONS = [
    "EXAMINATION_PROTOCOLS",
    "LAB_REPORTS",
    "COVID_TESTS",
    "VACCINATIONS",
    "INSTRUMENTAL_STUDIES",
    "DISCHARGE_SUMMARIES",
    "HEALTH_DIARY",
    "CHILD_DATA",
    "AMBULANCE_CALLS",
    "SICK_LEAVES",
    "PRESCRIPTIONS",
    "CERTIFICATES",
    "CHECK_UPS",
    "PREGNANCY_CARE",
    "RENDERED_SERVICES",
]
CLINICAL = ["ALLERGY", "CONDITION", "MEDICATION", "VITAL_SIGN", "PROCEDURE", "CARE_PLAN", "REFERRAL", "PRIVATE_NOTE"]
KINDS = {name: number for number, name in enumerate([*SECTIONS, *CLINICAL], start=1)}
NAMES = {number: name for name, number in KINDS.items()}

# Who reads a section at all; a row of any other kind is for every standing.
SECTION_READERS = {
    "HEALTH_DIARY": EVERYONE - TEEN_REPRESENTATIVES,
    "SICK_LEAVES": EVERYONE - {"EMERGENCY_DOCTOR"},
    "CERTIFICATES": EVERYONE - {"EMERGENCY_DOCTOR"},
    "PREGNANCY_CARE": EVERYONE - TEEN_REPRESENTATIVES,
    "RENDERED_SERVICES": PORTAL,
    "PRIVATE_NOTE": TREATING,
}
# Guarded fields: who reads them, and the reason that a redaction gives.
GUARDED: dict[str, tuple[frozenset[str], str]] = {
    "Patient.address": (OWN, "PATIENT_ONLY"),
    "Patient.phone": (OWN, "PATIENT_ONLY"),
    "Patient.email": (OWN, "PATIENT_ONLY"),
    "Patient.emergencyContacts": (OWN | DOCTORS, "NOT_FOR_STANDING"),
    "Patient.identifiers": (EVERYONE - {"EMERGENCY_DOCTOR"}, "NOT_IN_EMERGENCY"),
    "Patient.policies": (EVERYONE - {"EMERGENCY_DOCTOR"}, "NOT_IN_EMERGENCY"),
    "Patient.namedRepresentatives": (TREATING, "NOT_FOR_STANDING"),
    "ExaminationProtocol.socialHistory": (EVERYONE - TEEN_REPRESENTATIVES, "WITH_THE_TEENAGER"),
    "ExaminationProtocol.obstetricHistory": (EVERYONE - TEEN_REPRESENTATIVES, "WITH_THE_TEENAGER"),
    "ExaminationProtocol.pregnancyNumber": (EVERYONE - TEEN_REPRESENTATIVES, "WITH_THE_TEENAGER"),
    "ExaminationProtocol.privateNotes": (TREATING, "AUTHOR_ONLY"),
    "ExaminationProtocol.guardian": (TREATING, "DOCTORS_ONLY"),
    "DischargeSummary.guardian": (TREATING, "DOCTORS_ONLY"),
    "MedicalCertificate.guardian": (TREATING, "DOCTORS_ONLY"),
    "PregnancyCare.guardian": (TREATING, "DOCTORS_ONLY"),
    "Vaccination.exemptionReason": (EVERYONE - TEEN_REPRESENTATIVES, "WITH_THE_TEENAGER"),
    "AmbulanceCall.address": (DOCTORS, "DOCTORS_ONLY"),
    "AmbulanceCall.caller": (DOCTORS, "DOCTORS_ONLY"),
    "EntryVersion.reason": (DOCTORS, "DOCTORS_ONLY"),
    "EntryVersion.releasedAt": (DOCTORS, "DOCTORS_ONLY"),
    "EntryVersion.releasedBy": (DOCTORS, "DOCTORS_ONLY"),
    "EntryVersion.releaseNote": (DOCTORS, "DOCTORS_ONLY"),
    "EntryHiding.liftedAt": (DOCTORS | {"SELF_TEEN"}, "NOT_FOR_STANDING"),
    "EntryHiding.liftedBy": (DOCTORS | {"SELF_TEEN"}, "NOT_FOR_STANDING"),
    "EntryHiding.liftedBecause": (DOCTORS | {"SELF_TEEN"}, "NOT_FOR_STANDING"),
}
FULL_LOG = OWN | {"PARENT_OF_CHILD", "GUARDIAN", "TRUSTEE_OF_CHILD"}

PSYCHIATRY, NARCOLOGY, REPRODUCTIVE, STI, TOXICOLOGY, GENETICS, HIV, PSYCHOTROPIC = (1 << bit for bit in range(8))
SENSITIVE = PSYCHIATRY | NARCOLOGY | REPRODUCTIVE | STI | TOXICOLOGY | GENETICS | PSYCHOTROPIC
# Never of a sensitive class, whatever label came with them.
NEVER_SENSITIVE = ("COVID_TESTS", "VACCINATIONS", "AMBULANCE_CALLS", "ALLERGY")
# Rows that a teenager may hide (marked ⁴ in the matrix).
MAY_BE_HIDDEN = [
    "EXAMINATION_PROTOCOLS",
    "LAB_REPORTS",
    "INSTRUMENTAL_STUDIES",
    "DISCHARGE_SUMMARIES",
    "SICK_LEAVES",
    "PRESCRIPTIONS",
    "CHECK_UPS",
    "RENDERED_SERVICES",
    "ALLERGY",
    "CONDITION",
    "MEDICATION",
    "VITAL_SIGN",
    "PROCEDURE",
    "CARE_PLAN",
    "REFERRAL",
]


@dataclass(frozen=True)
class Policy:
    """The settings, and the start dates by key."""

    sensitive_teen: bool
    teen_hide: bool
    starts: dict[int, dt.date | None]

    def sees(self, held: Held, entry: Row) -> bool:
        """Whether one standing gives the row."""
        standing, kind = held.standing, NAMES[entry["kind"]]
        shown_diary = kind == "HEALTH_DIARY" and held.diary and standing in TEEN_REPRESENTATIVES
        if standing not in SECTION_READERS.get(kind, EVERYONE) and not shown_diary:
            return False
        labels = 0 if kind in NEVER_SENSITIVE else entry["labels"]
        unknown_class = entry["confidentiality"] == 2 and entry["labels"] == 0
        if standing == "EMERGENCY_DOCTOR":
            return True
        if standing == "TREATING_DOCTOR":
            if entry["confidentiality"] == 0:
                return True
            # A stated reason shows what is restricted; what is very restricted only to a specialty of all its classes.
            if not held.reason or entry["confidentiality"] == 1:
                return held.reason
            return bool(labels) and not labels & ~held.specialty
        start = self.starts.get(entry["start_key"])
        if start is not None and entry["event_date"] < start:
            return False
        waits = (
            bool(labels & (PSYCHIATRY | NARCOLOGY | HIV))
            or (kind == "LAB_REPORTS" and bool(labels & (REPRODUCTIVE | STI | TOXICOLOGY | GENETICS)))
            or unknown_class
        )
        if waits and entry["released_at"] is None:
            return False
        if standing in TEEN_REPRESENTATIVES:
            if self.sensitive_teen and (labels & SENSITIVE & ~held.labels or unknown_class):
                return False
            if self.hides(entry):
                return False
        return True

    def hides(self, entry: Row) -> bool:
        """Whether a teenager keeps the row from representatives."""
        kind = NAMES[entry["kind"]]
        return bool(
            self.teen_hide and entry["hidden_by_patient"] and kind in MAY_BE_HIDDEN and not entry["labels"] & HIV
        )


def originals(type_name: str) -> frozenset[str]:
    """Who may read every field of a type, and so its original documents."""
    readers = EVERYONE
    for field, (allowed, _) in GUARDED.items():
        if field.split(".")[0] == type_name:
            readers &= allowed
    return readers


@dataclass(frozen=True)
class NoticeOf:
    code: str
    standings: frozenset[str]


def notices(policy: Policy, kind: str | None, held: list[Held]) -> list[str]:
    """Codes of a list's constant notices, in their order: they hold where no standing is free of them."""
    if not held:
        return []
    names = {each.standing for each in held}
    codes = []
    if kind in SECTIONS and not any(
        each.standing in SECTION_READERS.get(kind, EVERYONE)
        or (kind == "HEALTH_DIARY" and each.diary and each.standing in TEEN_REPRESENTATIVES)
        for each in held
    ):
        codes.append("SECTION_NOT_FOR_STANDING")
    open_to_teens = (*NEVER_SENSITIVE, "CHILD_DATA")
    if policy.sensitive_teen and kind not in open_to_teens and names <= TEEN_REPRESENTATIVES:
        codes.append("SENSITIVE_WITH_DOCTOR")
    if policy.teen_hide and (kind is None or kind in MAY_BE_HIDDEN) and names <= TEEN_REPRESENTATIVES:
        codes.append("HIDDEN_BY_PATIENT")
    if kind == "LAB_REPORTS" and names <= PORTAL:
        codes.append("RELEASED_BY_DOCTOR")
    if names <= TREATING:
        codes.append("REASON_REQUIRED")
    if kind in SECTIONS and policy.starts.get(KINDS[kind]) and names <= PORTAL:
        codes.append("SECTION_STARTS")
    return codes
