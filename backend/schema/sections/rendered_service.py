"""Rendered services (SVC-01…03)."""

import strawberry

from backend.models.sections.examination_protocol import CareConditions
from backend.models.sections.rendered_service import ServiceStatus
from backend.models.vocabulary import Kind
from backend.policy.standing import EVERYONE
from backend.schema.entry import Node, RecordEntry
from backend.schema.fields import column, entry_type


@entry_type(Kind.RENDERED_SERVICES, {"status": "{row}.status = {value}"})
@strawberry.type(description="A service paid by insurance (SVC-02).")
class RenderedService(RecordEntry, Node):
    region: str | None = column(EVERYONE)
    care_kind: str | None = column(EVERYONE)
    care_conditions: CareConditions | None = column(EVERYONE)
    service_code: str | None = column(EVERYONE)
    service_name: str | None = column(EVERYONE)
    quantity: float | None = column(EVERYONE)
    tariff: float | None = column(EVERYONE)
    cost: float | None = column(EVERYONE, description="For the insurance fund, in `currency`.")
    currency: str = column(EVERYONE, description="ISO 4217.")
    policy_number: str | None = column(
        EVERYONE, "'•••• ' || right({row}.policy_number, 4)", description="Last four digits."
    )
    insurer: str | None = column(EVERYONE)
    status: ServiceStatus | None = column(EVERYONE)
