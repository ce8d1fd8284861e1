"""Vaccinations (SEC-04, SEC-10)."""

import datetime as dt

import strawberry

from backend.models.sections.vaccination import ExemptionKind, SkinTest, VaccinationStatus
from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE, NOT_TEEN_REPRESENTATIVES
from backend.schema.entry import Coding, Node, RecordEntry
from backend.schema.fields import coding, column, entry_type


@entry_type(
    Kind.VACCINATIONS,
    {"status": "{row}.status = {value}", "infection": "{value} = ANY ({row}.infections)"},
)
@strawberry.type(description="A vaccination, an exemption from one, a refusal or a skin test (SEC-04, SEC-10).")
class Vaccination(RecordEntry, Node):
    status: VaccinationStatus = column(EVERYONE)
    infections: list[str] = column(EVERYONE, description="Codes of the national schedule.")
    vaccine_name: str | None = column(EVERYONE)
    vaccine: Coding | None = coding(EVERYONE, "vaccine_")
    dose_label: str | None = column(EVERYONE)
    dose_ml: float | None = column(EVERYONE)
    route: str | None = column(EVERYONE)
    site: str | None = column(EVERYONE)
    series: str | None = column(EVERYONE)
    expires_on: dt.date | None = column(EVERYONE)
    manufacturer: str | None = column(EVERYONE)
    performer: str | None = column(EVERYONE)
    reaction_local: str | None = column(EVERYONE)
    reaction_general: str | None = column(EVERYONE)
    exemption_kind: ExemptionKind | None = column(EVERYONE)
    exemption_from: dt.date | None = column(EVERYONE)
    exemption_until: dt.date | None = column(EVERYONE)
    exemption_reason: str | None = column(NOT_TEEN_REPRESENTATIVES, reason="WITH_THE_TEENAGER")
    skin_test: SkinTest | None = column(EVERYONE)
    papule_mm: float | None = column(EVERYONE)
