"""Clinical rows that are no section: vital signs, procedures, care plans, referrals, private notes."""

import datetime as dt

import strawberry

from backend.models.sections.lab_report import Interpretation
from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE
from backend.schema.entry import AUTHOR, ORGANIZATION, Coding, Node, Organization, Practitioner
from backend.schema.fields import coding, column, entry_type, one


@entry_type(Kind.VITAL_SIGN, {"code": "{row}.code = {value}"})
@strawberry.type(description="A vital sign; blood pressure has systolic in `value`, diastolic in `valueSecond`.")
class VitalSign(Node):
    id: strawberry.ID = column(EVERYONE, "{entry}.public_id")
    date: dt.date = column(EVERYONE, "{entry}.event_date")
    title: str | None = column(EVERYONE, "{entry}.title")
    organization: Organization | None = one(EVERYONE, "organization", ORGANIZATION)
    author: Practitioner | None = one(EVERYONE, "practitioner", AUTHOR)
    code: Coding | None = coding(EVERYONE)
    name: str | None = column(EVERYONE)
    value: float | None = column(EVERYONE)
    value_second: float | None = column(EVERYONE)
    value_text: str | None = column(EVERYONE)
    unit: str | None = column(EVERYONE)
    measured_at: dt.datetime | None = column(EVERYONE)
    interpretation: Interpretation | None = column(EVERYONE)


@entry_type(Kind.PROCEDURE, {"code": "{row}.code = {value}"})
@strawberry.type(description="A procedure or an operation done.")
class Procedure(Node):
    id: strawberry.ID = column(EVERYONE, "{entry}.public_id")
    date: dt.date = column(EVERYONE, "{entry}.event_date")
    title: str | None = column(EVERYONE, "{entry}.title")
    organization: Organization | None = one(EVERYONE, "organization", ORGANIZATION)
    author: Practitioner | None = one(EVERYONE, "practitioner", AUTHOR)
    code: Coding | None = coding(EVERYONE)
    name: str | None = column(EVERYONE)
    status: str | None = column(EVERYONE)
    performed_from: dt.datetime | None = column(EVERYONE)
    performed_until: dt.datetime | None = column(EVERYONE)
    performer: str | None = column(EVERYONE)
    body_site: str | None = column(EVERYONE)
    outcome: str | None = column(EVERYONE)
    reason: str | None = column(EVERYONE)


@entry_type(Kind.CARE_PLAN, {"status": "{row}.status = {value}"})
@strawberry.type(description="A care plan.")
class CarePlan(Node):
    id: strawberry.ID = column(EVERYONE, "{entry}.public_id")
    date: dt.date = column(EVERYONE, "{entry}.event_date")
    title: str | None = column(EVERYONE, "{entry}.title")
    organization: Organization | None = one(EVERYONE, "organization", ORGANIZATION)
    author: Practitioner | None = one(EVERYONE, "practitioner", AUTHOR)
    category: str | None = column(EVERYONE)
    status: str | None = column(EVERYONE)
    intent: str | None = column(EVERYONE)
    period_from: dt.date | None = column(EVERYONE)
    period_until: dt.date | None = column(EVERYONE)
    description: str | None = column(EVERYONE)
    activities: list[str] | None = column(EVERYONE)


@entry_type(Kind.REFERRAL, {"status": "{row}.status = {value}"})
@strawberry.type(description="A referral or an order of a service.")
class Referral(Node):
    id: strawberry.ID = column(EVERYONE, "{entry}.public_id")
    date: dt.date = column(EVERYONE, "{entry}.event_date")
    title: str | None = column(EVERYONE, "{entry}.title")
    organization: Organization | None = one(EVERYONE, "organization", ORGANIZATION)
    author: Practitioner | None = one(EVERYONE, "practitioner", AUTHOR)
    code: Coding | None = coding(EVERYONE)
    name: str | None = column(EVERYONE)
    status: str | None = column(EVERYONE)
    priority: str | None = column(EVERYONE)
    ordered_on: dt.date | None = column(EVERYONE)
    reason: str | None = column(EVERYONE)


@entry_type(Kind.PRIVATE_NOTE)
@strawberry.type(description="A doctor's private note: a row of its own, for its author alone.")
class PrivateNote:
    date: dt.date = column(EVERYONE, "{entry}.event_date")
    text: str = column(EVERYONE)
