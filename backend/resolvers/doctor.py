"""A doctor's day."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.models.vocabulary import Role
from backend.resolvers.officer_desk import officer
from backend.schema.doctor import DoctorEncounter
from backend.services.doctor_day import doctor_day


@strawberry.type
class DoctorQueries:
    @strawberry.field(
        description="The doctor's own encounters, open and closed, by which a record is open to them now; newest first."
    )
    async def doctor_day(self, info: Info[Any, Any]) -> list[DoctorEncounter] | None:
        context, actor = info.context, await officer(info, Role.DOCTOR)
        async with context.pool.acquire() as connection:
            found = await doctor_day(connection, actor.account_id, context.settings.accepted_policy_regions, context.at)
        return [
            DoctorEncounter(
                patient_id=strawberry.ID(one.patient_key),
                display_name=one.name,
                birth_date=one.birth_date,
                encounter_class=one.encounter_class,
                ground=one.ground,
                organization=one.organization,
                opened_at=one.opened_at,
                closed_at=one.closed_at,
                until=one.until,
            )
            for one in found
        ]
