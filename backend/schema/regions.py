"""The directory of regions (PAP-08)."""

import strawberry

from backend.models.region import RegionAccess

strawberry.enum(
    RegionAccess,
    description="Where a region shows people their records. CLOSED_PAPER_ONLY: nowhere; clinics give extracts on paper.",
)


@strawberry.type(description="A region of which it is known how people come to their record there.")
class RegionEntry:
    code: str = strawberry.field(description="The subject's code, as in the first digits of a policy's region.")
    name: str
    access: RegionAccess
    portal: str | None = strawberry.field(description="What to open or to look for; null for CLOSED_PAPER_ONLY.")
    link: str | None
