"""What a record shows besides its lists: sections, allergies, conditions, medicines, a trend, the vaccination plan."""

import datetime as dt
from enum import Enum

import strawberry

from backend.models.sections.child_data import Severity
from backend.models.sections.lab_report import Interpretation
from backend.policy.standing import EVERYONE
from backend.schema.entry import Coding, Organization, Practitioner, Section
from backend.schema.fields import coding, column, one, plumbing


@strawberry.type(description="A section that has visible entries.")
class SectionInfo:
    section: Section = plumbing()  # type: ignore[valid-type]
    title: str = plumbing("The section's name in the asked language.")
    count: int = plumbing("Visible entries.")
    first_date: dt.date = plumbing()
    last_date: dt.date = plumbing()


@strawberry.enum(description="Who says so.")
class FactSource(Enum):
    CLINIC = "CLINIC"
    REPRESENTATIVE = "REPRESENTATIVE"


@strawberry.type(description="An allergy, by a clinic or «со слов родителей».")
class Allergy:
    source: FactSource = column(EVERYONE)
    code: Coding | None = coding(EVERYONE)
    substance: str | None = column(EVERYONE)
    reaction: str | None = column(EVERYONE)
    severity: Severity | None = column(EVERYONE)
    status: str | None = column(EVERYONE)
    recorded_on: dt.date = column(EVERYONE)
    organization: Organization | None = one(EVERYONE, "organization", "{one}.id = {row}.organization_id")


@strawberry.type(description="A condition: recorded as such, or a main diagnosis of a visible entry.")
class Condition:
    source: FactSource = column(EVERYONE)
    code: Coding | None = coding(EVERYONE)
    wording: str | None = column(EVERYONE)
    status: str | None = column(EVERYONE)
    recorded_on: dt.date = column(EVERYONE)
    onset_on: dt.date | None = column(EVERYONE)
    abated_on: dt.date | None = column(EVERYONE)
    organization: Organization | None = one(EVERYONE, "organization", "{one}.id = {row}.organization_id")


@strawberry.type(description="A medicine: prescribed, known to a clinic, or named by a representative.")
class Medication:
    source: FactSource = column(EVERYONE)
    code: Coding | None = coding(EVERYONE)
    name: str | None = column(EVERYONE)
    dose: str | None = column(EVERYONE)
    status: str | None = column(EVERYONE)
    recorded_on: dt.date = column(EVERYONE)
    period_from: dt.date | None = column(EVERYONE)
    period_until: dt.date | None = column(EVERYONE)
    organization: Organization | None = one(EVERYONE, "organization", "{one}.id = {row}.organization_id")


@strawberry.type(description="One value of an analyte, with the reference band that held for it.")
class LabTrendPoint:
    date: dt.date = column(EVERYONE)
    measured_at: dt.datetime | None = column(EVERYONE)
    value: float | None = column(EVERYONE)
    value_text: str | None = column(EVERYONE)
    unit: str | None = column(EVERYONE)
    reference_low: float | None = column(EVERYONE)
    reference_high: float | None = column(EVERYONE)
    reference_text: str | None = column(EVERYONE)
    interpretation: Interpretation | None = column(EVERYONE)
    report_id: strawberry.ID = column(EVERYONE)
    title: str | None = column(EVERYONE, description="The report's.")
    organization: Organization | None = one(EVERYONE, "organization", "{one}.id = {row}.organization_id")
    author: Practitioner | None = one(EVERYONE, "practitioner", "{one}.id = {row}.author_id")


@strawberry.type(
    description="One analyte over time; without points, and with null name and unit, where nothing is visible."
)
class LabTrend:
    code: str | None = plumbing("The asked code; of an analyte asked for by a result, its own, where it has one.")
    name: str | None = plumbing("As the latest point names it.")
    unit: str | None = plumbing("Of the latest point (UCUM).")
    points: list[LabTrendPoint] = plumbing("Oldest first.")


@strawberry.type(
    description="An analyte with its newest value. Results are of one analyte by code, or by name where none has a code."
)
class LabAnalyte:
    code: Coding | None = coding(EVERYONE)
    name: str | None = column(EVERYONE)
    value: float | None = column(EVERYONE)
    value_text: str | None = column(EVERYONE)
    unit: str | None = column(EVERYONE)
    reference_low: float | None = column(EVERYONE)
    reference_high: float | None = column(EVERYONE)
    reference_text: str | None = column(EVERYONE)
    interpretation: Interpretation | None = column(EVERYONE)
    date: dt.date = column(EVERYONE)
    count: int = column(EVERYONE, description="How many visible results there are.")
    report_id: strawberry.ID = column(EVERYONE, description="The report of the newest value.")
    result: int = column(EVERYONE, "{row}.place_in_report", description="Its place in that report, from 0.")
    title: str | None = column(EVERYONE, description="That report's.")
    organization: Organization | None = one(EVERYONE, "organization", "{one}.id = {row}.organization_id")


@strawberry.enum(description="Where one item of the national schedule stands.")
class VaccinationPlanStatus(Enum):
    DONE = "DONE"
    DUE = "DUE"
    LATE = "LATE"
    UPCOMING = "UPCOMING"
    EXEMPT = "EXEMPT"
    REFUSED = "REFUSED"


@strawberry.type(description="One item of the national schedule against what was done.")
class VaccinationPlanItem:
    code: str = plumbing()
    title: str = plumbing("In the asked language.")
    infection: str = plumbing()
    ordinal: int = plumbing("Which dose against the infection, from 1.")
    status: VaccinationPlanStatus = plumbing()
    due_on: dt.date | None = plumbing()
    done_on: dt.date | None = plumbing()
    risk_group_only: bool = plumbing()
