"""The directory of regions, for everybody."""

from typing import Any

import strawberry
from strawberry.types import Info

from backend.policy.regions import REGIONS
from backend.schema.regions import RegionEntry


@strawberry.type
class RegionQueries:
    @strawberry.field(
        description="How people come to their record in each region, where that is known (PAP-08); in the asked language."
    )
    async def regions(self, info: Info[Any, Any]) -> list[RegionEntry]:
        place = 1 if info.context.caller.language == "en" else 0
        return [
            RegionEntry(
                code=one.code,
                name=one.name[place],
                access=one.access,
                portal=one.portal[place] if one.portal else None,
                link=one.link,
            )
            for one in REGIONS
        ]
