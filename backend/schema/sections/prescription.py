"""Prescriptions (SEC-13)."""

import datetime as dt

import strawberry

from backend.models.sections.prescription import PrescriptionStatus
from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE
from backend.schema.entry import Coding, Node, RecordEntry
from backend.schema.fields import coding, column, entry_type, parts


@strawberry.type(description="A pharmacy gave the medicine.")
class Dispense:
    dispensed_on: dt.date | None = column(EVERYONE)
    pharmacy: str | None = column(EVERYONE)
    trade_name: str | None = column(EVERYONE)
    quantity: str | None = column(EVERYONE)


@entry_type(
    Kind.PRESCRIPTIONS,
    {"status": "{row}.status = {value}", "inn": "lower({row}.inn) = lower({value})"},
)
@strawberry.type(description="A prescription (SEC-13).")
class Prescription(RecordEntry, Node):
    series: str | None = column(EVERYONE)
    number: str | None = column(EVERYONE)
    valid_until: dt.date | None = column(EVERYONE)
    inn: str | None = column(EVERYONE, description="International nonproprietary name.")
    trade_name: str | None = column(EVERYONE)
    medicine: Coding | None = coding(EVERYONE, "medicine_")
    form: str | None = column(EVERYONE)
    dose: str | None = column(EVERYONE)
    route: str | None = column(EVERYONE)
    frequency: str | None = column(EVERYONE)
    duration: str | None = column(EVERYONE)
    quantity: str | None = column(EVERYONE)
    benefit: bool | None = column(EVERYONE)
    urgent: bool | None = column(EVERYONE)
    status: PrescriptionStatus | None = column(EVERYONE)
    dispenses: list[Dispense] | None = parts(EVERYONE, "dispense")
