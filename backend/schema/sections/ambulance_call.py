"""Ambulance calls (SEC-11)."""

import datetime as dt

import strawberry

from backend.models.vocabulary import Kind
from backend.policy.standing import DOCTORS, EVERYONE
from backend.schema.entry import Node, RecordEntry
from backend.schema.fields import column, entry_type, parts
from backend.schema.sections.diagnosis import Diagnosis


@entry_type(Kind.AMBULANCE_CALLS, {"result": "{row}.result = {value}"})
@strawberry.type(description="An ambulance call (SEC-11).")
class AmbulanceCall(RecordEntry, Node):
    call_number: str | None = column(EVERYONE)
    received_at: dt.datetime | None = column(EVERYONE)
    dispatched_at: dt.datetime | None = column(EVERYONE)
    arrived_at: dt.datetime | None = column(EVERYONE)
    finished_at: dt.datetime | None = column(EVERYONE)
    reason: str | None = column(EVERYONE)
    address: str | None = column(DOCTORS, reason="DOCTORS_ONLY")
    caller: str | None = column(DOCTORS, reason="DOCTORS_ONLY")
    crew: str | None = column(EVERYONE)
    complaint: str | None = column(EVERYONE)
    condition: str | None = column(EVERYONE)
    vitals: str | None = column(EVERYONE)
    diagnoses: list[Diagnosis] | None = parts(EVERYONE, "diagnosis")
    aid: str | None = column(EVERYONE)
    drugs: str | None = column(EVERYONE)
    result: str | None = column(EVERYONE)
    hospital: str | None = column(EVERYONE)
