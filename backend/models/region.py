"""How people of a region come to their electronic record (PAP-08)."""

from enum import StrEnum


class RegionAccess(StrEnum):
    """FEDERAL: on the federal portal. REGIONAL_PORTAL: on the region's own. CLOSED_PAPER_ONLY: the clinics keep it, and give
    extracts on paper alone."""

    FEDERAL = "FEDERAL"
    REGIONAL_PORTAL = "REGIONAL_PORTAL"
    CLOSED_PAPER_ONLY = "CLOSED_PAPER_ONLY"
