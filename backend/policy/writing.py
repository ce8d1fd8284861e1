"""Who may write which entries (policy.md, matrix, W): beside the rows that hide and the columns that mask.

A doctor writes in an own open encounter alone (⁵), which the use case proves; the representative of a teenager reads a
shared diary and writes none (¹⁰). A kind that is missing here is written by nobody: it comes from outside alone.
"""

from collections.abc import Mapping

from backend.models.vocabulary import Kind
from backend.policy.standing import CHILD_REPRESENTATIVES, OWN, REPRESENTATIVES, Standing

_DOCTORS = (
    Kind.EXAMINATION_PROTOCOLS,
    Kind.LAB_REPORTS,
    Kind.COVID_TESTS,
    Kind.VACCINATIONS,
    Kind.INSTRUMENTAL_STUDIES,
    Kind.DISCHARGE_SUMMARIES,
    Kind.SICK_LEAVES,
    Kind.PRESCRIPTIONS,
    Kind.CERTIFICATES,
    Kind.CHECK_UPS,
    Kind.PREGNANCY_CARE,
    Kind.ALLERGY,
    Kind.CONDITION,
    Kind.MEDICATION,
    Kind.VITAL_SIGN,
    Kind.PROCEDURE,
    Kind.CARE_PLAN,
    Kind.REFERRAL,
    Kind.PRIVATE_NOTE,
)
WRITERS: Mapping[Kind, Standing] = {
    Kind.HEALTH_DIARY: OWN | CHILD_REPRESENTATIVES,
    Kind.CHILD_DATA: REPRESENTATIVES,
    **dict.fromkeys(_DOCTORS, Standing.TREATING_DOCTOR),
}

# A doctor reads what a representative says, never edits it, and may add a note in an own open encounter (CHD-06).
CHILD_DATA_VERIFIERS = Standing.TREATING_DOCTOR


def writers(kind: Kind) -> Standing:
    """The standings that may write entries of the kind."""
    return WRITERS.get(kind, Standing(0))
