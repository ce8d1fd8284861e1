"""Closed vocabularies stored in columns: each value is checked by the database under the same name."""

from enum import IntEnum, IntFlag, StrEnum


class Kind(IntEnum):
    """What a record entry is: the fifteen sections (1-15), then clinical rows that are no section (16-23)."""

    EXAMINATION_PROTOCOLS = 1
    LAB_REPORTS = 2
    COVID_TESTS = 3
    VACCINATIONS = 4
    INSTRUMENTAL_STUDIES = 5
    DISCHARGE_SUMMARIES = 6
    HEALTH_DIARY = 7
    CHILD_DATA = 8
    AMBULANCE_CALLS = 9
    SICK_LEAVES = 10
    PRESCRIPTIONS = 11
    CERTIFICATES = 12
    CHECK_UPS = 13
    PREGNANCY_CARE = 14
    RENDERED_SERVICES = 15
    ALLERGY = 16
    CONDITION = 17
    MEDICATION = 18
    VITAL_SIGN = 19
    PROCEDURE = 20
    CARE_PLAN = 21
    REFERRAL = 22
    PRIVATE_NOTE = 23


LAST_SECTION = Kind.RENDERED_SERVICES
SECTIONS = tuple(kind for kind in Kind if kind <= LAST_SECTION)


class Label(IntFlag):
    """Sensitive classes of an entry (policy.md, Conditions), as bits of `record_entry.labels`."""

    PSYCHIATRY = 1
    NARCOLOGY = 2
    REPRODUCTIVE = 4
    STI = 8
    TOXICOLOGY = 16
    GENETICS = 32
    HIV = 64
    PSYCHOTROPIC = 128


NO_LABELS = Label(0)


class Confidentiality(IntEnum):
    """HL7 v3 Confidentiality as the СЭМД header has it: normal, restricted, very restricted."""

    N = 0
    R = 1
    V = 2


class EntryStatus(IntEnum):
    """Only CURRENT rows are ever read; the others keep an entry's history."""

    CURRENT = 0
    SUPERSEDED = 1
    ENTERED_IN_ERROR = 2


class Sex(StrEnum):
    MALE = "MALE"
    FEMALE = "FEMALE"
    OTHER = "OTHER"
    UNKNOWN = "UNKNOWN"


class Modality(IntEnum):
    """Kind of instrumental study; the value is its place in the start-date table (SEC-05 overrides)."""

    OTHER = 31
    ULTRASOUND = 32
    RADIOGRAPHY = 33
    FLUOROGRAPHY = 34
    MAMMOGRAPHY = 35
    CT = 36
    MRI = 37
    ECG = 38
    ENDOSCOPY = 39
    FUNCTIONAL = 40


class IdentifierKind(StrEnum):
    SNILS = "SNILS"
    ENP = "ENP"
    PASSPORT = "PASSPORT"
    BIRTH_CERTIFICATE = "BIRTH_CERTIFICATE"
    FOREIGN_DOCUMENT = "FOREIGN_DOCUMENT"


class AccountLevel(StrEnum):
    """ACC-01."""

    BASIC = "BASIC"
    STANDARD = "STANDARD"
    FULL = "FULL"


class Role(StrEnum):
    CITIZEN = "CITIZEN"
    DOCTOR = "DOCTOR"
    REGISTRAR = "REGISTRAR"
    MFC_OFFICER = "MFC_OFFICER"
    INSURER = "INSURER"
    ANALYST = "ANALYST"
    AUDITOR = "AUDITOR"
    ADMINISTRATOR = "ADMINISTRATOR"


class RepresentationKind(StrEnum):
    """REP-10. A guardian becomes a trustee on the ward's 14th birthday by date alone."""

    PARENT = "PARENT"
    GUARDIAN = "GUARDIAN"


class RepresentationState(StrEnum):
    PENDING = "PENDING"
    VERIFIED = "VERIFIED"
    REJECTED = "REJECTED"
    ENDED = "ENDED"


class GrantGround(StrEnum):
    """Why a grant stands: ACC-02, ACC-03 or a registrar's decision on a request."""

    OWN_FULL_ACCOUNT = "OWN_FULL_ACCOUNT"
    VERIFIED_CHILD = "VERIFIED_CHILD"
    ACCESS_REQUEST = "ACCESS_REQUEST"


class EncounterClass(StrEnum):
    """HL7 v3 ActEncounterCode, the values in use here."""

    AMB = "AMB"
    IMP = "IMP"
    EMER = "EMER"
    HH = "HH"
    FLD = "FLD"
    VR = "VR"


class EncounterGround(StrEnum):
    """What let the doctor open the encounter (policy.md: doctors do not let themselves in)."""

    APPOINTMENT = "APPOINTMENT"
    ADMISSION = "ADMISSION"
    PATIENT_CODE = "PATIENT_CODE"


class PolicyState(StrEnum):
    """ACC-07."""

    VALID = "VALID"
    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"
    UNKNOWN = "UNKNOWN"
