"""Whether somebody's record exists, and where (PAP-05)."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.errors import MedcardError
from backend.resolvers.beside import signed_in
from backend.schema.card_existence import CardExistence
from backend.services.card_existence import card_existence
from backend.services.refusal import Refused


@strawberry.type
class CardExistenceQueries:
    @strawberry.field(
        description="Whether the viewer's own record and those of verified wards exist, and where (PAP-05); empty before the "
        "account is bound to a person. No access is needed, and nobody else can be asked about."
    )
    async def card_existence(self, info: Info[Any, Any]) -> list[CardExistence] | None:
        context, actor = info.context, await signed_in(info)
        try:
            async with context.pool.acquire() as connection, connection.transaction():
                found = await card_existence(connection, context.reader.policy, actor, context.at)
        except Refused as refused:
            raise MedcardError(refused.code) from None
        return [
            CardExistence(
                patient_id=strawberry.ID(one.patient_key),
                display_name=one.name,
                own=one.own,
                exists=one.exists,
                opened_at=one.opened_at,
                clinic=one.clinic,
                address=one.address,
                phone=one.phone,
            )
            for one in found
        ]
