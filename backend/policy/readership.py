"""Who of a patient's readers will see an entry, and when: what a doctor is told before signing it."""

from dataclasses import dataclass
from enum import StrEnum

from backend.models.vocabulary import Confidentiality, Kind
from backend.policy.masks import mask_of
from backend.policy.rows import RowPolicy, section_audience
from backend.policy.standing import Standing


class Sees(StrEnum):
    """When a reader sees the entry."""

    AT_ONCE = "AT_ONCE"
    AFTER_RELEASE = "AFTER_RELEASE"
    NEVER = "NEVER"


@dataclass(frozen=True, slots=True)
class Readership:
    """One standing that somebody may hold on the record, and when it shows the entry."""

    standing: Standing
    sees: Sees


def possible_standings(age: int) -> list[Standing]:
    """The portal standings that anybody may hold on the record of a patient of this age in years."""
    if age >= 18:
        return [Standing.SELF_ADULT]
    if age >= 15:
        return [Standing.SELF_TEEN, Standing.PARENT_OF_TEEN, Standing.TRUSTEE_OF_TEEN]
    if age == 14:
        return [Standing.PARENT_OF_CHILD, Standing.TRUSTEE_OF_CHILD]
    return [Standing.PARENT_OF_CHILD, Standing.GUARDIAN]


def readership(
    policy: RowPolicy, kind: Kind, labels: int, confidentiality: Confidentiality, age: int
) -> list[Readership]:
    """Each possible reader, and when they see such an entry; a teenager's shares are not known here and count as none."""
    found = []
    for standing in possible_standings(age):
        if not section_audience(kind) & standing:
            sees = Sees.NEVER
        elif not mask_of(kind, labels, confidentiality, released=False) & policy.hidden(standing):
            sees = Sees.AT_ONCE
        elif not mask_of(kind, labels, confidentiality, released=True) & policy.hidden(standing):
            sees = Sees.AFTER_RELEASE
        else:
            sees = Sees.NEVER
        found.append(Readership(standing, sees))
    return found
