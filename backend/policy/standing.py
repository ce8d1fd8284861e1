"""The nine standings and the sets of them that declarations speak of (policy.md, principle 1)."""

from enum import IntFlag


class Standing(IntFlag):
    """A ground on which a viewer reads one record, as the bit that `standings()` returns in SQL."""

    SELF_TEEN = 1
    SELF_ADULT = 2
    PARENT_OF_CHILD = 4
    PARENT_OF_TEEN = 8
    GUARDIAN = 16
    TRUSTEE_OF_CHILD = 32
    TRUSTEE_OF_TEEN = 64
    TREATING_DOCTOR = 128
    EMERGENCY_DOCTOR = 256


EVERYONE = Standing(511)
OWN = Standing.SELF_TEEN | Standing.SELF_ADULT
TEEN_REPRESENTATIVES = Standing.PARENT_OF_TEEN | Standing.TRUSTEE_OF_TEEN
CHILD_REPRESENTATIVES = Standing.PARENT_OF_CHILD | Standing.GUARDIAN | Standing.TRUSTEE_OF_CHILD
REPRESENTATIVES = CHILD_REPRESENTATIVES | TEEN_REPRESENTATIVES
PORTAL = OWN | REPRESENTATIVES
DOCTORS = Standing.TREATING_DOCTOR | Standing.EMERGENCY_DOCTOR
# Who may give a link to what they see: who decides for the patient alone, and nobody in whose place a teenager decides.
SHARERS = OWN | Standing.PARENT_OF_CHILD | Standing.GUARDIAN
NOT_TEEN_REPRESENTATIVES = EVERYONE & ~TEEN_REPRESENTATIVES


def names(standings: Standing) -> list[str]:
    """Names of the standings in the set, in the order of their bits."""
    return [standing.name for standing in Standing if standing & standings and standing.name]
